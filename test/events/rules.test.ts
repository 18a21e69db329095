import { type RuleId, ValidationError } from "cdktf-aws-http-integrations";
import { formatProblem } from "../../modules/core/errors";
import { RULES, type RuleDefinition } from "../../modules/core/rules";
import { codesOf, synth, thrownBy } from "../support/synth";
import { ASL_CASES } from "./rule-cases/asl";
import type { Build, Cases } from "./rule-cases/case";
import { CONNECTION_CASES } from "./rule-cases/connection";
import { GENERAL_CASES } from "./rule-cases/general";
import { RULE_AND_BUS_CASES } from "./rule-cases/rule-and-bus";
import { STATE_CASES } from "./rule-cases/state";
import { STATE_MACHINE_CASES } from "./rule-cases/state-machine";
import { TARGET_CASES } from "./rule-cases/target";
import { WORKFLOW_CASES } from "./rule-cases/workflow";

/** What breaks each rule, and the nearest thing that does not. */
const CASES: Cases = {
  ...GENERAL_CASES,
  ...CONNECTION_CASES,
  ...RULE_AND_BUS_CASES,
  ...TARGET_CASES,
  ...STATE_CASES,
  ...STATE_MACHINE_CASES,
  ...WORKFLOW_CASES,
  ...ASL_CASES,
};

/** Rules that no construct can break yet. Each says why. */
const UNREACHABLE: { readonly [code in RuleId]?: string } = {};

/** The codes with which a stack is refused or of which it is warned, by how they were said. */
function outcome(build: Build): { errors: string[]; warnings: string[]; messages: string } {
  let warnings: readonly string[] = [];
  const error = thrownBy(() => {
    warnings = synth(build).warnings;
  });
  if (error instanceof ValidationError) {
    return { errors: error.problems.map(({ code }) => code), warnings: [], messages: error.message };
  }
  if (error instanceof Error) {
    const codes = [...error.message.matchAll(/^ *(?:\[[^\]]*\] )+([a-z-]+)$/gm)].map((match) => match[1]!);
    if (codes.length === 0) {
      throw error;
    }
    return { errors: codes, warnings: [], messages: error.message };
  }
  const inState = warnings.some((text) => text.includes("secret-in-state")) ? ["secret-in-state"] : [];
  return { errors: [], warnings: [...codesOf(warnings), ...inState], messages: warnings.join("\n\n") };
}

describe("the catalogue of rules", () => {
  it("has a case here for every rule, or a reason why there is none", () => {
    expect([...Object.keys(CASES), ...Object.keys(UNREACHABLE)].sort()).toEqual(Object.keys(RULES).sort());
  });

  it.each(Object.entries(CASES))("%s is reported when broken, with its severity, and not otherwise", (code, rule) => {
    const { severity } = RULES[code as RuleId];
    const bad = outcome(rule.bad);

    expect(severity === "error" ? bad.errors : bad.warnings).toContain(code);
    const good = outcome(rule.good);
    expect(good.errors).toEqual([]);
    expect(good.warnings).not.toContain(code);
  });

  it.each(Object.entries(CASES))(
    "%s says what is wrong, the argument at fault, the fix, and where to read more",
    (code, rule) => {
      const { terraform } = RULES[code as RuleId] as RuleDefinition;
      const { messages } = outcome(rule.bad);
      const text = messages.split(/\n\n/).find((message) => message.includes(`#${code}`)) ?? "";

      expect(text).toMatch(new RegExp(`${code}\\n +\`[^\`]+\` \\S`));
      expect(text).toMatch(new RegExp(`\\n +Fix: .+[.?)}] See docs/rules\\.md#${code}`));
      if (terraform !== undefined) {
        expect(text).toContain("Terraform: ");
      }
      expect(text).not.toMatch(/TfToken\[|\[object Object\]|undefined|\.\.$/);
    },
  );

  it.each(Object.entries(RULES as { [code: string]: RuleDefinition }))("%s is a row fit to be read", (code, rule) => {
    const sentence = formatProblem({ code: code as RuleId, property: "p", ...rule });

    expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(rule.allowed).not.toMatch(/^[A-Z]|[.:,] *$/);
    expect(rule.why).toMatch(/^\S.*\.$/s);
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.source).not.toBe("");
    expect(sentence).not.toContain("..");
  });

  it("makes nothing an error that has no sure source", () => {
    const unsure = Object.entries(RULES as { [code: string]: RuleDefinition })
      .filter(([, rule]) => rule.severity === "error" && /unsourced|inferred/.test(rule.source))
      .map(([code]) => code);

    expect(unsure).toEqual([]);
  });
});
