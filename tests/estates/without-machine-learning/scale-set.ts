/** Machines behind a load balancer and a NAT gateway; the rules of their group are resources, two with one priority. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outbound } from "../outbound-rules";
import { Program } from "./program";

export function scaleSet(): readonly CapturedResource[] {
  const program = new Program("fleet", "swedencentral");
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "fleet-nsg", {});
  for (const line of ["200 deny * * -> Internet:*", "200 allow tcp * -> Storage:443", "? deny udp * -> ?:53"]) {
    const { name, ...rule } = outbound(line);
    program.inGroup(
      "azure-native:network:SecurityRule",
      `fleet-${String(name)}`,
      { networkSecurityGroupName: notYet, ...rule },
      { networkSecurityGroupName: [guard] },
    );
  }
  const address = program.inGroup("azure-native:network:PublicIPAddress", "fleet-ip", {
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard" },
  });
  const gateway = program.inGroup(
    "azure-native:network:NatGateway",
    "fleet-nat",
    { sku: { name: "Standard" }, publicIpAddresses: [{ id: notYet }] },
    { publicIpAddresses: [address] },
  );
  const network = program.inGroup("azure-native:network:VirtualNetwork", "fleet-vnet", {
    addressSpace: { addressPrefixes: ["10.3.0.0/16", "fd00:db8::/48"] },
  });
  const subnet = program.inGroup(
    "azure-native:network:Subnet",
    "fleet",
    {
      virtualNetworkName: notYet,
      addressPrefixes: ["10.3.1.0/24", "fd00:db8:0:1::/64"],
      natGateway: { id: notYet },
      networkSecurityGroup: { id: notYet },
    },
    { virtualNetworkName: [network], natGateway: [gateway], networkSecurityGroup: [guard] },
  );
  const balancer = program.inGroup(
    "azure-native:network:LoadBalancer",
    "fleet-lb",
    { sku: { name: "Standard" }, frontendIPConfigurations: [{ name: "in", subnet: { id: notYet } }] },
    { frontendIPConfigurations: [subnet] },
  );
  program.inGroup(
    "azure-native:compute:VirtualMachineScaleSet",
    "fleet",
    { sku: { name: "Standard_D2s_v5", capacity: 3 }, upgradePolicy: { mode: "Manual" }, virtualMachineProfile: notYet },
    { virtualMachineProfile: [subnet, balancer] },
  );
  return program.resources;
}
