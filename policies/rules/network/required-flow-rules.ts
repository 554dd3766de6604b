/**
 * What an inferencing subnet needs besides its registry, one rule a row: each row names the flows that have to pass the
 * security rules, everything else is computed.
 * https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall
 */
import { InferencingSubnet, SubnetWorkloadKind } from "../../../azure/estate/inferencing-subnets";
import { Reach } from "../../../azure/estate/reachability";
import {
  acrLayers,
  acrPull,
  batchNodeManagement,
  batchNodeManagementUdp,
  computeStorage,
  entraSignIn,
  machineLearningServices,
  microsoftImageLayers,
  microsoftImages,
  monitoring,
  notebooks,
  notebooksUdp,
  privateEndpointsNearby,
  RequiredFlow,
  resourceManager,
  workspaceSecrets,
} from "../../../azure/facts/required-flows";
import { Circumstances, EstateRule, estateRule, Finding, RulePage } from "../rule";
import { capitalised } from "../words";
import { BlockedFlow, flowFault, judgeReaches, smallestOpening } from "./blocked-flow";

interface RequiredFlowRow extends Pick<EstateRule, "id" | "title" | "level"> {
  readonly flows: readonly RequiredFlow[];
  /** The rule has something to say only where this flow is open: without it, another rule speaks. */
  readonly onlyWhereOpen?: RequiredFlow;
  /** Whom the rule is about, where others need some of its flows as well. Absent: everybody who needs one. */
  readonly about?: readonly SubnetWorkloadKind[];
  /** Flows that the documents ask for, and that nothing was ever seen to need. */
  readonly advisory?: readonly RequiredFlow[];
  /** The first half of the page's first sentence: "The security rules of an inferencing subnet stop …". */
  readonly stops: string;
  readonly passes: string;
  readonly remedy: string;
}

const rows: readonly RequiredFlowRow[] = [
  {
    id: "nsg-acr-storage",
    title: "layers of the registry's images not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [acrLayers],
    onlyWhereOpen: acrPull,
    stops: "TCP 443 to the storage of the registry's region, although the registry itself is open",
    passes:
      "A registry with a private endpoint in the same network, or with dedicated data endpoints, needs no storage tag.",
    remedy:
      "Allow `Storage.<the registry's region>` on TCP 443 from the subnet, give the registry dedicated data endpoints, or a private endpoint.",
  },
  {
    id: "nsg-tag-aad",
    title: "Microsoft Entra not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [entraSignIn],
    stops: "TCP 443 to Microsoft Entra (`AzureActiveDirectory`)",
    passes: "Port 80, which the documents list beside 443, is written into the fix and not demanded.",
    remedy: "Allow `AzureActiveDirectory` on TCP 80 and 443 from the subnet.",
  },
  {
    id: "nsg-tag-aml",
    title: "Azure Machine Learning's services not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [machineLearningServices],
    stops: "TCP 443 to the services of Azure Machine Learning (`AzureMachineLearning`)",
    passes: "A subnet that opens the tag of its own region only gets advice: that tag covers one region.",
    remedy: "Allow `AzureMachineLearning` on TCP 443 from the subnet.",
  },
  {
    id: "nsg-tag-arm",
    title: "Azure Resource Manager not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [resourceManager],
    stops: "TCP 443 to Azure Resource Manager (`AzureResourceManager`)",
    passes: "A subnet that opens the tag of its own region only gets advice: that tag covers one region.",
    remedy: "Allow `AzureResourceManager` on TCP 443 from the subnet.",
  },
  {
    id: "nsg-tag-mcr",
    title: "Microsoft's container registry not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [microsoftImages],
    stops: "TCP 443 to the registry of Microsoft's own images (`MicrosoftContainerRegistry`)",
    passes: "The tag of the subnet's own region is enough.",
    remedy: "Allow `MicrosoftContainerRegistry` and `AzureFrontDoor.FirstParty` on TCP 443 from the subnet.",
  },
  {
    id: "nsg-tag-afd-fp",
    title: "content network of Microsoft's container registry not reachable",
    level: "mandatory",
    flows: [microsoftImageLayers],
    onlyWhereOpen: microsoftImages,
    stops:
      "TCP 443 to the content network behind Microsoft's registry (`AzureFrontDoor.FirstParty`), although the registry itself is open",
    passes: "The tag exists in the public cloud only; in another cloud nothing is asked.",
    remedy: "Allow `AzureFrontDoor.FirstParty` on TCP 443 from the subnet.",
  },
  {
    id: "nsg-tag-storage",
    title: "workspace storage not reachable from its computes",
    level: "advisory",
    flows: [computeStorage],
    stops: "TCP 443 from computes of a workspace to the storage of its region",
    passes: "A storage account with private endpoints for blob and file in the same network needs no tag.",
    remedy:
      "Allow `Storage.<the workspace's region>` on TCP 443 from the subnet, or give the account private endpoints.",
  },
  {
    id: "nsg-tag-monitor",
    title: "Azure Monitor not reachable from an inferencing subnet",
    level: "advisory",
    flows: [monitoring],
    stops: "TCP 443 to Azure Monitor (`AzureMonitor`)",
    passes: "A private endpoint of an Azure Monitor private link scope in the same network replaces the tag.",
    remedy: "Allow `AzureMonitor` on TCP 443 from the subnet, or put a private link scope into the network.",
  },
  {
    id: "nsg-tag-vnet",
    title: "private endpoints not reachable from an inferencing subnet",
    level: "mandatory",
    flows: [privateEndpointsNearby],
    stops: "TCP 443 to the network's own private endpoints of a registry, workspace, storage account or key vault",
    passes: "Endpoints of anything else in the network are not asked about.",
    remedy:
      "Allow TCP 443 from the subnet to the subnet of the endpoints, or to `VirtualNetwork`, before the denying rule.",
  },
  {
    id: "nsg-tag-kv",
    title: "key vault not reachable from computes of a workspace with high business impact",
    level: "mandatory",
    flows: [workspaceSecrets],
    stops: "TCP 443 from computes of a workspace with `hbiWorkspace` to the key vaults of its region",
    passes:
      "A key vault with a private endpoint in the same network needs no tag; nor does a workspace without `hbiWorkspace`.",
    remedy:
      "Allow `AzureKeyVault.<the workspace's region>` on TCP 443 from the subnet, or give the vault a private endpoint.",
  },
  {
    id: "nsg-tag-compute",
    title: "services that run Azure Machine Learning computes not reachable",
    level: "mandatory",
    flows: [batchNodeManagement, batchNodeManagementUdp, machineLearningServices, notebooks, notebooksUdp],
    about: ["azure-ml-compute", "compute-instance"],
    advisory: [batchNodeManagementUdp],
    stops:
      "port 443 from a compute to `BatchNodeManagement` of the workspace's region or to `AzureMachineLearning`, or, from a compute instance, TCP 18881 or UDP 5831 to `AzureMachineLearning`",
    passes:
      "Kubernetes nodes need none of it. The documents list `BatchNodeManagement` for any protocol: where only UDP is closed, the finding is advice.",
    remedy: "Allow the tag that the finding names, on its port, from the subnet.",
  },
];

