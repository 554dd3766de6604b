// The engine built from its tagged Go module, which sandbox/engine/go.mod and go.sum pin, and Pulumi's YAML language host
// from its own (sandbox/engine/yaml/). Kept in the user's cache under the hash of what pins them.

import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, hashOf, makeFolder, withLock } from "./cache.mjs";
import { reasonOf, runCommand } from "./child-command.mjs";
import { Refusal } from "./refusal.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

const engine = {
  name: "pulumi",
  module: here,
  required: "github.com/pulumi/pulumi/pkg/v3",
  command: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  usual: "4 to 6 minutes on 2 cores",
  // Without the version the engine calls itself 0.0.0, and everything that compares versions refuses it.
  flags: (version) => [
    "-tags",
    "osusergo,grpcnotrace",
    "-ldflags",
    `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
  ],
};

const yamlHost = {
  name: "pulumi-language-yaml",
  module: path.join(here, "yaml"),
  required: "github.com/pulumi/pulumi-yaml",
  command: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
  usual: "about a minute on 2 cores",
  flags: () => ["-ldflags", "-s -w"],
};

/** @returns the engine that an earlier run built, if any */
export function builtEngine() {
  const { file, version } = placeOf(engine);
  return existsSync(file) ? { pulumi: file, version, from: "go" } : undefined;
}

/** @returns the engine, or undefined with a note when there is no Go @throws Refusal when the build fails */
export async function buildEngine(say, notes) {
  if (!(await hasGo())) {
    notes.push("Go, which could build it, is not installed");
    return undefined;
  }
  await build(engine, say);
  return { ...builtEngine(), worked: true };
}

/** @returns the executable and its version @throws Refusal when there is no Go, or the build fails */
export async function provideYamlHost(say) {
  const { file, version } = placeOf(yamlHost);
  if (existsSync(file)) {
    return { file, version, worked: false };
  }
  if (!(await hasGo())) {
    throw new Refusal("there is no YAML language host", "it is built by Go, and Go is not installed", [
      "install the Pulumi CLI, which brings its own: https://www.pulumi.com/docs/iac/download-install/",
      "or install Go, 1.21 or newer: https://go.dev/dl/",
    ]);
  }
  await build(yamlHost, say);
  return { file, version, worked: true };
}

function placeOf(tool) {
  const mod = readFileSync(path.join(tool.module, "go.mod"), "utf8");
  const sum = readFileSync(path.join(tool.module, "go.sum"), "utf8");
  const version =
    mod
      .split("\n")
      .find((line) => line.includes(`${tool.required} v`))
      ?.match(/ v(\d+\.\d+\.\d+)/)?.[1] ?? "";
  const folder = path.join(
    cacheFolder(),
    `${tool.name}-${version}-${hashOf(mod, sum, process.platform, process.arch)}`,
  );
  return { version, folder, file: path.join(folder, tool.name) };
}

async function hasGo() {
  const { code } = await runCommand("go", ["version"], { timeout: 20_000 });
  return code === 0;
}

async function build(tool, say) {
  const { folder, file, version } = placeOf(tool);
  await withLock(path.join(cacheFolder(), "locks", path.basename(folder)), say, async () => {
    if (existsSync(file)) {
      return;
    }
    removeDrafts(folder);
    const draft = makeFolder(`${folder}.${process.pid}`);
    try {
      await goBuild(tool, version, draft, say);
      renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

/** What runs that were killed left; who holds the lock is the only one that builds. */
function removeDrafts(folder) {
  const parent = makeFolder(path.dirname(folder));
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${path.basename(folder)}.`)) {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

async function goBuild(tool, version, draft, say) {
  const heading = `building ${tool.name} ${version} from its Go module (${tool.usual})`;
  let compiled = 0;
  say(heading);
  const { code, output } = await runCommand(
    "go",
    ["build", "-v", "-mod=readonly", "-trimpath", ...tool.flags(version), "-o", `${draft}${path.sep}`, tool.command],
    {
      cwd: tool.module,
      // A workspace file or flags of the user's other projects would change what is built.
      env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" },
      onLine(line) {
        const fetching = /^go: downloading (\S+)/.exec(line)?.[1];
        compiled += fetching === undefined && !line.startsWith("go: ") ? 1 : 0;
        say(fetching === undefined ? `${heading}: ${compiled} packages` : `${heading}: downloading ${fetching}`);
      },
    },
  );
  if (code !== 0) {
    throw buildRefusal(tool, output);
  }
}

function buildRefusal(tool, output) {
  const reason = reasonOf(output);
  const ways = {
    disk: ["make room: Go's caches and the engine take about 4 GB while it builds"],
    network: ["connect to the network", "or set the module proxy that can be reached: go env -w GOPROXY=<url>"],
    other: [
      `run it by hand and look: cd ${path.relative(process.cwd(), tool.module) || "."} && go build ${tool.command}`,
    ],
  };
  return new Refusal(`${tool.name} could not be built from its Go module`, reason.text, [
    ...ways[reason.kind],
    "or install the Pulumi CLI, 3.226 or newer: https://www.pulumi.com/docs/iac/download-install/",
  ]);
}
