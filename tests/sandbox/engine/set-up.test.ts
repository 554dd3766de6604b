// The parts of the set-up that decide: whether node_modules is what the lock file wants, whether a lock is forgotten, whether
// this Node.js will do. The modules are plain JavaScript, so the tests state the shapes they use.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; link?: boolean; optional?: boolean }>>;
}

interface SetUpModules {
  "cache.mjs": {
    withLock<T>(folder: string, say: (state: string) => void, work: () => Promise<T>): Promise<T>;
  };
  "dependencies.mjs": { agree(lock: Lock, record: Lock): boolean };
  "find-engine.mjs": { isSupported(version: string): boolean };
  "node-version.mjs": { checkNodeVersion(version: string): string; checkPlatform(platform: string): void };
  "child-command.mjs": { reasonOf(output: string): { kind: string; text: string } };
}

function load<Name extends keyof SetUpModules>(name: Name): Promise<SetUpModules[Name]> {
  const file = path.resolve(__dirname, "../../../sandbox/engine", name);
  return import(pathToFileURL(file).href) as Promise<SetUpModules[Name]>;
}

describe("set-up: Node.js", () => {
  it("is refused on Windows, with a way that works there", async () => {
    const { checkPlatform } = await load("node-version.mjs");
    assert.throws(() => checkPlatform("win32"), /not run on Windows[^]*Subsystem for Linux/);
    checkPlatform("linux");
    checkPlatform("darwin");
  });

  const rows: readonly (readonly [string, boolean])[] = [
    ["18.20.4", false],
    ["20.18.3", false],
    ["20.19.0", true],
    ["22.0.0", true],
    ["24.1.0", true],
  ];
  for (const [version, fits] of rows) {
    it(`${version} ${fits ? "will do" : "is too old"}`, async () => {
      const { checkNodeVersion } = await load("node-version.mjs");
      if (fits) {
        assert.equal(checkNodeVersion(version), version);
      } else {
        assert.throws(() => checkNodeVersion(version), /too old[^]*needs Node.js 20.19[^]*https:\/\/nodejs.org/);
      }
    });
  }
});

describe("set-up: the dependencies agree with the lock file", () => {
  const lock: Lock = {
    packages: {
      "": { version: "0.1.0" },
      policies: { version: "0.1.0" },
      "node_modules/azureml-secure-inference-policies": { link: true },
      "node_modules/tsx": { version: "4.23.0" },
      "node_modules/other-platform": { version: "1.0.0", optional: true },
    },
  };
  const rows: readonly (readonly [string, Lock["packages"], boolean])[] = [
    ["when they are what it says", { "node_modules/tsx": { version: "4.23.0" } }, true],
    ["when there is more", { "node_modules/tsx": { version: "4.23.0" }, "node_modules/x": { version: "1.0.0" } }, true],
    ["not when a version differs", { "node_modules/tsx": { version: "4.22.0" } }, false],
    ["not when one is missing", {}, false],
  ];
  for (const [name, packages, agrees] of rows) {
    it(name, async () => {
      const { agree } = await load("dependencies.mjs");
      assert.equal(agree(lock, { packages }), agrees);
    });
  }
});

describe("set-up: supported versions of the engine", () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ["3.225.9", false],
    ["3.226.0", true],
    ["3.227.0", true],
    ["3.274.1", true],
    ["4.0.0", false],
    ["2.300.0", false],
  ];
  for (const [version, supported] of rows) {
    it(`${version}: ${supported ? "yes" : "no"}`, async () => {
      assert.equal((await load("find-engine.mjs")).isSupported(version), supported);
    });
  }
});

describe("set-up: the lock", function () {
  this.timeout(10_000);

  const folder = mkdtempSync(path.join(tmpdir(), "set-up-lock-"));
  const lock = path.join(folder, "locks", "one");
  after(() => rmSync(folder, { recursive: true }));
  afterEach(() => rmSync(lock, { recursive: true, force: true }));

  function leave(owner: Record<string, unknown>, ageSeconds: number): void {
    mkdirSync(lock, { recursive: true });
    writeFileSync(path.join(lock, "owner.json"), JSON.stringify(owner));
    const then = new Date(Date.now() - ageSeconds * 1000);
    utimesSync(lock, then, then);
  }

  it("lets one work at a time, and is gone afterwards", async () => {
    const { withLock } = await load("cache.mjs");
    let working = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++working);
      await new Promise((resolve) => setTimeout(resolve, 50));
      working--;
    };
    await Promise.all([withLock(lock, () => undefined, work), withLock(lock, () => undefined, work)]);
    assert.equal(most, 1);
    assert.equal(existsSync(lock), false);
  });

  it("is given back when the work fails", async () => {
    const { withLock } = await load("cache.mjs");
    await assert.rejects(
      withLock(
        lock,
        () => undefined,
        () => Promise.reject(new Error("broken")),
      ),
      /broken/,
    );
    assert.equal(existsSync(lock), false);
  });

  const forgotten: readonly (readonly [string, Record<string, unknown>, number])[] = [
    ["of a process of this machine that is gone", { pid: 2 ** 22 + 1, host: hostname(), token: "a" }, 0],
    ["of another machine, not renewed for a minute", { pid: 1, host: "elsewhere", token: "a" }, 61],
    ["of a process number that is in use again, not renewed", { pid: process.pid, host: hostname(), token: "a" }, 61],
  ];
  for (const [name, owner, age] of forgotten) {
    it(`is taken over: ${name}`, async () => {
      const { withLock } = await load("cache.mjs");
      leave(owner, age);
      assert.equal(
        await withLock(
          lock,
          () => undefined,
          () => Promise.resolve("done"),
        ),
        "done",
      );
    });
  }

  const held: readonly (readonly [string, Record<string, unknown>])[] = [
    ["of a living process", { pid: process.pid, host: hostname(), token: "a" }],
    ["of another machine, just renewed", { pid: 2 ** 22 + 1, host: "elsewhere", token: "a" }],
  ];
  for (const [name, owner] of held) {
    it(`is waited for, and says whom for: ${name}`, async () => {
      const { withLock } = await load("cache.mjs");
      leave(owner, 0);
      const said: string[] = [];
      let done = false;
      const waiting = withLock(
        lock,
        (state) => said.push(state),
        () => Promise.resolve((done = true)),
      );
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.equal(done, false);
      assert.match(said[0] ?? "", new RegExp(`waiting for process ${String(owner["pid"])}`));
      rmSync(lock, { recursive: true });
      await waiting;
    });
  }
});

describe("set-up: why a command failed", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["npm error code ENOSPC", "disk"],
    ["write /tmp/x: no space left on device", "disk"],
    ["npm error code ENOTFOUND\nnpm error network request to https://registry.example failed", "network"],
    ["dial tcp 127.0.0.1:443: connect: connection refused", "network"],
    ["fetch failed", "network"],
    ["npm error code EINTEGRITY", "other"],
  ];
  for (const [output, kind] of rows) {
    it(`${kind}: ${JSON.stringify(output)}`, async () => {
      assert.equal((await load("child-command.mjs")).reasonOf(output).kind, kind);
    });
  }
});
