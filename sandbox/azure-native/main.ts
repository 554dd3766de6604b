// Entry of the plugin `resource-azure-native`, and of every other provider but kubernetes:
// `node --import tsx main.ts <engine address>`. The environment says which package, and where it lies.

import { runPlugin } from "../provider/serve";
import { storeFor } from "../provider/store";
import { azureNative } from "./provider";

async function main(): Promise<void> {
  const store = storeFor(process.env["AZUREML_SANDBOX_STATE"]);
  const name = process.env["AZUREML_SANDBOX_PACKAGE"] ?? "azure-native";
  const folder = process.env["AZUREML_SANDBOX_PACKAGE_FOLDER"];
  if (name === "azure-native" || folder === undefined) {
    await runPlugin(azureNative(store, folder), process.argv[2]);
    return;
  }
  const { otherPackage } = await import("../other-package/provider.js");
  await runPlugin(otherPackage(store, folder), process.argv[2]);
}

void main();
