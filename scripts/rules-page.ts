import { RULES, type RuleDefinition } from "../modules/core/rules";
import { CONNECTION_RULES } from "../modules/core/rules/connection";
import { DESTINATION_RULES } from "../modules/core/rules/destination";
import { GENERAL_RULES } from "../modules/core/rules/general";
import { INPUT_RULES } from "../modules/core/rules/input";
import { RULE_RULES } from "../modules/core/rules/rule-and-bus";
import { STATE_RULES } from "../modules/core/rules/state";
import { STATE_MACHINE_RULES } from "../modules/core/rules/state-machine";
import { TARGET_RULES } from "../modules/core/rules/target";
import { WORKFLOW_RULES } from "../modules/core/rules/workflow";
import { CHOICE_RULES } from "../modules/languages/asl/rules/choice";
import { EXPRESSIONS_RULES } from "../modules/languages/asl/rules/expressions";
import { FLOW_RULES } from "../modules/languages/asl/rules/flow";
import { HTTP_RULES } from "../modules/languages/asl/rules/http";
import { RETRY_RULES } from "../modules/languages/asl/rules/retry";
import { STRUCTURE_RULES } from "../modules/languages/asl/rules/structure";

const HEAD = `# Rules

What synth refuses (error) or warns of (warning). This page is made by \`npm run docs\` from \`modules/core/rules/\` and
\`modules/languages/asl/rules/\`. A value that Terraform alone knows, an unresolved token, is not judged. V and a number
in a source is a row of the project's own list of checks.
`;

interface Area {
  readonly title: string;
  readonly rules: { readonly [code: string]: RuleDefinition };
}

/** The parts of the page. A rule stands in the first that has it, and what none has in the last. */
const AREAS: readonly Area[] = [
  { title: "Ids, roles, queues, topics, streams, keys and log groups", rules: GENERAL_RULES },
  { title: "Connections and credentials", rules: CONNECTION_RULES },
  { title: "API destinations", rules: DESTINATION_RULES },
  { title: "Buses, archives, rules, schedules and event patterns", rules: RULE_RULES },
  { title: "Targets", rules: TARGET_RULES },
  { title: "Target input", rules: INPUT_RULES },
  { title: "State machines, their definitions' source and permissions", rules: STATE_MACHINE_RULES },
  { title: "States in TypeScript", rules: STATE_RULES },
  { title: "Workflow shapes", rules: WORKFLOW_RULES },
  { title: "HTTP Tasks", rules: HTTP_RULES },
  { title: "Definitions: machine and states", rules: STRUCTURE_RULES },
  { title: "Definitions: transitions", rules: FLOW_RULES },
  { title: "Definitions: Retry, Catch and names of errors", rules: RETRY_RULES },
  { title: "Definitions: Choice rules", rules: CHOICE_RULES },
  { title: "Definitions: paths, payloads, JSONata and variables", rules: EXPRESSIONS_RULES },
  { title: "Others", rules: RULES },
];

/** docs/rules.md: one section for each rule, so that a message can link to it. */
export function rulesPage(): string {
  const seen = new Set<string>();
  const areas = AREAS.map(({ title, rules }) => ({
    title,
    rules: Object.entries(rules).filter(([code]) => !seen.has(code) && seen.add(code)),
  })).filter(({ rules }) => rules.length > 0);
  const contents = areas.map(({ title, rules }) => `- [${title}](#${anchorOf(title)}) (${rules.length})`);
  return [HEAD, ...contents, "", ...areas.map(({ title, rules }) => partOf(title, rules))].join("\n");
}

function partOf(title: string, rules: readonly (readonly [string, RuleDefinition])[]): string {
  const rows = rules.map(([code, rule]) => `| [${code}](#${code}) | ${rule.severity} | ${cell(rule.allowed)} |`);
  const sections = rules.map(([code, rule]) => section(code, rule));
  return [
    `## ${title}`,
    "",
    "| Rule | Severity | The property … |",
    "|---|---|---|",
    ...rows,
    "",
    sections.join("\n"),
  ].join("\n");
}

function section(code: string, rule: RuleDefinition): string {
  return [
    `### ${code}`,
    "",
    `- Severity: ${rule.severity}`,
    `- What: the property ${rule.allowed}.`,
    `- Why: ${rule.why}`,
    `- Fix: ${rule.fix}`,
    ...(rule.terraform ? [`- Terraform: \`${rule.terraform}\``] : []),
    ...(rule.awsCode ? [`- AWS's code: \`${rule.awsCode}\``] : []),
    `- Source: ${rule.source}`,
    "",
  ].join("\n");
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}

/** The anchor that GitHub and others give a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replace(/ /g, "-");
}
