// Entry of the plugin `resource-kubernetes`: `node --import tsx main.ts <engine address>`.

import { runPlugin } from "../provider/serve";
import { storeFor } from "../provider/store";
import { kubernetes } from "./provider";

void runPlugin(
  kubernetes(storeFor(process.env["AZUREML_SANDBOX_STATE"]), process.env["AZUREML_SANDBOX_PACKAGE_FOLDER"]),
  process.argv[2],
);
