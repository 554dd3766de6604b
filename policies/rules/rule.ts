/** What a rule is: its identity, and a judgement of an estate. Everything that is said of a rule stands in the rule. */
import { Estate, Origin } from "../../azure/estate/estate";
import { InferencingSubnet } from "../../azure/estate/inferencing-subnets";
import { Reachability } from "../../azure/estate/reachability";
import { Source } from "../../azure/facts/source";
import { Deployer } from "../../azure/estate/join-rights";

export type Level = "mandatory" | "advisory";
export type Severity = "low" | "medium" | "high" | "critical";

/** What the owner of the organization said, besides the estate itself. */
export interface Circumstances {
  /** Absent: nobody said who deploys. */
  readonly deployer?: Deployer;
  readonly inferencingSubnets: readonly InferencingSubnet[];
  /** Answers, once for all rules, whether those subnets reach what they need. */
  readonly reachability: Reachability;
  /** How strict the owner wants to be: some rules apply to `strict` only. */
  readonly profile: Profile;
}

/** baseline: what cannot be decided is advisory. strict: it has the rule's own level. audit: everything is advisory. */
export type Profile = "baseline" | "strict" | "audit";

export type Finding =
  | { readonly verdict: "pass"; readonly subject: Origin }
  | {
      readonly verdict: "fail";
      readonly subject: Origin;
      readonly fault: Fault;
      /** Lower than the rule's own, for a fault that Azure tolerates. */
      readonly level?: "advisory";
    }
  | {
      readonly verdict: "undecided";
      readonly subject: Origin;
      /** What was asked, for instance "whether subnet `inference` reaches the registry". */
      readonly question: string;
      /** What is not known. */
      readonly unknowns: readonly string[];
      /** What would decide it. */
      readonly fix?: string;
    };

/** A fault as its rows are printed: witness, decider, consequence, smallest fix. */
export interface Fault {
  /** Who is hurt, for instance "cluster `aks`, subnet `nodes` (10.0.2.0/24)". */
  readonly who: string;
  /** What does not work, as label and text, for instance ["cannot reach", "AzureContainerRegistry.WestEurope, tcp 443"]. */
  readonly witness: readonly [label: string, text: string];
  readonly decidedBy: string;
  readonly consequence: string;
  readonly fix: string;
  /** The day of published data that the verdict rests on, where it could be another one with newer data. */
  readonly asOf?: string;
  /** For instance that another rule reports the same fault. */
  readonly note?: string;
}

/** What the rule's page in `docs/rules` says, in Markdown, one paragraph each. */
export interface RulePage {
  /** What is wrong. */
  readonly fault: string;
  /** Why it matters. */
  readonly consequence: string;
  /** What to do. */
  readonly remedy: string;
  /** Undecided when. */
  readonly undecided: string;
}

export interface EstateRule {
  /** Public: exemptions, configuration and reports quote it. */
  readonly id: string;
  /** Names the fault, so that "allow <title>" reads right. */
  readonly title: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly source: Source;
  readonly page: RulePage;
  /** No findings: the rule does not apply to this estate. */
  readonly judge: (estate: Estate, circumstances: Circumstances) => readonly Finding[];
}

export function estateRule(rule: EstateRule): EstateRule {
  return rule;
}
