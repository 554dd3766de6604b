import { Estate } from "../../../azure/estate/estate";
import { hasPublicAddress } from "../../../azure/estate/flow-condition";
import { askGuards, GuardedFlow } from "../../../azure/estate/guards";
import { InferencingSubnet } from "../../../azure/estate/inferencing-subnets";
import { computeCommands } from "../../../azure/facts/required-flows";
import { isUnknown } from "../../../azure/known";
import { Circumstances, estateRule, Finding } from "../rule";
import { nameInferencingSubnet, nameSecurityRule, nameWrittenRule } from "../words";
import { holdsInternet, internet } from "./nsg-in-open";
import { judgeOpenings, Opening, OpeningWords } from "./open-rules";

/** The one port that Azure Machine Learning calls, on computes with a public address and on no others. */
export const nsgIn44224 = estateRule({
  id: "nsg-in-44224",
  title: "port 44224 open to the internet, open without need, or closed against need",
  level: "mandatory",
  severity: "high",
  source: computeCommands.source,
  page: {
    fault:
      "Azure Machine Learning calls computes that have a public address on TCP 44224. The port is open to anybody instead of `AzureMachineLearning`; or, as advice: it is open although no compute here has a public address, or closed although one has.",
    consequence:
      "Open to anybody, the port is one more way in. Open without need, it invites a mistake later. Closed against need, the service cannot reach its nodes.",
    remedy:
      "Allow TCP 44224 inbound from `AzureMachineLearning` where a compute has a public address (`enableNodePublicIp` is on unless it is set to false), and nowhere else.",
    undecided:
      "`enableNodePublicIp`, the compute's subnet or a security rule is not known in the preview. A subnet without a security group is not judged.",
  },
  judge,
});

function judge(estate: Estate, { inferencingSubnets }: Circumstances): readonly Finding[] {
  return inferencingSubnets.flatMap((inferencing) => {
    const findings = judgeOpenings(estate, [inferencing], fromAnybody, words);
    const closed = findings.length > 0 && findings.every((finding) => finding.verdict === "pass");
    return closed ? [judgeNeed(estate, inferencing)] : findings;
  });
}

const { protocol, ports } = computeCommands;

const fromAnybody: Opening = {
  direction: "Inbound",
  opens: holdsInternet,
  peer: internet,
  only: { protocol, ports },
};

const words: OpeningWords = {
  what: "on port 44224 to the internet",
  label: "is open to",
  witness: "the internet, tcp 44224",
  consequence: "anybody may call the port that is meant for Azure Machine Learning alone",
  fix: (rule) => `in ${nameWrittenRule(rule)} write source AzureMachineLearning`,
};

function judgeNeed(estate: Estate, inferencing: InferencingSubnet): Finding {
  const { subnet, workloads, carries } = inferencing;
  const needed = hasPublicAddress(workloads);
  const peer = [{ kind: "service-tag", tag: "AzureMachineLearning" }] as const;
  const asked = askGuards(estate, subnet, { direction: "Inbound", protocol, ports, peer });
  const unknowns = [
    ...asked.unknowns,
    ...(isUnknown(needed) ? [needed.unknown] : []),
    ...(carries === "maybe" ? ["which of several subnets carries the workload"] : []),
  ];
  const right = needed === "yes" ? "allowed" : "denied";
  if (unknowns.length === 0) {
    return asked.verdict === right
      ? { verdict: "pass", subject: subnet.origin }
      : tellNeed(inferencing, asked, needed === "yes" ? "closed" : "open");
  }
  const question = `whether port 44224 of ${nameInferencingSubnet(inferencing)} is open exactly where it is needed`;
  return { verdict: "undecided", subject: subnet.origin, question, unknowns };
}

function tellNeed(inferencing: InferencingSubnet, asked: GuardedFlow, state: "open" | "closed"): Finding {
  const [answer] = asked.answers;
  const access = state === "open" ? "Allow" : "Deny";
  const [deciding] = (answer?.decision?.decidedBy ?? []).filter((one) => one.access === access);
  const group = answer?.group;
  const name = group === undefined ? "" : `\`${group.origin.name}\`, `;
  return {
    verdict: "fail",
    level: "advisory",
    subject: group?.origin ?? inferencing.subnet.origin,
    fault: {
      who: nameInferencingSubnet(inferencing),
      witness: [`is ${state} to`, "AzureMachineLearning, tcp 44224"],
      decidedBy: `${name}${deciding === undefined ? "" : nameSecurityRule(deciding.rule)}`,
      consequence:
        state === "open" ? "no compute here has a public address that the service would call" : computeCommands.without,
      fix:
        state === "open"
          ? `remove ${deciding === undefined ? "the rule" : nameWrittenRule(deciding.rule)}`
          : "add to securityRules: Allow, Inbound, Tcp, AzureMachineLearning -> VirtualNetwork:44224, or set enableNodePublicIp to false",
      asOf: answer?.decision?.restsOn,
    },
  };
}
