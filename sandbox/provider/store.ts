// Documents in a tree of paths, in memory or as one small file each under a folder. One file a document
// needs no lock: a write is a rename, a creation fails when the file is there, whoever made it.

import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fromJsonMap, type Json, toJsonMap } from "./wire";
import type { PropertyMap } from "./value";

/** Paths look like `/a/b/c` and are the same in any case. */
export interface Store {
  read(path: string): PropertyMap | undefined;
  write(path: string, document: PropertyMap): void;
  /** False, and nothing written, when there is a document at the path already. */
  create(path: string, document: PropertyMap): boolean;
  /** Removes the document and everything below it. */
  remove(path: string): void;
  /** Documents below a path, not the one at it, in no particular order. */
  below(path: string): PropertyMap[];
}

/** The store that the environment asks for: a folder, or nothing that outlives the process. */
export function storeFor(folder: string | undefined): Store {
  return folder === undefined || folder === "" ? memoryStore() : folderStore(folder);
}

export function memoryStore(): Store {
  const documents = new Map<string, PropertyMap>();
  const isBelow = (path: string, key: string): boolean => key.startsWith(`${path.toLowerCase()}/`);
  return {
    read: (path) => documents.get(path.toLowerCase()),
    write: (path, document) => void documents.set(path.toLowerCase(), document),
    create(path, document) {
      const isFree = !documents.has(path.toLowerCase());
      if (isFree) {
        documents.set(path.toLowerCase(), document);
      }
      return isFree;
    },
    remove(path) {
      for (const key of [...documents.keys()]) {
        if (key === path.toLowerCase() || isBelow(path, key)) {
          documents.delete(key);
        }
      }
    },
    below: (path) => [...documents].filter(([key]) => isBelow(path, key)).map(([, document]) => document),
  };
}

const documentName = "document.json";

export function folderStore(root: string): Store {
  const folderOf = (path: string): string => join(root, ...segmentsOf(path));
  const fileOf = (path: string): string => join(folderOf(path), documentName);
  return {
    read: (path) => readDocument(fileOf(path)),
    write(path, document) {
      renameSync(temporaryFile(folderOf(path), document), fileOf(path));
    },
    create(path, document) {
      const temporary = temporaryFile(folderOf(path), document);
      try {
        linkSync(temporary, fileOf(path));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EEXIST") {
          return false;
        }
        throw error;
      } finally {
        rmSync(temporary, { force: true });
      }
    },
    remove(path) {
      rmSync(folderOf(path), { recursive: true, force: true });
    },
    below: (path) => documentsUnder(folderOf(path)),
  };
}

function documentsUnder(folder: string): PropertyMap[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const inside = join(folder, entry.name);
      const own = readDocument(join(inside, documentName));
      return [...(own === undefined ? [] : [own]), ...documentsUnder(inside)];
    });
}

function readDocument(file: string): PropertyMap | undefined {
  try {
    return fromJsonMap(JSON.parse(readFileSync(file, "utf8")) as Record<string, Json>);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

let written = 0;

function temporaryFile(folder: string, document: PropertyMap): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${documentName}.${process.pid}.${written++}`);
  // Secrets lie here in the clear, as the fake Azure has to know them.
  writeFileSync(file, `${JSON.stringify(toJsonMap(document), undefined, 1)}\n`, { mode: 0o600 });
  return file;
}

/** Encoded so that no name escapes the folder, and none collides with the document's own. */
function segmentsOf(path: string): string[] {
  return path
    .toLowerCase()
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => `${encodeURIComponent(segment).replaceAll(".", "%2e").replaceAll("*", "%2a")}`);
}
