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
    const child = spawn(command, args, { cwd, env, timeout, stdio: ["ignore", "pipe", "pipe"] });
    const stop = () => child.kill("SIGTERM");
    process.once("exit", stop);
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
      process.off("exit", stop);
      resolve({ code, output, missing });
    };
    child.once("error", (error) => {
      output += error.message;
      end(127, error.code === "ENOENT");
    });
    child.once("close", (code) => end(code ?? 255, false));
  });
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
