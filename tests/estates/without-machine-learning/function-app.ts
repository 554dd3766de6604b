/** Functions on a consumption plan, whose code is a zip file that a signature lets them read. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function functionApp(): readonly CapturedResource[] {
  const program = new Program("functions");
  const suffix = program.add("random:index/randomString:RandomString", "suffix", { length: 6, special: false });
  const account = program.inGroup(
    "azure-native:storage/v20230501:StorageAccount",
    "code",
    { accountName: notYet, kind: "StorageV2", sku: { name: "Standard_LRS" } },
    { accountName: [suffix] },
  );
  const container = program.inGroup(
    "azure-native:storage/v20230501:BlobContainer",
    "zips",
    { accountName: notYet, publicAccess: "None" },
    { accountName: [account] },
  );
  const zip = program.inGroup(
    "azure-native:storage/v20230501:Blob",
    "zip",
    { accountName: notYet, containerName: notYet, source: notYet },
    { accountName: [account], containerName: [container] },
  );
  const plan = program.inGroup("azure-native:web/v20231201:AppServicePlan", "consumption", {
    sku: { name: "Y1", tier: "Dynamic" },
  });
  const insights = program.inGroup("azure-native:applicationinsights:Component", "telemetry", {
    kind: "web",
    applicationType: "web",
    ingestionMode: "ApplicationInsights",
  });
  program.inGroup(
    "azure-native:web/v20231201:WebApp",
    "functions",
    {
      kind: "FunctionApp",
      serverFarmId: notYet,
      siteConfig: {
        appSettings: [
          { name: "AzureWebJobsStorage", value: notYet },
          { name: "WEBSITE_RUN_FROM_PACKAGE", value: notYet },
          { name: "APPLICATIONINSIGHTS_CONNECTION_STRING", value: notYet },
        ],
      },
    },
    { serverFarmId: [plan], siteConfig: [account, zip, insights] },
  );
  return program.resources;
}
