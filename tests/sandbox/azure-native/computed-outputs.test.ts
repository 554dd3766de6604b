// What programs of public examples read from a resource after they made it: names, hosts, addresses; and what
// Azure never gives back. Expected forms are Azure's and azure-native's own, by the sources at the rows.
// Doesn't prove that the values are Azure's: most of them are made up.

import assert from "node:assert/strict";
import { azureNative, sandboxSubscription, sandboxTenant } from "../../../sandbox/azure-native/provider";
import { memoryStore } from "../../../sandbox/provider/store";
import { type PropertyMap, Secret } from "../../../sandbox/provider/value";
import { clientOf, type ProviderClient, urn } from "../provider-client";

const resourceGroupName = "rg-one";
const groupPath = `/subscriptions/${sandboxSubscription}/resourceGroups/${resourceGroupName}`;
const accountPath = `${groupPath}/providers/Microsoft.Storage/storageAccounts/pages`;
const network = "azure-native:network:VirtualNetwork";
const networkInterface = "azure-native:network:NetworkInterface";

describe("sandbox azure-native: what a program reads afterwards", () => {
  let client: ProviderClient;

  beforeEach(async () => {
    client = await clientOf(azureNative(memoryStore()));
    await make("azure-native:resources:ResourceGroup", { location: "westeurope" });
  });
  afterEach(() => client.close());

  interface Made {
    id: string;
    outputs: PropertyMap;
    inputs: PropertyMap;
  }

  async function make(token: string, inputs: PropertyMap, name = "made"): Promise<Made> {
    const checked = await client.check(urn(token, name), { resourceGroupName, ...inputs });
    assert.deepEqual(checked.failures, []);
    return { ...(await client.create(urn(token, name), checked.inputs)), inputs: checked.inputs };
  }

  const makeAccount = () =>
    make("azure-native:storage:StorageAccount", {
      accountName: "pages",
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
  const makeWebsite = () => make("azure-native:storage:StorageAccountStaticWebsite", { accountName: "pages" });
  const makeBlob = (containerName: string) =>
    make("azure-native:storage:Blob", { accountName: "pages", containerName, blobName: "index.html" });

  describe("storage", () => {
    // provider/pkg/resources/customresources/custom_storage.go in github.com/pulumi/pulumi-azure-native
    it("names the container of a static website $web, and takes blobs into it", async () => {
      await makeAccount();
      const website = await makeWebsite();
      assert.equal(website.id, `${accountPath}/staticWebsite`);
      assert.equal(website.outputs["containerName"], "$web");
      const blob = await makeBlob("$web");
      assert.equal(blob.id, `${accountPath}/blobServices/default/containers/$web/blobs/index.html`);
      assert.equal(blob.outputs["url"], "https://pages.blob.core.windows.net/$web/index.html");
      assert.equal(blob.outputs["name"], "index.html");
    });

    it("refuses a blob in $web while the account has no website, and in a container that is not there", async () => {
      await makeAccount();
      await assert.rejects(makeBlob("$web"), /ParentResourceNotFound/);
      await assert.rejects(makeBlob("other"), /ParentResourceNotFound/);
    });

    it("refuses a website without its account", async () => {
      await assert.rejects(makeWebsite(), /ParentResourceNotFound.*'pages'/);
    });

    it("leaves a blob its type, and gives a version to nothing that has none", async () => {
      await makeAccount();
      await makeWebsite();
      const { outputs, inputs, id } = await make("azure-native:storage:Blob", {
        accountName: "pages",
        containerName: "$web",
        type: "Append",
      });
      assert.equal(outputs["type"], "Append");
      assert.equal(Object.hasOwn(outputs, "azureApiVersion"), false);
      const blob = urn("azure-native:storage:Blob", "made");
      const read = await client.read(blob, id, { inputs, outputs });
      assert.equal((await client.diff(blob, { inputs: read.inputs, outputs: read.outputs }, inputs)).changes, "none");
    });

    it("replaces a blob for other content, and only updates its type of content", async () => {
      await makeAccount();
      await makeWebsite();
      const token = "azure-native:storage:Blob";
      const page = { accountName: "pages", containerName: "$web", contentType: "text/html", contentMd5: "one" };
      const made = await make(token, page);
      const differing = (news: PropertyMap) => client.diff(urn(token, "made"), made, { ...made.inputs, ...news });
      assert.deepEqual((await differing({ contentMd5: "two" })).replaces, ["contentMd5"]);
      assert.deepEqual((await differing({ contentType: "text/plain" })).kinds, { contentType: "update" });
    });

    it("signs access to an account or a container, the same way every time", async () => {
      await makeAccount();
      const container = { resourceGroupName, accountName: "pages", canonicalizedResource: "/blob/pages/packages" };
      const first = await client.invoke("azure-native:storage:listStorageAccountServiceSAS", container);
      const second = await client.invoke("azure-native:storage:listStorageAccountServiceSAS", container);
      assert.deepEqual(first, second);
      const token = first["serviceSasToken"];
      assert.ok(token instanceof Secret);
      assert.match(String(token.value), /^sv=2024-11-04&sig=[\w%]+$/);
    });
  });

  describe("hosts and addresses of services", () => {
    const rows: readonly [token: string, inputs: PropertyMap, path: readonly string[], expected: string][] = [
      // https://learn.microsoft.com/azure/app-service/overview-hosting-plans
      ["azure-native:web:WebApp", { name: "shop" }, ["defaultHostName"], "shop.azurewebsites.net"],
      // https://learn.microsoft.com/azure/azure-sql/database/connectivity-architecture
      [
        "azure-native:sql:Server",
        { serverName: "orders" },
        ["fullyQualifiedDomainName"],
        "orders.database.windows.net",
      ],
      [
        // https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses
        "azure-native:network:PublicIPAddress",
        { publicIPAllocationMethod: "Static", dnsSettings: { domainNameLabel: "shop" } },
        ["dnsSettings", "fqdn"],
        "shop.westeurope.cloudapp.azure.com",
      ],
    ];
    for (const [token, inputs, path, expected] of rows) {
      it(`${token} has ${path.join(".")}`, async () => {
        const { outputs } = await make(token, inputs);
        assert.equal(at(outputs, path), expected);
      });
    }
  });

  // https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq: Azure keeps the first four and the last.
  it("a network interface has a free address of its subnet, and keeps it through an update", async () => {
    const { outputs } = await make(network, {
      virtualNetworkName: "vnet",
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
      subnets: [{ name: "servers", addressPrefix: "10.1.2.0/29" }],
    });
    const subnet = { id: String((outputs["subnets"] as PropertyMap[])[0]?.["id"]) };
    const address = (properties: PropertyMap): unknown =>
      (properties["ipConfigurations"] as PropertyMap[])[0]?.["privateIPAddress"];
    const made = await make(networkInterface, { ipConfigurations: [{ name: "a", subnet }] });
    assert.match(String(address(made.outputs)), /^10\.1\.2\.[456]$/);
    const here = urn(networkInterface, "made");
    const news = { ...made.inputs, tags: { owner: "platform" } };
    const updated = await client.update(here, made.id, made.outputs, news);
    assert.equal(address(updated), address(made.outputs));
    const read = await client.read(here, made.id, { inputs: news, outputs: updated });
    assert.deepEqual(read.inputs, news);

    const given = { name: "a", subnet, privateIPAddress: "10.1.2.6", privateIPAllocationMethod: "Static" };
    const fixed = await make(networkInterface, { networkInterfaceName: "fixed", ipConfigurations: [given] });
    assert.equal(address(fixed.outputs), "10.1.2.6");
  });

  describe("what Azure never gives back", () => {
    const password = new Secret("pa55-word");
    const rows: readonly [token: string, inputs: PropertyMap, path: readonly string[]][] = [
      [
        "azure-native:compute:VirtualMachine",
        { osProfile: { computerName: "server", adminUsername: "operator", adminPassword: password } },
        ["osProfile", "adminPassword"],
      ],
      [
        "azure-native:keyvault:Secret",
        { vaultName: "vault", properties: { value: password } },
        ["properties", "value"],
      ],
      ["azure-native:sql:Server", { administratorLoginPassword: password }, ["administratorLoginPassword"]],
      [
        "azure-native:web:WebApp",
        { siteConfig: { alwaysOn: true, appSettings: [{ name: "key", value: password }] } },
        ["siteConfig", "appSettings"],
      ],
      [
        "azure-native:web:WebApp",
        { siteConfig: { alwaysOn: true, connectionStrings: [{ name: "db", connectionString: password }] } },
        ["siteConfig", "connectionStrings"],
      ],
    ];
    for (const [token, inputs, path] of rows) {
      it(`${token} has no ${path.join(".")}, and a refresh misses none`, async () => {
        await make("azure-native:keyvault:Vault", {
          vaultName: "vault",
          properties: { tenantId: sandboxTenant, sku: { family: "A", name: "standard" } },
        });
        const made = await make(token, inputs);
        assert.equal(at(made.outputs, path), undefined);
        assert.equal(JSON.stringify(made.outputs).includes("pa55-word"), false);
        const read = await client.read(urn(token, "made"), made.id, made);
        assert.deepEqual(read.inputs, made.inputs);
      });
    }

    it("a vault's secret has its address instead", async () => {
      await make("azure-native:keyvault:Vault", {
        vaultName: "vault",
        properties: { tenantId: sandboxTenant, sku: { family: "A", name: "standard" } },
      });
      const { outputs } = await make("azure-native:keyvault:Secret", {
        vaultName: "vault",
        secretName: "api-key",
        properties: { value: password },
      });
      assert.equal(at(outputs, ["properties", "secretUri"]), "https://vault.vault.azure.net/secrets/api-key");
      assert.match(
        String(at(outputs, ["properties", "secretUriWithVersion"])),
        /^https:\/\/vault\.vault\.azure\.net\/secrets\/api-key\/[0-9a-f]{32}$/,
      );
    });
  });
});

function at(outputs: PropertyMap, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as PropertyMap | undefined)?.[name], outputs);
}
