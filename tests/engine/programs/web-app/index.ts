import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import * as authorization from "@pulumi/azure-native/authorization";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as resources from "@pulumi/azure-native/resources";
import * as sql from "@pulumi/azure-native/sql";
import * as storage from "@pulumi/azure-native/storage";
import * as web from "@pulumi/azure-native/web";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const sqlAdmin = config.get("sqlAdmin") ?? "sqladmin";
const sqlPassword = config.requireSecret("sqlPassword");
const team = config.get("team") ?? "storefront";

const resourceGroup = new resources.ResourceGroup("shop-rg");

// Pages that need no server
const account = new storage.StorageAccount("shopsa", {
  resourceGroupName: resourceGroup.name,
  kind: storage.Kind.StorageV2,
  sku: { name: storage.SkuName.Standard_LRS },
  minimumTlsVersion: storage.MinimumTlsVersion.TLS1_2,
  allowBlobPublicAccess: false,
});

const website = new storage.StorageAccountStaticWebsite("website", {
  resourceGroupName: resourceGroup.name,
  accountName: account.name,
  indexDocument: "index.html",
  error404Document: "404.html",
});

for (const page of ["index.html", "404.html"]) {
  new storage.Blob(page, {
    resourceGroupName: resourceGroup.name,
    accountName: account.name,
    containerName: website.containerName,
    source: new pulumi.asset.FileAsset(`wwwroot/${page}`),
    contentType: "text/html",
  });
}

// The server's code, which the web app runs from a zip file
const packages = new storage.BlobContainer("packages", {
  resourceGroupName: resourceGroup.name,
  accountName: account.name,
  publicAccess: storage.PublicAccess.None,
});

const code = new storage.Blob("code", {
  resourceGroupName: resourceGroup.name,
  accountName: account.name,
  containerName: packages.name,
  source: new pulumi.asset.FileArchive("app"),
});

const signature = storage.listStorageAccountServiceSASOutput({
  resourceGroupName: resourceGroup.name,
  accountName: account.name,
  canonicalizedResource: pulumi.interpolate`/blob/${account.name}/${packages.name}`,
  resource: storage.SignedResource.C,
  permissions: storage.Permissions.R,
  protocols: storage.HttpProtocol.Https,
  sharedAccessStartTime: "2024-01-01",
  sharedAccessExpiryTime: "2034-01-01",
});
const codeUrl = pulumi.secret(pulumi.interpolate`${code.url}?${signature.serviceSasToken}`);

const keys = storage.listStorageAccountKeysOutput({
  resourceGroupName: resourceGroup.name,
  accountName: account.name,
});
const accountKey = keys.keys.apply((all) => all[0]?.value ?? "");
const accountConnection = pulumi.interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${accountKey};EndpointSuffix=core.windows.net`;

// Telemetry
const logs = new operationalinsights.Workspace("shop-logs", {
  resourceGroupName: resourceGroup.name,
  sku: { name: operationalinsights.WorkspaceSkuNameEnum.PerGB2018 },
  retentionInDays: 30,
});

const insights = new applicationinsights.Component("shop-insights", {
  resourceGroupName: resourceGroup.name,
  kind: "web",
  applicationType: applicationinsights.ApplicationType.Web,
  workspaceResourceId: logs.id,
});

// Database
const server = new sql.Server("shop-sql", {
  resourceGroupName: resourceGroup.name,
  administratorLogin: sqlAdmin,
  administratorLoginPassword: sqlPassword,
  version: "12.0",
  minimalTlsVersion: "1.2",
});

const database = new sql.Database("orders", {
  resourceGroupName: resourceGroup.name,
  serverName: server.name,
  sku: { name: "S0", tier: "Standard" },
});

// 0.0.0.0 stands for whatever runs in Azure
new sql.FirewallRule("azure-services", {
  resourceGroupName: resourceGroup.name,
  serverName: server.name,
  startIpAddress: "0.0.0.0",
  endIpAddress: "0.0.0.0",
});

const databaseConnection = pulumi.interpolate`Server=tcp:${server.fullyQualifiedDomainName};Database=${database.name};User ID=${sqlAdmin};Password=${sqlPassword};Encrypt=true`;

// Web application
const plan = new web.AppServicePlan("shop-plan", {
  resourceGroupName: resourceGroup.name,
  kind: "Linux",
  reserved: true,
  sku: { name: "B1", tier: "Basic" },
});

const app = new web.WebApp("shop", {
  resourceGroupName: resourceGroup.name,
  serverFarmId: plan.id,
  httpsOnly: true,
  identity: { type: web.ManagedServiceIdentityType.SystemAssigned },
  siteConfig: {
    linuxFxVersion: "NODE|20-lts",
    alwaysOn: true,
    ftpsState: web.FtpsState.Disabled,
    appSettings: [
      { name: "WEBSITE_RUN_FROM_PACKAGE", value: codeUrl },
      { name: "AzureWebJobsStorage", value: accountConnection },
      { name: "APPLICATIONINSIGHTS_CONNECTION_STRING", value: insights.connectionString },
      { name: "APPINSIGHTS_INSTRUMENTATIONKEY", value: insights.instrumentationKey },
    ],
    connectionStrings: [
      { name: "orders", type: web.ConnectionStringType.SQLAzure, connectionString: databaseConnection },
    ],
  },
  tags: { team },
});

// Storage Blob Data Reader, for the application itself
new authorization.RoleAssignment("app-reads-packages", {
  scope: account.id,
  principalId: app.identity.apply((identity) => identity?.principalId ?? ""),
  principalType: authorization.PrincipalType.ServicePrincipal,
  roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
});

export const appUrl = pulumi.interpolate`https://${app.defaultHostName}`;
export const pagesUrl = account.primaryEndpoints.web;
export const sqlHost = server.fullyQualifiedDomainName;
export const storageConnectionString = pulumi.secret(accountConnection);
export const ordersConnectionString = databaseConnection;
