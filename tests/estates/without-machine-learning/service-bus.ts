/** Queues and topics, reached by private endpoint, with rules that name a tag in a list. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { instead, outbound } from "../outbound-rules";
import { Program } from "./program";

export function serviceBus(): readonly CapturedResource[] {
  const program = new Program("bus", "brazilsouth");
  const namespace = program.inGroup("azure-native:servicebus:Namespace", "bus", {
    sku: { name: "Premium", tier: "Premium" },
    publicNetworkAccess: "Disabled",
  });
  for (const name of ["orders", "invoices"]) {
    program.inGroup(
      "azure-native:servicebus:Queue",
      name,
      { namespaceName: notYet, maxDeliveryCount: 5 },
      { namespaceName: [namespace] },
    );
  }
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "bus-nsg", {
    securityRules: [
      instead(outbound("100 allow tcp * -> x:5671"), "destinationAddressPrefix", {
        destinationAddressPrefixes: ["ServiceBus", "Storage", "*"],
      }),
      { ...outbound("110 deny tcp * -> Internet:*"), destinationAddressPrefixes: ["10.0.0.0/8"] },
      outbound("5000 deny * * -> *:*"),
    ],
  });
  const network = program.inGroup(
    "azure-native:network:VirtualNetwork",
    "bus-vnet",
    {
      addressSpace: { addressPrefixes: ["10.9.0.0/24"] },
      subnets: [
        { name: "clients", addressPrefix: "10.9.0.0/26", networkSecurityGroup: { id: notYet } },
        { name: "endpoints", addressPrefix: "10.9.0.64/26" },
      ],
    },
    { subnets: [guard] },
  );
  program.inGroup(
    "azure-native:network:PrivateEndpoint",
    "bus-endpoint",
    {
      subnet: { id: notYet },
      privateLinkServiceConnections: [{ name: "bus", groupIds: ["namespace"], privateLinkServiceId: notYet }],
    },
    { subnet: [network], privateLinkServiceConnections: [namespace] },
  );
  return program.resources;
}