export const requiredFlowRules: readonly EstateRule[] = rows.map((row) =>
  estateRule({
    id: row.id,
    title: row.title,
    level: row.level,
    severity: row.level === "mandatory" ? "high" : "medium",
    source: row.flows[0]?.source ?? acrPull.source,
    page: pageOf(row),
    judge: (_estate, { inferencingSubnets, reachability }: Circumstances) =>
      inferencingSubnets
        .filter((subnet) => concerns(row, subnet))
        .flatMap((subnet) => {
          const reaches = row.flows.flatMap((flow) => reachability.of(flow).filter((reach) => reach.subnet === subnet));
          const asked = reaches.filter((reach) => !isToldByTcp(reach, reaches));
          return onePass(judgeReaches(asked, (of) => judgeBlocked(row, of, reachability)));
        }),
  }),
);

function concerns({ about }: RequiredFlowRow, { workloads }: InferencingSubnet): boolean {
  return about === undefined || workloads.some(({ kind }) => about.includes(kind));
}

function pageOf(row: RequiredFlowRow): RulePage {
  const consequences = [...new Set(row.flows.map((flow) => flow.without))];
  return {
    fault: `The security rules of an inferencing subnet stop ${row.stops}. The way itself is asked for, not a rule of a certain name: a subnet whose outbound traffic nobody limits passes, and so does a wider tag than needed. ${row.passes}`,
    consequence: `${capitalised(consequences.join("; "))}.`,
    remedy: `${row.remedy} The finding prints the rule to add, or the one to move.`,
    undecided:
      "a security rule, the subnet's address prefix, a region or the guarding security group is not known in the preview, or a private endpoint may serve the subnet that lies in another network.",
  };
}

function judgeBlocked(row: RequiredFlowRow, of: BlockedFlow, reachability: Circumstances["reachability"]): Finding {
  const { reach } = of;
  const before = row.onlyWhereOpen && firstHalf(reach, reachability.of(row.onlyWhereOpen));
  if (before?.verdict === "undecided") {
    return {
      verdict: "undecided",
      subject: of.group.origin,
      question: `whether this is the only thing missing for ${reach.target.name ?? "the service"}`,
      unknowns: before.unknowns,
    };
  }
  if (before !== undefined && before.verdict !== "allowed") {
    return { verdict: "pass", subject: of.group.origin };
  }
  const fault = flowFault(of, smallestOpening(of));
  if (reach.onlyRegion !== undefined) {
    const note = `the tag of ${reach.onlyRegion} is open: it covers that region only, and the documents list the worldwide tag`;
    const consequence = "what the service keeps in other regions cannot be reached";
    return { verdict: "fail", subject: of.group.origin, level: "advisory", fault: { ...fault, consequence, note } };
  }
  const lowered = row.advisory?.includes(reach.need) === true;
  return lowered
    ? { verdict: "fail", subject: of.group.origin, level: "advisory", fault: { ...fault, consequence: listedOnly } }
    : { verdict: "fail", subject: of.group.origin, fault };
}

const listedOnly = "Microsoft's table lists any protocol for this tag; what needs this one is not documented";

/** Of a service that takes any protocol, the closed TCP says it all. */
function isToldByTcp(reach: Reach, reaches: readonly Reach[]): boolean {
  const tcp = reaches.find((one) => one.need.id === batchNodeManagement.id && one.target.name === reach.target.name);
  return reach.need.id === batchNodeManagementUdp.id && tcp !== undefined && tcp.verdict !== "allowed";
}

/** The flow that has to be open first, to the same place. */
function firstHalf(reach: Reach, reaches: readonly Reach[]): Reach | undefined {
  const ofSubnet = reaches.filter((one) => one.subnet === reach.subnet);
  return ofSubnet.find((one) => one.target.name === reach.target.name) ?? ofSubnet[0];
}

/** Of several flows that one rule asks for, those that pass are worth one line, and none beside a fault. */
function onePass(findings: readonly Finding[]): readonly Finding[] {
  const told = findings.filter((finding) => finding.verdict !== "pass");
  return told.length > 0 ? told : findings.slice(0, 1);
}
