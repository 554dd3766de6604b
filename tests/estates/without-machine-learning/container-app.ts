/** Containers without a cluster of one's own: image built on the way, registry with a password, environment in a network. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { outboundRules } from "../outbound-rules";
import { Program } from "./program";

export function containerApp(): readonly CapturedResource[] {
  const program = new Program("api");
  const registry = program.inGroup("azure-native:containerregistry:Registry", "images", {
    sku: { name: "Basic" },
    adminUserEnabled: true,
  });
  const image = program.add(
    "docker-build:index:Image",
    "api",
    { tags: [notYet], push: true, registries: [{ address: notYet, username: notYet, password: notYet }] },
    { tags: [registry], registries: [registry] },
  );
  const logs = program.inGroup("azure-native:operationalinsights:Workspace", "logs", {
    sku: { name: "PerGB2018" },
    retentionInDays: 30,
  });
  const guard = program.inGroup("azure-native:network:NetworkSecurityGroup", "apps-nsg", {
    securityRules: outboundRules(
      "100 allow tcp * -> MicrosoftContainerRegistry:443",
      "110 allow tcp * -> AzureContainerRegistry.West Europe:80",
      "120 allow tcp * -> Keyvault.westeurope:443",
      "4096 deny * * -> *:*",
    ),
  });
  const network = program.inGroup(
    "azure-native:network:VirtualNetwork",
    "apps-vnet",
    {
      addressSpace: { addressPrefixes: ["10.2.0.0/16"] },
      subnets: [{ name: "apps", addressPrefix: "10.2.0.0/23", networkSecurityGroup: { id: notYet } }],
    },
    { subnets: [guard] },
  );
  const environment = program.inGroup(
    "azure-native:app:ManagedEnvironment",
    "environment",
    {
      appLogsConfiguration: {
        destination: "log-analytics",
        logAnalyticsConfiguration: { customerId: notYet, sharedKey: notYet },
      },
      vnetConfiguration: { infrastructureSubnetId: notYet, internal: false },
    },
    { appLogsConfiguration: [logs], vnetConfiguration: [network] },
  );
  program.inGroup(
    "azure-native:app:ContainerApp",
    "api",
    {
      managedEnvironmentId: notYet,
      configuration: {
        ingress: { external: true, targetPort: 80 },
        registries: [{ server: notYet, username: notYet, passwordSecretRef: "password" }],
        secrets: [{ name: "password", value: notYet }],
      },
      template: { containers: [{ name: "api", image: notYet }], scale: { minReplicas: 0, maxReplicas: 4 } },
    },
    { managedEnvironmentId: [environment], configuration: [registry], template: [image] },
  );
  return program.resources;
}
