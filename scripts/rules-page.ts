import { RULES, type RuleDefinition } from "../modules/core/rules";

const HEAD = `# Rules

What synth refuses (error) or warns of (warning). This page is made by \`npm run docs\` from \`modules/core/rules/\`. A value
that Terraform alone knows, an unresolved token, is not judged.
`;

/** docs/rules.md: one section for each rule, so that a message can link to it. */
export function rulesPage(): string {
  const rules: [string, RuleDefinition][] = Object.entries(RULES);
  const rows = rules.map(([code, rule]) => `| [${code}](#${code}) | ${rule.severity} | ${cell(rule.allowed)} |`);
  const sections = rules.map(([code, rule]) => section(code, rule));
  return `${HEAD}\n| Rule | Severity | The property … |\n|---|---|---|\n${rows.join("\n")}\n\n${sections.join("\n")}`;
}

function section(code: string, rule: RuleDefinition): string {
  return [
    `## ${code}`,
    "",
    `- Severity: ${rule.severity}`,
    `- What: the property ${rule.allowed}.`,
    `- Why: ${rule.why}`,
    `- Fix: ${rule.fix}`,
    ...(rule.terraform ? [`- Terraform: \`${rule.terraform}\``] : []),
    `- Source: ${rule.source}`,
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}
