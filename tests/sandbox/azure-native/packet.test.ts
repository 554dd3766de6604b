// One packet through security groups, by the sentences of Azure's documents; both sides of every border.
// https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
// https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
// https://learn.microsoft.com/azure/virtual-network/service-tags-overview

import assert from "node:assert/strict";
import {
  followPacket,
  type Network,
  type Packet,
  type SecurityGroups,
  type SecurityRule,
} from "../../../sandbox/azure-native/packet";
import { sampleAddresses, tagsOfSample } from "../../../sandbox/azure-native/packet-samples";

/** Sample addresses of the published list. */
const registryWestEurope = "13.69.64.88";
const registryNorthEurope = "13.69.237.127";
const noTagAtAll = "17.14.74.28";

const network: Network = { virtualNetwork: ["10.0.0.0/16", "fd00::/64"] };

/** `100 Deny Tcp 10.0.2.0/24 -> Internet:443`, outbound unless the line ends in ` in`. */
function rule(line: string): SecurityRule {
  const match = /^(\d+) (\w+) (\S+) (\S+) -> (\S+?)(?::([\d,*-]+))?( in)?$/.exec(line);
  assert.ok(match, line);
  const [, priority = "", access = "", protocol = "", from = "", to = "", ports = "*", inbound] = match;
  const direction = inbound === undefined ? "Outbound" : "Inbound";
  const sides = { ...side("source", from), ...side("destination", to), sourcePortRange: "*" };
  const range = ports.includes(",") ? { destinationPortRanges: ports.split(",") } : { destinationPortRange: ports };
  return { name: priority, priority: Number(priority), direction, access, protocol, ...sides, ...range };
}

function side(which: string, text: string): Record<string, unknown> {
  if (text.startsWith("asg/")) {
    return { [`${which}ApplicationSecurityGroups`]: [{ id: text }] };
  }
  const terms = text.split(",").map((term) => term.replace(/[[\]]/g, ""));
  return terms.length > 1 ? { [`${which}AddressPrefixes`]: terms } : { [`${which}AddressPrefix`]: terms[0] };
}

