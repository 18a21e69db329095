import { ASL_RULES, type AslRuleId, validateDefinition } from "../../../modules/languages/asl";
import type { AslCase, AslCases } from "./cases/case";
import { CHOICE_CASES } from "./cases/choice";
import { EXPRESSIONS_CASES } from "./cases/expressions";
import { FLOW_CASES } from "./cases/flow";
import { HTTP_CASES } from "./cases/http";
import { RETRY_CASES } from "./cases/retry";
import { STRUCTURE_CASES } from "./cases/structure";

const CASES: AslCases = {
  ...STRUCTURE_CASES,
  ...FLOW_CASES,
  ...RETRY_CASES,
  ...CHOICE_CASES,
  ...EXPRESSIONS_CASES,
  ...HTTP_CASES,
};

const CODES = Object.keys(ASL_RULES) as AslRuleId[];

test("every rule has a case that breaks it and one that keeps it", () => {
  expect(Object.keys(CASES).sort()).toEqual([...CODES].sort());
});

describe.each(Object.entries(CASES))("%s", (code, { bad, good, options }: AslCase) => {
  test("is reported, with the words of its row", () => {
    const found = validateDefinition(bad, options).diagnostics.find((one) => one.code === code);
    expect(found).toMatchObject({
      severity: ASL_RULES[code as AslRuleId].severity,
      path: expect.stringMatching(/^\$/),
      allowed: expect.stringMatching(/./),
      fix: expect.stringMatching(/./),
    });
  });

  test("is not reported of what is right", () => {
    const { isValid, diagnostics } = validateDefinition(good, options);
    expect(diagnostics.filter((one) => one.severity === "error" || one.code === code)).toEqual([]);
    expect(isValid).toBe(true);
  });
});

test("codes are lower-case words joined by hyphens", () => {
  expect(CODES.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([]);
});
