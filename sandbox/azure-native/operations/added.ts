// What Azure adds to single classes: addresses, ids and names that a program goes on to use. Each follows
// the form that Azure's documentation gives; hosts end as the public cloud's do.

import { isMap, member, type PropertyMap, text, type Value } from "../../provider/value";
import { inventedAddress, inventedGuid, inventedHex } from "../../provider/invented";

/** By output path, e.g. `properties.vaultUri`. An input of the same name wins; null: Azure returns none. */
export type Added = Record<string, Value>;

export interface Written {
  id: string;
  name: string;
  subscriptionId: string;
  tenantId: string;
  inputs: PropertyMap;
}

export function addedBy(token: string, resource: Written): Added {
  return additions[token]?.(resource) ?? {};
}

const additions: Record<string, (resource: Written) => Added> = {
  "azure-native:applicationinsights:Component": ({ id, inputs }) => {
    const key = inventedGuid(id, "instrumentation");
    const location = locationOf(inputs);
    return {
      instrumentationKey: key,
      appId: inventedGuid(id, "app"),
      connectionString: `InstrumentationKey=${key};IngestionEndpoint=https://${location}-0.in.applicationinsights.azure.com/`,
    };
  },
  "azure-native:containerinstance:ContainerGroup": ({ id }) => ({ "ipAddress.ip": inventedAddress(id) }),
  "azure-native:containerregistry:Registry": ({ name }) => ({ loginServer: `${name.toLowerCase()}.azurecr.io` }),
  "azure-native:containerservice:ManagedCluster": managedCluster,
  "azure-native:cosmosdb:DatabaseAccount": ({ name }) => ({
    documentEndpoint: `https://${name.toLowerCase()}.documents.azure.com:443/`,
  }),
  "azure-native:dnsresolver:DnsResolver": () => ({ dnsResolverState: "Connected" }),
  "azure-native:keyvault:Key": ({ id, name, inputs }) => {
    const uri = `https://${text(member(inputs, "vaultName")) ?? ""}.vault.azure.net/keys/${name}`.toLowerCase();
    return { keyUri: uri, keyUriWithVersion: `${uri}/${inventedHex(32, id, "version")}` };
  },
  "azure-native:keyvault:Vault": ({ name }) => ({
    "properties.vaultUri": `https://${name.toLowerCase()}.vault.azure.net/`,
    "properties.provisioningState": "Succeeded",
  }),
  "azure-native:keyvault:Secret": ({ id, name, inputs }) => {
    const uri = `https://${text(member(inputs, "vaultName")) ?? ""}.vault.azure.net/secrets/${name}`.toLowerCase();
    return {
      "properties.secretUri": uri,
      "properties.secretUriWithVersion": `${uri}/${inventedHex(32, id, "version")}`,
    };
  },
  "azure-native:machinelearningservices:OnlineEndpoint": ({ name, inputs }) => {
    const host = `https://${name.toLowerCase()}.${locationOf(inputs)}.inference.ml.azure.com`;
    return { "properties.scoringUri": `${host}/score`, "properties.swaggerUri": `${host}/swagger.json` };
  },
  "azure-native:machinelearningservices:Workspace": ({ id, inputs }) => {
    const api = `${locationOf(inputs)}.api.azureml.ms`;
    return {
      discoveryUrl: `https://${api}/discovery`,
      mlFlowTrackingUri: `azureml://${api}/mlflow/v1.0${id}`,
      workspaceId: inventedGuid(id, "workspace"),
    };
  },
  "azure-native:managedidentity:UserAssignedIdentity": ({ id, tenantId }) => ({
    clientId: inventedGuid(id, "client"),
    principalId: inventedGuid(id, "principal"),
    tenantId,
  }),
  "azure-native:network:NetworkInterface": ({ id }) => ({ macAddress: inventedMac(id) }),
  "azure-native:network:PrivateEndpoint": ({ id, name }) => ({
    networkInterfaces: [
      {
        id: `${id.slice(0, id.lastIndexOf("/providers/"))}/providers/Microsoft.Network/networkInterfaces/${name}.nic.${inventedGuid(id, "nic")}`,
      },
    ],
  }),
  "azure-native:network:PublicIPAddress": ({ id, inputs }) => ({
    // A dynamic address is given when something uses it.
    ipAddress: text(member(inputs, "publicIPAllocationMethod")) === "Static" ? inventedAddress(id) : null,
    ...publicName(inputs),
  }),
  "azure-native:redis:Redis": ({ name }) => ({
    hostName: `${name.toLowerCase()}.redis.cache.windows.net`,
    port: 6379,
    sslPort: 6380,
  }),
  "azure-native:operationalinsights:Workspace": ({ id }) => ({ customerId: inventedGuid(id, "customer") }),
  "azure-native:sql:Server": ({ name }) => ({
    fullyQualifiedDomainName: `${name.toLowerCase()}.database.windows.net`,
    state: "Ready",
  }),
  "azure-native:storage:Blob": ({ name, inputs }) => {
    const part = (input: string): string => text(member(inputs, input)) ?? "";
    return { url: `https://${part("accountName")}.blob.core.windows.net/${part("containerName")}/${name}` };
  },
  "azure-native:storage:StorageAccountStaticWebsite": () => ({ containerName: "$web" }),
  "azure-native:storage:StorageAccount": ({ name, inputs }) => {
    const host = (service: string): string => `https://${name.toLowerCase()}.${service}.core.windows.net/`;
    return {
      primaryEndpoints: {
        blob: host("blob"),
        dfs: host("dfs"),
        file: host("file"),
        queue: host("queue"),
        table: host("table"),
        web: `https://${name.toLowerCase()}.z6.web.core.windows.net/`,
      },
      primaryLocation: locationOf(inputs),
      statusOfPrimary: "available",
    };
  },
  "azure-native:web:AppServicePlan": () => ({ status: "Ready" }),
  "azure-native:web:WebApp": ({ name }) => {
    const host = `${name.toLowerCase()}.azurewebsites.net`;
    return {
      defaultHostName: host,
      enabledHostNames: [host, host.replace(".", ".scm.")],
      hostNames: [host],
      state: "Running",
    };
  },
};

