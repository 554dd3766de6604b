/** What random stacks once showed, kept by name. */
import { nsgAcrShadowed } from "../../../policies/rules/network/nsg-acr-shadowed";
import { rbacWide } from "../../../policies/rules/access/rbac-wide";
import { nsgExfil } from "../../../policies/rules/network/nsg-exfil";
import { rbacJoinSubnet } from "../../../policies/rules/access/rbac-join-subnet";
import { declare, notYet } from "../../estates/captured";
import { changed, without } from "../../estates/change";
import { deployer, granted, scopes } from "../../estates/deployer";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
import { ruleNamed } from "./rule-named";
import { assertVerdict } from "../said";

const pet = declare("random:index:RandomPet", "pet", {});

describe("counterexamples", () => {
  it("everything denied, a rule for one region behind it, the registry's region not known: perhaps shadowed", () => {
    const rules = outboundRules("220 deny * * -> *:*", "300 allow tcp * -> AzureContainerRegistry.WestEurope:443");
    const estate = privateCompute({ securityRules: rules });
    const stack = changed(estate.resources, estate.registry, {
      inputs: { location: notYet },
      from: { location: [pet] },
    });
    assertVerdict(judged(nsgAcrShadowed, stack), "undecided");
  });

  describe("a grant to a principal that is not known", () => {
    const estate = privateCompute();
    const someone = { principalIds: ["d0000000-0000-4000-8000-000000000001"], assignmentsComplete: true };
    const networkContributor =
      "/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7";
    const grantTo = (maker: typeof pet) =>
      declare(
        "azure-native:authorization:RoleAssignment",
        "grant",
        {
          scope: notYet,
          principalId: notYet,
          principalType: "ServicePrincipal",
          roleDefinitionId: networkContributor,
        },
        { scope: [estate.subnet], principalId: [maker] },
      );
    const judge = (maker: typeof pet) =>
      judged(rbacJoinSubnet, [...estate.resources, maker, grantTo(maker)], {
        deployer: { ...someone, mayAssignRoles: true },
      });

    it("computed from anything: perhaps the deployer", () => assertVerdict(judge(pet), "undecided"));

    it("an identity that the stack makes: certainly not the deployer", () => {
      const identity = declare("azure-native:managedidentity:UserAssignedIdentity", "identity", {});
      assertVerdict(judge(identity), "fail");
    });
  });

  it("an Allow of unknown priority behind one that takes all of its packets, or before it: perhaps it takes effect", () => {
    const rules = outboundRules("111 allow * * -> Internet:443", "? allow tcp * -> Storage:443");
    assertVerdict(judged(nsgExfil, privateCompute({ securityRules: rules }).resources), "undecided");
  });

  it("an endpoint of which nobody knows what part of a thing it leads to, behind a Deny: perhaps it is needed", () => {
    const rules = outboundRules("140 deny * * -> VirtualNetwork:443");
    const estate = privateCompute({ securityRules: rules, registryEndpoint: "same-network" });
    const endpoint = estate.resources.find((one) => one.name === "registry-endpoint") ?? pet;
    const inputs = { privateLinkServiceConnections: notYet };
    assertVerdict(judged(ruleNamed("nsg-tag-vnet"), changed(estate.resources, endpoint, { inputs })), "undecided");
  });

  it("a compute of which nobody knows in whose subnet it stands: perhaps its join is granted too widely", () => {
    const estate = privateCompute();
    const own = without(estate.resources, estate.network, estate.subnet, estate.guard);
    const inputs = { properties: { computeType: "AmlCompute", properties: { subnet: { id: notYet } } } };
    const stack = changed(own, estate.compute, { inputs, from: { properties: [pet] } });
    const settings = deployer([granted("Owner", scopes.subscription)], { assignmentsComplete: true });
    assertVerdict(judged(rbacWide, stack, settings), "undecided");
  });
});
