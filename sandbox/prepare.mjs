#!/usr/bin/env node
// Before `npm test`: whatever of the set-up is missing.

import { orRefuse } from "./engine/refusal.mjs";
import { setUp } from "./engine/set-up.mjs";

const help = `\
node sandbox/prepare.mjs [--engine] [--yaml] [--quiet]

  Sets up what is missing: dependencies, engine, language host, dist/ and policies/dist/.

  --engine  only dependencies, engine and language host
  --yaml    also what YAML programs need
  --quiet   show only steps that had something to do
`;

if (process.argv.includes("--help")) {
  process.stdout.write(help);
} else {
  process.exitCode = await orRefuse(async () => {
    const provide = await setUp({ quiet: process.argv.includes("--quiet") });
    if (!process.argv.includes("--engine")) {
      await provide.build();
    }
    if (process.argv.includes("--yaml")) {
      await provide.yaml();
    }
    provide.ready();
    return 0;
  });
}
