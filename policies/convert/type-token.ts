/**
 * One Azure type has many tokens in Pulumi: default, versioned, parameterised, classic. Here they become one.
 */

/** `network:NetworkSecurityGroup` for any token of azure-native that means it; undefined for other packages. */
export function azureType(token: string): string | undefined {
  const [provider = "", module = "", name = ""] = token.split(":");
  if (!/^azure-native(_|$)/.test(provider) || name === "") {
    return undefined;
  }
  // Modules carry the API version after a slash; parameterised packages carry it in the package's name as well.
  return `${module.split("/")[0]}:${name}`;
}

/** `network/networkSecurityGroup` for a token of the classic `azure` package; undefined for other packages. */
export function classicType(token: string): string | undefined {
  const [provider, module = ""] = token.split(":");
  return provider === "azure" ? module : undefined;
}
