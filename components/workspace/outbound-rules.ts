/**
 * Outbound rules of a managed virtual network: three maps, one a kind, because a union of kinds isn't a type that every
 * Pulumi language has. They stand inline in the workspace: Azure takes rules written beside it for drift.
 * https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
import * as pulumi from "@pulumi/pulumi";

/** What a managed virtual network lets out. */
export enum ManagedNetworkIsolation {
  /** Everything, and private endpoints to what the rules name. */
  AllowInternetOutbound = "AllowInternetOutbound",
  /** Only what a rule names. */
  AllowOnlyApprovedOutbound = "AllowOnlyApprovedOutbound",
}

/** Whether a service-tag rule opens or closes. */
export enum OutboundAction {
  Allow = "Allow",
  Deny = "Deny",
}

/** Protocol of a service-tag rule. */
export enum OutboundProtocol {
  Any = "*",
  Tcp = "TCP",
  Udp = "UDP",
  Icmp = "ICMP",
}

/** A host that may be called on ports 80 and 443. The first one makes Azure run a paid firewall. */
export interface FqdnOutboundRuleArgs {
  /** Host name, without scheme, port or path; `*.` may stand at its beginning. Storage is reached by private endpoint rules only. */
  destination: pulumi.Input<string>;
}

/** A resource that Azure Machine Learning reaches by a private endpoint in the managed network. */
export interface PrivateEndpointOutboundRuleArgs {
  /** ARM id of the resource. The workspace's own dependencies have their endpoints already. */
  serviceResourceId: pulumi.Input<string>;
  /** Group id of its service, for instance `blob` or `searchService`. */
  subresourceTarget: pulumi.Input<string>;
  /** Whether serverless Spark reaches it too. Default: false. */
  sparkEnabled?: pulumi.Input<boolean>;
}

/** Addresses that Azure publishes under a service tag, or a list of your own. */
export interface ServiceTagOutboundRuleArgs {
  /** Service tag, for instance `AzureMonitor` or `Storage.WestEurope`. */
  serviceTag: pulumi.Input<string>;
  /** Ports and ranges with commas between, for instance `443, 8080-8089`. */
  portRanges: pulumi.Input<string>;
  /** Default: `TCP`. */
  protocol?: pulumi.Input<OutboundProtocol>;
  /** Default: `Allow`. */
  action?: pulumi.Input<OutboundAction>;
  /** Addresses in CIDR notation that take the place of the tag's. Default: the tag's. */
  addressPrefixes?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Outbound rules by kind; the keys are the rules' names: 3 to 33 letters, digits, `_` and `-`, each used once. */
export interface ManagedNetworkOutboundRules {
  /** Hosts, only with `AllowOnlyApprovedOutbound`. */
  fqdn?: Record<string, FqdnOutboundRuleArgs>;
  /** Resources reached by private endpoint, with either isolation. */
  privateEndpoint?: Record<string, PrivateEndpointOutboundRuleArgs>;
  /** Service tags, only with `AllowOnlyApprovedOutbound`. */
  serviceTag?: Record<string, ServiceTagOutboundRuleArgs>;
}
