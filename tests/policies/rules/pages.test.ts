/** Every rule has a page, every page a rule, and no page is older than what its rule says of itself. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { documentUrl } from "../../../azure/facts/source";
import { catalogue } from "../../../policies/rules/catalogue";
import { requiredFlowsPage } from "../../../scripts/reference/required-flows-page";
import { rulePages } from "../../../scripts/reference/rule-pages";

const root = path.resolve(__dirname, "../../..");

describe("generated pages", () => {
  it("are there for each rule and for nothing else", () => {
    const pages = readdirSync(path.join(root, "docs/rules"));
    assert.deepEqual(pages.sort(), ["README.md", ...catalogue.map((rule) => `${rule.id}.md`)].sort());
    assert.equal(new Set(catalogue.map((rule) => rule.id)).size, catalogue.length);
  });

  for (const [file, text] of [...rulePages(), ...requiredFlowsPage()]) {
    it(`${file} says what its source says (npm run reference writes it)`, () => {
      assert.equal(readFileSync(path.join(root, file), "utf8"), text);
    });
  }

  it("say something under every heading, and cite a page that can be opened", () => {
    for (const { id, page, source } of catalogue) {
      for (const [heading, text] of Object.entries(page)) {
        assert.match(text, /^\S.{10,}\.$/, `${id}, ${heading}`);
      }
      assert.match(documentUrl(source) ?? "", /^https:\/\/learn\.microsoft\.com\//, id);
    }
  });

  it("name the fault, so that allowing a rule reads right", () => {
    assert.deepEqual(
      catalogue.filter((rule) => /\b(must|should|allow|require|disallow)\b/i.test(rule.title)),
      [],
    );
  });
});
