#!/usr/bin/env node
// `npm run sandbox`: any Pulumi program on the real engine, against an offline Azure.

import { createRequire } from "node:module";

const help = `\
npm run sandbox -- <operation> <environment> [options] [-- <arguments of the engine>]

  Runs this repository's program for an environment, or any Pulumi program written in TypeScript, JavaScript or YAML,
  on the real Pulumi engine against an offline Azure. Needs no account, no login and no network.

operations
  preview    what up would do
  up         make it, in the sandbox's own Azure, and remember it
  refresh    compare the engine's state with the sandbox's Azure
  destroy    remove everything, the remembered state too

environment
  <name>                       stacks/Pulumi.<name>.yaml

options
  --program <folder>           another program; its Pulumi.<stack>.yaml is copied, never written to
  --stack <name>               the other program's stack (default: sandbox)
  --policy-pack <folder>       enforce a policy pack; may be repeated (preview and up)
  --policy-pack-config <file>  its configuration, in the order of the packs
  --event-log <file>           write the engine's events to a file, one JSON object a line
  --help                       this text

examples
  npm run sandbox -- preview dev --policy-pack policies --policy-pack-config stacks/policy-config.dev.json
  npm run sandbox -- up --program ../my-program --stack test -- --diff

exit code
  the engine's: 0 when it is done, 1 and more when it is not (a policy violation is 1)
  2 when the sandbox could not start
`;

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  process.stdout.write(help);
} else {
  const { setUp } = await import("./engine/set-up.mjs");
  const { orRefuse } = await import("./engine/refusal.mjs");
  process.exitCode = await orRefuse(async () => {
    const provide = await setUp({ quiet: true });
    const require = createRequire(import.meta.url);
    require("tsx/cjs/api").register();
    return require("./engine/command.ts").runCommand(process.argv.slice(2), provide);
  });
}
