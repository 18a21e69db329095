import { jsonPathOf } from "../../json/ast";
import { isJsonataText, parseJsonata } from "../jsonata";
import { type Fields, isFields, type Machine, type QueryLanguage, type StateNode } from "../machine";
import { nearest } from "../nearest";
import type { AslFinding, AslReport } from "../report";
import type { AslRuleId } from "../rules";
import { isTimestamp } from "../timestamp";

type Operand = "boolean" | "number" | "path" | "pattern" | "text" | "timestamp";

/** Comparisons of JSONPath rules, with the type of what the variable is compared with. */
const COMPARISONS: ReadonlyMap<string, Operand> = comparisons();
const COMBINATIONS: ReadonlySet<string> = new Set(["And", "Or", "Not"]);
const JSONPATH_FIELDS: ReadonlySet<string> = new Set(["Variable", "Next", "Comment", "Assign"]);
const JSONATA_FIELDS: ReadonlySet<string> = new Set(["Condition", "Next", "Comment", "Assign", "Output"]);
const JSONPATH_WORDS: readonly string[] = [...COMPARISONS.keys(), ...COMBINATIONS, ...JSONPATH_FIELDS];

/** Checks the rules of Choice states in both query languages. That there are rules is checked with the structure. */
export function checkChoices(machine: Machine, report: AslReport): void {
  for (const node of machine.states) {
    const { Choices: rules } = node.fields;
    if (node.type !== "Choice" || !Array.isArray(rules)) continue;
    const check = new ChoiceCheck(node, report);
    const at = jsonPathOf(node.path, "Choices");
    for (const [index, rule] of rules.entries()) check.topRule(rule, jsonPathOf(at, index));
  }
}

class ChoiceCheck {
  constructor(
    private readonly node: StateNode,
    private readonly report: AslReport,
  ) {}

  topRule(rule: unknown, path: string): void {
    if (this.report.isUnresolved(rule)) return;
    if (!isFields(rule)) {
      this.#add("choice-rule-invalid", { path, given: rule });
      return;
    }
    if (rule.Next === undefined) this.#add("choice-next-missing", { path });
    else if (typeof rule.Next !== "string" && !this.report.isUnresolved(rule.Next)) {
      this.#add("choice-next-missing", { path: jsonPathOf(path, "Next"), given: rule.Next });
    }
    if (this.node.queryLanguage === "JSONata") this.#jsonataRule(rule, path);
    else this.#jsonPathRule(rule, path, false);
  }

