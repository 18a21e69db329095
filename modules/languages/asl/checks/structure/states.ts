import { jsonPathOf } from "../../../json/ast";
import { isJsonataText } from "../../jsonata";
import { ASL_COUNT_MAX, EXPRESS_MAX_SECONDS } from "../../limits";
import { isFields, type StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { isTimestamp } from "../../timestamp";
import { has, isOpen, outOf, reportField } from "../common";
import { holdsComplements } from "./complement";

const WAIT_FIELDS = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];

/** How long, or until when, a Wait state waits. */
export function checkWait(state: StateNode, report: AslReport): void {
  const { fields, queryLanguage } = state;
  if (!WAIT_FIELDS.some((field) => has(fields, field))) {
    report.add("wait-time-missing", { path: state.path, state: state.name });
  }
  const { Seconds: seconds, Timestamp: timestamp } = fields;
  if (has(fields, "Seconds") && !isOpen(seconds, queryLanguage, report)) {
    const detail = outOf({ min: 0, max: ASL_COUNT_MAX }, seconds);
    if (detail !== undefined) {
      reportField(report, "wait-seconds-invalid", state, "Seconds", detail);
    } else if (state.scope.isExpress && (seconds as number) >= EXPRESS_MAX_SECONDS) {
      reportField(report, "wait-exceeds-express", state, "Seconds");
    }
  }
  if (has(fields, "Timestamp") && !isOpen(timestamp, queryLanguage, report)) {
    if (typeof timestamp !== "string" || !isTimestamp(timestamp)) {
      reportField(report, "wait-timestamp-invalid", state, "Timestamp", "String does not match RFC3339 timestamp");
    }
  }
}

/** That a Choice has choices, and what happens when none matches; the choices themselves are judged elsewhere. */
export function checkChoice(state: StateNode, report: AslReport): void {
  const { Choices: choices } = state.fields;
  if (report.isUnresolved(choices)) return;
  if (!Array.isArray(choices) || choices.length === 0) {
    const detail = choices === undefined ? "These fields are required: [Choices]" : "Value cannot be empty";
    const path = jsonPathOf(state.path, "Choices");
    report.add("choice-without-choices", { path, state: state.name, detail });
  } else if (
    !has(state.fields, "Default") &&
    !choices.some((rule) => isFields(rule) && isAlways(rule.Condition)) &&
    !holdsComplements(choices)
  ) {
    report.add("choice-without-default", { path: state.path, state: state.name });
  }
}

function isAlways(condition: unknown): boolean {
  return condition === true || (isJsonataText(condition) && condition.slice(2, -2).trim() === "true");
}

/** `Error` and `Cause` of a Fail state. */
export function checkFail(state: StateNode, report: AslReport): void {
  for (const field of ["Error", "Cause"]) {
    const value = state.fields[field];
    if (has(state.fields, field) && typeof value !== "string" && !report.isUnresolved(value)) {
      reportField(report, "fail-text-invalid", state, field);
    }
  }
}

/** The branches of a Parallel state; what is in each is judged as a scope. */
export function checkParallel(state: StateNode, report: AslReport): void {
  const branches = state.fields.Branches;
  if (report.isUnresolved(branches)) return;
  if (!Array.isArray(branches) || branches.length === 0) {
    const detail = branches === undefined ? "These fields are required: [Branches]" : "Value cannot be empty";
    reportField(report, "parallel-branches-missing", state, "Branches", detail);
    return;
  }
  for (const [index, branch] of branches.entries()) {
    if (!isFields(branch) && !report.isUnresolved(branch)) {
      const path = jsonPathOf(jsonPathOf(state.path, "Branches"), index);
      report.add("parallel-branches-missing", { path, state: state.name, allowed: "must be an object" });
    }
  }
}