/** `Tcp 10.0.2.4 -> 10.0.3.4:443`; a packet without port has none. */
function packet(text: string): Packet {
  const match = /^(\w+) (\S+) -> (\S+?)(?:#(\d+))?( in)?$/.exec(text);
  assert.ok(match, text);
  const [, protocol, source = "", destination = "", port, inbound] = match;
  return {
    direction: inbound === undefined ? "Outbound" : "Inbound",
    protocol: protocol as Packet["protocol"],
    source,
    destination,
    ...(port !== undefined && { sourcePort: 50000, destinationPort: Number(port) }),
  };
}

type Row = readonly [packet: string, access: string, decidedBy: string];

function rows(groups: SecurityGroups, table: readonly Row[], within: Network = network): void {
  for (const [text, access, decidedBy] of table) {
    it(`${text}: ${access} by ${decidedBy}`, () => {
      const followed = followPacket(packet(text), groups, within);
      assert.deepEqual([followed.access, followed.decidedBy.join(", ")], [access, decidedBy]);
    });
  }
}

function onSubnet(...lines: readonly string[]): SecurityGroups {
  return { subnet: lines.map(rule) };
}

describe("packet: Azure's default rules", () => {
  rows(onSubnet(), [
    ["Tcp 10.0.2.4 -> 10.0.3.4#443", "Allow", "AllowVnetOutBound"],
    [`Tcp 10.0.2.4 -> ${registryWestEurope}#443`, "Allow", "AllowInternetOutBound"],
    [`Udp 192.168.0.9 -> ${noTagAtAll}#53`, "Allow", "AllowInternetOutBound"],
    ["Tcp 10.0.2.4 -> 192.168.0.9#443", "Deny", "DenyAllOutBound"],
    ["Tcp 10.0.3.4 -> 10.0.2.4#443 in", "Allow", "AllowVnetInBound"],
    ["Tcp 168.63.129.16 -> 10.0.2.4#443 in", "Allow", "AllowVnetInBound"],
    ["Tcp 168.63.129.16 -> 192.168.0.9#443 in", "Allow", "AllowAzureLoadBalancerInBound"],
    ["Tcp fe80::1234:5678:9abc -> fd00::4#443 in", "Allow", "AllowAzureLoadBalancerInBound"],
    ["Tcp 168.63.129.17 -> 10.0.2.4#443 in", "Deny", "DenyAllInBound"],
    [`Tcp ${registryWestEurope} -> 10.0.2.4#443 in`, "Deny", "DenyAllInBound"],
  ]);
});

describe("packet: the smallest number that matches decides, wherever it stands", () => {
  rows(onSubnet("300 Allow * * -> *", "200 Deny Tcp * -> *:443", "4096 Deny * * -> *", "100 Deny * * -> * in"), [
    ["Tcp 10.0.2.4 -> 10.0.3.4#443", "Deny", "200"],
    ["Tcp 10.0.2.4 -> 10.0.3.4#442", "Allow", "300"],
    ["Udp 10.0.2.4 -> 10.0.3.4#443", "Allow", "300"],
    ["Tcp 10.0.3.4 -> 10.0.2.4#443 in", "Deny", "100"],
  ]);
});

describe("packet: both ends of prefixes and of port ranges belong to them", () => {
  rows(onSubnet("100 Deny Tcp 10.0.2.0/24 -> 10.0.4.0/23:80,8000-8100", "110 Deny Tcp 10.0.9.9 -> *:443"), [
    ["Tcp 10.0.1.255 -> 10.0.4.4#80", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.0 -> 10.0.4.4#80", "Deny", "100"],
    ["Tcp 10.0.2.255 -> 10.0.4.4#80", "Deny", "100"],
    ["Tcp 10.0.3.0 -> 10.0.4.4#80", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.3.255#80", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.5.255#80", "Deny", "100"],
    ["Tcp 10.0.2.4 -> 10.0.6.0#80", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#79", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#81", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#7999", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#8000", "Deny", "100"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#8100", "Deny", "100"],
    ["Tcp 10.0.2.4 -> 10.0.4.4#8101", "Allow", "AllowVnetOutBound"],
    ["Tcp 10.0.9.9 -> 10.0.4.4#443", "Deny", "110"],
    ["Tcp 10.0.9.8 -> 10.0.4.4#443", "Allow", "AllowVnetOutBound"],
  ]);
});

describe("packet: service tags, in any case", () => {
  const groups = onSubnet(
    "100 Allow Tcp * -> azurecontainerregistry.WESTEUROPE:443",
    "110 Deny Tcp * -> AzureContainerRegistry:443",
    "4000 Deny * * -> Internet",
  );
  rows(groups, [
    [`Tcp 10.0.2.4 -> ${registryWestEurope}#443`, "Allow", "100"],
    // Internet holds Azure's own public addresses
    [`Tcp 10.0.2.4 -> ${registryWestEurope}#444`, "Deny", "4000"],
    [`Tcp 10.0.2.4 -> ${registryNorthEurope}#443`, "Deny", "110"],
    [`Tcp 10.0.2.4 -> ${registryNorthEurope}#444`, "Deny", "4000"],
    [`Tcp 10.0.2.4 -> ${noTagAtAll}#443`, "Deny", "4000"],
    ["Tcp 10.0.2.4 -> 10.0.3.4#443", "Allow", "AllowVnetOutBound"],
  ]);
});

describe("packet: the virtual network is what is said to belong to it; the rest is public or neither", () => {
  const groups = onSubnet("100 Deny * * -> VirtualNetwork", "110 Deny * * -> Internet", "120 Allow * * -> *");
  const peered = { virtualNetwork: ["10.0.0.0/16", "192.168.0.0/16", "17.14.0.0/16"], internet: ["198.18.0.0/15"] };
  rows(
    groups,
    [
      ["Tcp 10.0.2.4 -> 192.168.0.9#443", "Deny", "100"],
      [`Tcp 10.0.2.4 -> ${noTagAtAll}#443`, "Deny", "100"],
      ["Tcp 10.0.2.4 -> 17.15.0.0#443", "Deny", "110"],
      ["Tcp 10.0.2.4 -> 198.18.0.1#443", "Deny", "110"],
      ["Tcp 10.0.2.4 -> 192.169.0.9#443", "Deny", "110"],
      ["Tcp 10.0.2.4 -> 172.16.0.5#443", "Allow", "120"],
      ["Tcp 10.0.2.4 -> 203.0.113.9#443", "Allow", "120"],
    ],
    peered,
  );
});

describe("packet: the platform's own traffic, unless a rule names it by its tag", () => {
  const closed = "100 Deny * * -> *";
  rows(onSubnet(closed, "100 Deny * * -> * in"), [
    ["Udp 10.0.2.4 -> 168.63.129.16#53", "Allow", "platform"],
    ["Tcp 10.0.2.4 -> 169.254.169.254#80", "Allow", "platform"],
    ["Tcp 10.0.2.4 -> 169.254.169.253#80", "Deny", "100"],
    ["Tcp 168.63.129.16 -> 10.0.2.4#80 in", "Deny", "100"],
  ]);
  rows(onSubnet("90 Deny * * -> 168.63.129.16/32", "200 Deny Udp * -> AzurePlatformDNS:53", closed), [
    ["Udp 10.0.2.4 -> 168.63.129.16#53", "Deny", "200"],
    ["Tcp 10.0.2.4 -> 168.63.129.16#53", "Allow", "platform"],
    ["Udp 10.0.2.4 -> 169.254.169.254#53", "Allow", "platform"],
  ]);
  rows(onSubnet("200 Deny Tcp * -> AzurePlatformIMDS:80"), [
    ["Tcp 10.0.2.4 -> 169.254.169.254#80", "Deny", "200"],
    ["Tcp 10.0.2.4 -> 168.63.129.16#80", "Allow", "platform"],
  ]);
});

describe("packet: outbound the interface's group comes first, inbound the subnet's; both have to allow", () => {
  const subnet = ["100 Allow Tcp * -> *:80-81", "200 Deny * * -> *"];
  const own = ["110 Allow Tcp * -> *:81-82", "210 Deny * * -> *"];
  const [out, inward] = [
    { subnet: subnet.map(rule), networkInterface: own.map(rule) },
    {
      subnet: subnet.map((line) => rule(`${line} in`)),
      networkInterface: own.map((line) => rule(`${line} in`)),
    },
  ];
  rows(out, [
    ["Tcp 10.0.2.4 -> 10.0.3.4#80", "Deny", "210"],
    ["Tcp 10.0.2.4 -> 10.0.3.4#81", "Allow", "110, 100"],
    ["Tcp 10.0.2.4 -> 10.0.3.4#82", "Deny", "110, 200"],
  ]);
  rows(inward, [
    ["Tcp 10.0.3.4 -> 10.0.2.4#80 in", "Deny", "100, 210"],
    ["Tcp 10.0.3.4 -> 10.0.2.4#81 in", "Allow", "100, 110"],
    ["Tcp 10.0.3.4 -> 10.0.2.4#82 in", "Deny", "200"],
  ]);
  rows({}, [[`Tcp ${noTagAtAll} -> 10.0.2.4#22 in`, "Allow", ""]]);
});

describe("packet: application security groups are the addresses of their members", () => {
  const members = { "asg/web": ["10.0.2.4"], "asg/db": ["10.0.3.4"] };
  rows(
    onSubnet("100 Allow Tcp asg/web -> asg/db:1433", "200 Deny * * -> VirtualNetwork", "210 Deny * asg/none -> *"),
    [
      ["Tcp 10.0.2.4 -> 10.0.3.4#1433", "Allow", "100"],
      ["Tcp 10.0.2.5 -> 10.0.3.4#1433", "Deny", "200"],
      ["Tcp 10.0.2.4 -> 10.0.3.5#1433", "Deny", "200"],
    ],
    { ...network, members },
  );
});

describe("packet: protocols without ports match rules for every port", () => {
  rows(onSubnet("100 Deny * * -> *:0-65534", "110 Deny Icmp * -> *", "120 Deny Esp * -> *:443"), [
    ["Icmp 10.0.2.4 -> 10.0.3.4", "Deny", "110"],
    ["Ah 10.0.2.4 -> 10.0.3.4", "Allow", "AllowVnetOutBound"],
    ["Esp 10.0.2.4 -> 10.0.3.4", "Allow", "AllowVnetOutBound"],
  ]);
});

describe("packet: IPv6 addresses lie in prefixes of IPv6 only", () => {
  rows(onSubnet("100 Deny * * -> 0.0.0.0/0", "110 Deny * * -> [fd00::8/125]", "120 Deny * [fd00:0:0::1] -> *"), [
    ["Tcp fd00::4 -> fd00::7#443", "Allow", "AllowVnetOutBound"],
    ["Tcp fd00::4 -> fd00::8#443", "Deny", "110"],
    ["Tcp fd00::4 -> fd00::f#443", "Deny", "110"],
    ["Tcp fd00::4 -> fd00::10#443", "Allow", "AllowVnetOutBound"],
    ["Tcp fd00::1 -> 2620:149::1#443", "Deny", "120"],
    ["Tcp fd00::4 -> 2620:149::1#443", "Allow", "AllowInternetOutBound"],
    ["Tcp fd00::4 -> 2001:db8::1#443", "Deny", "DenyAllOutBound"],
    ["Tcp 10.0.2.4 -> 10.0.3.4#443", "Deny", "100"],
  ]);
});

describe("the sample addresses", () => {
  it("are 7,374 IPv4 addresses in ascending order, 210 of them without a published tag", () => {
    const numbers = sampleAddresses.map((address) =>
      address.split(".").reduce((value, part) => value * 256 + Number(part), 0),
    );
    assert.equal(sampleAddresses.length, 7374);
    assert.deepEqual(
      numbers,
      [...numbers].sort((a, b) => a - b),
    );
    assert.equal(sampleAddresses.filter((address) => tagsOfSample(address).length === 0).length, 210);
  });

  it("carry every tag that holds them", () => {
    const registry = ["AzureContainerRegistry", "AzureContainerRegistry.WestEurope"];
    assert.deepEqual(tagsOfSample(registryWestEurope), ["AzureCloud", "AzureCloud.westeurope", ...registry]);
    assert.deepEqual(tagsOfSample("13.107.3.0"), ["AzureFrontDoor.FirstParty"]);
    assert.deepEqual(tagsOfSample(noTagAtAll), []);
    assert.deepEqual(tagsOfSample("10.0.0.4"), []);
  });
});
