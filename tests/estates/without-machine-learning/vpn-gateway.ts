/** The way to the branches: gateway, local network and a connection with a shared key. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function vpnGateway(): readonly CapturedResource[] {
  const program = new Program("vpn", "switzerlandnorth");
  const network = program.inGroup("azure-native:network/v20230201:VirtualNetwork", "branches", {
    addressSpace: { addressPrefixes: ["10.10.0.0/16"] },
  });
  const subnet = program.inGroup(
    "azure-native:network/v20230201:Subnet",
    "gateway",
    { virtualNetworkName: notYet, subnetName: "GatewaySubnet", addressPrefix: "10.10.255.0/27" },
    { virtualNetworkName: [network] },
  );
  const address = program.inGroup("azure-native:network/v20230201:PublicIPAddress", "gateway-ip", {
    publicIPAllocationMethod: "Static",
    sku: { name: "Standard" },
  });
  const gateway = program.inGroup(
    "azure-native:network/v20230201:VirtualNetworkGateway",
    "gateway",
    {
      gatewayType: "Vpn",
      vpnType: "RouteBased",
      sku: { name: "VpnGw1", tier: "VpnGw1" },
      ipConfigurations: [{ name: "one", subnet: { id: notYet }, publicIPAddress: { id: notYet } }],
    },
    { ipConfigurations: [subnet, address] },
  );
  const local = program.inGroup("azure-native:network/v20230201:LocalNetworkGateway", "office", {
    gatewayIpAddress: "203.0.113.7",
    localNetworkAddressSpace: { addressPrefixes: ["192.168.0.0/16"] },
  });
  program.inGroup(
    "azure-native:network/v20230201:VirtualNetworkGatewayConnection",
    "office",
    {
      connectionType: "IPsec",
      sharedKey: notYet,
      virtualNetworkGateway1: { id: notYet },
      localNetworkGateway2: { id: notYet },
    },
    { virtualNetworkGateway1: [gateway], localNetworkGateway2: [local] },
  );
  return program.resources;
}
