import { jsonPathOf } from "../../json/ast";
import { isJsonataText } from "../jsonata";
import type { Fields, QueryLanguage, StateNode } from "../machine";
import type { AslReport } from "../report";
import type { AslRuleId } from "../rules";

/** True if the object has the field itself, and something in it. */
export function has(fields: Fields, field: string): boolean {
  return Object.hasOwn(fields, field) && fields[field] !== undefined;
}

/** True for what only the execution knows: an unresolved value, or an expression where JSONata is spoken. */
export function isOpen(value: unknown, language: QueryLanguage, report: AslReport): boolean {
  return (language === "JSONata" && isJsonataText(value)) || report.isUnresolved(value);
}

/** Reports a field of a state. */
export function reportField(
  report: AslReport,
  code: AslRuleId,
  state: StateNode,
  field: string,
  detail?: string,
  fix?: string,
): void {
  const path = jsonPathOf(state.path, field);
  report.add(code, { path, state: state.name, given: state.fields[field], detail, fix });
}

/** A range that a number of the definition must be in. */
export interface Range {
  readonly min: number;
  readonly max?: number;
  /** Numbers such as 0.5 are in it, too. */
  readonly isFractional?: boolean;
}

/** What is wrong with a number, in AWS's words; undefined if nothing is. */
export function outOf(range: Range, value: unknown): string | undefined {
  if (typeof value !== "number" || !(range.isFractional || Number.isInteger(value))) {
    return `Expected value of type ${range.isFractional ? "Number" : "Integer"}`;
  }
  if (value < range.min) return `Minimum value is ${range.min}`;
  if (range.max !== undefined && value > range.max) return `Maximum value is ${range.max}`;
  return undefined;
}
