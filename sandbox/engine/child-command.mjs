// Runs a command of this machine and keeps the end of what it wrote, for the message when it fails.

import { spawn } from "node:child_process";

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, onLine?: (line: string) => void }} options
 * @returns {Promise<{ code: number, output: string, missing: boolean }>} `missing`: there is no such command
 */
export function runCommand(command, args, { cwd, env = process.env, timeout, onLine } = {}) {
  return new Promise((resolve) => {
    // A group of its own, so that what the command starts ends with it.
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    const letGo = endWithUs(child);
    const timer = timeout && setTimeout(() => killGroup(child), timeout);
    let output = "";
    let rest = "";
    const take = (chunk) => {
      output = (output + chunk).slice(-20_000);
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach((line) => onLine?.(line));
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    const end = (code, missing) => {
      clearTimeout(timer);
      letGo();
      resolve({ code, output, missing });
    };
    child.once("error", (error) => {
      output += error.message;
      end(127, error.code === "ENOENT");
    });
    child.once("close", (code) => end(code ?? 255, false));
  });
}

/** When this process is told to end, the command is too; `exit` handlers run, so locks are given back. */
function endWithUs(child) {
  const handlers = [
    ["exit", () => killGroup(child)],
    ["SIGINT", () => process.exit(130)],
    ["SIGTERM", () => process.exit(143)],
    ["SIGHUP", () => process.exit(129)],
  ];
  handlers.forEach(([name, handler]) => process.once(name, handler));
  return () => handlers.forEach(([name, handler]) => process.off(name, handler));
}

function killGroup(child) {
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended.
  }
}

/** Why a command failed, as far as its output tells: a full disk and a missing network look alike everywhere. */
export function reasonOf(output) {
  if (/no space left|ENOSPC|disk quota/i.test(output)) {
    return { kind: "disk", text: "the disk is full" };
  }
  if (
    /dial tcp|no such host|i\/o timeout|connection refused|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|fetch failed|could not resolve/i.test(
      output,
    )
  ) {
    return { kind: "network", text: "the registry could not be reached" };
  }
  return { kind: "other", text: lastLines(output) };
}

function lastLines(output) {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return lines.slice(-8).join("\n       ") || "it said nothing";
}
