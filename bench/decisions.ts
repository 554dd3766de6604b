/**
 * How long the core's decisions take and how that grows: security rules in three shapes, role assignments by number.
 * Every ratio is within one run, so a slow machine changes the times but not what they grow by. Prints tables in
 * Markdown.
 *
 * What stays slow, and why: the first query reads the list and runs code that isn't compiled yet. Where every rule
 * decides a part, the answer itself is as long as the list: a thousand deciding rules with a packet each, and as many
 * doubts. Random boxes over a whole network fall into about as many pieces as they overlap.
 *
 * `npm run bench:decisions` (with `node --expose-gc`, the heap is measured after a collection)
 */
import { explainAccess } from "../azure/access/explain-access";
import { Grant } from "../azure/access/grant";
import { isScope, parseScope, Scope } from "../azure/access/scope";
import { findRole } from "../azure/facts/roles";
import { inspectSecurityRules } from "../azure/network/inspect-security-rules";
import { readSecurityRule } from "../azure/network/read-security-rule";
import { Flow, NetworkContext, SecurityRule } from "../azure/network/security-rule";
import { decideSecurityRules } from "../azure/network/security-rules";

interface Shape {
  readonly name: string;
  readonly rule: (index: number, random: () => number) => Readonly<Record<string, unknown>>;
  readonly flow: Flow;
}

const context: NetworkContext = { virtualNetwork: ["10.0.0.0/16"] };
const registry = "AzureContainerRegistry.WestEurope";
const pull = flowOf("10.0.2.0/24", { kind: "service-tag", tag: registry }, 443, 443);

const shapes: readonly Shape[] = [
  { name: "an Azure ML group and filler", rule: machineLearningRule, flow: pull },
  { name: "public prefixes against a tag", rule: publicPrefixRule, flow: pull },
  {
    name: "random boxes",
    rule: randomRule,
    flow: flowOf("10.0.0.0/18", { kind: "prefix", prefix: "10.0.0.0/16" }, 0, 65535),
  },
];

function main(): void {
  console.log("## Security rules\n");
  console.log(
    "| shape | rules | verdict | parts | first query, ms | next, ms | ×10 rules | 1,000 queries, ms | heap, MB |",
  );
  console.log("| --- | --: | --- | --: | --: | --: | --: | --: | --: |");
  decideSecurityRules([], pull, context); // the tables of tags are made once
  for (const shape of shapes) {
    let before: number | undefined;
    for (const count of [10, 100, 1_000, 4_000]) {
      const measured = measureRules(shape, count);
      console.log(rulesRow(shape, count, measured, before));
      before = count === 1_000 ? undefined : measured.next;
    }
  }
  console.log("\n## Findings of a list\n");
  console.log("| shape | rules | ms |");
  console.log("| --- | --: | --: |");
  for (const shape of shapes) {
    const rules = rulesOf(shape, 1_000);
    console.log(`| ${shape.name} | 1,000 | ${ms(timeOf(() => inspectSecurityRules(rules, context)))} |`);
  }
  console.log("\n## Role assignments\n");
  console.log("| assignments | verdict | first query, ms | next, ms | ×10 assignments |");
  console.log("| --: | --- | --: | --: | --: |");
  let previous: number | undefined;
  for (const count of [100, 1_000, 10_000]) {
    const { verdict, first, next } = measureGrants(count);
    console.log(`| ${number(count)} | ${verdict} | ${ms(first)} | ${ms(next)} | ${ratio(next, previous)} |`);
    previous = next;
  }
}

interface Measured {
  readonly verdict: string;
  readonly parts: number;
  readonly first: number;
  readonly next: number;
  /** Of a thousand different questions. */
  readonly thousand: number | undefined;
  readonly heap: number;
}

function measureRules(shape: Shape, count: number): Measured {
  collect();
  const before = process.memoryUsage().heapUsed;
  const rules = rulesOf(shape, count);
  let decision = decideSecurityRules([], shape.flow, context);
  const first = timeOf(() => (decision = decideSecurityRules(rules, shape.flow, context)));
  const next = median(15, () => decideSecurityRules(rules, shape.flow, context));
  const thousand =
    next > 30
      ? undefined
      : timeOf(() => {
          for (let query = 0; query < 1_000; query++) {
            const from = `10.0.${query % 64}.${(query * 16) % 256}/28`;
            decideSecurityRules(rules, { ...shape.flow, sources: [{ kind: "prefix", prefix: from }] }, context);
          }
        });
  collect();
  const heap = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  return { verdict: decision.verdict, parts: decision.decidedBy.length, first, next, thousand, heap };
}

