// Paths of classes that have no constraint file and whose path can't be guessed from their inputs, and
// the namespaces whose names differ from azure-native's module.
// Read in the REST reference of each service: https://learn.microsoft.com/rest/api/azure/

const group = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers";
const account = `${group}/Microsoft.Storage/storageAccounts/{accountName}`;

export const knownPaths: Record<string, string> = {
  "keyvault:Secret": `${group}/Microsoft.KeyVault/vaults/{vaultName}/secrets/{secretName}`,
  "storage:BlobContainer": `${account}/blobServices/default/containers/{containerName}`,
  "storage:BlobServiceProperties": `${account}/blobServices/{blobServicesName}`,
  "storage:FileServiceProperties": `${account}/fileServices/{fileServicesName}`,
  "storage:FileShare": `${account}/fileServices/default/shares/{shareName}`,
  "storage:ManagementPolicy": `${account}/managementPolicies/{managementPolicyName}`,
  "storage:Queue": `${account}/queueServices/default/queues/{queueName}`,
  "storage:Table": `${account}/tableServices/default/tables/{tableName}`,
  "storage:Blob": `${account}/blobServices/default/containers/{containerName}/blobs/{blobName}`,
};

/** Namespace of a module where capitalising the module's name doesn't give it. */
export const namespaces: Record<string, string> = {
  apimanagement: "Microsoft.ApiManagement",
  app: "Microsoft.App",
  appconfiguration: "Microsoft.AppConfiguration",
  applicationinsights: "Microsoft.Insights",
  cognitiveservices: "Microsoft.CognitiveServices",
  containerinstance: "Microsoft.ContainerInstance",
  containerregistry: "Microsoft.ContainerRegistry",
  containerservice: "Microsoft.ContainerService",
  cosmosdb: "Microsoft.DocumentDB",
  datafactory: "Microsoft.DataFactory",
  dbformysql: "Microsoft.DBforMySQL",
  dbforpostgresql: "Microsoft.DBforPostgreSQL",
  dns: "Microsoft.Network",
  dnsresolver: "Microsoft.Network",
  documentdb: "Microsoft.DocumentDB",
  eventgrid: "Microsoft.EventGrid",
  eventhub: "Microsoft.EventHub",
  frontdoor: "Microsoft.Network",
  insights: "Microsoft.Insights",
  keyvault: "Microsoft.KeyVault",
  kubernetesconfiguration: "Microsoft.KubernetesConfiguration",
  machinelearningservices: "Microsoft.MachineLearningServices",
  managedidentity: "Microsoft.ManagedIdentity",
  monitor: "Microsoft.Insights",
  operationalinsights: "Microsoft.OperationalInsights",
  operationsmanagement: "Microsoft.OperationsManagement",
  policyinsights: "Microsoft.PolicyInsights",
  privatedns: "Microsoft.Network",
  recoveryservices: "Microsoft.RecoveryServices",
  redis: "Microsoft.Cache",
  securityinsights: "Microsoft.SecurityInsights",
  servicebus: "Microsoft.ServiceBus",
  signalrservice: "Microsoft.SignalRService",
  trafficmanager: "Microsoft.Network",
};
