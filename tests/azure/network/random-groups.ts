/**
 * Random security groups, and flows to ask about, around a few addresses of the published service tags: rules and flows
 * that know nothing of each other never meet. In the words of ARM, as people write them.
 */
import fc from "fast-check";
import { sampleAddresses, tagsOfSample } from "../../../sandbox/azure-native/packet-samples";
import { Network, SecurityRule } from "../../../sandbox/azure-native/packet";

export interface RandomCase {
  readonly space: readonly string[];
  /** What routes carry. */
  readonly routed: readonly string[];
  readonly members: NonNullable<Network["members"]>;
  readonly subnet: readonly SecurityRule[];
  /** Absent: only the subnet has a group. */
  readonly networkInterface: readonly SecurityRule[] | undefined;
  readonly flows: readonly RandomFlow[];
  /** What the core isn't told: of the first group, of the network, of the flow. Empty: it is told everything. */
  readonly hidden: readonly Hidden[];
  /** Whether nothing is hidden, nothing unknown by its nature, and no public prefix anywhere. */
  readonly plain: boolean;
  /** Where to begin when taking some of many. */
  readonly offset: number;
}

export interface RandomFlow {
  readonly direction: "Inbound" | "Outbound";
  readonly protocol: "Tcp" | "Udp" | "Icmp";
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  /** Absent: every port. */
  readonly sourcePorts?: PortRange;
  readonly destinationPorts?: PortRange;
}

export type PortRange = readonly [number, number];

export type Hidden =
  | { readonly of: "rule"; readonly at: number; readonly what: HideableField }
  | { readonly of: "space" | "routes" | "sources" | "destinations" };

export type HideableField = (typeof hideable)[number];

const hideable = ["priority", "direction", "access", "protocol", "sources", "destinations", "ports", "term"] as const;

export const portsTried = [0, 79, 80, 81, 442, 443, 444, 7999, 8000, 8050, 8100, 8101, 65535];
export const sourcePortsTried = [1023, 1024, 65535];

/** Addresses of our own, on both sides of what the private terms below name. None of them carries a published tag. */
export const privateAddresses = [
  ...["10.0.1.255", "10.0.2.0", "10.0.2.4", "10.0.2.127", "10.0.2.128", "10.0.2.255", "10.0.3.0", "10.0.3.4"],
  ...["10.0.255.255", "10.1.0.0", "10.1.0.4", "11.0.0.0", "172.20.0.4", "172.32.0.0", "192.168.1.4", "192.168.2.4"],
  ...["100.64.0.4", "127.0.0.1", "169.254.1.1", "198.18.0.1", "203.0.113.9", "224.0.0.1"],
];

const near = [
  ...["*", "*", "VirtualNetwork", "VirtualNetwork", "10.0.0.0/16", "10.0.2.0/24", "10.0.2.0/24", "10.0.2.0/25"],
  ...["10.0.2.128/25", "10.0.2.4", "10.0.3.0/24", "10.1.0.0/16", "192.168.1.0/24", "10.0.0.0/8", "asg/web", "asg/db"],
];
const nearAsked = ["10.0.2.0/24", "10.0.2.0/24", "10.0.2.4", "10.0.2.4", "10.0.2.128/25", "10.0.3.4", "VirtualNetwork"];
const privatePrefixes = near.filter((term) => term.includes("/") && !term.startsWith("asg"));
const special = [
  ...["*", "Internet", "Internet", "VirtualNetwork", "AzureLoadBalancer", "AzurePlatformDNS", "AzurePlatformIMDS"],
  ...["0.0.0.0/0", "168.63.129.16", "169.254.0.0/16", "10.0.3.0/24", "192.168.0.0/16", "172.20.0.4", "asg/db"],
];

const allTags = [...new Set(sampleAddresses.flatMap(tagsOfSample))].sort();

/** A term that lies about one of three sample addresses. */
type Term = (around: Around) => string;

interface Around {
  readonly samples: readonly string[];
  /** Without prefixes of public addresses, application security groups, routes, and questions about other networks. */
  readonly plain: boolean;
}

const tagOfSample = fc.tuple(fc.nat(2), fc.nat(4)).map(
  ([which, at]): Term =>
    (around) =>
      tagOf(around, which, at),
);
const anyTag = fc.constantFrom(...allTags).map(
  (tag): Term =>
    () =>
      tag,
);
const prefixOfSample = fc
  .tuple(fc.nat(2), fc.integer({ min: 12, max: 32 }))
  .map(([which, length]): Term => (around) => {
    const { samples, plain } = around;
    return plain ? tagOf(around, which, length) : `${samples[which] ?? ""}/${length}`;
  });
