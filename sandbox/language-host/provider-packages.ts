// Which installed npm packages are provider SDKs: their package.json says so in its `pulumi` section. The real host reads
// every folder below a program; a package says what it is in its own root, so below `node_modules` only the roots and
// their nested `node_modules` are read here, which takes milliseconds.

import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";

export interface ProviderPackage {
  /** Name of the provider, for instance `azure-native`. */
  readonly name: string;
  /** Without a leading `v`. */
  readonly version: string;
  /** Where its own server is downloaded from; empty means Pulumi's. */
  readonly server: string;
  readonly parameterization: Parameterization | undefined;
  /** The package's folder. */
  readonly folder: string;
}

export interface Parameterization {
  readonly name: string;
  readonly version: string;
  /** Base64. */
  readonly value: string;
}

/** The packages below `directory`; policy packs are left out, because their providers are not the program's. */
export function providerPackagesBelow(directory: string): ProviderPackage[] {
  return packageRoots(directory, new Set()).flatMap((root) => providerPackageIn(root) ?? []);
}

/** The packages directly in one `node_modules`. */
export function providerPackagesIn(nodeModules: string): ProviderPackage[] {
  return rootsIn(nodeModules, new Set()).flatMap((root) => providerPackageIn(root) ?? []);
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
    readonly parameterization?: Parameterization;
  };
}

function packageRoots(directory: string, visited: Set<string>): string[] {
  return foldersIn(directory, visited).flatMap((folder) => {
    if (path.basename(folder) !== "node_modules") {
      return isPolicyPack(folder) ? [] : packageRoots(folder, visited);
    }
    return rootsIn(folder, visited).flatMap((root) =>
      existsSync(path.join(root, "node_modules")) ? [root, ...packageRoots(root, visited)] : [root],
    );
  });
}

function rootsIn(nodeModules: string, visited: Set<string>): string[] {
  return foldersIn(nodeModules, visited)
    .flatMap((entry) => (path.basename(entry).startsWith("@") ? foldersIn(entry, visited) : [entry]))
    .filter((root) => existsSync(path.join(root, "package.json")) && !isPolicyPack(root));
}

/** Folders of a folder with links followed, each only once in a walk; what cannot be read has none. */
function foldersIn(directory: string, visited: Set<string>): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isDirectory() && !entry.isSymbolicLink()) {
        return [];
      }
      const folder = realpathSync(path.join(directory, entry.name));
      if (visited.has(folder) || !statSync(folder).isDirectory()) {
        return [];
      }
      visited.add(folder);
      return [folder];
    });
  } catch {
    return [];
  }
}

function isPolicyPack(folder: string): boolean {
  return ["yaml", "yml", "json"].some((extension) => existsSync(path.join(folder, `PulumiPolicy.${extension}`)));
}

function providerPackageIn(root: string): ProviderPackage | undefined {
  const manifest = manifestOf(root);
  const pulumi = manifest?.pulumi;
  const name = pulumi?.name ?? /^@pulumi\/(.+)$/.exec(manifest?.name ?? "")?.[1];
  const version = pulumi?.version ?? manifest?.version;
  if (pulumi?.resource !== true || name === undefined || version === undefined) {
    return undefined;
  }
  return {
    name,
    version: version.replace(/^v/, ""),
    server: pulumi.server ?? "",
    parameterization: pulumi.parameterization,
    folder: root,
  };
}

function manifestOf(root: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}
