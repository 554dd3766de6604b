/** A gateway for APIs inside a network, with the security rules that its service asks for. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function apiManagement(): readonly CapturedResource[] {
  const program = new Program("gateway", "australiaeast");
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "gateway-nsg", {
    securityRules: [
      {
        name: "management",
        priority: 110,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        sourceAddressPrefix: "ApiManagement",
        sourcePortRange: "*",
        destinationAddressPrefix: "VirtualNetwork",
        destinationPortRange: "3443",
      },
      {
        name: "clients",
        priority: 120,
        direction: "Inbound",
        access: "Allow",
        protocol: "Tcp",
        sourceAddressPrefix: "0.0.0.0/0",
        sourcePortRange: "*",
        destinationAddressPrefix: "VirtualNetwork",
        destinationPortRanges: ["80", "443"],
      },
      ...outboundRules(
        "100 allow tcp VirtualNetwork -> Storage:443",
        "110 allow tcp VirtualNetwork -> SQL:1433",
        "120 allow tcp VirtualNetwork -> AzureKeyVault:443",
        "130 allow tcp VirtualNetwork -> AzureMonitor:443",
        "4000 deny * * -> Internet:*",
      ),
    ],
  });
  const network = program.inGroup(
    "azure-native:network:VirtualNetwork",
    "gateway-vnet",
    {
      addressSpace: { addressPrefixes: ["10.7.0.0/24"] },
      subnets: [{ name: "gateway", addressPrefix: "10.7.0.0/27", networkSecurityGroup: { id: notYet } }],
    },
    { subnets: [guard] },
  );
  const service = program.inGroup(
    "azure-native:apimanagement:ApiManagementService",
    "gateway",
    {
      publisherEmail: "api@shop.example",
      publisherName: "shop",
      sku: { name: "Developer", capacity: 1 },
      virtualNetworkType: "Internal",
      virtualNetworkConfiguration: { subnetResourceId: notYet },
    },
    { virtualNetworkConfiguration: [network] },
  );
  const api = program.inGroup(
    "azure-native:apimanagement:Api",
    "scoring",
    { serviceName: notYet, path: "scoring", protocols: ["https"], serviceUrl: "https://models.shop.example/score" },
    { serviceName: [service] },
  );
  program.inGroup(
    "azure-native:apimanagement:ApiPolicy",
    "limits",
    { serviceName: notYet, apiId: notYet, policyId: "policy", format: "xml", value: "<policies />" },
    { serviceName: [service], apiId: [api] },
  );
  return program.resources;
}
