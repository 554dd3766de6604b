/**
 * A short notation for rules and flows, so that a row of a table is one line:
 * `100 deny tcp 10.0.2.0/24 -> Internet:*` and `tcp 10.0.2.4 -> AzureContainerRegistry.WestEurope:443`.
 * `?` is an unknown, `asg:<id>` an application security group; several terms are separated by commas.
 */
import { strict as assert } from "node:assert";
import { Maybe, unknown } from "../../../azure/known";
import {
  AddressTerm,
  Direction,
  Flow,
  NetworkContext,
  PortRange,
  Protocol,
  SecurityRule,
} from "../../../azure/network/security-rule";
import { decideSecurityRules, SecurityDecision } from "../../../azure/network/security-rules";

/** Outbound unless the line says `in`, for instance `100 in allow tcp …`. */
export function securityGroup(...lines: readonly string[]): readonly SecurityRule[] {
  return lines.map(parseRule);
}

export function flow(text: string, direction: Direction = "Outbound"): Flow {
  const { protocol, source, destination, sourcePorts, destinationPorts } = parseFlow(text);
  assert.ok(protocol !== "*" && typeof protocol === "string", `no protocol in ${text}`);
  return {
    direction,
    protocol,
    sources: source,
    destinations: destination,
    ...(sourcePorts && { sourcePorts: known(sourcePorts) }),
    ...(destinationPorts && { destinationPorts: known(destinationPorts) }),
  };
}

/** One expectation a row: the flow, the verdict, and the deciding priorities or a word of each unknown. */
export type Row = readonly [flow: string, verdict: SecurityDecision["verdict"], because: string];

export function rows(
  group: readonly SecurityRule[],
  table: readonly Row[],
  context: NetworkContext = network,
  direction: Direction = "Outbound",
): void {
  for (const [text, verdict, because] of table) {
    it(`${text}: ${verdict} by ${because}`, () => {
      const decision = decideSecurityRules(group, flow(text, direction), context);
      assert.equal(decision.verdict, verdict, JSON.stringify(decision.unknowns));
      if (verdict === "undecided") {
        assert.ok(decision.unknowns.join("; ").includes(because), decision.unknowns.join("; "));
        return;
      }
      const priorities = decision.decidedBy.map(({ rule }) => String(rule.priority));
      assert.deepEqual([...new Set(priorities)].join(", "), because);
      assert.deepEqual(decision.unknowns, []);
    });
  }
}

export const network: NetworkContext = { virtualNetwork: ["10.0.0.0/16"] };

function parseRule(line: string, index: number): SecurityRule {
  const match = /^(\S+) (?:(in|out|\?) )?(allow|deny|\?) (.*)$/.exec(line);
  assert.ok(match, `not a rule: ${line}`);
  const [, priority = "", direction = "out", access = "", rest = ""] = match;
  const { protocol, source, destination, sourcePorts, destinationPorts } = parseFlow(rest);
  const everyPort: readonly PortRange[] = [{ from: 0, to: 65535 }];
  return {
    name: `rule-${priority}`,
    path: `securityRules[${index}]`,
    priority: priority === "?" ? unknown(`priority ${index}`) : Number(priority),
    direction: direction === "?" ? unknown(`direction ${index}`) : direction === "in" ? "Inbound" : "Outbound",
    access: access === "?" ? unknown(`access ${index}`) : access === "allow" ? "Allow" : "Deny",
    protocol,
    sources: source,
    destinations: destination,
    sourcePorts: sourcePorts ?? everyPort,
    destinationPorts: destinationPorts ?? everyPort,
  };
}

interface Parsed {
  readonly protocol: Maybe<Protocol | "*">;
  readonly source: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly destination: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly sourcePorts?: readonly Maybe<PortRange>[];
  readonly destinationPorts?: readonly Maybe<PortRange>[];
}

function parseFlow(text: string): Parsed {
  const match = /^(\S+) (\S+?)(?:#(\S+))? -> (\S+?)(?::([\d,?*-]+))?$/.exec(text);
  assert.ok(match, `not a flow: ${text}`);
  const [, protocol = "", source = "", sourcePorts, destination = "", destinationPorts] = match;
  return {
    protocol: protocol === "?" ? unknown("protocol") : parseProtocol(protocol),
    source: parseTerms(source, "source"),
    destination: parseTerms(destination, "destination"),
    ...parsePorts("sourcePorts", sourcePorts),
    ...parsePorts("destinationPorts", destinationPorts),
  };
}

const protocols: Readonly<Record<string, Protocol | "*">> = {
  tcp: "Tcp",
  udp: "Udp",
  icmp: "Icmp",
  esp: "Esp",
  ah: "Ah",
  any: "*",
};

function parseProtocol(text: string): Protocol | "*" {
  const protocol = protocols[text];
  assert.ok(protocol, `not a protocol: ${text}`);
  return protocol;
}

function parseTerms(text: string, field: string): Maybe<readonly Maybe<AddressTerm>[]> {
  if (text === "??") {
    return unknown(field);
  }
  return text.split(",").map((term): Maybe<AddressTerm> => {
    if (term === "?") {
      return unknown(field);
    }
    if (term === "*") {
      return { kind: "everything" };
    }
    if (term.startsWith("asg:")) {
      return { kind: "application-security-group", id: term.slice(4) };
    }
    if (/^\[.*\]$/.test(term)) {
      return { kind: "prefix", prefix: term.slice(1, -1) };
    }
    return /^\d/.test(term) ? { kind: "prefix", prefix: term } : { kind: "service-tag", tag: term };
  });
}

function parsePorts<Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, Maybe<PortRange>[]>> {
  if (text === undefined || text === "*") {
    return {};
  }
  const ranges = text.split(",").map((term): Maybe<PortRange> => {
    if (term === "?") {
      return unknown(key);
    }
    const [from, to = from] = term.split("-").map(Number);
    return { from: from ?? NaN, to: to ?? NaN };
  });
  return { [key]: ranges } as Partial<Record<Key, Maybe<PortRange>[]>>;
}

function known(ranges: readonly Maybe<PortRange>[]): readonly PortRange[] {
  return ranges.flatMap((range) => ("unknown" in range ? [] : [range]));
}
