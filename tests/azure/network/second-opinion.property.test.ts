/**
 * The second opinion: what the core decides about sets of addresses, the sandbox follows packet by packet over addresses
 * of the published service tags. The two share nothing. Wherever the core is sure, every packet has to agree.
 */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { Maybe, unknown } from "../../../azure/known";
import { readSecurityRule } from "../../../azure/network/read-security-rule";
import { decideSecurityGroups } from "../../../azure/network/security-groups";
import { AddressTerm, Flow, NetworkContext, SecurityRule } from "../../../azure/network/security-rule";
import { SecurityDecision } from "../../../azure/network/security-rules";
import * as sandbox from "../../../sandbox/azure-native/packet";
import { runs, seed } from "../../oracle/seed";
import { Tally } from "../../oracle/tally";
import { Hidden, HideableField, PortRange, RandomCase, randomCase, RandomFlow } from "./random-groups";
import { isNumeric, packetsOf } from "./sample-packets";

const hidden = unknown("hidden");

describe(`security rules agree with the sandbox's packets (seed ${seed})`, function () {
  this.timeout(180_000);

  it("in 5,000 random security groups", () => {
    const [verdicts, plain, partly] = [new Tally(), new Tally(), new Tally()];
    let packets = 0;
    fc.assert(
      fc.property(randomCase, (random) => {
        for (const asked of random.flows) {
          const { verdict } = decide(random, asked);
          const seen = follow(random, asked);
          packets += seen.packets;
          assert.ok(verdict !== "allowed" || seen.denied === undefined, `allowed, but ${show(seen.denied)} is denied`);
          assert.ok(verdict !== "denied" || seen.allowed === undefined, `denied, but ${show(seen.allowed)} is allowed`);
          verdicts.count(verdict);
          if (verdict === "partly") {
            partly.count(seen.allowed && seen.denied ? "seen" : "not seen");
          }
          if (random.plain) {
            plain.count(verdict);
          }
        }
      }),
      runs(5000),
    );
    process.stdout.write(`      ${packets} packets; of all flows ${verdicts.toString()}\n`);
    process.stdout.write(
      `      nothing unknown, no public prefix: ${plain.toString()}; partly: ${partly.toString()}\n`,
    );
    verdicts.atLeast({ allowed: 2000, denied: 1500, partly: 500, undecided: 500 });
    plain.atLeast({ allowed: 1000, denied: 1000, partly: 300 });
    assert.ok(partly.share("seen") > 0.9, `partly, and all samples agree: ${partly.toString()}`);
    assert.ok(plain.share("undecided") < 0.1, `undecided although everything is known: ${plain.toString()}`);
  });
});

function decide(random: RandomCase, asked: RandomFlow): SecurityDecision {
  const hides = (what: Hidden["of"]) => random.hidden.some(({ of }) => of === what);
  const subnet = random.subnet.map((rule, index) => read(rule, `securityRules[${index}]`, random.hidden, index));
  const networkInterface = random.networkInterface?.map((rule, index) => read(rule, `other[${index}]`, [], index));
  const context: NetworkContext = {
    virtualNetwork: hides("space") ? hidden : random.space,
    routedPrefixes: hides("routes") ? hidden : random.routed,
  };
  const flow: Flow = {
    direction: asked.direction,
    protocol: asked.protocol,
    sources: hides("sources") ? hidden : asked.sources.map(toTerm),
    destinations: hides("destinations") ? [hidden] : asked.destinations.map(toTerm),
    ...(asked.sourcePorts && { sourcePorts: [toRange(asked.sourcePorts)] }),
    ...(asked.destinationPorts && { destinationPorts: [toRange(asked.destinationPorts)] }),
  };
  return decideSecurityGroups({ subnet, ...(networkInterface && { networkInterface }) }, flow, context);
}

/** As the core reads it, without what is hidden. Everything that is generated is valid. */
function read(rule: sandbox.SecurityRule, path: string, hides: readonly Hidden[], index: number): SecurityRule {
  const properties = { ...rule } as Record<string, unknown>;
  for (const hide of hides) {
    if (hide.of === "rule" && hide.at === index) {
      hideField(properties, hide.what);
    }
  }
  const { rule: readRule, problems } = readSecurityRule(properties, path);
  assert.deepEqual(
    problems.filter(({ kind }) => kind !== "service-tag-not-offered"),
    [],
  );
  return readRule;
}

const keysOf: Readonly<Record<Exclude<HideableField, "term">, RegExp>> = {
  priority: /^priority$/,
  direction: /^direction$/,
  access: /^access$/,
  protocol: /^protocol$/,
  sources: /^source(Address|Application)/,
  destinations: /^destination(Address|Application)/,
  ports: /^destinationPort/,
};

function hideField(properties: Record<string, unknown>, what: HideableField): void {
  for (const [key, value] of Object.entries(properties)) {
    if (what === "term" && Array.isArray(value)) {
      properties[key] = [hidden, ...(value as unknown[]).slice(1)];
    } else if (what !== "term" && keysOf[what].test(key)) {
      properties[key] = hidden;
    }
  }
}

interface Seen {
  readonly packets: number;
  readonly allowed: sandbox.Packet | undefined;
  readonly denied: sandbox.Packet | undefined;
}

/** Every sample packet that lies in the flow, in every network that what is documented leaves possible. */
function follow(random: RandomCase, asked: RandomFlow): Seen {
  let [allowed, denied]: (sandbox.Packet | undefined)[] = [];
  const groups = sandboxGroups(random);
  const packets = packetsOf(random, asked);
  for (const { packet, network } of packets) {
    for (const each of asked.protocol === "Icmp" ? [groups, withoutPorts(groups)] : [groups]) {
      if (sandbox.followPacket(packet, each, network).access === "Allow") {
        allowed ??= packet;
      } else {
        denied ??= packet;
      }
    }
  }
  return { packets: packets.length, allowed, denied };
}

function sandboxGroups({ subnet, networkInterface }: RandomCase): sandbox.SecurityGroups {
  return { subnet: [...subnet], ...(networkInterface && { networkInterface: [...networkInterface] }) };
}

/** Whether a rule that names ports matches packets without any, Azure doesn't say. */
function withoutPorts(groups: sandbox.SecurityGroups): sandbox.SecurityGroups {
  const every = (rules: sandbox.SecurityRule[]) =>
    rules.map((rule) => ({ ...rule, sourcePortRanges: ["*"], destinationPortRanges: ["*"] }));
  return Object.fromEntries(
    Object.entries(groups).map(([key, rules]) => [key, every(rules as sandbox.SecurityRule[])]),
  );
}

function toTerm(text: string): Maybe<AddressTerm> {
  if (text === "*") {
    return { kind: "everything" };
  }
  if (text.startsWith("asg/")) {
    return { kind: "application-security-group", id: text };
  }
  return isNumeric(text) ? { kind: "prefix", prefix: text } : { kind: "service-tag", tag: text };
}

function toRange([from, to]: PortRange): { readonly from: number; readonly to: number } {
  return { from, to };
}

function show(packet: sandbox.Packet | undefined): string {
  const { protocol = "", source = "", destination = "", destinationPort = "" } = packet ?? {};
  return `${protocol} ${source} -> ${destination}:${destinationPort}`;
}
