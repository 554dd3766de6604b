/**
 * Each value of a stack, one after the other, not known before the deployment: what failed may become undecided, never
 * a pass and never silence; what passed may become undecided, never a fail.
 */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { Properties, Value } from "../../../policies/capture/wire-value";
import { isUnknown } from "../../../azure/known";
import { declare, notYet } from "../../estates/captured";
import { changed } from "../../estates/change";
import { deployer, granted, grantedActions, scopes } from "../../estates/deployer";
import { instead, outbound, outboundRules } from "../../estates/outbound-rules";
import { privateCompute, PrivateComputeOptions } from "../../estates/private-compute";
import { endpointsTo, withInsights, withStorage, withVault } from "../../estates/workspace-dependencies";
import { judged } from "../judged";
import { assertNever } from "./outcome";
import { ruleNamed } from "./rule-named";

const closed = "200 deny * * -> Internet:*";

interface Case {
  readonly fails: readonly CapturedResource[];
  readonly passes: readonly CapturedResource[];
  readonly settings?: Parameters<typeof judged>[2];
}

const machine = (rules: readonly Properties[], options: PrivateComputeOptions = {}) =>
  privateCompute({ ...options, securityRules: rules }).resources;
const written = (...rules: readonly string[]) => machine(outboundRules(...rules));
const inbound = (text: string): Properties => ({ ...outbound(text), direction: "Inbound" });

/** Closed, and closed but for one tag. */
const tagged = (tag: string): Case => ({
  fails: written(closed),
  passes: written(`190 allow * 10.0.2.0/24 -> ${tag}:443`, closed),
});

const withDependency = (
  add: (estate: ReturnType<typeof privateCompute>) => { readonly resources: readonly CapturedResource[] },
  tag: string,
): Case => {
  const stack = (...rules: readonly string[]) =>
    add(privateCompute({ securityRules: outboundRules(...rules) })).resources;
  return { fails: stack(closed), passes: stack(`190 allow * 10.0.2.0/24 -> ${tag}:443`, closed) };
};

const highImpact = (estate: ReturnType<typeof privateCompute>) => {
  const { resources } = withVault(estate);
  return { resources: changed(resources, estate.workspace, { inputs: { hbiWorkspace: true } }) };
};

const endpoints = (...rules: readonly string[]) => {
  const estate = privateCompute({ securityRules: outboundRules(...rules) });
  const { resources, target } = withStorage(estate);
  return [...resources, ...endpointsTo(target, estate.network, "blob", "file")];
};

const listed = (...prefixes: readonly Value[]) => [
  instead(outbound("190 allow tcp * -> x:443"), "destinationAddressPrefix", { destinationAddressPrefixes: prefixes }),
];

const registry = "190 allow tcp * -> AzureContainerRegistry.WestEurope:443";
const images = "190 allow tcp * -> MicrosoftContainerRegistry:443";

