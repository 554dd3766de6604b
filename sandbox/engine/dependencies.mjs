// `node_modules` as package-lock.json wants it. npm leaves its own record of what it installed last; where that agrees with
// the lock file nothing is done, and a stamp spares the comparison next time.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hashOf, withLock } from "./cache.mjs";
import { reasonOf, runCommand } from "./child-command.mjs";
import { Refusal } from "./refusal.mjs";

/** @throws Refusal when npm cannot install. */
export async function installDependencies(root, say) {
  const state = stateOf(root);
  if (state.agrees()) {
    return { done: "up to date", worked: false };
  }
  return withLock(path.join(root, ".sandbox", "locks", "dependencies"), say, async () => {
    if (stateOf(root).agrees()) {
      return { done: "installed by another run", worked: true };
    }
    rmSync(state.stamp, { force: true });
    rmSync(state.record, { force: true });
    say("npm ci");
    const { code, output, missing } = await runCommand("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: root,
      env: { ...process.env, npm_config_ignore_scripts: "true" },
    });
    if (missing || code !== 0) {
      throw refusal(output, missing);
    }
    writeFileSync(state.stamp, state.key);
    return { done: "npm ci", worked: true };
  });
}

function stateOf(root) {
  const lockText = read(path.join(root, "package-lock.json"));
  const stamp = path.join(root, "node_modules", ".azureml-secure-inference");
  const record = path.join(root, "node_modules", ".package-lock.json");
  const key = hashOf(lockText);
  return {
    key,
    stamp,
    record,
    agrees() {
      const recordText = read(record);
      if (recordText === "") {
        return false;
      }
      if (read(stamp) === key) {
        return true;
      }
      if (!agree(JSON.parse(lockText), JSON.parse(recordText))) {
        return false;
      }
      writeFileSync(stamp, key);
      return true;
    },
  };
}

/** Whether everything that the lock file demands on this machine is recorded as installed, in the same version. */
export function agree(lock, record) {
  return Object.entries(lock.packages).every(([place, wanted]) => {
    const elsewhere = !place.startsWith("node_modules/") || wanted.link || wanted.optional || wanted.devOptional;
    return elsewhere || record.packages[place]?.version === wanted.version;
  });
}

function refusal(output, missing) {
  if (missing) {
    return new Refusal("npm is not installed", "the dependencies come from the npm registry", [
      "install Node.js with npm: https://nodejs.org/en/download",
    ]);
  }
  const reason = reasonOf(output);
  const ways = {
    disk: ["make room: the dependencies take about 700 MB"],
    network: ["connect to the network", "or set the registry that can be reached: npm config set registry <url>"],
    other: ["run it by hand and look: npm ci --ignore-scripts"],
  };
  return new Refusal("the dependencies could not be installed by npm ci", reason.text, ways[reason.kind]);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