function rulesRow(shape: Shape, count: number, measured: Measured, before: number | undefined): string {
  const { verdict, parts, first, next, thousand, heap } = measured;
  const cells = [
    shape.name,
    number(count),
    verdict,
    number(parts),
    ms(first),
    ms(next),
    ratio(next, before),
    thousand === undefined ? "not run" : ms(thousand),
    heap.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** Read as a program would write them, so that what is measured is what a preview has. */
function rulesOf(shape: Shape, count: number): readonly SecurityRule[] {
  const random = generator(count);
  return Array.from({ length: count }, (_, index) => {
    const properties = { priority: 100 + index, ...shape.rule(index, random) };
    const { rule } = readSecurityRule(
      { ...properties, priority: Math.min(properties.priority, 4096) },
      `rules[${index}]`,
    );
    return { ...rule, priority: properties.priority };
  });
}

const everyPort = { sourcePortRange: "*" };

function machineLearningRule(index: number, random: () => number): Readonly<Record<string, unknown>> {
  const tags = [registry, "Storage.WestEurope", "MicrosoftContainerRegistry", "AzureFrontDoor.FirstParty"];
  const more = ["AzureActiveDirectory", "AzureMachineLearning", "AzureResourceManager", "AzureMonitor"];
  const tag = [...tags, ...more][index % 50];
  const base = {
    name: `rule-${index}`,
    direction: index % 3 === 2 ? "Inbound" : "Outbound",
    protocol: "Tcp",
    ...everyPort,
  };
  const block = Math.floor(random() * 256);
  return tag !== undefined && index > 40
    ? {
        ...base,
        access: "Allow",
        sourceAddressPrefix: "10.0.2.0/24",
        destinationAddressPrefix: tag,
        destinationPortRange: "443",
      }
    : {
        ...base,
        access: index % 5 === 0 ? "Deny" : "Allow",
        sourceAddressPrefix: `10.0.${block}.0/24`,
        destinationAddressPrefix: `10.${1 + (index % 20)}.${block}.0/24`,
        destinationPortRanges: ["443", `${8000 + (index % 100)}`],
      };
}

function publicPrefixRule(index: number): Readonly<Record<string, unknown>> {
  return {
    name: `rule-${index}`,
    direction: "Outbound",
    access: index % 2 === 0 ? "Deny" : "Allow",
    protocol: "*",
    ...everyPort,
    sourceAddressPrefix: "*",
    destinationAddressPrefix: `${20 + Math.floor(index / 1000)}.${Math.floor(index / 4) % 250}.${(index % 4) * 64}.0/24`,
    destinationPortRange: "443",
  };
}

function randomRule(index: number, random: () => number): Readonly<Record<string, unknown>> {
  const below = (limit: number) => Math.floor(random() * limit);
  const prefix = () => `10.0.${below(256)}.${below(256)}/${17 + below(14)}`;
  const from = below(60_000);
  return {
    name: `rule-${index}`,
    direction: "Outbound",
    access: below(2) === 0 ? "Deny" : "Allow",
    protocol: ["Tcp", "*"][below(2)],
    ...everyPort,
    sourceAddressPrefix: prefix(),
    destinationAddressPrefix: prefix(),
    destinationPortRange: `${from}-${from + below(5_000)}`,
  };
}

function measureGrants(count: number) {
  const subscription = "/subscriptions/00000000-0000-0000-0000-000000000001";
  const network = `${subscription}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet`;
  const roles = ["Reader", "Network Contributor", "AcrPull", "Virtual Machine Contributor"].flatMap(
    (name) => findRole(name) ?? [],
  );
  const grants = Array.from({ length: count }, (_, index): Grant => {
    const mine = index % 10 === 0;
    return {
      name: `grant-${index}`,
      principalId: mine ? "deployer" : `principal-${index % 500}`,
      principalType: "User",
      role: roles[index % roles.length] ?? { name: "none", permissions: [] },
      scope: scope(`${subscription}/resourceGroups/rg-${index}`),
    };
  });
  const question = {
    principalIds: ["deployer"],
    action: "Microsoft.Network/virtualNetworks/subnets/join/action",
    scope: scope(`${network}/subnets/inference`),
  };
  const ask = () => explainAccess(grants, question, { assignmentsComplete: true });
  let verdict = "";
  const first = timeOf(() => (verdict = ask().verdict));
  return { verdict, first, next: median(15, ask) };
}

function scope(id: string): Scope {
  const parsed = parseScope(id);
  if (!isScope(parsed)) {
    throw new Error(`no scope: ${id}`);
  }
  return parsed;
}

function flowOf(from: string, to: SecurityRuleTerm, first: number, last: number): Flow {
  const sources = [{ kind: "prefix" as const, prefix: from }];
  return {
    direction: "Outbound",
    protocol: "Tcp",
    sources,
    destinations: [to],
    destinationPorts: [{ from: first, to: last }],
  };
}

type SecurityRuleTerm = Extract<Flow["destinations"], readonly unknown[]>[number];

/** The same numbers in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** In milliseconds of the processor's time: what else the machine does doesn't count. */
function timeOf(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function median(times: number, work: () => unknown): number {
  const sorted = Array.from({ length: times }, () => timeOf(work)).sort((a, b) => a - b);
  return sorted[Math.floor(times / 2)] ?? NaN;
}

function collect(): void {
  globalThis.gc?.();
}

function ms(time: number): string {
  return time < 10 ? time.toFixed(2) : time.toFixed(0);
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function ratio(time: number, before: number | undefined): string {
  return before === undefined ? "" : (time / before).toFixed(1);
}

main();
