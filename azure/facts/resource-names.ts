/**
 * What Azure allows as the name of a resource.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules, and the patterns of the API
 * versions that azure-native sends.
 */
import { Source } from "./source";

export type NamedResource =
  | "resourceGroup"
  | "workspace"
  | "onlineEndpoint"
  | "onlineDeployment"
  | "compute"
  | "kubernetesCompute"
  | "outboundRule"
  | "storageAccount"
  | "keyVault"
  | "containerRegistry"
  | "logAnalyticsWorkspace"
  | "applicationInsights"
  | "userAssignedIdentity"
  | "roleDefinition"
  | "managedCluster"
  | "agentPool"
  | "trustedAccessRoleBinding"
  | "virtualNetwork"
  | "subnet"
  | "overlayClusterSubnet"
  | "networkSecurityGroup"
  | "securityRule"
  | "routeTable"
  | "natGateway"
  | "publicIpAddress"
  | "privateEndpoint"
  | "privateDnsZone"
  | "virtualNetworkLink";

export interface NameRule {
  readonly minLength: number;
  readonly maxLength: number;
  /** Of the whole name; the lengths count besides. */
  readonly pattern: RegExp;
  /** The pattern in words, as in `3 to 24 lower-case letters and digits`. */
  readonly characters: string;
  readonly uniqueIn: "Azure" | "tenant" | "region" | "resource group" | "parent";
  readonly source: Source;
}

/** The second half of a problem with a name: what is expected there. */
export interface NameExpectation {
  readonly expected: string;
}

/** Undefined if `text` can be the name of such a resource. */
export function checkResourceName(kind: NamedResource, text: string): NameExpectation | undefined {
  const { minLength, maxLength, pattern, characters } = nameRules[kind];
  const fits = text.length >= minLength && text.length <= maxLength && pattern.test(text);
  return fits ? undefined : { expected: `${minLength} to ${maxLength} ${characters}` };
}

const list: Source = { document: "resource-name-rules (azure-resource-manager)", read: "2026-11-24" };
const pattern = (apiVersion: string): Source => ({
  document: `API version ${apiVersion}`,
  section: "name",
  read: "2026-11-24",
});
const machineLearning = pattern("Microsoft.MachineLearningServices 2025-12-01");
const quotas: Source = { document: "how-to-manage-quotas", section: "Online endpoints", read: "2026-11-24" };

/** Most resources of Microsoft.Network. */
const networkName = {
  minLength: 1,
  maxLength: 80,
  pattern: /^[a-z0-9]([\w.-]*\w)?$/i,
  characters: "letters, digits, `_`, `.` and `-`, a letter or digit first, no `.` or `-` last",
  source: list,
} as const;

/** A letter first, then letters and digits with single dashes between. */
const endpointName = {
  minLength: 3,
  maxLength: 32,
  pattern: /^[a-z](-?[a-z0-9])*$/i,
  characters: "letters, digits and single dashes, a letter first, no dash last",
  source: quotas,
} as const;

