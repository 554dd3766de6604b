// Where the sandbox keeps its things: below `.sandbox/` in the clone, which git ignores. No `node_modules` may come to lie
// in there, because Pulumi's Node.js host searches a plugin's whole folder for them.

import * as path from "node:path";

export const root = path.resolve(__dirname, "../..");
export const sandboxFolder = path.join(root, ".sandbox");
/** The engine's own home: no login, no plugin and no setting of the user is seen or changed. */
export const pulumiHome = path.join(sandboxFolder, "home");
/** Written by the set-up: the engine that was found or built. */
export const engineFile = path.join(sandboxFolder, "engine.json");
/** One folder a stack: engine state, the sandbox's Azure, the copied configuration. */
export const stacksFolder = path.join(sandboxFolder, "stacks");
