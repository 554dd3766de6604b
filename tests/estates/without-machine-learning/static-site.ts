/** Pages in a storage account that everybody may read, and a network for content delivery before it. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function staticSite(): readonly CapturedResource[] {
  const program = new Program("pages");
  const account = program.inGroup("azure-native:storage:StorageAccount", "pages", {
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    allowBlobPublicAccess: true,
    minimumTlsVersion: "TLS1_0",
    networkRuleSet: { defaultAction: "Allow" },
  });
  const site = program.inGroup(
    "azure-native:storage:StorageAccountStaticWebsite",
    "site",
    { accountName: notYet, indexDocument: "index.html", error404Document: "404.html" },
    { accountName: [account] },
  );
  for (const page of ["index.html", "404.html"]) {
    program.inGroup(
      "azure-native:storage:Blob",
      page,
      { accountName: notYet, containerName: notYet, contentType: "text/html", source: notYet },
      { accountName: [account], containerName: [site] },
    );
  }
  const profile = program.inGroup("azure-native:cdn:Profile", "cdn", {
    location: "global",
    sku: { name: "Standard_Microsoft" },
  });
  program.inGroup(
    "azure-native:cdn:Endpoint",
    "cdn-endpoint",
    { profileName: notYet, originHostHeader: notYet, origins: [{ name: "pages", hostName: notYet }] },
    { profileName: [profile], originHostHeader: [account], origins: [account] },
  );
  return program.resources;
}
