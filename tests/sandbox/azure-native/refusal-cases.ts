// Rows for the refusals: steps against an empty Azure, the last of which is refused or not.

import { sandboxSubscription } from "../../../sandbox/azure-native/provider";
import type { PropertyMap } from "../../../sandbox/provider/value";

export interface Step {
  operation: "write" | "delete";
  token: string;
  name: string;
  inputs: PropertyMap;
}

export interface RefusalCase {
  title: string;
  steps: Step[];
  /** Words of the refusal; undefined: the last step is taken. */
  refused?: RegExp;
}

const group = write("resources:ResourceGroup", "rg", { resourceGroupName: "rg", location: "westeurope" });
const network = write("network:VirtualNetwork", "vnet", { resourceGroupName: "rg", virtualNetworkName: "vnet" });
const subnetInputs = { resourceGroupName: "rg", virtualNetworkName: "vnet", addressPrefix: "10.0.0.0/24" };
const subnet = write("network:Subnet", "inference", subnetInputs);
const groupPath = `/subscriptions/${sandboxSubscription}/resourceGroups/rg`;
const subnetId = `${groupPath}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/inference`;

const base = {
  direction: "Outbound",
  access: "Allow",
  protocol: "Tcp",
  sourcePortRange: "*",
  destinationPortRange: "443",
};
const rule = (name: string, priority: number, more: PropertyMap = {}): PropertyMap => ({
  name,
  priority,
  sourceAddressPrefix: "*",
  destinationAddressPrefix: "*",
  ...base,
  ...more,
});
const nsg = (securityRules: PropertyMap[]): Step =>
  write("network:NetworkSecurityGroup", "nsg", {
    resourceGroupName: "rg",
    networkSecurityGroupName: "nsg",
    securityRules,
  });
const loneRule = (name: string, priority: number, more: PropertyMap = {}): Step => {
  const inputs = { resourceGroupName: "rg", networkSecurityGroupName: "nsg", ...rule(name, priority, more) };
  return write("network:SecurityRule", name, inputs);
};

const assignment = (name: string, principalId: string): Step =>
  write("authorization:RoleAssignment", name, {
    scope: groupPath,
    principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r",
  });
const role = (name: string, roleName: string): Step =>
  write("authorization:RoleDefinition", name, {
    scope: groupPath,
    roleDefinitionId: name,
    roleName,
    assignableScopes: [groupPath],
  });

const endpoint = write("network:PrivateEndpoint", "pe", {
  resourceGroupName: "rg",
  privateEndpointName: "pe",
  subnet: { id: subnetId.toUpperCase() },
});

