#!/usr/bin/env node
/** `azureml-secure-inference-policies`: loading this file runs the command that the arguments name. */
import { runCommand } from "./command";

// Whoever reads the output may stop reading; what was found is not changed by that.
process.stdout.on("error", () => undefined);
const { exitCode, output, errors } = runCommand(process.argv.slice(2));
process.stderr.write(errors);
process.stdout.write(output);
process.exitCode = exitCode;
