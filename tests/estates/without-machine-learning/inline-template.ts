/** A template of Azure's own, written into the program: an application, a network and a group that is wide open. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function inlineTemplate(): readonly CapturedResource[] {
  const program = new Program("template");
  program.inGroup("azure-native:resources:Deployment", "network", {
    properties: {
      mode: "Incremental",
      parameters: { prefix: { value: "10.12.0.0/16" } },
      template: {
        $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        contentVersion: "1.0.0.0",
        parameters: { prefix: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Network/networkSecurityGroups",
            apiVersion: "2023-09-01",
            name: "nsg",
            location: "westeurope",
            properties: {
              securityRules: [
                {
                  name: "all",
                  properties: {
                    priority: 100,
                    direction: "Outbound",
                    access: "Deny",
                    protocol: "*",
                    sourceAddressPrefix: "*",
                    sourcePortRange: "*",
                    destinationAddressPrefix: "Internet",
                    destinationPortRange: "*",
                  },
                },
              ],
            },
          },
          {
            type: "Microsoft.Network/virtualNetworks",
            apiVersion: "2023-09-01",
            name: "vnet",
            location: "westeurope",
            properties: {
              addressSpace: { addressPrefixes: ["[parameters('prefix')]"] },
              subnets: [
                {
                  name: "one",
                  properties: {
                    addressPrefix: "10.12.0.0/24",
                    networkSecurityGroup: { id: "[resourceId('Microsoft.Network/networkSecurityGroups', 'nsg')]" },
                  },
                },
              ],
            },
          },
        ],
      },
    },
  });
  program.inGroup("azure-native:web:StaticSite", "site", { sku: { name: "Free" }, repositoryUrl: notYet });
  return program.resources;
}
