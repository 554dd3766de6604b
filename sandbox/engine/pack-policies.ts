// The policies that an enforced pack has. The engine's events name only those that passed or failed; what it asked the pack
// at load stands in its log of calls (PULUMI_DEBUG_GRPC): one JSON object a line.

import { existsSync, readFileSync } from "node:fs";

/** Undefined when the pack was not asked, because the engine ended before. */
export function policiesAsked(grpcLog: string): string[] | undefined {
  if (!existsSync(grpcLog)) {
    return undefined;
  }
  for (const line of readFileSync(grpcLog, "utf8").split("\n")) {
    if (line.includes("/pulumirpc.Analyzer/GetAnalyzerInfo")) {
      const { response } = JSON.parse(line) as { response?: { policies?: { name: string }[] } };
      if (response?.policies !== undefined) {
        return response.policies.map(({ name }) => name).sort();
      }
    }
  }
  return undefined;
}
