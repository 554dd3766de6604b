/** `storage:StorageAccount` and `keyvault:Vault`, as far as a workspace depends on them. */
import { Dependency } from "../../azure/estate/estate";
import { Conversion } from "./conversion";

export function convertStorageAccounts(conversion: Conversion): readonly Dependency[] {
  return convert(conversion, "storage:StorageAccount", "Microsoft.Storage", ["storageAccounts", "accountName"]);
}

export function convertKeyVaults(conversion: Conversion): readonly Dependency[] {
  return convert(conversion, "keyvault:Vault", "Microsoft.KeyVault", ["vaults", "vaultName"]);
}

function convert(
  conversion: Conversion,
  type: string,
  provider: string,
  name: readonly [string, string],
): readonly Dependency[] {
  return conversion.ofType(type).map((resource) => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, provider, [name]),
    location: conversion.location(resource),
  }));
}