/** https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#domain-name-label */
function publicName(inputs: PropertyMap): Added {
  const settings = member(inputs, "dnsSettings");
  const label = isMap(settings) ? text(member(settings, "domainNameLabel")) : undefined;
  return label === undefined ? {} : { "dnsSettings.fqdn": `${label}.${locationOf(inputs)}.cloudapp.azure.com` };
}

/** https://learn.microsoft.com/azure/aks/private-clusters: a private cluster has a private FQDN only. */
function managedCluster({ id, name, inputs, subscriptionId }: Written): Added {
  const location = locationOf(inputs);
  const prefix = text(member(inputs, "dnsPrefix")) ?? name;
  const host = `${prefix}-${inventedHex(8, id, "host")}`;
  const group = text(member(inputs, "resourceGroupName")) ?? "";
  const nodeGroup = text(member(inputs, "nodeResourceGroup")) ?? `MC_${group}_${name}_${location}`;
  const kubelet = `/subscriptions/${subscriptionId}/resourceGroups/${nodeGroup}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}-agentpool`;
  const profile = member(inputs, "apiServerAccessProfile") as PropertyMap | undefined;
  const isPrivate = profile?.["enablePrivateCluster"] === true;
  return {
    ...(isPrivate
      ? { fqdn: null, privateFQDN: `${host}.${inventedGuid(id, "zone")}.privatelink.${location}.azmk8s.io` }
      : { fqdn: `${host}.hcp.${location}.azmk8s.io`, privateFQDN: null }),
    nodeResourceGroup: nodeGroup,
    identityProfile: {
      kubeletidentity: {
        clientId: inventedGuid(kubelet, "client"),
        objectId: inventedGuid(kubelet, "principal"),
        resourceId: kubelet,
      },
    },
    "oidcIssuerProfile.issuerURL": `https://${location}.oic.prod-aks.azure.com/${inventedGuid(id, "tenant")}/${inventedGuid(id, "issuer")}/`,
    "powerState.code": "Running",
    kubernetesVersion: "1.33",
    currentKubernetesVersion: "1.33.5",
    resourceUID: inventedHex(24, id, "uid"),
  };
}

function locationOf(inputs: PropertyMap): string {
  return (text(member(inputs, "location")) ?? "global").toLowerCase().replaceAll(" ", "");
}

function inventedMac(id: string): string {
  return `00-0D-3A-${(inventedHex(6, id, "mac").toUpperCase().match(/../g) ?? []).join("-")}`;
}
