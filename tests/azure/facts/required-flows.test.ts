/** What inferencing must reach, transcribed a second time from Microsoft's tables, workload by workload. */
import { strict as assert } from "node:assert";
import { parseServiceTag, isServiceTag } from "../../../azure/facts/service-tags";
import { flowsOf, RequiredFlow, requiredFlows, WorkloadKind } from "../../../azure/facts/required-flows";

/** Destination, protocol and ports, and in parentheses when it counts. */
const listed: Readonly<Record<WorkloadKind, string>> = {
  // how-to-secure-inferencing-vnet; how-to-access-azureml-behind-firewall; outbound-rules-control-egress (AKS)
  "kubernetes-nodes": `
    AzureContainerRegistry of-registry Tcp 443 (unless private-endpoint:registry)
    Storage of-registry Tcp 443 (if registry-reached-publicly, unless private-endpoint:registry)
    MicrosoftContainerRegistry Tcp 443
    AzureFrontDoor.FirstParty Tcp 443 (if tag-exists-in-cloud)
    AzureActiveDirectory Tcp 80,443
    AzureMachineLearning Tcp 443
    AzureResourceManager Tcp 443
    AzureMonitor Tcp 443 (unless azure-monitor-private-link-scope)
    VirtualNetwork Tcp 443 (if private-endpoints-in-network)
    <region>.dp.kubernetesconfiguration.azure.com Tcp 443
    mcr.microsoft.com *.data.mcr.microsoft.com mcr-0001.mcr-msedge.net management.azure.com login.microsoftonline.com packages.microsoft.com packages.aks.azure.com Tcp 443`,
  // how-to-access-azureml-behind-firewall, computes without a public address
  "azure-ml-compute": `
    AzureActiveDirectory Tcp 80,443
    AzureMachineLearning Tcp 443
    BatchNodeManagement of-workspace Tcp 443
    BatchNodeManagement of-workspace Udp 443
    AzureResourceManager Tcp 443
    Storage of-workspace Tcp 443 (unless private-endpoint:storage)
    MicrosoftContainerRegistry Tcp 443
    AzureFrontDoor.FirstParty Tcp 443 (if tag-exists-in-cloud)
    AzureMonitor Tcp 443 (unless azure-monitor-private-link-scope)
    VirtualNetwork Tcp 443 (if private-endpoints-in-network)
    VirtualNetwork Tcp 445 (if firewall-before-storage-endpoint)
    AzureKeyVault of-workspace Tcp 443 (if high-business-impact-workspace, unless private-endpoint:key-vault)
    AzureContainerRegistry of-registry Tcp 443 (unless private-endpoint:registry)
    Storage of-registry Tcp 443 (if registry-reached-publicly, unless private-endpoint:registry)
    from AzureMachineLearning Tcp 44224 (if compute-with-public-address)`,
  // the same page; 5831 and 18881 belong to compute instances, 8787 to RStudio only
  "compute-instance": `
    AzureMachineLearning Tcp 18881
    AzureMachineLearning Udp 5831`,
  "image-build": `
    AzureActiveDirectory Tcp 80,443
    AzureResourceManager Tcp 443
    MicrosoftContainerRegistry Tcp 443
    AzureFrontDoor.FirstParty Tcp 443 (if tag-exists-in-cloud)`,
  "private-endpoints": "",
};

describe("required flows", () => {
  for (const [workload, text] of Object.entries(listed)) {
    it(`of ${workload} are those of the tables, no more and no fewer`, () => {
      const expected = text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
      assert.deepEqual(
        flowsOf(workload as WorkloadKind)
          .map(print)
          .sort(),
        expected.sort(),
      );
    });
  }

  it("name tags that exist and are offered to security rules", () => {
    for (const { destination } of requiredFlows) {
      const parsed = "serviceTag" in destination ? parseServiceTag(destination.serviceTag, "AzureCloud") : undefined;
      assert.ok(
        parsed === undefined || (isServiceTag(parsed) && parsed.securityRules === "offered"),
        JSON.stringify(parsed),
      );
      assert.ok(
        parsed === undefined ||
          !isServiceTag(parsed) ||
          parsed.tag === ("serviceTag" in destination && destination.serviceTag),
      );
    }
  });

  it("have an id each, a consequence and a source", () => {
    assert.equal(new Set(requiredFlows.map(({ id }) => id)).size, requiredFlows.length);
    assert.ok(
      requiredFlows.every(({ without, source }) => without !== "" && source.document !== "" && source.read !== ""),
    );
  });
});

function print({ direction, destination, protocol, ports, onlyIf, instead }: RequiredFlow): string {
  const to =
    "serviceTag" in destination
      ? [destination.serviceTag, ...(destination.region === undefined ? [] : [destination.region])].join(" ")
      : destination.fqdns.join(" ");
  const numbers = ports.map(({ from, to: last }) => (from === last ? from : `${from}-${last}`)).join(",");
  const when = [...(onlyIf ? [`if ${onlyIf}`] : []), ...(instead ? [`unless ${instead}`] : [])].join(", ");
  return `${direction === "Inbound" ? "from " : ""}${to} ${protocol} ${numbers}${when === "" ? "" : ` (${when})`}`;
}