export const refusalCases: Record<string, RefusalCase[]> = {
  ResourceGroupNotFound: [
    {
      title: "a resource without its group",
      steps: [network].map((step) => ({ ...step, inputs: { ...step.inputs, location: "westeurope" } })),
      refused: /'rg' could not be found/,
    },
    { title: "with it", steps: [group, network] },
    { title: "the group itself", steps: [group] },
  ],
  ParentResourceNotFound: [
    {
      title: "a subnet without its network",
      steps: [group, subnet],
      refused: /Microsoft\.Network\/virtualNetworks\/subnets.*'vnet'/,
    },
    { title: "with it", steps: [group, network, subnet] },
    {
      title: "a container lies in an account, not in its service that is always there",
      steps: [
        group,
        write("storage:StorageAccount", "sa", {
          resourceGroupName: "rg",
          accountName: "stone",
          kind: "StorageV2",
          sku: { name: "Standard_LRS" },
        }),
        write("storage:BlobContainer", "c", { resourceGroupName: "rg", accountName: "stone", containerName: "c" }),
      ],
    },
    {
      title: "an extension without what it extends",
      steps: [group, { ...assignment("a", "p"), inputs: { ...assignment("a", "p").inputs, scope: subnetId } }],
      refused: /roleAssignments.*'inference'/,
    },
  ],
  InvalidResourceLocation: [
    {
      title: "another region",
      steps: [group, network, moved("northeurope")],
      refused: /'vnet' already exists in location 'westeurope'.*'northeurope'/,
    },
    { title: "the same region, written otherwise", steps: [group, network, moved("West Europe")] },
  ],
  InvalidAddressPrefixFormat: [
    {
      title: "a subnet without a length",
      steps: [group, spacious(["10.0.0.0/16"], [["a", "10.0.1.0"]])],
      refused: /Address prefix 10\.0\.1\.0 of resource \/subscriptions\/.*\/subnets\/a is not formatted correctly/,
    },
    {
      title: "a length that no address has",
      steps: [group, spacious(["10.0.0.0/33"])],
      refused: /Address prefix 10\.0\.0\.0\/33 of resource \/subscriptions\/.*\/virtualNetworks\/vnet is/,
    },
    { title: "the longest", steps: [group, spacious(["10.0.0.0/32"])] },
    { title: "three parts", steps: [group, spacious(["10.0.0/24"])], refused: /10\.0\.0\/24/ },
    { title: "a part above 255", steps: [group, spacious(["10.0.256.0/24"])], refused: /10\.0\.256\.0\/24/ },
    { title: "both families", steps: [group, spacious(["10.0.0.0/16", "fd00:db8::/48"])] },
  ],
  NetcfgSubnetRangeOutsideVnet: [
    {
      title: "beside the network",
      steps: [group, spacious(["10.0.0.0/16"], [["a", "10.1.0.0/24"]])],
      refused: /Subnet 'a' .* outside the IP address range of virtual network 'vnet'/,
    },
    { title: "around it", steps: [group, spacious(["10.0.0.0/24"], [["a", "10.0.0.0/23"]])], refused: /Subnet 'a'/ },
    { title: "as large as it", steps: [group, spacious(["10.0.0.0/24"], [["a", "10.0.0.0/24"]])] },
    {
      title: "in the last of two spaces, at its end",
      steps: [group, spacious(["10.0.0.0/24", "10.2.0.0/16"], [["a", "10.2.255.0/24"]])],
    },
    {
      title: "a subnet of its own",
      steps: [group, spacious(["10.1.0.0/16"]), subnet],
      refused: /Subnet 'inference'/,
    },
    {
      title: "a network that shrinks away from a subnet of its own",
      steps: [group, spacious(["10.0.0.0/16"]), subnet, spacious(["10.1.0.0/16"])],
      refused: /Subnet 'inference'/,
    },
  ],
  NetcfgSubnetRangesOverlap: [
    {
      title: "one range in two subnets of a list",
      steps: [
        group,
        spacious(
          ["10.0.0.0/16"],
          [
            ["a", "10.0.0.0/23"],
            ["b", "10.0.1.0/24"],
          ],
        ),
      ],
      refused: /Subnet 'a' .* overlaps with that of an existing subnet in virtual network 'vnet'/,
    },
    {
      title: "neighbours",
      steps: [
        group,
        spacious(
          ["10.0.0.0/16"],
          [
            ["a", "10.0.0.0/24"],
            ["b", "10.0.1.0/24"],
          ],
        ),
      ],
    },
    {
      title: "a subnet of its own on one in the list",
      steps: [group, spacious(["10.0.0.0/16"], [["a", "10.0.0.128/25"]]), subnet],
      refused: /Subnet 'inference'/,
    },
    { title: "a subnet of its own, written again", steps: [group, spacious(["10.0.0.0/16"]), subnet, subnet] },
  ],
  InvalidResourceReference: [
    {
      title: "a subnet that its network doesn't have",
      steps: [group, network, endpoint],
      refused: /Resource .*\/subnets\/inference referenced by resource .*\/privateEndpoints\/pe was not found/i,
    },
    { title: "one that it has", steps: [group, network, subnet, endpoint] },
    { title: "one of a network that is not here at all", steps: [group, endpoint] },
  ],
  SecurityRuleConflict: [
    {
      title: "one priority twice in one direction",
      steps: [group, nsg([rule("a", 100), rule("b", 100)])],
      refused: /rule a conflicts with rule b/,
    },
    { title: "two priorities", steps: [group, nsg([rule("a", 100), rule("b", 101)])] },
    {
      title: "one priority in both directions",
      steps: [group, nsg([rule("a", 100), rule("b", 100, { direction: "Inbound" })])],
    },
    {
      title: "a rule of its own against one in the list",
      steps: [group, nsg([rule("a", 100)]), loneRule("b", 100)],
      refused: /rule b conflicts with rule a/,
    },
    { title: "a rule of its own against itself", steps: [group, nsg([]), loneRule("b", 100), loneRule("b", 100)] },
  ],
  SecurityRuleParameterContainsUnsupportedValue: [
    {
      title: "a service tag in the list",
      steps: [group, nsg([rule("a", 100, { destinationAddressPrefixes: ["10.0.0.0/8", "AzureMonitor"] })])],
      refused: /destinationAddressPrefixes.*AzureMonitor/,
    },
    {
      title: "a star in the list",
      steps: [group, nsg([rule("a", 100, { sourceAddressPrefixes: ["*"] })])],
      refused: /sourceAddressPrefixes.*\*/,
    },
    {
      title: "addresses of both families",
      steps: [group, nsg([rule("a", 100, { sourceAddressPrefixes: ["10.0.0.0/8", "fd00::/8", "10.0.0.1"] })])],
    },
    {
      title: "a service tag alone",
      steps: [group, nsg([rule("a", 100, { destinationAddressPrefix: "AzureMonitor" })])],
    },
  ],
  RoleAssignmentExists: [
    {
      title: "one principal, one role, twice",
      steps: [group, assignment("a", "P"), assignment("b", "p")],
      refused: /already exists/,
    },
    { title: "two principals", steps: [group, assignment("a", "p"), assignment("b", "q")] },
  ],
  RoleDefinitionWithSameNameExists: [
    { title: "one name twice", steps: [group, role("a", "Joiner"), role("b", "joiner")], refused: /same name/ },
    { title: "two names", steps: [group, role("a", "Joiner"), role("b", "Reader")] },
    { title: "the same role again", steps: [group, role("a", "Joiner"), role("a", "Joiner")] },
  ],
  InUseSubnetCannotBeDeleted: [
    {
      title: "a private endpoint in it",
      steps: [group, network, subnet, endpoint, { ...subnet, operation: "delete" }],
      refused: /Subnet inference is in use by .*privateEndpoints\/pe/,
    },
    {
      title: "nothing in it any more",
      steps: [
        group,
        network,
        subnet,
        endpoint,
        { ...endpoint, operation: "delete" },
        { ...subnet, operation: "delete" },
      ],
    },
  ],
};

function write(type: string, name: string, inputs: PropertyMap): Step {
  return { operation: "write", token: `azure-native:${type}`, name, inputs };
}

/** The network with an address space, and perhaps subnets in its list. */
function spacious(addressPrefixes: string[], subnets?: [name: string, addressPrefix: string][]): Step {
  const list = subnets?.map(([name, addressPrefix]) => ({ name, addressPrefix }));
  const inputs = { ...network.inputs, addressSpace: { addressPrefixes } };
  return { ...network, inputs: list === undefined ? inputs : { ...inputs, subnets: list } };
}

function moved(location: string): Step {
  return { ...network, inputs: { ...network.inputs, location } };
}
