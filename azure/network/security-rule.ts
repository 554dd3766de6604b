/**
 * A security rule as Azure evaluates it, read from the properties of a network security group.
 * https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
 */
import { CloudName } from "../facts/clouds";
import { Maybe } from "../known";

export type Direction = "Inbound" | "Outbound";
export type Access = "Allow" | "Deny";
/** Protocols of a security rule. A query names one of them, a rule may also say `*`. */
export type Protocol = "Tcp" | "Udp" | "Icmp" | "Esp" | "Ah";

/** One side of a rule or of a query. */
export type AddressTerm =
  | { readonly kind: "everything" }
  /** CIDR notation, IPv4 or IPv6; a single address is a /32 or /128. */
  | { readonly kind: "prefix"; readonly prefix: string }
  /** Canonical spelling of the published list, for instance `AzureContainerRegistry.WestEurope`. */
  | { readonly kind: "service-tag"; readonly tag: string }
  /** Membership is decided at run time, so a rule on a group "may match". */
  | { readonly kind: "application-security-group"; readonly id: string };

/** Ports, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Every field is known or says why not; a rule with an unknown field "may match". */
export interface SecurityRule {
  readonly name: Maybe<string>;
  /** Decides nothing. Absent: none is written. */
  readonly description?: Maybe<string>;
  /** Where it is written, for instance `securityRules[2]`, or the resource's name for a standalone rule. */
  readonly path: string;
  /** 100 to 4096 for rules that people write; 65000, 65001 and 65500 for Azure's own. */
  readonly priority: Maybe<number>;
  readonly direction: Maybe<Direction>;
  readonly access: Maybe<Access>;
  readonly protocol: Maybe<Protocol | "*">;
  /** Matches if any term does. Empty matches nothing. */
  readonly sources: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly destinations: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly sourcePorts: Maybe<readonly Maybe<PortRange>[]>;
  readonly destinationPorts: Maybe<readonly Maybe<PortRange>[]>;
}

/** What is asked: do all packets of this flow pass? Absent ports mean every port. */
export interface Flow {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly sources: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly destinations: Maybe<readonly Maybe<AddressTerm>[]>;
  readonly destinationPorts?: readonly PortRange[];
  readonly sourcePorts?: readonly PortRange[];
}

/** What the rules cannot say themselves. */
export interface NetworkContext {
  /**
   * Address space of the virtual network and of what it is peered with: the least that `VirtualNetwork` means.
   * The tag may mean more (on-premises), so a private address outside these "may match".
   */
  readonly virtualNetwork: Maybe<readonly string[]>;
  /**
   * Prefixes that user-defined or gateway routes carry. Azure counts them into `VirtualNetwork`, so their addresses
   * "may match" it, public ones too (`0.0.0.0/0`: all do). Absent: no route carries a public prefix.
   */
  readonly routedPrefixes?: Maybe<readonly string[]>;
  /** Absent: the public cloud. The published prefixes are of that cloud; elsewhere only the tags' names count. */
  readonly cloud?: CloudName;
}
