// One set of cases for every kind of store: in memory, and in a folder.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { folderStore, memoryStore, type Store, storeFor } from "../../../sandbox/provider/store";
import { Secret } from "../../../sandbox/provider/value";

describe("sandbox store", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sandbox-store-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const kinds: [string, () => Store][] = [
    ["in memory", memoryStore],
    ["in a folder", () => folderStore(folder)],
  ];
  for (const [kind, make] of kinds) {
    describe(kind, () => {
      let store: Store;
      beforeEach(() => {
        store = make();
      });

      it("reads what was written, secrets among it", () => {
        store.write("/a/b", { name: "x", key: new Secret("s") });
        assert.deepEqual(store.read("/a/b"), { name: "x", key: new Secret("s") });
        assert.equal(store.read("/a"), undefined);
      });

      it("takes paths that differ in case for one", () => {
        store.write("/Groups/One", { n: 1 });
        assert.deepEqual(store.read("/groups/ONE"), { n: 1 });
      });

      it("creates once", () => {
        assert.equal(store.create("/a", { n: 1 }), true);
        assert.equal(store.create("/A", { n: 2 }), false);
        assert.deepEqual(store.read("/a"), { n: 1 });
      });

      it("creates below something that is there, and above it", () => {
        assert.equal(store.create("/a/b/c", { n: 3 }), true);
        assert.equal(store.create("/a", { n: 1 }), true);
        assert.deepEqual(store.read("/a/b/c"), { n: 3 });
      });

      it("lists what lies below a path at any depth, and neither the path nor its neighbour", () => {
        for (const path of ["/a", "/a/b", "/a/b/c", "/ab"]) {
          store.write(path, { path });
        }
        const found = store.below("/a").map((document) => document["path"]);
        assert.deepEqual(found.sort(), ["/a/b", "/a/b/c"]);
      });

      it("removes a path and all below it", () => {
        for (const path of ["/a", "/a/b", "/ab"]) {
          store.write(path, { path });
        }
        store.remove("/a");
        assert.equal(store.read("/a/b"), undefined);
        assert.deepEqual(store.read("/ab"), { path: "/ab" });
        store.remove("/never/there");
      });

      it("takes names that mean something to a file system", () => {
        for (const name of ["..", ".", "a:b", "a%2fb", "document.json", "*"]) {
          store.write(`/x/${name}`, { name });
          assert.deepEqual(store.read(`/x/${name}`), { name });
        }
        assert.equal(store.below("/x").length, 6);
      });
    });
  }

  it("leaves nothing but the document behind", () => {
    const store = folderStore(folder);
    store.create("/a", { n: 1 });
    store.create("/a", { n: 2 });
    store.write("/a", { n: 3 });
    assert.deepEqual(readdirSync(join(folder, "a")), ["document.json"]);
  });

  it("keeps nothing outside its folder", () => {
    const inside = join(folder, "inside");
    folderStore(inside).write("/../escaped", { n: 1 });
    assert.deepEqual(readdirSync(folder), ["inside"]);
  });

  it("is in memory when the environment names no folder", () => {
    storeFor("").write("/a", { n: 1 });
    assert.equal(storeFor(undefined).read("/a"), undefined);
  });

  it("lets one of several processes create, and leaves whole documents", function () {
    this.timeout(30_000);
    const script = `
      const { folderStore } = require(${JSON.stringify(join(__dirname, "../../../sandbox/provider/store.ts"))});
      const store = folderStore(${JSON.stringify(folder)});
      let made = 0;
      for (let n = 0; n < 200; n++) made += store.create("/race/" + n, { n, text: "x".repeat(5000) }) ? 1 : 0;
      process.stdout.write(String(made));`;
    const shell = `${JSON.stringify(process.execPath)} --import tsx -e "$0" > "$1/one" & ${JSON.stringify(process.execPath)} --import tsx -e "$0" > "$1/two"; wait`;
    const results = mkdtempSync(join(tmpdir(), "sandbox-race-"));
    try {
      execFileSync("sh", ["-c", shell, script, results], { cwd: join(__dirname, "../../..") });
      const made = ["one", "two"].map((name) => Number(execFileSync("cat", [join(results, name)]).toString()));
      assert.equal((made[0] ?? 0) + (made[1] ?? 0), 200);
      assert.equal(folderStore(folder).below("/race").length, 200);
    } finally {
      rmSync(results, { recursive: true, force: true });
    }
  });
});
