/** How sets are dealt out and cut in two, against doing it one set after the other. */
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { AddressSet } from "../../../azure/network/address-set";
import { PortSet } from "../../../azure/network/port-set";
import { runs, seed } from "../../oracle/seed";

const prefix4 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 22, max: 32 }))
  .map(([last, bits]) => `10.0.${last % 4}.${last}/${bits}`);
const prefix6 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 118, max: 128 }))
  .map(([last, bits]) => `fd00::${last.toString(16)}/${bits}`);
const edges = fc.constantFrom("0.0.0.0/32", "255.255.255.255/32", "255.255.255.254/31", "0.0.0.0/0", "::/0");
const addresses = fc
  .array(fc.oneof(prefix4, prefix4, prefix6, edges), { maxLength: 5 })
  .map((prefixes) => AddressSet.from(prefixes));

describe(`sets dealt out (seed ${seed})`, () => {
  it("give each address to the first set that has it", () => {
    fc.assert(
      fc.property(addresses, fc.array(addresses, { maxLength: 5 }), (whole, sets) => {
        const { dealt, rest } = whole.dealOut(sets);
        let left = whole;
        for (const [index, set] of sets.entries()) {
          assert.equal(dealt[index]?.toString(), left.intersect(set).toString());
          left = left.subtract(set);
        }
        assert.equal(rest.toString(), left.toString());
        assert.equal(dealt.length, sets.length);
      }),
      runs(2000),
    );
  });

  it("with the neighbours on both sides", () => {
    const { dealt, rest } = AddressSet.of("10.0.0.0/29").dealOut([
      AddressSet.of("10.0.0.2/31"),
      AddressSet.of("10.0.0.0/30"),
      AddressSet.of("10.0.0.7", "10.0.0.8"),
    ]);
    assert.deepEqual(
      [...dealt, rest].map((set) => set.toPrefixes()),
      [["10.0.0.2/31"], ["10.0.0.0/31"], ["10.0.0.7/32"], ["10.0.0.4/31", "10.0.0.6/32"]],
    );
  });
});

describe(`sets cut in two (seed ${seed})`, () => {
  it("where another set begins or ends, and only between the first and the last element", () => {
    fc.assert(
      fc.property(addresses, addresses, (a, b) => {
        for (const family of ["IPv4", "IPv6"] as const) {
          const whole = a.only(family);
          for (const at of whole.endsOf(b, family)) {
            const halves = whole.cutAt(at);
            assert.ok(halves.every((half) => !half.isEmpty()));
            const [before, after] = halves;
            assert.ok(before && after && !before.meets(after));
            assert.ok(before.union(after).equals(whole));
          }
        }
      }),
      runs(1000),
    );
  });

  it("at a port", () => {
    const whole = PortSet.of({ from: 10, to: 20 }, { from: 30, to: 40 });
    assert.deepEqual(whole.endsOf(PortSet.of({ from: 5, to: 14 }, { from: 35, to: 50 })), [15, 35]);
    assert.deepEqual(whole.endsOf(PortSet.of({ from: 10, to: 40 }, { from: 60, to: 70 })), []);
    assert.deepEqual(whole.cutAt(15).map(String), ["10-14", "15-20,30-40"]);
    assert.deepEqual(whole.cutAt(30).map(String), ["10-20", "30-40"]);
  });

  it("and how much of a family or of all ports a set is", () => {
    assert.equal(AddressSet.of("10.0.0.0/8", "fd00::/8").shareOf("IPv4"), 1 / 256);
    assert.equal(AddressSet.of("10.0.0.0/8", "fd00::/9").shareOf("IPv6"), 1 / 512);
    assert.equal(AddressSet.everything().shareOf("IPv6"), 1);
    assert.equal(PortSet.of({ from: 0, to: 255 }).share, 1 / 256);
  });
});
