/** Where the core once decided wrongly: each found by comparing it with something that doesn't share its code. */
import { NetworkContext } from "../../../azure/network/security-rule";
import { network, rows, securityGroup } from "./notation";

const registry = "AzureContainerRegistry.WestEurope";

describe("security rules: a virtual network may have public addresses, of which some carry a published tag", () => {
  const owner: NetworkContext = { virtualNetwork: ["10.0.0.0/16", "13.69.0.0/16"] };
  const group = securityGroup("100 deny tcp * -> VirtualNetwork");
  rows(group, [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "in VirtualNetwork"]], owner);
  rows(group, [[`tcp 10.0.2.4 -> ${registry}:443`, "allowed", "65001"]], network);
  // not of the internet any more, although a tag of Azure's holds it
  rows(
    securityGroup("100 deny tcp * -> Internet"),
    [[`tcp 10.0.2.4 -> ${registry}:443`, "undecided", "not in Internet"]],
    owner,
  );
  rows(
    securityGroup(),
    [
      [`tcp ${registry} -> 10.0.2.4:443`, "undecided", "in VirtualNetwork"],
      ["tcp 13.69.255.255 -> 10.0.2.4:443", "allowed", "65000"],
      ["tcp 13.70.0.0 -> 10.0.2.4:443", "denied", "65500"],
    ],
    owner,
    "Inbound",
  );
});

describe("security rules: the platform's addresses beside others are asked about all the same", () => {
  rows(securityGroup("100 deny any * -> *"), [
    ["tcp 10.0.2.4 -> 168.63.129.16,1.118.79.150:443", "partly", "0, 100"],
    ["tcp 10.0.2.4 -> 169.254.169.254,1.118.79.150:443", "partly", "0, 100"],
    // a prefix of more than these doesn't mean them
    ["tcp 10.0.2.4 -> 168.63.129.16/31,1.118.79.150:443", "denied", "100"],
  ]);
});
