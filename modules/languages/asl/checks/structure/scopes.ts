import { jsonPathOf } from "../../../json/ast";
import { BRANCH_FIELDS, KNOWN_STATE_FIELDS, MACHINE_FIELDS, PROCESSOR_FIELDS } from "../../fields";
import { ASL_COUNT_MAX } from "../../limits";
import { type Fields, isFields, type Machine, type Scope } from "../../machine";
import { didYouMean, nearest } from "../../nearest";
import type { AslReport } from "../../report";
import { has, outOf } from "../common";

const LANGUAGES = ["JSONPath", "JSONata"];

/** The machine, each branch and each processor: `StartAt`, `States`, and what else they may have. */
export function checkScopes(machine: Machine, report: AslReport): void {
  for (const scope of machine.scopes) {
    checkFields(scope, report);
    checkComment(scope.fields, scope.path, scope.owner?.name, report);
    checkStart(scope, report);
  }
  checkMachineFields(machine, report);
  checkQueryLanguages(machine, report);
}

/** A note for readers, which AWS does not read but wants as text. */
export function checkComment(fields: Fields, path: string, state: string | undefined, report: AslReport): void {
  const { Comment: comment } = fields;
  if (comment !== undefined && typeof comment !== "string" && !report.isUnresolved(comment)) {
    report.add("comment-not-text", { path: jsonPathOf(path, "Comment"), state, given: comment });
  }
}

function checkStart(scope: Scope, report: AslReport): void {
  const { fields, path } = scope;
  const state = scope.owner?.name;
  const { StartAt: start, States: states } = fields;
  if ((typeof start !== "string" || start === "") && !report.isUnresolved(start)) {
    const detail = start === undefined ? "These fields are required: [StartAt]" : undefined;
    report.add("start-at-missing", { path: jsonPathOf(path, "StartAt"), state, given: start, detail });
  }
  if (report.isUnresolved(states)) return;
  if (!isFields(states) || Object.keys(states).length === 0) {
    const detail = states === undefined ? "These fields are required: [States]" : undefined;
    report.add("states-missing", { path: jsonPathOf(path, "States"), state, given: states, detail });
    return;
  }
  if (scope.states.size === Object.keys(states).length) return;
  for (const [name, value] of Object.entries(states)) {
    if (!isFields(value) && !report.isUnresolved(value)) {
      const at = jsonPathOf(jsonPathOf(path, "States"), name);
      report.add("state-not-object", { path: at, state: name });
    }
  }
}

function checkFields(scope: Scope, report: AslReport): void {
  const { owner, path, fields } = scope;
  const known = owner === undefined ? MACHINE_FIELDS : owner.type === "Map" ? PROCESSOR_FIELDS : BRANCH_FIELDS;
  for (const field of Object.keys(fields)) {
    if (known.has(field)) continue;
    const meant = nearest(field, known);
    // AWS refuses what it knows from elsewhere; of other names it may know more than we do.
    const isRefused =
      meant?.toLowerCase() === field.toLowerCase() || MACHINE_FIELDS.has(field) || KNOWN_STATE_FIELDS.has(field);
    report.add(isRefused ? "definition-field-not-supported" : "definition-field-unknown", {
      path: jsonPathOf(path, field),
      state: owner?.name,
      detail: `Field '${field}' is not supported`,
      fix: didYouMean(field, known),
    });
  }
}

function checkMachineFields({ fields }: Machine, report: AslReport): void {
  const { Version: version, TimeoutSeconds: timeout } = fields;
  if (has(fields, "Version") && version !== "1.0" && !report.isUnresolved(version)) {
    const detail = "Value should be one of the following: [1.0]";
    report.add("definition-version-invalid", { path: "$.Version", given: version, detail });
  }
  if (has(fields, "TimeoutSeconds") && !report.isUnresolved(timeout)) {
    const detail = outOf({ min: 0, max: ASL_COUNT_MAX }, timeout);
    if (detail !== undefined) {
      report.add("machine-timeout-invalid", { path: "$.TimeoutSeconds", given: timeout, detail });
    }
  }
}

function checkQueryLanguages(machine: Machine, report: AslReport): void {
  const check = (given: unknown, path: string, state?: string) => {
    if (given === undefined || LANGUAGES.includes(given as string) || report.isUnresolved(given)) return;
    const detail = "Value should be one of the following: [JSONPath, JSONata]";
    const fix = typeof given === "string" ? didYouMean(given, LANGUAGES) : undefined;
    report.add("query-language-invalid", { path: jsonPathOf(path, "QueryLanguage"), state, given, detail, fix });
  };
  check(machine.fields.QueryLanguage, "$");
  for (const { fields, path, name } of machine.states) {
    check(fields.QueryLanguage, path, name);
    if (isDowngraded(fields.QueryLanguage, machine)) {
      const detail = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
      const at = jsonPathOf(path, "QueryLanguage");
      report.add("query-language-mixed", { path: at, state: name, given: fields.QueryLanguage, detail });
    }
  }
}

/** True for a state's language that the machine's does not allow. */
export function isDowngraded(language: unknown, machine: Machine): boolean {
  return language === "JSONPath" && machine.queryLanguage === "JSONata";
}
