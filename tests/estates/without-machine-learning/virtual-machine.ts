/** A machine with a public address and the remote desktop open to the world. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function virtualMachine(): readonly CapturedResource[] {
  const program = new Program("server", "eastus");
  const password = program.add("random:index/randomPassword:RandomPassword", "password", { length: 24 });
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "server-nsg", {
    securityRules: [22, 3389, 44224].map((port, index) => ({
      name: `open ${port}!`,
      priority: 1000 + index,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      sourceAddressPrefix: "Internet",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: String(port),
    })),
  });
  const network = program.inGroup("azure-native:network:VirtualNetwork", "server-network", {
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
    subnets: [{ name: "default", addressPrefix: "10.0.1.0/24" }],
  });
  const address = program.inGroup("azure-native:network:PublicIPAddress", "server-ip", {
    publicIPAllocationMethod: "Dynamic",
  });
  const card = program.inGroup(
    "azure-native:network:NetworkInterface",
    "server-nic",
    {
      networkSecurityGroup: { id: notYet },
      ipConfigurations: [{ name: "one", subnet: { id: notYet }, publicIPAddress: { id: notYet } }],
    },
    { networkSecurityGroup: [guard], ipConfigurations: [network, address] },
  );
  const machine = program.inGroup(
    "azure-native:compute:VirtualMachine",
    "server",
    {
      hardwareProfile: { vmSize: "Standard_B2s" },
      networkProfile: { networkInterfaces: [{ id: notYet }] },
      osProfile: { computerName: "server", adminUsername: "operator", adminPassword: notYet },
      storageProfile: { osDisk: { createOption: "FromImage" }, imageReference: notYet },
    },
    { networkProfile: [card], osProfile: [password] },
  );
  program.add("command:remote:Command", "install", { connection: notYet, create: "uname" }, { connection: [machine] });
  return program.resources;
}
