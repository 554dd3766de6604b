/** A vault open to every network, with a key for disks and a secret that somebody computed. */
import { CapturedResource } from "../../../policies/capture/captured-stack";
import { notYet } from "../captured";
import { Program } from "./program";

export function keyVault(): readonly CapturedResource[] {
  const program = new Program("keys", "canadacentral");
  const vault = program.inGroup("azure-native:keyvault:Vault", "keys", {
    properties: {
      tenantId: notYet,
      sku: { family: "A", name: "standard" },
      enableRbacAuthorization: false,
      enablePurgeProtection: true,
      networkAcls: { defaultAction: "Allow", bypass: "None" },
      accessPolicies: [{ tenantId: notYet, objectId: notYet, permissions: { keys: ["all"], secrets: ["all"] } }],
    },
  });
  const key = program.inGroup(
    "azure-native:keyvault:Key",
    "disks",
    { vaultName: notYet, properties: { kty: "RSA", keySize: 2048 } },
    { vaultName: [vault] },
  );
  const password = program.add("random:index/randomPassword:RandomPassword", "token", { length: 40 });
  program.inGroup(
    "azure-native:keyvault:Secret",
    "token",
    { vaultName: notYet, properties: { value: notYet } },
    { vaultName: [vault], properties: [password] },
  );
  const encryption = program.inGroup(
    "azure-native:compute:DiskEncryptionSet",
    "disks",
    { identity: { type: "SystemAssigned" }, activeKey: { keyUrl: notYet, sourceVault: { id: notYet } } },
    { activeKey: [key, vault] },
  );
  program.inGroup(
    "azure-native:compute:Disk",
    "data",
    { diskSizeGB: 128, creationData: { createOption: "Empty" }, encryption: { diskEncryptionSetId: notYet } },
    { encryption: [encryption] },
  );
  return program.resources;
}
