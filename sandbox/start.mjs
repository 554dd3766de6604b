#!/usr/bin/env node
// `npm start`: sets everything up, then previews every environment under stacks/ with the policy pack enforced.

import { createRequire } from "node:module";
import { orRefuse } from "./engine/refusal.mjs";
import { setUp } from "./engine/set-up.mjs";

const help = `\
npm start

  Sets up what is missing (dependencies, a Pulumi engine, the builds), then previews every environment under stacks/ on the
  real engine against an offline Azure, with the policy pack enforced, and prints one table.

exit code
  0  every environment was previewed, and no mandatory policy is violated
  1  a mandatory policy is violated
  2  an environment could not be previewed
`;

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  process.stdout.write(help);
} else {
  process.exitCode = await orRefuse(async () => {
    const provide = await setUp();
    await provide.build();
    provide.ready();
    const require = createRequire(import.meta.url);
    require("tsx/cjs/api").register();
    return require("./engine/preview-environments.ts").previewEnvironments();
  });
}
