/**
 * Reads a security rule as people write it for ARM or azure-native.
 * https://learn.microsoft.com/azure/templates/microsoft.network/networksecuritygroups/securityrules
 */
import { CloudName } from "../facts/clouds";
import { isServiceTag, parseServiceTag } from "../facts/service-tags";
import { isUnknown, Maybe, unknown } from "../known";
import { Problem, quoted } from "../problem";
import { canonicalPrefix } from "./address-set";
import { highestPort } from "./port-set";
import { AddressTerm, PortRange, SecurityRule } from "./security-rule";

export interface ReadSecurityRule {
  readonly rule: SecurityRule;
  /** What Azure refuses. */
  readonly problems: readonly SecurityRuleProblem[];
  /** What Azure takes although it is not written as published: a service tag in another case. */
  readonly notes: readonly SecurityRuleProblem[];
}

/** What is wrong with one property of a security rule. */
export interface SecurityRuleProblem extends Problem {
  readonly kind: SecurityRuleProblemKind;
}

export type SecurityRuleProblemKind =
  | "name"
  | "description"
  | "priority"
  /** Direction, access or protocol. */
  | "word"
  /** The singular and the plural property (or a list of application security groups) together, or none of them. */
  | "forms"
  | "address"
  | "port"
  /** No service tag that Azure publishes. */
  | "service-tag"
  /** A part of a published service that is not itself published, for instance of a region that does not exist. */
  | "service-tag-part"
  /** A published tag that security rules cannot name. */
  | "service-tag-not-offered"
  /** A service tag or `*` in a plural property. */
  | "service-tag-in-list"
  /** Another spelling of upper and lower case than the published one. */
  | "service-tag-case";

export interface ReadSecurityRuleOptions {
  /** Whose service tags count. Absent: any cloud's. */
  readonly cloud?: CloudName;
}

/**
 * Any value may be `Unknown`, also inside lists; the field or term is then unknown. What Azure would refuse becomes a
 * problem and is unknown, too. Never throws, whatever the values are.
 *
 * @param path where the rule stands, for instance `securityRules[2]`
 */
export function readSecurityRule(
  properties: Readonly<Record<string, unknown>>,
  path: string,
  options: ReadSecurityRuleOptions = {},
): ReadSecurityRule {
  const problems: SecurityRuleProblem[] = [];
  const notes: SecurityRuleProblem[] = [];
  const input: Input = { value: (key) => own(properties, key), path, problems, notes, options };
  const description = readDescription(input);
  const rule: SecurityRule = {
    name: readName(input),
    ...(description !== undefined && { description }),
    path,
    priority: readPriority(input),
    direction: readWord(input, "direction", ["Inbound", "Outbound"]),
    access: readWord(input, "access", ["Allow", "Deny"]),
    protocol: readWord(input, "protocol", ["Tcp", "Udp", "Icmp", "Esp", "Ah", "*"]),
    sources: readAddresses(input, "source"),
    destinations: readAddresses(input, "destination"),
    sourcePorts: readPorts(input, "source"),
    destinationPorts: readPorts(input, "destination"),
  };
  return { rule, problems, notes };
}

/** `*`, a service tag in any case, a prefix or a single address. What is none of these says what it may have meant. */
export function parseAddressTerm(text: string, cloud?: CloudName): AddressTerm | Expectation {
  if (text === "*") {
    return { kind: "everything" };
  }
  const prefix = canonicalPrefix(text);
  if (prefix !== undefined) {
    return { kind: "prefix", prefix };
  }
  if (/^[0-9.]+(\/|$)/.test(text) || text.includes(":") || text.includes("/")) {
    return {
      kind: "address",
      expected: "an address prefix in CIDR notation, for instance 10.0.2.0/24 or 2001:db8::/64",
    };
  }
  const tag = parseServiceTag(text, cloud);
  if (isServiceTag(tag)) {
    return { kind: "service-tag", tag: tag.tag };
  }
  const [likely] = tag.didYouMean;
  return {
    kind: isPartOfService(text, cloud) ? "service-tag-part" : "service-tag",
    expected: `an address prefix, \`*\` or a service tag${cloud === undefined ? "" : ` of ${cloud}`}`,
    ...(likely !== undefined && { fix: `did you mean \`${likely}\`?` }),
  };
}

/** Whether what stands before the dot is a service that has a tag. */
function isPartOfService(text: string, cloud: CloudName | undefined): boolean {
  const dot = text.indexOf(".");
  return dot > 0 && isServiceTag(parseServiceTag(text.slice(0, dot), cloud));
}