  #jsonPathRule(rule: unknown, path: string, isNested: boolean): void {
    if (this.report.isUnresolved(rule)) return;
    if (!isFields(rule)) {
      this.#add("choice-rule-invalid", { path, given: rule });
      return;
    }
    const operators = Object.keys(rule).filter((key) => COMPARISONS.has(key) || COMBINATIONS.has(key));
    const isForeign = this.#foreignFields(rule, path, "JSONata", (key) => key === "Condition" || key === "Output");
    const unknown = this.#jsonPathFields(rule, path, isNested, operators.length > 0);
    if (operators.length > 1) {
      this.#add("choice-operator-repeated", { path, detail: `it has ${operators.join(", ")}` });
    } else if (operators.length === 0 && !isForeign) {
      this.#add("choice-operator-missing", { path, detail: unknown });
    }
    for (const operator of operators) {
      const at = jsonPathOf(path, operator);
      if (COMBINATIONS.has(operator)) this.#combination(operator, rule[operator], at);
      else this.#comparison(operator, rule[operator], at);
    }
    this.#variable(rule, path, operators);
  }

  /** Reports what belongs to the other language, once for a rule; true if there is something. */
  #foreignFields(rule: Fields, path: string, language: QueryLanguage, isForeign: (key: string) => boolean): boolean {
    const fields = Object.keys(rule).filter(isForeign);
    const [first] = fields;
    if (first === undefined) return false;
    const names = fields.map((field) => `"${field}"`).join(", ");
    const detail = `${names} ${fields.length === 1 ? "belongs" : "belong"} to ${language}`;
    this.#add("choice-field-language", { path: jsonPathOf(path, first), given: rule[first], detail });
    return true;
  }

  /** Returns what to say of an unknown field where a comparison is missing. */
  #jsonPathFields(rule: Fields, path: string, isNested: boolean, hasOperator: boolean): string | undefined {
    let unknown: string | undefined;
    for (const key of Object.keys(rule)) {
      const at = jsonPathOf(path, key);
      if (isNested && key === "Next") this.#add("choice-next-nested", { path: at, given: rule.Next });
      else if (isNested && key === "Assign") this.#add("choice-assign-nested", { path: at });
      else if (!JSONATA_FIELDS.has(key) && !isOfJsonPath(key)) {
        const detail = describeUnknown(key, JSONPATH_WORDS);
        if (hasOperator) this.#add("choice-field-unknown", { path: at, given: rule[key], detail });
        else unknown ??= detail;
      }
    }
    return unknown;
  }

  #variable(rule: Fields, path: string, operators: readonly string[]): void {
    const { Variable: variable } = rule;
    if (variable !== undefined) {
      if (typeof variable === "string" || this.report.isUnresolved(variable)) return;
      this.#add("choice-variable-missing", { path: jsonPathOf(path, "Variable"), given: variable });
    } else if (operators.some((operator) => COMPARISONS.has(operator))) {
      this.#add("choice-variable-missing", { path });
    }
  }

  #combination(operator: string, value: unknown, path: string): void {
    if (this.report.isUnresolved(value)) return;
    if (operator === "Not") {
      if (isFields(value)) this.#jsonPathRule(value, path, true);
      else this.#add("choice-combination-invalid", { path, given: value, allowed: "must be a rule" });
    } else if (!Array.isArray(value) || value.length === 0) {
      this.#add("choice-combination-invalid", { path, given: value, allowed: "must be a list of at least one rule" });
    } else {
      for (const [index, rule] of value.entries()) this.#jsonPathRule(rule, jsonPathOf(path, index), true);
    }
  }

  #comparison(operator: string, value: unknown, path: string): void {
    // JSONata in a JSONPath state is found with the expressions.
    if (this.report.isUnresolved(value) || isJsonataText(value)) return;
    const operand = COMPARISONS.get(operator)!;
    const type = operand === "boolean" || operand === "number" ? operand : "string";
    if (typeof value !== type) {
      const allowed = `must be ${OPERAND_WORDS[operand]}, because ${operator} takes one`;
      this.#add("choice-operand-invalid", { path, given: value, allowed });
    } else if (operand === "timestamp" && !isTimestamp(value as string)) {
      const detail = "String does not match RFC3339 timestamp";
      this.#add("choice-timestamp-invalid", { path, given: value, detail });
    } else if (operand === "pattern" && /\\([^\\*]|$)/.test((value as string).replaceAll("\\\\", ""))) {
      this.#add("choice-pattern-escape", { path, given: value });
    }
  }

  #jsonataRule(rule: Fields, path: string): void {
    const isForeign = this.#foreignFields(
      rule,
      path,
      "JSONPath",
      (key) => isOfJsonPath(key) && !JSONATA_FIELDS.has(key),
    );
    for (const key of Object.keys(rule)) {
      if (!JSONATA_FIELDS.has(key) && !isOfJsonPath(key)) {
        const detail = describeUnknown(key, JSONATA_FIELDS);
        this.#add("choice-field-unknown", { path: jsonPathOf(path, key), given: rule[key], detail });
      }
    }
    if (rule.Condition !== undefined || !isForeign) {
      this.#condition(rule.Condition, jsonPathOf(path, "Condition"), path);
    }
  }

  #condition(condition: unknown, path: string, rulePath: string): void {
    if (condition === undefined) {
      this.#add("choice-condition-invalid", { path: rulePath, detail: "Condition is missing" });
      return;
    }
    if (typeof condition === "boolean" || this.report.isUnresolved(condition)) return;
    if (!isJsonataText(condition)) {
      this.#add("choice-condition-invalid", { path, given: condition });
      return;
    }
    const { ast } = parseJsonata(condition);
    const isConstant =
      ast?.type === "string" || ast?.type === "number" || (ast?.type === "value" && ast.value === null);
    if (isConstant || (ast?.type === "unary" && (ast.value === "[" || ast.value === "{"))) {
      this.#add("choice-condition-not-boolean", { path, given: condition });
    }
  }

  #add(code: AslRuleId, finding: AslFinding): void {
    this.report.add(code, { state: this.node.name, ...finding });
  }
}

function isOfJsonPath(key: string): boolean {
  return JSONPATH_FIELDS.has(key) || COMPARISONS.has(key) || COMBINATIONS.has(key);
}

const OPERAND_WORDS: { readonly [operand in Operand]: string } = {
  boolean: "true or false",
  number: "a number",
  path: "a path",
  pattern: "text",
  text: "text",
  timestamp: "a timestamp",
};

function comparisons(): Map<string, Operand> {
  const found = new Map<string, Operand>([["StringMatches", "pattern"]]);
  const orders = ["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
  const add = (name: string, operand: Operand) => found.set(name, operand).set(`${name}Path`, "path");
  for (const order of orders) {
    add(`String${order}`, "text");
    add(`Numeric${order}`, "number");
    add(`Timestamp${order}`, "timestamp");
  }
  add("BooleanEquals", "boolean");
  for (const test of ["Null", "Present", "Numeric", "String", "Boolean", "Timestamp"])
    found.set(`Is${test}`, "boolean");
  return found;
}

function describeUnknown(key: string, known: readonly string[] | ReadonlySet<string>): string {
  const meant = nearest(key, known);
  return meant === undefined ? `"${key}" is not known` : `"${key}" is not known: did you mean "${meant}"?`;
}