const specialTerm = fc.constantFrom(...special).map(
  (term): Term =>
    () =>
      term,
);

function tagOf({ samples }: Around, which: number, at: number): string {
  const tags = tagsOfSample(samples[which] ?? "");
  return tags[at % tags.length] ?? "Internet";
}

const farTerm = fc.oneof(
  { weight: 6, arbitrary: tagOfSample },
  { weight: 1, arbitrary: anyTag },
  { weight: 2, arbitrary: prefixOfSample },
  { weight: 4, arbitrary: specialTerm },
);
const far = fc.oneof(
  { weight: 6, arbitrary: farTerm.map((term) => [term]) },
  { weight: 1, arbitrary: fc.array(prefixOfSample, { minLength: 2, maxLength: 3 }) },
);
const nearTerm = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...near).map((term) => [named(term)]) },
  { weight: 1, arbitrary: fc.subarray(privatePrefixes, { minLength: 2 }).map((all) => all.map(named)) },
);

/** A group's members aren't known to the core. */
function named(term: string): Term {
  return ({ plain }) => (plain && term.startsWith("asg/") ? "10.0.3.0/24" : term);
}

const ruleRange = fc.constantFrom("*", "*", "443", "80", "444", "0-443", "80-443", "8000-8100", "442-65535");
const ranges = fc.oneof(
  { weight: 4, arbitrary: ruleRange.map((range) => [range]) },
  { weight: 1, arbitrary: fc.constantFrom(["80", "443"], ["0-80", "8050", "8100-65535"], ["443-444", "79"]) },
);

interface RuleSeed {
  readonly rule: Omit<SecurityRule, "name">;
  readonly near: readonly Term[];
  readonly far: readonly Term[];
  readonly ports: readonly string[];
}

const ruleSeed: fc.Arbitrary<RuleSeed> = fc.record({
  rule: fc.record({
    priority: fc.integer({ min: 100, max: 4096 }),
    direction: fc.constantFrom("Outbound", "Outbound", "Outbound", "Inbound", "inbound"),
    access: fc.constantFrom("Allow", "Allow", "Deny", "Deny", "deny"),
    protocol: fc.constantFrom("*", "*", "Tcp", "TCP", "Udp", "Icmp"),
    sourcePortRange: fc.constantFrom("*", "*", "*", "*", "*", "1024-65535"),
  }),
  near: nearTerm,
  far,
  ports: ranges,
});

const group = fc.uniqueArray(ruleSeed, { maxLength: 8, selector: ({ rule }) => rule.priority });

interface FlowSeed {
  readonly direction: "Inbound" | "Outbound";
  /** Outbound from outside, or inbound from inside: odd, but whoever asks gets an answer. */
  readonly odd: boolean;
  readonly protocol: RandomFlow["protocol"];
  readonly near: string;
  readonly far: readonly Term[];
  readonly sourcePorts: PortRange | undefined;
  readonly destinationPorts: PortRange | undefined;
}

const sampleItself = fc.nat(2).map(
  (which): Term =>
    (around) =>
      around.plain ? tagOf(around, which, 0) : (around.samples[which] ?? ""),
);

const flowSeed: fc.Arbitrary<FlowSeed> = fc.record({
  direction: fc.constantFrom("Outbound", "Outbound", "Inbound"),
  odd: fc.constantFrom(false, false, false, false, true),
  protocol: fc.constantFrom("Tcp", "Tcp", "Tcp", "Tcp", "Udp", "Udp", "Icmp"),
  near: fc.constantFrom(...nearAsked),
  far: fc.array(fc.oneof({ weight: 4, arbitrary: farTerm }, { weight: 1, arbitrary: sampleItself }), {
    minLength: 1,
    maxLength: 2,
  }),
  sourcePorts: fc.constantFrom(undefined, undefined, undefined, [1024, 65535] as const),
  destinationPorts: fc.constantFrom(
    ...([[443, 443], [443, 443], [80, 80], [80, 443], [7999, 8101], undefined] as const),
  ),
});

