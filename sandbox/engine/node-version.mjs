// The Node.js that runs this, and on what: the SDK, tsx and the tests need 20.19 or newer, the sandbox a POSIX shell.

import { Refusal } from "./refusal.mjs";

const minimum = [20, 19];

/** @throws Refusal on Windows. */
export function checkPlatform(platform = process.platform) {
  if (platform === "win32") {
    throw new Refusal("the sandbox does not run on Windows", "its plugins are started by shell scripts", [
      "run it in the Windows Subsystem for Linux: https://learn.microsoft.com/windows/wsl/install",
    ]);
  }
}

/** @throws Refusal when `version` is too old. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < minimum[0] || (major === minimum[0] && minor < minimum[1])) {
    throw new Refusal(`Node.js ${version} is too old`, `this needs Node.js ${minimum.join(".")} or newer`, [
      "install a current one: https://nodejs.org/en/download",
    ]);
  }
  return version;
}
