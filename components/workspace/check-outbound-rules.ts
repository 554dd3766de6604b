/**
 * Which outbound rules Azure would refuse or never serve.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import { isServiceTag, parseServiceTag } from "../../azure/facts/service-tags";
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { checkName } from "../check-names";
import { knownInput } from "../known-input";
import {
  FqdnOutboundRuleArgs,
  ManagedNetworkIsolation,
  ManagedNetworkOutboundRules,
  ServiceTagOutboundRuleArgs,
} from "./outbound-rules";

const kinds = ["fqdn", "privateEndpoint", "serviceTag"] as const;
const hostName = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/i;
const storageHost =
  /(^|\.)(blob|file|queue|table|dfs|web)\.core\.(windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)$/i;
/** The one storage host that Microsoft's own list asks for by name (Visual Studio Code). */
const storageHostOfVisualStudioCode = "vscode.blob.core.windows.net";

export function checkOutboundRules(
  rules: ManagedNetworkOutboundRules = {},
  isolation: ManagedNetworkIsolation,
): Problem[] {
  return [
    ...checkNames(rules),
    ...checkKinds(rules, isolation),
    ...Object.entries(rules.fqdn ?? {}).flatMap(([name, rule]) => checkFqdn(rule, `outboundRules.fqdn.${name}`)),
    ...Object.entries(rules.serviceTag ?? {}).flatMap(([name, rule]) =>
      checkServiceTag(rule, `outboundRules.serviceTag.${name}`),
    ),
  ];
}

function checkNames(rules: ManagedNetworkOutboundRules): Problem[] {
  const seen = new Map<string, string>();
  return kinds.flatMap((kind) =>
    Object.keys(rules[kind] ?? {}).flatMap((name) => {
      const path = `outboundRules.${kind}.${name}`;
      const other = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), path);
      const twice = other === undefined ? [] : [{ path, found: `the name of ${other}`, expected: "a name of its own" }];
      return [...twice, ...checkName("outboundRule", name, path)];
    }),
  );
}

function checkKinds(rules: ManagedNetworkOutboundRules, isolation: ManagedNetworkIsolation): Problem[] {
  if (isolation !== ManagedNetworkIsolation.AllowInternetOutbound) {
    return [];
  }
  return (["fqdn", "serviceTag"] as const).flatMap((kind) =>
    Object.keys(rules[kind] ?? {}).length === 0
      ? []
      : [
          {
            path: `outboundRules.${kind}`,
            found: `${kind} rules beside isolationMode \`AllowInternetOutbound\``,
            expected: "private endpoint rules only",
            fix: "leave them out: everything is let out already, or set `isolationMode` to `AllowOnlyApprovedOutbound`",
          },
        ],
  );
}

export function checkFqdn(rule: FqdnOutboundRuleArgs, path: string): Problem[] {
  const host = knownInput(rule.destination);
  if (!isKnown(host)) {
    return [];
  }
  if (!hostName.test(host)) {
    return [
      {
        path: `${path}.destination`,
        found: quoted(host),
        expected: "a host name, at most with `*.` before it",
        fix: "leave out scheme, port and path: ports 80 and 443 are served",
      },
    ];
  }
  if (storageHost.test(host) && host.toLowerCase() !== storageHostOfVisualStudioCode) {
    return [
      {
        path: `${path}.destination`,
        found: quoted(host),
        expected: "a host that isn't Azure Storage",
        fix: "write a privateEndpoint rule to the storage account",
      },
    ];
  }
  return [];
}

const ports = /^\s*(\*|\d{1,5}(-\d{1,5})?(\s*,\s*\d{1,5}(-\d{1,5})?)*)\s*$/;

export function checkServiceTag(rule: ServiceTagOutboundRuleArgs, path: string): Problem[] {
  const problems: Problem[] = [];
  const tag = knownInput(rule.serviceTag);
  const parsed = isKnown(tag) ? parseServiceTag(tag, "AzureCloud") : undefined;
  if (parsed !== undefined && !isServiceTag(parsed)) {
    problems.push({
      path: `${path}.serviceTag`,
      found: quoted(parsed.unknownTag),
      expected: "a service tag of the public cloud, for instance `AzureMonitor` or `Storage.WestEurope`",
      ...(parsed.didYouMean.length === 0 ? {} : { fix: `did you mean ${parsed.didYouMean.join(" or ")}?` }),
    });
  }
  const portRanges = knownInput(rule.portRanges);
  if (isKnown(portRanges) && !isPortList(portRanges)) {
    problems.push({
      path: `${path}.portRanges`,
      found: quoted(portRanges),
      expected: "ports from 1 to 65535 and ranges with commas between, or `*`",
    });
  }
  return problems;
}

function isPortList(text: string): boolean {
  if (!ports.test(text)) {
    return false;
  }
  return text.split(",").every((part) => {
    const [from = 0, to = from] = part.trim() === "*" ? [1] : part.split("-").map(Number);
    return from >= 1 && to <= 65535 && from <= to;
  });
}
