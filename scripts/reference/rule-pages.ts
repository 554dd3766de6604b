/** A page for each rule of the pack, and their index: from what the rule says of itself, nowhere else. */
import { documentUrl, Source } from "../../azure/facts/source";
import { catalogue } from "../../policies/rules/catalogue";
import { EstateRule } from "../../policies/rules/rule";

export function rulePages(): ReadonlyMap<string, string> {
  const pages = catalogue.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, page(rule)]);
  return new Map([["docs/rules/README.md", index()], ["policies/RULES.md", list()], ...pages]);
}

function index(): string {
  const rows = catalogue.map(
    (rule) => `| [${rule.id}](${rule.id}.md) | ${rule.title} | ${rule.level} | ${rule.severity} |`,
  );
  return lines(
    "# Rules of the pack",
    "",
    "Generated from the rules by `npm run reference`. A rule is named after the fault, so that an exemption reads right.",
    "",
    "| id | fault | level | severity |",
    "|---|---|---|---|",
    ...rows,
  );
}

/** The same for whoever has the package without the repository. */
function list(): string {
  const rows = catalogue.map((rule) => `| \`${rule.id}\` | ${rule.title} | ${rule.level} | ${rule.severity} |`);
  return lines(
    "# Rules",
    "",
    "Generated from the rules by `npm run reference` in the repository.",
    "",
    "| policy | finds | level | severity |",
    "|---|---|---|---|",
    ...rows,
  );
}

function page({ id, title, level, severity, source, page: said }: EstateRule): string {
  return lines(
    `# ${id}: ${title}`,
    "",
    `Level: ${level}. Severity: ${severity}. Generated from the rule by \`npm run reference\`.`,
    "",
    "## What is wrong",
    said.fault,
    "",
    "## Why it matters",
    said.consequence,
    "",
    "## What to do",
    said.remedy,
    "",
    "## Undecided when",
    said.undecided,
    "",
    `Source: ${cite(source)}.`,
  );
}

/** For instance: [how-to-secure-inferencing-vnet](https://…), "Limit outbound connectivity", read 2026-11-24. */
export function cite(source: Source): string {
  const url = documentUrl(source);
  const name = url === undefined ? source.document : `[${source.document}](${url})`;
  const section = source.section === undefined ? "" : `, "${source.section}"`;
  return `${name}${section}, read ${source.read}`;
}

export function lines(...texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}