const cases: Readonly<Record<string, Case>> = {
  "nsg-acr-tag": tagged("AzureContainerRegistry.WestEurope"),
  "nsg-acr-storage": {
    fails: written(registry, closed),
    passes: written(registry, "191 allow tcp * -> Storage.WestEurope:443", closed),
  },
  "nsg-tag-aad": tagged("AzureActiveDirectory"),
  "nsg-tag-aml": tagged("AzureMachineLearning"),
  "nsg-tag-arm": tagged("AzureResourceManager"),
  "nsg-tag-mcr": tagged("MicrosoftContainerRegistry"),
  "nsg-tag-afd-fp": {
    fails: written(images, closed),
    passes: written(images, "191 allow tcp * -> AzureFrontDoor.FirstParty:443", closed),
  },
  "nsg-tag-storage": withDependency(withStorage, "Storage.WestEurope"),
  "nsg-tag-monitor": withDependency(withInsights, "AzureMonitor"),
  "nsg-tag-kv": withDependency(highImpact, "AzureKeyVault.WestEurope"),
  "nsg-tag-vnet": {
    fails: endpoints("200 deny * * -> VirtualNetwork:*"),
    passes: endpoints("190 allow * * -> VirtualNetwork:443", "200 deny * * -> *:*"),
  },
  "nsg-tag-compute": {
    fails: written(closed),
    passes: written(
      "190 allow * * -> BatchNodeManagement.WestEurope:443",
      "191 allow tcp * -> AzureMachineLearning:443",
      closed,
    ),
  },
  "nsg-tag-typo": {
    fails: written("190 allow tcp * -> Frontdoor.FirstParty:443"),
    passes: written("190 allow tcp * -> AzureFrontDoor.FirstParty:443"),
  },
  "nsg-tag-in-list": { fails: machine(listed("Storage")), passes: machine(listed("10.0.0.0/8")) },
  "nsg-prefix-both": {
    fails: machine([{ ...outbound("190 allow tcp * -> *:443"), sourceAddressPrefixes: ["10.0.0.0/8"] }]),
    passes: written("190 allow tcp * -> *:443"),
  },
  "nsg-name-desc": {
    fails: machine([{ ...outbound("190 allow tcp * -> *:443"), name: "no good" }]),
    passes: machine([{ ...outbound("190 allow tcp * -> *:443"), description: "good" }]),
  },
  "nsg-priority": {
    fails: written("99 allow tcp * -> *:443"),
    passes: written("100 allow tcp * -> *:443", "101 allow tcp * -> *:80"),
  },
  "nsg-in-44224": {
    fails: machine([inbound("100 allow tcp Internet -> *:44224")]),
    passes: machine([inbound("100 allow tcp AzureMachineLearning -> *:44224")]),
  },
  "nsg-in-open": {
    fails: machine([inbound("100 allow tcp Internet -> *:443")]),
    passes: machine([inbound("100 allow tcp VirtualNetwork -> *:443")]),
  },
  "nsg-allow-internet": {
    fails: written("100 allow tcp * -> Internet:443"),
    passes: written("100 allow tcp * -> AzureMonitor:443"),
    settings: { profile: "strict" },
  },
  "nsg-exfil": {
    fails: written("100 allow tcp * -> Storage:443"),
    passes: written("100 allow tcp * -> Storage.WestEurope:443"),
  },
  "rbac-notactions": {
    fails: machine([]),
    passes: machine([]),
    settings: deployer([grantedActions(scopes.network, ["Microsoft.Network/*"], ["*/join/action"])]),
  },
  "rbac-role-lookalike": {
    fails: machine([]),
    passes: machine([]),
    settings: deployer([granted("Reader", scopes.network)]),
  },
};

/** From what the unknown value is computed: it is nobody's default. */
const pet = declare("random:index:RandomPet", "pet", {});

for (const [id, { fails, passes, settings }] of Object.entries(cases)) {
  describe(`${id}: each value that is not known`, () => {
    const rule = ruleNamed(id);
    it("of what fails: never a pass, never silence", () => {
      assertNever(judged(rule, fails, settings), "pass", "undecided", "not applicable");
      for (const { place, stack } of injected(fails)) {
        told(place, () => assertNever(judged(rule, stack, settings), "pass", "not applicable"));
      }
    });
    if (!id.startsWith("rbac-")) {
      it("of what passes: never a fail", () => {
        assertNever(judged(rule, passes, settings), "fail", "advisory", "undecided", "not applicable");
        for (const { place, stack } of injected(passes)) {
          told(place, () => assertNever(judged(rule, stack, settings), "fail", "advisory"));
        }
      });
    }
  });
}

function told(place: string, assertion: () => void): void {
  try {
    assertion();
  } catch (error) {
    throw new Error(`${place}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

interface Injected {
  /** Resource and property that became unknown. */
  readonly place: string;
  readonly stack: readonly CapturedResource[];
}

function injected(stack: readonly CapturedResource[]): readonly Injected[] {
  return stack.flatMap((resource) =>
    Object.entries(resource.inputs ?? {}).flatMap(([key, value]) =>
      variants(value, key).map(({ path, value: changedValue }) => ({
        place: `${resource.name}.${path}`,
        stack: [
          ...changed(stack, resource, {
            inputs: { [key]: changedValue },
            from: { [key]: [pet, ...madeFrom(stack, resource, key)] },
          }),
          pet,
        ],
      })),
    ),
  );
}

function madeFrom(stack: readonly CapturedResource[], resource: CapturedResource, key: string) {
  const urns = resource.propertyDependencies.get(key) ?? [];
  return stack.filter((one) => urns.includes(one.urn));
}

/** The value with one part of it unknown, for every part. */
function variants(value: Value, path: string): readonly { readonly path: string; readonly value: Value }[] {
  const whole = { path, value: notYet };
  if (isUnknown(value) || typeof value !== "object" || value === null) {
    return [whole];
  }
  if (isList(value)) {
    const parts = value.flatMap((element, at) =>
      variants(element, `${path}[${at}]`).map((one) => ({
        ...one,
        value: value.map((other, i) => (i === at ? one.value : other)),
      })),
    );
    return [whole, ...parts];
  }
  const parts = Object.entries(value).flatMap(([key, inner]) =>
    variants(inner, `${path}.${key}`).map((one) => ({ ...one, value: { ...value, [key]: one.value } })),
  );
  return [whole, ...parts];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