/** `443`, `8000-8100` or `*`. */
export function parsePortRange(text: string): PortRange | Expectation {
  if (text === "*") {
    return { from: 0, to: highestPort };
  }
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const [from, to] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match !== null && from <= to && to <= highestPort) {
    return { from, to };
  }
  const list = /[,;\s]/.test(text.trim()) ? { fix: "list several in the plural property" } : {};
  return { kind: "port", expected: `\`*\`, a port or a range of ports, 0 to ${highestPort}`, ...list };
}

/** What should have stood there: the second half of a problem. */
export type Expectation = Pick<SecurityRuleProblem, "kind" | "expected" | "fix">;

export function isExpectation(value: object): value is Expectation {
  return "expected" in value;
}

interface Input {
  readonly value: (key: string) => unknown;
  readonly path: string;
  readonly problems: SecurityRuleProblem[];
  readonly notes: SecurityRuleProblem[];
  readonly options: ReadSecurityRuleOptions;
}

type Side = "source" | "destination";

/** Only the object's own values: a rule may come from anywhere, `__proto__` included. Null means "not set". */
function own(properties: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(properties, key) ? (properties[key] ?? undefined) : undefined;
}

/** Notes the problem; what stands there says nothing. */
function refuse(input: Input, path: string, found: unknown, expectation: Expectation) {
  input.problems.push({ path: `${input.path}.${path}`, found: quoted(found), ...expectation });
  return unknown(`${input.path}.${path}, which is not valid`);
}

function readName(input: Input): Maybe<string> {
  const name = input.value("name") ?? input.value("securityRuleName");
  if (name === undefined) {
    return unknown(`the name of ${input.path}`);
  }
  if (isUnknown(name)) {
    return name;
  }
  return typeof name === "string" && /^\w([\w.-]{0,78}\w)?$/.test(name)
    ? name
    : refuse(input, "name", name, {
        kind: "name",
        expected: "1 to 80 letters, digits, `_`, `.` and `-`, a word character first and last",
      });
}

function readPriority(input: Input): Maybe<number> {
  const priority = input.value("priority");
  if (isUnknown(priority)) {
    return priority;
  }
  return typeof priority === "number" && Number.isInteger(priority) && priority >= 100 && priority <= 4096
    ? priority
    : refuse(input, "priority", priority, { kind: "priority", expected: "a whole number from 100 to 4096" });
}

function readDescription(input: Input): Maybe<string> | undefined {
  const description = input.value("description");
  if (description === undefined || isUnknown(description)) {
    return description;
  }
  if (typeof description === "string" && description.length <= longestDescription) {
    return description;
  }
  const found = typeof description === "string" ? `${description.length} characters` : quoted(description);
  const expected = `a text of at most ${longestDescription} characters`;
  input.problems.push({ kind: "description", path: `${input.path}.description`, found, expected });
  return unknown(`${input.path}.description, which is not valid`);
}

const longestDescription = 140;

function readWord<Word extends string>(input: Input, key: string, words: readonly Word[]): Maybe<Word> {
  const value = input.value(key);
  if (isUnknown(value)) {
    return value;
  }
  const word = typeof value === "string" ? words.find((each) => each.toLowerCase() === value.toLowerCase()) : undefined;
  return word ?? refuse(input, key, value, { kind: "word", expected: words.map((each) => `\`${each}\``).join(" or ") });
}

function readAddresses(input: Input, side: Side): Maybe<readonly Maybe<AddressTerm>[]> {
  const [one, many, groups] = [`${side}AddressPrefix`, `${side}AddressPrefixes`, `${side}ApplicationSecurityGroups`];
  const given = [one, many, groups].filter((key) => isGiven(input.value(key)));
  const [key] = given;
  if (key === undefined) {
    const empty = [many, groups].find((each) => input.value(each) !== undefined);
    return refuse(input, empty ?? one, input.value(empty ?? one), {
      kind: "forms",
      expected: `one of ${one}, ${many} and ${groups}, not empty`,
    });
  }
  const surely = given.filter((each) => !isUnknown(input.value(each)));
  if (given.length > 1 && surely.length < 2) {
    return unknown(`which of ${given.join(" and ")} of ${input.path} is set`);
  }
  if (given.length > 1) {
    return refuse(input, key, given.join(" and "), {
      kind: "forms",
      expected: `one of ${one}, ${many} and ${groups}`,
      fix: "set exactly one",
    });
  }
  if (key === one) {
    return readOne(input, key, (value, path) => readTerm(input, value, path, "tag allowed"));
  }
  return key === many
    ? readMany(input, key, (value, path) => readTerm(input, value, path, "prefixes only"))
    : readMany(input, key, (value, path) => readGroup(input, value, path));
}

