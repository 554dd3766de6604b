// Provider SDKs by their package.json, as Pulumi's own host finds them (github.com/pulumi/pulumi, getPackagesFromDir):
// `pulumi.resource` is true; name and version of the `pulumi` section come before the package's own.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { providerPackagesBelow, providerPackagesIn } from "../../../sandbox/language-host/provider-packages";

describe("language host: the provider packages of a program", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "provider-packages-"));
  after(() => rmSync(folder, { recursive: true }));

  function install(place: string, manifest: Record<string, unknown>): void {
    mkdirSync(path.join(folder, place), { recursive: true });
    writeFileSync(path.join(folder, place, "package.json"), JSON.stringify(manifest));
  }

  const resource = true;
  install("program", { name: "@pulumi/itself", version: "1.0.0", pulumi: { resource } });
  install("program/node_modules/@pulumi/random", { name: "@pulumi/random", version: "4.1.0", pulumi: { resource } });
  install("program/node_modules/@pulumi/azure-native", {
    name: "@pulumi/azure-native",
    version: "9.9.9",
    pulumi: { resource, name: "azure-native", version: "v3.28.0" },
  });
  install("program/node_modules/@pulumi/pulumi", { name: "@pulumi/pulumi", version: "3.248.0" });
  install("program/node_modules/third-party", { name: "third-party", version: "2.0.0", pulumi: { resource } });
  install("program/node_modules/outer", { name: "outer", version: "1.0.0" });
  install("program/node_modules/outer/node_modules/@pulumi/tls", {
    name: "@pulumi/tls",
    version: "5.0.0",
    pulumi: { resource, server: "https://example.com" },
  });
  install("program/sub/node_modules/@pulumi/docker", {
    name: "@pulumi/docker",
    version: "4.0.0",
    pulumi: { resource },
  });
  install("program/pack/node_modules/@pulumi/aws", { name: "@pulumi/aws", version: "7.0.0", pulumi: { resource } });
  writeFileSync(path.join(folder, "program/pack/PulumiPolicy.yaml"), "runtime: nodejs\n");
  symlinkSync(path.join(folder, "program"), path.join(folder, "program/node_modules/circle"));

  it("are found at every depth, once; not those of a policy pack, nor one without a provider name", () => {
    const found = providerPackagesBelow(path.join(folder, "program"));
    assert.deepEqual(found.map(({ name, version, server }) => [name, version, server]).sort(), [
      ["azure-native", "3.28.0", ""],
      ["docker", "4.0.0", ""],
      ["itself", "1.0.0", ""],
      ["random", "4.1.0", ""],
      ["tls", "5.0.0", "https://example.com"],
    ]);
  });

  it("of one node_modules only are its own", () => {
    const found = providerPackagesIn(path.join(folder, "program/node_modules"));
    assert.deepEqual(found.map(({ name }) => name).sort(), ["azure-native", "itself", "random"]);
  });

  it("are none where there is no folder", () => {
    assert.deepEqual(providerPackagesBelow(path.join(folder, "nowhere")), []);
  });
});
