/** Suffixes of the three clouds, transcribed a second time host by host. */
import { strict as assert } from "node:assert";
import { clouds } from "../../../azure/facts/clouds";

describe("clouds", () => {
  const hosts: Readonly<Record<string, readonly [publicCloud: string, government: string, china: string]>> = {
    resourceManagerHost: ["management.azure.com", "management.usgovcloudapi.net", "management.chinacloudapi.cn"],
    loginHost: ["login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn"],
    storageSuffix: ["core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn"],
    keyVaultSuffix: ["vault.azure.net", "vault.usgovcloudapi.net", "vault.azure.cn"],
    containerRegistrySuffix: ["azurecr.io", "azurecr.us", "azurecr.cn"],
    machineLearningApiSuffix: ["api.azureml.ms", "api.ml.azure.us", "api.ml.azure.cn"],
    machineLearningNotebooksSuffix: [
      "notebooks.azure.net",
      "notebooks.usgovcloudapi.net",
      "notebooks.chinacloudapi.cn",
    ],
    privateInferencing: ["offered", "not offered", "not offered"],
    name: ["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"],
  };
  for (const [key, expected] of Object.entries(hosts)) {
    it(key, () => {
      const rows = [clouds.AzureCloud, clouds.AzureUSGovernment, clouds.AzureChinaCloud];
      assert.deepEqual(
        rows.map((row) => row[key as keyof typeof row]),
        expected,
      );
    });
  }
});