function readPorts(input: Input, side: Side): Maybe<readonly Maybe<PortRange>[]> {
  const [one, many] = [`${side}PortRange`, `${side}PortRanges`];
  const given = [one, many].filter((key) => isGiven(input.value(key)));
  const [key] = given;
  if (key === undefined) {
    const empty = input.value(many) === undefined ? one : many;
    const expected = `one of ${one} and ${many}, not empty`;
    return refuse(input, empty, input.value(empty), { kind: "forms", expected });
  }
  const surely = given.filter((each) => !isUnknown(input.value(each)));
  if (given.length > 1 && surely.length < 2) {
    return unknown(`which of ${given.join(" and ")} of ${input.path} is set`);
  }
  if (given.length > 1) {
    const expected = `one of ${one} and ${many}`;
    return refuse(input, key, given.join(" and "), { kind: "forms", expected, fix: "set exactly one" });
  }
  const read = (value: unknown, path: string) => readPort(input, value, path);
  return key === one ? readOne(input, key, read) : readMany(input, key, read);
}

/** Azure answers with empty lists and texts for what isn't set. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
}

type Reader<Term> = (value: unknown, path: string) => Maybe<Term>;

function readOne<Term>(input: Input, key: string, read: Reader<Term>): Maybe<readonly Maybe<Term>[]> {
  const value = input.value(key);
  return isUnknown(value) ? value : [read(value, key)];
}

function readMany<Term>(input: Input, key: string, read: Reader<Term>): Maybe<readonly Maybe<Term>[]> {
  const values = input.value(key);
  if (isUnknown(values)) {
    return values;
  }
  return Array.isArray(values)
    ? Array.from(values, (value: unknown, index) => (isUnknown(value) ? value : read(value, `${key}[${index}]`)))
    : refuse(input, key, values, { kind: "forms", expected: "a list" });
}

function readTerm(
  input: Input,
  value: unknown,
  path: string,
  kind: "tag allowed" | "prefixes only",
): Maybe<AddressTerm> {
  const term = typeof value === "string" ? parseAddressTerm(value, input.options.cloud) : wantsText;
  if (isExpectation(term)) {
    return refuse(input, path, value, term);
  }
  if (kind === "prefixes only" && term.kind !== "prefix") {
    return refuse(input, path, value, {
      kind: "service-tag-in-list",
      expected: "address prefixes only; Azure refuses service tags and `*` in a list",
      fix: `write a rule of its own with ${path.replace(/es\[.*$/, "")}`,
    });
  }
  noteCase(input, path, value, term);
  return noteTagNotOffered(input, path, term);
}

/** Azure compares without regard to case; tools beside it do not. */
function noteCase(input: Input, path: string, value: unknown, term: AddressTerm): void {
  if (term.kind === "service-tag" && term.tag !== value) {
    input.notes.push({
      kind: "service-tag-case",
      path: `${input.path}.${path}`,
      found: quoted(value),
      expected: `\`${term.tag}\`, as it is published`,
    });
  }
}

/** Readable all the same, so the term stays known. */
function noteTagNotOffered(input: Input, path: string, term: AddressTerm): AddressTerm {
  const tag = term.kind === "service-tag" ? parseServiceTag(term.tag, input.options.cloud) : undefined;
  if (tag !== undefined && isServiceTag(tag) && tag.securityRules === "not offered") {
    refuse(input, path, tag.tag, {
      kind: "service-tag-not-offered",
      expected: "a service tag that Azure offers to security rules",
      fix: `use \`${tag.service}\``,
    });
  }
  return term;
}

function readGroup(input: Input, value: unknown, path: string): Maybe<AddressTerm> {
  const id = typeof value === "object" && value !== null ? own({ ...value }, "id") : undefined;
  if (isUnknown(id)) {
    return id;
  }
  return typeof id === "string" && id !== ""
    ? { kind: "application-security-group", id }
    : refuse(input, `${path}.id`, id, { kind: "address", expected: "the id of an application security group" });
}

function readPort(input: Input, value: unknown, path: string): Maybe<PortRange> {
  const range = typeof value === "string" || typeof value === "number" ? parsePortRange(String(value)) : wantsText;
  return isExpectation(range) ? refuse(input, path, value, { ...range, kind: "port" }) : range;
}

const wantsText: Expectation = { kind: "address", expected: "a text" };
