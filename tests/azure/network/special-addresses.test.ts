/**
 * Which addresses `Internet` holds: the first and the last of every range that IANA keeps back, and their neighbours.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
import { rows, securityGroup } from "./notation";

/** Public: allowed. Never public: denied, whether on-premises or nowhere. Nobody says: undecided. */
const group = securityGroup("100 deny any * -> VirtualNetwork", "110 allow any * -> Internet", "120 deny any * -> *");

describe("special addresses: private and link-local ones are never of the internet", () => {
  const ranges: readonly (readonly [before: string, first: string, last: string, after: string])[] = [
    ["9.255.255.255", "10.1.0.0", "10.255.255.255", "11.0.0.0"],
    ["100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"],
    ["169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"],
    ["172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"],
    ["192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"],
  ];
  for (const [before, first, last, after] of ranges) {
    rows(group, [
      [`tcp 10.0.2.4 -> ${before}:443`, "allowed", "110"],
      [`tcp 10.0.2.4 -> ${after}:443`, "allowed", "110"],
    ]);
    rows(
      group,
      [first, last].map((address) => [`tcp 10.0.2.4 -> ${address}:443`, "denied", "100, 120"] as const),
    );
  }
});

describe("special addresses: of reserved ones nobody says whether they are of the internet", () => {
  const ranges: readonly (readonly [
    before: string | undefined,
    first: string,
    last: string,
    after: string | undefined,
  ])[] = [
    ["191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"],
    ["192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"],
    ["198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"],
    ["198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"],
    ["203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"],
    ["223.255.255.255", "224.0.0.0", "255.255.255.255", undefined],
  ];
  for (const [before, first, last, after] of ranges) {
    for (const address of [before, after].flatMap((each) => each ?? [])) {
      rows(group, [[`tcp 10.0.2.4 -> ${address}:443`, "allowed", "110"]]);
    }
    for (const address of [first, last]) {
      rows(group, [[`tcp 10.0.2.4 -> ${address}:443`, "undecided", "in Internet"]]);
    }
  }
});

describe("special addresses: IPv6", () => {
  const network = { virtualNetwork: ["fd00:1::/64"] };
  const here = "[fd00:1::4]";
  rows(
    group,
    [
      [`tcp ${here} -> [2000::]:443`, "allowed", "110"],
      [`tcp ${here} -> [3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:443`, "allowed", "110"],
      [`tcp ${here} -> [2001:db7:ffff:ffff:ffff:ffff:ffff:ffff]:443`, "allowed", "110"],
      [`tcp ${here} -> [2001:db9::]:443`, "allowed", "110"],
      [`tcp ${here} -> [fc00::]:443`, "denied", "100, 120"],
      [`tcp ${here} -> [fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:443`, "denied", "100, 120"],
      [`tcp ${here} -> [fe80::]:443`, "denied", "100, 120"],
      [`tcp ${here} -> [febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:443`, "denied", "100, 120"],
      [`tcp ${here} -> [2001:db8::]:443`, "undecided", "in Internet"],
      [`tcp ${here} -> [2001:db8:ffff:ffff:ffff:ffff:ffff:ffff]:443`, "undecided", "in Internet"],
      // outside of the global unicast range, and not named above
      [`tcp ${here} -> [4000::]:443`, "undecided", "in Internet"],
      [`tcp ${here} -> [fbff::]:443`, "undecided", "in Internet"],
      [`tcp ${here} -> [fec0::]:443`, "undecided", "in Internet"],
    ],
    network,
  );
});
