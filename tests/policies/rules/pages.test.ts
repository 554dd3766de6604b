/** Every rule has a page beside it, and every page a rule; the page says what the rule says of itself. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { catalogue } from "../../../policies/rules/catalogue";

const folder = path.resolve(__dirname, "../../../policies/rules");
const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
const headings = ["What is wrong", "Why it matters", "What to do", "Undecided when"];

describe("rule pages", () => {
  it("are there for each rule and for nothing else", () => {
    const ids = catalogue.map((rule) => rule.id).sort();
    assert.deepEqual(pages.map((page) => path.basename(page, ".md")).sort(), ids);
    assert.ok(pages.every((page) => existsSync(path.join(folder, page.replace(/md$/, "ts")))));
  });

  for (const rule of catalogue) {
    it(`of ${rule.id} repeats its title, level and severity, and cites a source`, () => {
      const page = pages.find((file) => path.basename(file, ".md") === rule.id);
      const text = readFileSync(path.join(folder, page ?? ""), "utf8");
      const severity = rule.severity;
      assert.equal(text.split("\n")[0], `# ${rule.id}: ${rule.title}`);
      assert.ok(text.includes(`\nLevel: ${rule.level}. Severity: ${severity}.\n`));
      assert.deepEqual(
        [...text.matchAll(/^## (.+)$/gm)].map((match) => match[1]),
        headings,
      );
      assert.match(text, /\nSource: \[[^\]]+\]\(https:\/\/learn\.microsoft\.com\//);
    });
  }

  it("name the fault, so that allowing a rule reads right", () => {
    assert.deepEqual(
      catalogue.filter((rule) => /\b(must|should|allow|require|disallow)\b/i.test(rule.title)),
      [],
    );
  });
});
