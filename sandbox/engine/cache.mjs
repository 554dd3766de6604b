// What outlives a clone: `${XDG_CACHE_HOME:-~/.cache}/azureml-secure-inference/`. Results are made beside their place and
// come into it by one rename, so an interrupted run leaves nothing half; a lock keeps two runs from doing the same work.

import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import path from "node:path";
import { Refusal } from "./refusal.mjs";

export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), ".cache"), "azureml-secure-inference");
}

/** First twelve hexadecimal digits of the SHA-256 of all parts. */
export function hashOf(...parts) {
  const hash = createHash("sha256");
  parts.forEach((part) => hash.update(part).update("\0"));
  return hash.digest("hex").slice(0, 12);
}

/** @throws Refusal when the folder cannot be made. */
export function makeFolder(folder) {
  try {
    makeEach(path.resolve(folder));
  } catch (error) {
    throw new Refusal(`cannot make the folder ${folder}`, error.message, [
      "make room or give the right to write there",
      "or set XDG_CACHE_HOME to another folder",
    ]);
  }
  return folder;
}

/** One folder after the other: where one cannot be made, Node.js's own `recursive` may try for ever. */
function makeEach(folder) {
  if (!existsSync(folder)) {
    makeEach(path.dirname(folder));
    try {
      mkdirSync(folder);
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error;
      }
    }
  }
}

/**
 * Holds `<folder>` as a lock while `work` runs. A lock whose process is gone, or that was not renewed for a minute, is taken
 * over.
 * @template T
 * @param {string} folder
 * @param {(state: string) => void} say
 * @param {() => Promise<T>} work
 */
export async function withLock(folder, say, work) {
  makeFolder(path.dirname(folder));
  const token = randomUUID();
  while (!take(folder, token)) {
    const owner = ownerOf(folder);
    if (isForgotten(folder, owner)) {
      takeAway(folder, owner);
      continue;
    }
    say(`waiting for process ${owner?.pid ?? "?"}, which is doing the same`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const renew = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(folder, now, now);
    } catch {
      // It was taken over; the rename at the end keeps both results whole.
    }
  }, 5000);
  const release = () => ownerOf(folder)?.token === token && rmSync(folder, { recursive: true, force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(renew);
    process.off("exit", release);
    release();
  }
}

function take(folder, token) {
  const draft = `${folder}.${token}`;
  mkdirSync(draft);
  writeFileSync(path.join(draft, "owner.json"), JSON.stringify({ pid: process.pid, host: hostname(), token }));
  try {
    renameSync(draft, folder);
    return true;
  } catch {
    rmSync(draft, { recursive: true, force: true });
    return false;
  }
}

function ownerOf(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function isForgotten(folder, owner) {
  try {
    const age = Date.now() - statSync(folder).mtimeMs;
    return age > 60_000 || (owner?.host === hostname() && !isAlive(owner.pid));
  } catch {
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Moved away first: of two that find the same forgotten lock only one moves it, and a fresh one is put back. */
function takeAway(folder, owner) {
  const away = `${folder}.${randomUUID()}`;
  try {
    renameSync(folder, away);
    if (ownerOf(away)?.token !== owner?.token) {
      renameSync(away, folder);
      return;
    }
    rmSync(away, { recursive: true, force: true });
  } catch {
    // Another run was faster.
  }
}