export const nameRules: Readonly<Record<NamedResource, NameRule>> = {
  resourceGroup: {
    minLength: 1,
    maxLength: 90,
    pattern: /^[\w().-]*[\w()-]$/,
    characters: "letters, digits, `_`, `-`, `.` and parentheses, no `.` last",
    uniqueIn: "parent",
    source: list,
  },
  workspace: {
    minLength: 3,
    maxLength: 33,
    pattern: /^[a-z0-9][\w-]*$/i,
    characters: "letters, digits, `_` and `-`, a letter or digit first",
    uniqueIn: "resource group",
    source: machineLearning,
  },
  onlineEndpoint: { ...endpointName, uniqueIn: "region" },
  onlineDeployment: { ...endpointName, uniqueIn: "parent" },
  compute: {
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-z](?![a-z0-9-]*-\d+$)[a-z0-9-]*$/i,
    characters: "letters, digits and `-`, a letter first, no number after a last `-`",
    uniqueIn: "parent",
    source: machineLearning,
  },
  kubernetesCompute: {
    minLength: 3,
    maxLength: 16,
    pattern: /^[a-z](?![a-z0-9-]*-\d+$)[a-z0-9-]*$/i,
    characters: "letters, digits and `-`, a letter first, no number after a last `-`",
    uniqueIn: "parent",
    source: list,
  },
  outboundRule: {
    minLength: 3,
    maxLength: 33,
    pattern: /^[a-z0-9][\w-]*$/i,
    characters: "letters, digits, `_` and `-`, a letter or digit first",
    uniqueIn: "parent",
    source: machineLearning,
  },
  storageAccount: {
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-z0-9]*$/,
    characters: "lower-case letters and digits",
    uniqueIn: "Azure",
    source: list,
  },
  keyVault: {
    minLength: 3,
    maxLength: 24,
    pattern: /^[a-z](-?[a-z0-9])*$/i,
    characters: "letters, digits and single dashes, a letter first, no dash last",
    uniqueIn: "Azure",
    source: list,
  },
  containerRegistry: {
    minLength: 5,
    maxLength: 50,
    pattern: /^[a-z0-9]*$/i,
    characters: "letters and digits",
    uniqueIn: "Azure",
    source: pattern("Microsoft.ContainerRegistry 2023-01-01-preview"),
  },
  logAnalyticsWorkspace: {
    minLength: 4,
    maxLength: 63,
    pattern: /^[a-z0-9][a-z0-9-]*[a-z0-9]$/i,
    characters: "letters, digits and `-`, a letter or digit first and last",
    uniqueIn: "resource group",
    source: list,
  },
  applicationInsights: {
    minLength: 1,
    maxLength: 260,
    pattern: /^[^%&\\?/\p{Cc}]*[^%&\\?/\p{Cc} .]$/u,
    characters: "characters but `%`, `&`, `\\`, `?` and `/`, no blank or `.` last",
    uniqueIn: "resource group",
    source: list,
  },
  userAssignedIdentity: {
    minLength: 3,
    maxLength: 128,
    pattern: /^[a-z0-9][\w-]*$/i,
    characters: "letters, digits, `_` and `-`, a letter or digit first",
    uniqueIn: "resource group",
    source: list,
  },
  roleDefinition: {
    minLength: 1,
    maxLength: 512,
    pattern: /^[^\p{Cc}]*$/u,
    characters: "characters",
    uniqueIn: "tenant",
    source: {
      document: "custom-roles (role-based-access-control)",
      section: "Custom role properties",
      read: "2026-11-24",
    },
  },
  managedCluster: {
    minLength: 1,
    maxLength: 63,
    pattern: /^[a-z0-9]([\w-]*[a-z0-9])?$/i,
    characters: "letters, digits, `_` and `-`, a letter or digit first and last",
    uniqueIn: "resource group",
    source: pattern("Microsoft.ContainerService 2025-09-01"),
  },
  agentPool: {
    minLength: 1,
    maxLength: 12,
    pattern: /^[a-z][a-z0-9]*$/,
    characters: "lower-case letters and digits, a letter first",
    uniqueIn: "parent",
    source: pattern("Microsoft.ContainerService 2025-09-01"),
  },
  trustedAccessRoleBinding: {
    minLength: 1,
    maxLength: 24,
    pattern: /^[a-z0-9-]*$/i,
    characters: "letters, digits and `-`",
    uniqueIn: "parent",
    source: pattern("Microsoft.ContainerService 2025-09-01"),
  },
  virtualNetwork: { ...networkName, minLength: 2, maxLength: 64, uniqueIn: "resource group" },
  subnet: { ...networkName, uniqueIn: "parent" },
  overlayClusterSubnet: {
    ...networkName,
    maxLength: 63,
    uniqueIn: "parent",
    source: { document: "azure-cni-overlay (AKS)", section: "Limitations", read: "2026-11-24" },
  },
  networkSecurityGroup: { ...networkName, uniqueIn: "resource group" },
  securityRule: { ...networkName, uniqueIn: "parent" },
  routeTable: { ...networkName, uniqueIn: "resource group" },
  natGateway: { ...networkName, uniqueIn: "resource group" },
  publicIpAddress: { ...networkName, uniqueIn: "resource group" },
  privateEndpoint: { ...networkName, minLength: 2, maxLength: 64, uniqueIn: "resource group" },
  privateDnsZone: {
    minLength: 1,
    maxLength: 63,
    pattern: /^[\w-]+(\.[\w-]+){1,33}$/,
    characters: "characters in 2 to 34 labels of letters, digits, `_` and `-`, divided by dots",
    uniqueIn: "resource group",
    source: list,
  },
  virtualNetworkLink: { ...networkName, uniqueIn: "parent" },
};