const hiddenThing: fc.Arbitrary<Hidden> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ of: fc.constant("rule" as const), at: fc.nat(7), what: fc.constantFrom(...hideable) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      of: fc.constantFrom("space" as const, "routes" as const, "sources" as const, "destinations" as const),
    }),
  },
);

export const randomCase: fc.Arbitrary<RandomCase> = fc
  .record({
    samples: fc.tuple(...[0, 1, 2].map(() => fc.constantFrom(...sampleAddresses))),
    peers: fc.constantFrom<readonly string[]>([], [], [], ["10.1.0.0/16"], ["192.168.0.0/23", "172.20.0.0/16"]),
    publicSpace: fc.option(prefixOfSample, { nil: undefined, freq: 12 }),
    routed: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.constantFrom("0.0.0.0/0", "192.168.0.0/16").map(
          (prefix): Term =>
            () =>
              prefix,
        ),
      },
      { weight: 1, arbitrary: prefixOfSample },
    ),
    subnet: group,
    networkInterface: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: group }),
    flows: fc.array(flowSeed, { minLength: 2, maxLength: 2 }),
    plain: fc.boolean(),
    hidden: fc.oneof(
      { weight: 1, arbitrary: fc.constant<readonly Hidden[]>([]) },
      { weight: 1, arbitrary: fc.array(hiddenThing, { minLength: 1, maxLength: 2 }) },
    ),
  })
  .map((seed) => {
    const { plain } = seed;
    const around = { samples: seed.samples, plain };
    const toRules = (rules: readonly RuleSeed[]) => rules.map((each) => ruleOf(each, around));
    // Of a network that nobody describes, the core takes for granted that it has no public addresses.
    const hidden = plain ? [] : seed.hidden;
    const publicSpace = plain || hidden.some(({ of }) => of === "space") ? undefined : seed.publicSpace;
    const rest = {
      space: ["10.0.0.0/16", ...seed.peers, ...(publicSpace === undefined ? [] : [publicSpace(around)])],
      routed: plain || seed.routed === undefined ? [] : [seed.routed(around)],
      subnet: toRules(seed.subnet),
      networkInterface: seed.networkInterface && toRules(seed.networkInterface),
      flows: seed.flows.map((flow) => flowOf(flow, around)),
    };
    const offset = seed.subnet.reduce((sum, { rule }) => sum + rule.priority, 0);
    return { ...rest, members, hidden, plain, offset };
  });

const members = { "asg/web": ["10.0.2.4", "10.0.2.128"], "asg/db": ["10.0.3.4"] };

function ruleOf({ rule, near, far, ports }: RuleSeed, around: Around): SecurityRule {
  const [inside, outside] = [near, around.plain ? far.slice(0, 1) : far].map((terms) =>
    terms.map((term) => term(around)),
  );
  const [from, to] = rule.direction === "Outbound" ? [inside, outside] : [outside, inside];
  const [port, ...more] = ports;
  return {
    ...rule,
    name: `rule-${rule.priority}`,
    ...addressesOf("source", from ?? []),
    ...addressesOf("destination", to ?? []),
    ...(more.length > 0 ? { destinationPortRanges: [...ports] } : { destinationPortRange: port ?? "*" }),
  };
}

function addressesOf(side: string, terms: readonly string[]): Record<string, unknown> {
  const [term = "", ...more] = terms;
  if (term.startsWith("asg/")) {
    return { [`${side}ApplicationSecurityGroups`]: [{ id: term }] };
  }
  return more.length > 0 ? { [`${side}AddressPrefixes`]: terms } : { [`${side}AddressPrefix`]: term };
}

/** Whether private addresses of another network are connected with this one, only the context can say. */
const elsewhere = ["192.168.0.0/16", "172.20.0.4", "169.254.0.0/16"];

function flowOf(seed: FlowSeed, around: Around): RandomFlow {
  const asked = seed.far.map((term) => term(around));
  const outside = asked.map((term) => (around.plain && elsewhere.includes(term) ? "10.0.3.4" : term));
  const fromInside = (seed.direction === "Outbound") !== seed.odd;
  return {
    direction: seed.direction,
    protocol: around.plain && seed.protocol === "Icmp" ? "Tcp" : seed.protocol,
    sources: fromInside ? [seed.near] : outside,
    destinations: fromInside ? outside : [seed.near],
    ...(seed.sourcePorts && { sourcePorts: seed.sourcePorts }),
    ...(seed.destinationPorts && { destinationPorts: seed.destinationPorts }),
  };
}
