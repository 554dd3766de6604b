/** Documents in two regions, which a network reaches by private endpoint and the world by key. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function cosmosDb(): readonly CapturedResource[] {
  const program = new Program("documents", "westus3");
  const account = program.inGroup("azure-native:cosmosdb:DatabaseAccount", "documents", {
    databaseAccountOfferType: "Standard",
    locations: [
      { locationName: "West US 3", failoverPriority: 0 },
      { locationName: "East US", failoverPriority: 1 },
    ],
    consistencyPolicy: { defaultConsistencyLevel: "Session" },
    publicNetworkAccess: "Enabled",
  });
  const database = program.inGroup(
    "azure-native:cosmosdb:SqlResourceSqlDatabase",
    "shop",
    { accountName: notYet, resource: { id: "shop" } },
    { accountName: [account] },
  );
  program.inGroup(
    "azure-native:cosmosdb:SqlResourceSqlContainer",
    "orders",
    {
      accountName: notYet,
      databaseName: notYet,
      resource: { id: "orders", partitionKey: { kind: "Hash", paths: ["/customer"] } },
    },
    { accountName: [account], databaseName: [database] },
  );
  const network = program.inGroup("azure-native:network:VirtualNetwork", "documents-vnet", {
    addressSpace: { addressPrefixes: ["10.4.0.0/24"] },
    subnets: [{ name: "endpoints", addressPrefix: "10.4.0.0/28", privateEndpointNetworkPolicies: "Enabled" }],
  });
  program.inGroup(
    "azure-native:network:PrivateEndpoint",
    "documents-endpoint",
    {
      subnet: { id: notYet },
      privateLinkServiceConnections: [{ name: "sql", groupIds: ["sql"], privateLinkServiceId: notYet }],
    },
    { subnet: [network], privateLinkServiceConnections: [account] },
  );
  return program.resources;
}
