// Entry of the plugin `resource-azure-native`, and of every other provider but kubernetes:
// `node --import tsx main.ts <engine address>`. The environment says which package, and where it lies.

import { runPlugin } from "../provider/serve";
import { storeFor } from "../provider/store";
import { azureNative } from "./provider";

void runPlugin(
  azureNative(storeFor(process.env["AZUREML_SANDBOX_STATE"]), process.env["AZUREML_SANDBOX_PACKAGE_FOLDER"]),
  process.argv[2],
);
