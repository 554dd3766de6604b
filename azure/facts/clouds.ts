/**
 * The clouds of Azure and what differs between them in names.
 * https://learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall (public, Government, 21Vianet)
 */
import { Source } from "./source";

/** Spelled as in ARM's `environment().name`. */
export type CloudName = "AzureCloud" | "AzureUSGovernment" | "AzureChinaCloud";

export interface Cloud {
  readonly name: CloudName;
  /** For messages. */
  readonly displayName: string;
  readonly resourceManagerHost: string;
  readonly loginHost: string;
  /** Host suffix of a storage account, after `<account>.blob.` and the like. */
  readonly storageSuffix: string;
  readonly keyVaultSuffix: string;
  readonly containerRegistrySuffix: string;
  /** Host suffix of the Azure ML workspace interface. */
  readonly machineLearningApiSuffix: string;
  readonly machineLearningNotebooksSuffix: string;
  /** Whether Azure ML inferencing behind a virtual network is offered there at all. */
  readonly privateInferencing: "offered" | "not offered";
  readonly source: Source;
}

const firewall: Source = {
  document: "how-to-access-azureml-behind-firewall",
  section: "Required public internet access",
  read: "2026-11-24",
};

/**
 * `privateInferencing` follows reference-machine-learning-cloud-parity (2025-02-28): network isolation of managed
 * online endpoints and Kubernetes compute are listed as not available in the two sovereign clouds.
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  AzureCloud: {
    name: "AzureCloud",
    displayName: "Azure",
    resourceManagerHost: "management.azure.com",
    loginHost: "login.microsoftonline.com",
    storageSuffix: "core.windows.net",
    keyVaultSuffix: "vault.azure.net",
    containerRegistrySuffix: "azurecr.io",
    machineLearningApiSuffix: "api.azureml.ms",
    machineLearningNotebooksSuffix: "notebooks.azure.net",
    privateInferencing: "offered",
    source: firewall,
  },
  AzureUSGovernment: {
    name: "AzureUSGovernment",
    displayName: "Azure Government",
    resourceManagerHost: "management.usgovcloudapi.net",
    loginHost: "login.microsoftonline.us",
    storageSuffix: "core.usgovcloudapi.net",
    keyVaultSuffix: "vault.usgovcloudapi.net",
    containerRegistrySuffix: "azurecr.us",
    machineLearningApiSuffix: "api.ml.azure.us",
    machineLearningNotebooksSuffix: "notebooks.usgovcloudapi.net",
    privateInferencing: "not offered",
    source: firewall,
  },
  AzureChinaCloud: {
    name: "AzureChinaCloud",
    displayName: "Azure operated by 21Vianet",
    resourceManagerHost: "management.chinacloudapi.cn",
    loginHost: "login.chinacloudapi.cn",
    storageSuffix: "core.chinacloudapi.cn",
    keyVaultSuffix: "vault.azure.cn",
    containerRegistrySuffix: "azurecr.cn",
    machineLearningApiSuffix: "api.ml.azure.cn",
    machineLearningNotebooksSuffix: "notebooks.chinacloudapi.cn",
    privateInferencing: "not offered",
    source: firewall,
  },
};
