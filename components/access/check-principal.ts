/** What can be said about a principal before Azure has seen it. */
import { isKnown } from "../../azure/known";
import { Problem, quoted } from "../../azure/problem";
import { knownInput } from "../known-input";
import { PrincipalArgs, PrincipalType } from "./principal";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function checkPrincipal(principal: PrincipalArgs, path: string): Problem[] {
  const problems: Problem[] = [];
  const principalId = knownInput(principal.principalId);
  if (isKnown(principalId) && !guid.test(principalId)) {
    problems.push({
      path: `${path}.principalId`,
      found: quoted(principalId),
      expected: "the object id of a principal, a GUID",
      fix: "take the id of the service principal, not the client id of its application",
    });
  }
  if (!Object.values(PrincipalType).includes(principal.principalType)) {
    problems.push({
      path: `${path}.principalType`,
      found: quoted(principal.principalType),
      expected: `one of ${Object.values(PrincipalType).join(", ")}`,
      fix: "a managed identity is a ServicePrincipal",
    });
  }
  return problems;
}
