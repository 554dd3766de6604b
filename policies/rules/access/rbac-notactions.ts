import { estateRule } from "../rule";
import { nameRole } from "../words";
import { judgeMissingJoins } from "./missing-join";

/** A wildcard that grants the join, and a `notActions` of the same role that takes it away again. */
export const rbacNotactions = estateRule({
  id: "rbac-notactions",
  title: "role that takes the join away which it grants",
  level: "mandatory",
  severity: "high",
  source: { document: "role-definitions (role-based-access-control)", section: "NotActions", read: "2026-11-24" },
  page: {
    fault:
      "The declared deployer holds a role whose `actions` grant the join of an inferencing subnet or of its network, whose `notActions` subtract it, and no other role gives it back.",
    consequence:
      "The role reads as if it were enough. `notActions` deny nothing: another role with the action would do. Without one the deployment is refused with `LinkedAuthorizationFailed`.",
    remedy: "Drop the entry from `notActions`, or assign a second role that grants the action.",
    undecided: "the deployer's assignments are not declared complete, or one of them is not known.",
  },
  judge: (estate, circumstances) =>
    judgeMissingJoins(estate, circumstances, {
      reason: (held) => held.find(({ lacks }) => lacks.some(({ kind }) => kind === "removed")),
      witness: ({ grant }, { action }) => ["takes away", `${action}, in notActions of role ${nameRole(grant)}`],
      fix: ({ grant }, { action }) =>
        `drop what matches ${action} from notActions of role ${nameRole(grant)}, or assign a role that grants it`,
    }),
});
