/** Imports go one way. The table says what each room may not import, and why; the test reads the sources. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

interface Ban {
  /** Files under this folder … */
  readonly from: string;
  /** … may not import these: folders of the repository, or packages. */
  readonly not: readonly string[];
  readonly because: string;
}

const root = path.resolve(__dirname, "../..");

const everyRoom = ["azure", "components", "policies", "stacks", "sandbox", "tests", "index.ts"];

function except(...rooms: readonly string[]): readonly string[] {
  return everyRoom.filter((room) => !rooms.includes(room));
}

const bans: readonly Ban[] = [
  {
    from: "azure",
    not: [...except("azure"), "@pulumi", "node:"],
    because: "decisions are pure: usable alone, the same in every place, testable without an engine",
  },
  {
    from: "azure/facts",
    not: ["azure/network", "azure/access", "azure/estate"],
    because: "facts are rows; whoever decides reads them, never the other way round",
  },
  { from: "azure/network", not: ["azure/access", "azure/estate"], because: "a decision about packets knows no estate" },
  { from: "azure/access", not: ["azure/network", "azure/estate"], because: "a decision about rights knows no estate" },
  {
    from: "components",
    not: except("components", "azure"),
    because: "the component package stands alone on npm; what proves it must not be part of it",
  },
  {
    from: "policies",
    not: [...except("policies", "azure"), "@pulumi/azure-native", "@pulumi/kubernetes"],
    because: "the pack judges anybody's stacks and must not drag our components or 136 MB of SDK along",
  },
  {
    from: "policies/capture",
    not: ["azure/facts", "azure/network", "azure/access", "azure/estate", "policies/convert", "policies/rules"],
    because: "capturing is about the engine's protocol and knows nothing of Azure",
  },
  {
    from: "policies/convert",
    not: ["policies/rules", "policies/report", "policies/capture/protocol.ts"],
    because: "a converter says what there is, not what is wrong with it",
  },
  {
    from: "policies/rules",
    not: ["policies/capture", "policies/convert", "policies/report", "@pulumi"],
    because: "a rule asks the estate; a raw property bag would tie it to one source of resources",
  },
  {
    from: "stacks",
    not: ["azure", "components", "policies", "sandbox", "tests"],
    because: "our environments are users: they get what the public entry gives",
  },
  {
    from: "sandbox",
    not: except("sandbox"),
    because: "the sandbox is a second opinion: sharing a decision with us would make both wrong together",
  },
  {
    from: "tests/oracle",
    not: everyRoom,
    because: "an oracle that imports what it checks agrees with every fault",
  },
];

const wholeSdks = /^@pulumi\/(azure-native|kubernetes)$/;

describe("imports", () => {
  const files = everyRoom.flatMap((room) => sources(room));

  it("are read at all", () => {
    assert.ok(files.length > 20, `only ${files.length} files were found`);
    assert.ok(importsOf("policies/pack.ts").includes("@pulumi/policy"));
    assert.ok(importsOf("policies/settings.ts").includes("azure/problem.ts"));
  });

  for (const ban of bans) {
    it(`${ban.from} does not import ${ban.not.join(", ")}: ${ban.because}`, () => {
      const broken = files
        .filter((file) => isIn(file, ban.from))
        .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
        .filter(({ target }) => !isIn(target, ban.from) && ban.not.some((room) => isIn(target, room)))
        .map(({ file, target }) => `${file} imports ${target}`);
      assert.deepEqual(broken, []);
    });
  }

  it("stacks import the public entry only", () => {
    const ours = sources("stacks").flatMap((file) => importsOf(file).filter((target) => !target.startsWith("@")));
    const foreign = ours.filter((target) => !isIn(target, "stacks") && target !== "index.ts");
    assert.deepEqual(
      foreign.filter((target) => !target.startsWith("node:")),
      [],
    );
  });

  it("azure-native and kubernetes by module path: their roots cost half a second and 120 MB", () => {
    const whole = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => wholeSdks.test(target))
        .map((target) => `${file} imports ${target}`),
    );
    assert.deepEqual(whole, []);
  });
});

/** TypeScript sources below a room, relative to the root, with forward slashes. */
function sources(room: string): readonly string[] {
  if (room.endsWith(".ts")) {
    return [room];
  }
  return readdirSync(path.join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !file.split("/").some((part) => part === "node_modules" || part === "dist"));
}

/** What a file imports: packages by name, our files by path from the root. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(root, file), "utf8");
  const named = [...text.matchAll(/(?:\bfrom|\bimport|\brequire\(|\bimport\()\s*["']([^"']+)["']/g)];
  return named.map((match) => resolve(file, match[1] ?? ""));
}

function resolve(file: string, specifier: string): string {
  if (!specifier.startsWith(".")) {
    return specifier;
  }
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return /\.(ts|mjs|cjs|json)$/.test(target) ? target : `${target === "." ? "" : target}.ts`;
}

function isIn(target: string, room: string): boolean {
  return target === room || target.startsWith(room.endsWith(":") ? room : `${room}/`);
}
