// Where the engine comes from, with stand-ins for `pulumi`, `go` and the vendor's host on a PATH and in a cache of the test's
// own: the order of ADR-0001, what an interrupted or doubled build leaves, and what is said when nothing works.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";

const engineFolder = path.resolve(__dirname, "../../../sandbox/engine");

/** A machine with nothing but Node.js: a PATH, a cache, a clone. */
class Machine {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "find-engine-"));
  public readonly bin = path.join(this.folder, "bin");
  public readonly cache = path.join(this.folder, "cache", "azureml-secure-inference");

  public constructor() {
    mkdirSync(this.bin);
    this.install("node", `exec "${process.execPath}" "$@"`);
  }

  public install(name: string, script: string, folder = this.bin): void {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }

  /** `go build` that notes its call and writes an engine, after `seconds`. */
  public installGo(seconds = 0, fails = ""): void {
    const calls = path.join(this.folder, "go-calls");
    this.install(
      "go",
      `[ "$1" = version ] && exit 0
       echo build >> "${calls}"
       while [ "$1" != "-o" ]; do shift; done
       ${fails === "" ? "" : `echo '${fails}' >&2; exit 1`}
       echo half > "$2/pulumi"
       ${this.tool("sleep")} ${seconds}
       printf '#!/bin/sh\\n' > "$2/pulumi"; ${this.tool("chmod")} 755 "$2/pulumi"`,
    );
  }

  public goCalls(): number {
    const calls = path.join(this.folder, "go-calls");
    return existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n").length : 0;
  }

  /** \`npm install\` of a package \`pulumi\` whose first run downloads an engine, or says why it cannot. */
  public installNpm(fails = ""): void {
    const run = `
      const { mkdirSync, writeFileSync } = require("node:fs");
      ${fails === "" ? "" : `console.error("${fails}"); process.exit(1);`}
      const bin = process.env.PULUMI_HOME + "/versions/3.265.0/bin";
      mkdirSync(bin, { recursive: true });
      for (const name of ["pulumi", "pulumi-language-nodejs"]) writeFileSync(bin + "/" + name, "");
    `;
    const file = path.join(this.folder, "run.js");
    writeFileSync(file, run);
    this.install(
      "npm",
      `[ "$7" = pulumi@3.265.0 ] || exit 9
       ${this.tool("mkdir")} -p "$6/node_modules/pulumi" && ${this.tool("cp")} "${file}" "$6/node_modules/pulumi/run.js"`,
    );
  }

  /** Runs the search in a process of its own; get.pulumi.com is never asked, and answers as `vendor` says. */
  public start(vendor: "answers" | "is silent" = "is silent"): Search {
    const script = `
      const released = await import(${JSON.stringify(pathToFileURL(path.join(engineFolder, "released-engine.mjs")).href)});
      const { findEngine } = await import(${JSON.stringify(pathToFileURL(path.join(engineFolder, "find-engine.mjs")).href)});
      const { orRefuse } = await import(${JSON.stringify(pathToFileURL(path.join(engineFolder, "refusal.mjs")).href)});
      const downloadEngine = (say, notes) => released.downloadEngine(say, notes, async () => ${vendor === "answers"});
      process.exitCode = await orRefuse(async () => {
        const { value } = await findEngine(${JSON.stringify(this.folder)}, () => {}, { downloadEngine });
        console.log(JSON.stringify(value));
        return 0;
      });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: { PATH: this.bin, XDG_CACHE_HOME: path.join(this.folder, "cache"), HOME: this.folder },
    });
    return { child, result: resultOf(child) };
  }

  public async find(vendor?: "answers" | "is silent"): Promise<Result> {
    return this.start(vendor).result;
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private tool(name: string): string {
    return ["/bin", "/usr/bin"].map((folder) => path.join(folder, name)).find(existsSync) ?? name;
  }
}

interface Result {
  readonly code: number | null;
  readonly stderr: string;
  readonly engine: { readonly pulumi: string; readonly version: string; readonly from: string } | undefined;
}

interface Search {
  readonly child: ChildProcess;
  readonly result: Promise<Result>;
}

describe("engine: where it comes from", function () {
  this.timeout(30_000);

  let machine: Machine;
  beforeEach(() => (machine = new Machine()));
  afterEach(() => machine.remove());

  it("is the one on the PATH, with its language host, before any other", async () => {
    machine.install("pulumi", "echo v3.300.1");
    machine.install("pulumi-language-nodejs", "exit 0");
    machine.installGo();
    const { engine } = await machine.find();
    assert.deepEqual(
      [engine?.from, engine?.version, engine?.pulumi],
      ["path", "3.300.1", path.join(machine.bin, "pulumi")],
    );
    assert.equal(machine.goCalls(), 0);
  });

  const unfit: readonly (readonly [string, string, boolean])[] = [
    ["too old", "echo v3.225.9", true],
    ["of another major version", "echo v4.0.0", true],
    ["broken", "exit 1", true],
    ["without its language host", "echo v3.300.1", false],
  ];
  for (const [name, pulumi, withHost] of unfit) {
    it(`is built when the one on the PATH is ${name}`, async () => {
      machine.install("pulumi", pulumi);
      if (withHost) {
        machine.install("pulumi-language-nodejs", "exit 0");
      }
      machine.installGo();
      assert.equal((await machine.find()).engine?.from, "go");
    });
  }

  it("is the oldest supported version too", async () => {
    machine.install("pulumi", "echo v3.226.0");
    machine.install("pulumi-language-nodejs", "exit 0");
    assert.equal((await machine.find()).engine?.from, "path");
  });

  it("is looked at again when another one takes its place on the PATH", async () => {
    machine.install("pulumi", "echo v3.300.1");
    machine.install("pulumi-language-nodejs", "exit 0");
    await machine.find();
    machine.install("pulumi", "echo v3.301.0 # newer");
    assert.equal((await machine.find()).engine?.version, "3.301.0");
  });

  it("is the downloaded release before a build, when there is one", async () => {
    const release = path.join(machine.cache, "release", "versions", "3.265.0");
    machine.install("pulumi", "echo v3.265.0", path.join(release, "bin"));
    machine.installGo();
    // Half a download: nothing says that it was completed.
    assert.equal((await machine.find()).engine?.from, "go");
    writeFileSync(path.join(release, "complete"), "");
    assert.equal((await machine.find()).engine?.from, "release");
  });

  it("is downloaded before it is built, where the vendor answers, and kept", async () => {
    machine.installNpm();
    machine.installGo();
    const { engine } = await machine.find("answers");
    assert.deepEqual([engine?.from, engine?.version], ["release", "3.265.0"]);
    assert.deepEqual((await machine.find("is silent")).engine, engine);
    assert.equal(machine.goCalls(), 0);
  });

  it("is built where the download fails", async () => {
    machine.installNpm("HTTP 503 fetching install.sh");
    machine.installGo();
    assert.equal((await machine.find("answers")).engine?.from, "go");
  });

  it("names why the download failed when it cannot be built either", async () => {
    machine.installNpm("HTTP 503 fetching install.sh");
    const { stderr } = await machine.find("answers");
    assert.match(stderr, /the npm package `pulumi` failed: HTTP 503 fetching install.sh; Go, which could build it/);
  });

  it("says what was tried and the ways out when nothing works, at once", async function () {
    this.timeout(5000);
    machine.install("pulumi", "echo v3.100.0");
    const { code, stderr } = await machine.find();
    assert.equal(code, 2);
    assert.deepEqual(stderr.trimEnd().split("\n"), [
      "there is no Pulumi engine",
      `  why: ${machine.bin}/pulumi is 3.100.0, and 3.226 or newer of 3 is needed; ` +
        "get.pulumi.com, from where the npm package `pulumi` downloads it, cannot be reached; Go, which could build it, is not installed",
      "  do:  install the Pulumi CLI, 3.226 or newer: https://www.pulumi.com/docs/iac/download-install/",
      "  do:  or install Go, 1.21 or newer, and this builds the engine from its Go module: https://go.dev/dl/",
      "  do:  or connect to the network, so that the npm package `pulumi` can download it",
    ]);
  });
});

describe("engine: the build from the Go module", function () {
  this.timeout(60_000);

  let machine: Machine;
  beforeEach(() => (machine = new Machine()));
  afterEach(() => machine.remove());

  it("is done once and kept", async () => {
    machine.installGo();
    const first = await machine.find();
    const second = await machine.find();
    assert.deepEqual(first.engine, second.engine);
    assert.equal(machine.goCalls(), 1);
  });

  it("is done once when two want it at the same time", async () => {
    machine.installGo(1);
    const [first, second] = await Promise.all([machine.find(), machine.find()]);
    assert.equal(first.engine?.pulumi, second.engine?.pulumi);
    assert.equal(readFileSync(first.engine?.pulumi ?? "", "utf8"), "#!/bin/sh\n");
    assert.equal(machine.goCalls(), 1);
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    it(`leaves nothing half when it ends by ${signal}, and the next run is not held up`, async () => {
      machine.installGo(3);
      const { child, result } = machine.start();
      while (machine.goCalls() === 0) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      child.kill(signal);
      await result;
      machine.installGo();
      const { engine } = await machine.find();
      assert.equal(readFileSync(engine?.pulumi ?? "", "utf8"), "#!/bin/sh\n");
      assert.equal(machine.goCalls(), 2);
      assert.equal(readdirSync(machine.cache).filter((name) => name.startsWith("pulumi-")).length, 1);
    });
  }

  it("is refused at once when the cache cannot be made", async () => {
    machine.installGo();
    writeFileSync(path.join(machine.folder, "cache"), "a file where the folder should be");
    const { code, stderr } = await machine.find();
    assert.equal(code, 2);
    assert.match(stderr, /^cannot make the folder .*\n {2}why: .*\n {2}do: {2}make room .*\n.*XDG_CACHE_HOME/);
  });

  const failures: readonly (readonly [string, RegExp, RegExp])[] = [
    ["write /x: no space left on device", /why: the disk is full/, /do: {2}make room/],
    ["dial tcp: lookup modules.example: no such host", /why: the registry could not be reached/, /GOPROXY/],
    ["verifying module: checksum mismatch", /why: .*checksum mismatch/s, /run it by hand/],
  ];
  for (const [output, why, todo] of failures) {
    it(`says why it failed and what to do: ${output}`, async () => {
      machine.installGo(0, output);
      const { code, stderr } = await machine.find();
      assert.equal(code, 2);
      assert.match(stderr, /^pulumi could not be built from its Go module\n/);
      assert.match(stderr, why);
      assert.match(stderr, todo);
      assert.match(stderr, /or install the Pulumi CLI/);
      assert.deepEqual(
        readdirSync(machine.cache).filter((name) => name.startsWith("pulumi-")),
        [],
      );
    });
  }
});

async function resultOf(child: ChildProcess): Promise<Result> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stderr, engine: stdout === "" ? undefined : (JSON.parse(stdout) as Result["engine"]) };
}
