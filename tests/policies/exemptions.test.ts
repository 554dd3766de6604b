import assert from "node:assert/strict";
import { checkExemptions, Exemption, exemptionFor } from "../../policies/exemptions";

const exemption: Exemption = {
  rule: "nsg-acr-tag",
  resource: "nsg-*",
  reason: "images are baked into the nodes",
  owner: "platform",
  expires: "2026-06-30",
};
const subject = { name: "nsg-inference", urn: "urn:pulumi:dev::project::type::nsg-inference", path: "" };
const find = (change: Partial<Exemption>, today = "2026-06-30", on: { name: string; path: string } = subject) =>
  exemptionFor([{ ...exemption, ...change }], "nsg-acr-tag", on, today);

describe("an exemption", () => {
  it("covers its rule on resources of its pattern, up to and with its last day", () => {
    assert.ok(find({}));
    assert.equal(find({}, "2026-07-01"), undefined);
    assert.equal(find({ rule: "nsg-acr-port" }), undefined);
  });

  it("takes the pattern as a whole, by name or URN", () => {
    assert.equal(find({ resource: "nsg" }), undefined);
    assert.ok(find({ resource: "nsg-inference" }));
    assert.ok(find({ resource: "urn:pulumi:dev::project::*::nsg-inference" }));
    assert.equal(find({ resource: "nsg.inference" }), undefined, "a dot is a dot");
  });

  it("does not cover a finding that is laid at no resource of the stack, unless it names it", () => {
    assert.equal(find({}, "2026-06-30", { name: "the stack", path: "" }), undefined);
  });

  it("of an unknown rule, or expired, is a problem with its path", () => {
    const problems = checkExemptions([exemption, { ...exemption, rule: "nsg-arc-tag" }], ["nsg-acr-tag"], "2026-07-01");
    assert.deepEqual(
      problems.map(({ path, found }) => [path, found]),
      [
        ["exemptions[0].expires", "`2026-06-30`"],
        ["exemptions[1].rule", "`nsg-arc-tag`"],
      ],
    );
    assert.deepEqual(checkExemptions([exemption], ["nsg-acr-tag"], "2026-06-30"), []);
  });
});
