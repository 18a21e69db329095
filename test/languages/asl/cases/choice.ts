import { choice, rule } from "../expression-parts";
import type { AslCases } from "./case";

const PAID = { Variable: "$.status", StringEquals: "paid" };

export const CHOICE_CASES: AslCases = {
  "choice-rule-invalid": { bad: choice(["Done"]), good: rule(PAID) },
  "choice-next-missing": { bad: choice([PAID, { ...PAID, Next: "Done" }]), good: rule(PAID) },
  "choice-next-nested": {
    bad: rule({ And: [{ ...PAID, Next: "Done" }] }),
    good: rule({ And: [PAID] }),
  },
  "choice-assign-nested": {
    bad: rule({ Not: { ...PAID, Assign: { seen: true } } }),
    good: rule({ Not: PAID, Assign: { seen: true } }),
  },
  "choice-operator-missing": {
    bad: rule({ Variable: "$.status", StringEqual: "paid" }),
    good: rule({ ...PAID, Comment: "StringEqual" }),
  },
  "choice-operator-repeated": {
    bad: rule({ Variable: "$.amount", NumericGreaterThan: 1, NumericLessThan: 5 }),
    good: rule({
      And: [
        { Variable: "$.amount", NumericGreaterThan: 1 },
        { Variable: "$.amount", NumericLessThan: 5 },
      ],
    }),
  },
  "choice-combination-invalid": { bad: rule({ Or: [] }), good: rule({ Or: [PAID] }) },
  "choice-variable-missing": { bad: rule({ IsPresent: true }), good: rule({ Variable: "$.a", IsPresent: true }) },
  "choice-operand-invalid": {
    bad: rule({ Variable: "$.amount", NumericEquals: "5" }),
    good: rule({ Variable: "$.amount", NumericEquals: 5 }),
  },
  "choice-timestamp-invalid": {
    bad: rule({ Variable: "$.due", TimestampLessThan: "2026-08-21" }),
    good: rule({ Variable: "$.due", TimestampLessThan: "2026-08-21T12:00:00.5+02:00" }),
  },
  "choice-pattern-escape": {
    bad: rule({ Variable: "$.file", StringMatches: "a\\b*" }),
    good: rule({ Variable: "$.file", StringMatches: "a\\\\b\\**" }),
  },
  "choice-field-language": {
    bad: rule({ Condition: true, Variable: "$.a" }, "JSONata"),
    good: rule({ Condition: true, Output: {}, Assign: { a: 1 } }, "JSONata"),
  },
  "choice-field-unknown": { bad: rule({ ...PAID, Commend: "paid" }), good: rule({ ...PAID, Comment: "paid" }) },
  "choice-condition-invalid": {
    bad: rule({ Condition: "$states.input.paid" }, "JSONata"),
    good: rule({ Condition: "{% $states.input.paid %}" }, "JSONata"),
  },
  "choice-condition-not-boolean": {
    bad: rule({ Condition: "{% 'paid' %}" }, "JSONata"),
    good: rule({ Condition: "{%$states.input.status = 'paid'%}" }, "JSONata"),
  },
};
