/** What random stacks once showed, kept by name. */
import { nsgAcrShadowed } from "../../../policies/rules/network/nsg-acr-shadowed";
import { rbacJoinSubnet } from "../../../policies/rules/access/rbac-join-subnet";
import { declare, notYet } from "../../estates/captured";
import { changed } from "../../estates/change";
import { outboundRules } from "../../estates/outbound-rules";
import { privateCompute } from "../../estates/private-compute";
import { judged } from "../judged";
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
    const deployer = { principalIds: ["d0000000-0000-4000-8000-000000000001"], assignmentsComplete: true };
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
        deployer: { ...deployer, mayAssignRoles: true },
      });

    it("computed from anything: perhaps the deployer", () => assertVerdict(judge(pet), "undecided"));

    it("an identity that the stack makes: certainly not the deployer", () => {
      const identity = declare("azure-native:managedidentity:UserAssignedIdentity", "identity", {});
      assertVerdict(judge(identity), "fail");
    });
  });
});
