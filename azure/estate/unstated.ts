/** Things that are only named: somebody refers to them, and nothing else is known of them. */
import { Scope } from "../access/scope";
import { isUnknown, Maybe, unknown } from "../known";
import { Origin, Subnet, VirtualNetwork } from "./estate";
import { Link, linkTo, unknownLink } from "./link";

/** The subnet that a link of `user` leads to, where the link does not tell which it is or what it is like. */
export function unstatedSubnet(user: Origin, link: Extract<Link<Subnet>, { link: "unknown" }>): Subnet {
  const id = link.id ?? unknown(link.because);
  const network = unstatedNetwork(id);
  const name = isUnknown(id) ? id : String(id.at(-1));
  return {
    origin: { ...user, name: isUnknown(name) ? `of ${user.name}` : name },
    id,
    name,
    virtualNetwork: network === undefined ? unknownLink(link.because) : linkTo(network),
    addressPrefixes: unknown(link.because),
    securityGroup: unknownLink(link.because),
    routeTable: unknownLink(link.because),
    cloud: unknown(`the cloud of subnet ${isUnknown(name) ? `of ${user.name}` : name}`),
  };
}

/** The virtual network that the id of a subnet names. */
export function unstatedNetwork(subnet: Maybe<Scope>): VirtualNetwork | undefined {
  if (isUnknown(subnet) || subnet.length < 4) {
    return undefined;
  }
  const id = subnet.slice(0, -2);
  const name = String(id.at(-1));
  return {
    origin: { name, path: "" },
    id,
    location: unknown(`the location of virtual network ${name}`),
    addressPrefixes: unknown(`the address space of virtual network ${name}`),
  };
}
