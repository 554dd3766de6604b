/** What holds of sets in general, for ports and addresses of both families; and what the text forms are. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { AddressSet, canonicalPrefix } from "../../../azure/network/address-set";
import { PortSet } from "../../../azure/network/port-set";
import { CanonicalSet } from "../../../azure/network/interval-set";
import { runs, seed } from "../../oracle/seed";

const ports = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 })), { maxLength: 5 })
  .map((ranges) =>
    PortSet.of(...ranges.map(([from, length]) => ({ from: from * 1638, to: from * 1638 + length * 819 }))),
  );

const prefix = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 20, max: 32 }))
    .map(([last, bits]) => `10.0.${last % 4}.${last}/${bits}`),
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 116, max: 128 }))
    .map(([last, bits]) => `fd00::${last.toString(16)}/${bits}`),
);
const addresses = fc.array(prefix, { maxLength: 6 }).map((prefixes) => AddressSet.of(...prefixes));

identities("ports", ports, PortSet.of(), PortSet.everything());
identities("addresses", addresses, AddressSet.of(), AddressSet.everything());

function identities<Kind extends CanonicalSet<Kind>>(
  name: string,
  some: fc.Arbitrary<Kind>,
  nothing: Kind,
  everything: Kind,
): void {
  const holds = (title: string, property: (a: Kind, b: Kind, c: Kind) => boolean) =>
    it(title, () => {
      fc.assert(
        fc.property(some, some, some, (a, b, c) => assert.ok(property(a, b, c))),
        runs(500),
      );
    });

  describe(`sets of ${name} (seed ${seed})`, () => {
    holds("a part and the rest are the whole", (a, b) => a.intersect(b).union(a.subtract(b)).equals(a));
    holds("a part and the rest have nothing in common", (a, b) => a.intersect(b).intersect(a.subtract(b)).isEmpty());
    holds("what is taken away and added again is there", (a, b) => a.subtract(b).union(b).equals(a.union(b)));
    holds(
      "union and intersection don't mind the order",
      (a, b, c) =>
        a.union(b).union(c).equals(c.union(a).union(b)) &&
        a.intersect(b).intersect(c).equals(c.intersect(a).intersect(b)),
    );
    holds("intersection spreads over union", (a, b, c) =>
      a.intersect(b.union(c)).equals(a.intersect(b).union(a.intersect(c))),
    );
    holds("taking away both is taking away one after the other", (a, b, c) =>
      a.subtract(b.union(c)).equals(a.subtract(b).subtract(c)),
    );
    holds("a subset is what nothing is left of", (a, b) => a.isSubsetOf(b) === a.subtract(b).isEmpty());
    holds("two sets meet if they have something in common", (a, b) => a.meets(b) === !a.intersect(b).isEmpty());
    holds("equal is each in the other", (a, b) => a.equals(b) === (a.isSubsetOf(b) && b.isSubsetOf(a)));
    holds(
      "nothing and everything",
      (a) => nothing.isSubsetOf(a) && a.isSubsetOf(everything) && a.union(nothing).equals(a),
    );
    holds("equal sets print the same", (a, b) => a.equals(b) === (String(a) === String(b)));
  });
}

describe("addresses in text", () => {
  it("print as the prefixes they were", () => {
    fc.assert(
      fc.property(addresses, (set) => assert.ok(AddressSet.of(...set.toPrefixes()).equals(set))),
      runs(500),
    );
  });

  const table: readonly (readonly [text: string, canonical: string | undefined])[] = [
    ["10.0.2.0/24", "10.0.2.0/24"],
    ["10.0.2.9/24", "10.0.2.0/24"],
    ["10.0.2.9", "10.0.2.9/32"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["255.255.255.255/32", "255.255.255.255/32"],
    ["2001:DB8:0:0::1/64", "2001:db8::/64"],
    ["::/0", "::/0"],
    ["::ffff:10.0.0.1", "::ffff:a00:1/128"],
    ["10.0.0.0/33", undefined],
    ["10.0.0.0/-1", undefined],
    ["10.0.0.0/08", undefined],
    ["10.0.0.0/", undefined],
    ["10.0.0.256", undefined],
    ["10.0.0", undefined],
    ["010.0.0.1", undefined],
    ["0x0a.0.0.1", undefined],
    ["10.0.0.0/8/8", undefined],
    ["2001:db8::/129", undefined],
    ["fe80::1%eth0", undefined],
    ["1:2:3:4:5:6:7:8:9", undefined],
    ["", undefined],
    ["/24", undefined],
    ["Internet", undefined],
  ];
  for (const [text, canonical] of table) {
    it(`\`${text}\` is ${canonical ?? "no prefix"}`, () => assert.equal(canonicalPrefix(text), canonical));
  }

  it("joins neighbours and cuts around a hole", () => {
    assert.equal(String(AddressSet.of("10.0.2.0/25", "10.0.2.128/25")), "10.0.2.0/24");
    assert.equal(
      String(AddressSet.of("10.0.2.0/29").subtract(AddressSet.of("10.0.2.3"))),
      "10.0.2.0/31,10.0.2.2/32,10.0.2.4/30",
    );
    assert.equal(String(AddressSet.of("::/0").subtract(AddressSet.of("8000::/1"))), "::/1");
  });
});

describe("ports in text", () => {
  it("join neighbours, cut at the ends of all ports, and are `*` together", () => {
    assert.equal(String(PortSet.of({ from: 80, to: 80 }, { from: 81, to: 90 }, { from: 92, to: 92 })), "80-90,92");
    assert.equal(String(PortSet.of({ from: -3, to: 2 }, { from: 65530, to: 70000 })), "0-2,65530-65535");
    assert.equal(String(PortSet.of({ from: 0, to: 65535 })), "*");
    assert.equal(String(PortSet.of({ from: 9, to: 8 })), "");
  });
});
