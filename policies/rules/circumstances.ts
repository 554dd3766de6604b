/** What rules are told besides the estate, from the owner's settings: one construction, whoever judges. */
import { Estate } from "../../azure/estate/estate";
import { inferencingSubnets } from "../../azure/estate/inferencing-subnets";
import { Deployer } from "../../azure/estate/join-rights";
import { Reachability } from "../../azure/estate/reachability";
import { Circumstances, Profile } from "./rule";

export interface CircumstancesSettings {
  readonly deployer?: Deployer;
  /** Ids or names of further subnets that carry inferencing. */
  readonly inferencingSubnets: readonly string[];
  readonly profile: Profile;
}

export function circumstancesOf(estate: Estate, settings: CircumstancesSettings): Circumstances {
  const subnets = inferencingSubnets(estate, settings.inferencingSubnets);
  return {
    deployer: settings.deployer,
    inferencingSubnets: subnets,
    reachability: new Reachability(estate, subnets),
    profile: settings.profile,
  };
}
