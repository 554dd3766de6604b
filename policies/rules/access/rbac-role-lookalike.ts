import { isBuiltIn } from "../../../azure/estate/join-rights";
import { estateRule } from "../rule";
import { nameRole } from "../words";
import { judgeMissingJoins } from "./missing-join";

/** Roles that sound as if they let somebody into a network. */
export const rbacRoleLookalike = estateRule({
  id: "rbac-role-lookalike",
  title: "role that only looks as if it let the deployer join",
  level: "mandatory",
  severity: "high",
  source: { document: "built-in-roles (role-based-access-control)", read: "2026-11-24" },
  page: {
    fault:
      "The declared deployer may not join an inferencing subnet or its network, and what it holds there is Private DNS Zone Contributor (which has the join of the network and not of its subnets) or Reader (which has no `/action` at all).",
    consequence: "The deployment is refused with `LinkedAuthorizationFailed` although a role is assigned.",
    remedy: "Assign Network Contributor, or a custom role with the join actions, at the virtual network.",
    undecided: "the deployer's assignments are not declared complete, or one of them is not known.",
  },
  judge: (estate, circumstances) =>
    judgeMissingJoins(estate, circumstances, {
      // With the right role at another scope the fault is the scope, not the role.
      reason: (held, { nearestMiss }) =>
        nearestMiss?.kind === "scope"
          ? undefined
          : lookalikes
              .map((name) => held.find(({ grant, gives }) => gives === "not" && isBuiltIn(grant, name)))
              .find((one) => one !== undefined),
      witness: ({ grant }, { action }) => ["has only", `role ${nameRole(grant)}, which does not grant ${action}`],
      fix: (_held, { on }) => `assign Network Contributor instead, at \`${on.origin.name}\``,
    }),
});

/** The one that is meant for networks first. */
const lookalikes = ["Private DNS Zone Contributor", "Reader"];
