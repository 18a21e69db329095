import { jsonPathOf } from "../../../json/ast";
import { isHttpTask } from "../../http/task";
import { ASL_COUNT_MAX } from "../../limits";
import { isFields, type Machine, type StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { isCallback, mayPassToken } from "../../task-token";
import { has, isOpen, outOf, reportField } from "../common";

/** Text that a templating tool replaces: `__ARN__`, `<arn>`, `{{arn}}`, `#{arn}`. */
const TEMPLATE_MARK = /^_.*_$|^<.*>$|\{\{|#\{/s;
const ARN = /^arn:/;
const ACTIVITY = /^arn:[^:]+:states:[^:]*:[^:]*:activity:/;
const WAITING_PATTERN = /(\.sync|\.waitForTaskToken)(?::2)?$/;

/** What a Task calls, as which role, and how long it may take. */
export function checkTask(state: StateNode, machine: Machine, report: AslReport): void {
  checkResource(state, machine, report);
  checkCredentials(state, report);
  checkTimes(state, report);
  checkToken(state, report);
}

/** A task that waits for a token which it tells nobody. */
function checkToken(state: StateNode, report: AslReport): void {
  // HTTP Tasks and Express machines have no such tasks, which is an error of its own.
  if (!isCallback(state) || state.scope.isExpress || isHttpTask(state)) return;
  if (!mayPassToken(state, report)) {
    const field = state.queryLanguage === "JSONata" ? "Arguments" : "Parameters";
    report.add("task-token-not-passed", { path: jsonPathOf(state.path, field), state: state.name });
  }
}

function checkResource(state: StateNode, machine: Machine, report: AslReport): void {
  const { Resource: resource } = state.fields;
  if (resource === undefined) {
    reportField(report, "task-resource-missing", state, "Resource", "These fields are required: [Resource]");
    return;
  }
  const isUnresolved = report.isUnresolved(resource);
  // Of an ARN with a placeholder in it, the end still tells how the task is called.
  if (typeof resource === "string" && state.scope.isExpress) {
    checkExpress(resource, state, machine, report);
  }
  if (isUnresolved || (typeof resource === "string" && (ARN.test(resource) || TEMPLATE_MARK.test(resource)))) return;
  reportField(report, "task-resource-invalid", state, "Resource", "Value is not a valid resource ARN");
}

function checkExpress(resource: string, state: StateNode, machine: Machine, report: AslReport): void {
  const pattern = WAITING_PATTERN.exec(resource)?.[1];
  if (pattern === undefined && !ACTIVITY.test(resource)) return;
  const detail = `Express state machine does not support ${
    pattern === undefined ? "Activity ARN" : `'${pattern}' service integration`
  }`;
  const ofMachine = pattern === undefined ? "express-activity-unsupported" : "express-pattern-unsupported";
  reportField(report, machine.type === "EXPRESS" ? ofMachine : "express-child-unsupported", state, "Resource", detail);
}

function checkCredentials(state: StateNode, report: AslReport): void {
  const { Credentials: credentials, Resource: resource } = state.fields;
  if (credentials === undefined || isOpen(credentials, state.queryLanguage, report)) return;
  let detail: string | undefined;
  if (typeof resource === "string" && ACTIVITY.test(resource)) {
    detail = "The field 'Credentials' is not supported for activities";
  } else if (!isFields(credentials) || !(has(credentials, "RoleArn") || has(credentials, "RoleArn.$"))) {
    detail = "The field 'RoleArn' is required but was missing";
  }
  if (detail !== undefined) {
    const path = jsonPathOf(state.path, "Credentials");
    report.add("task-credentials-invalid", { path, state: state.name, detail });
  }
}

function checkTimes(state: StateNode, report: AslReport): void {
  const timeout = seconds("TimeoutSeconds", "task-timeout-invalid");
  const heartbeat = seconds("HeartbeatSeconds", "task-heartbeat-invalid");
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
    const detail = `HeartbeatSeconds is ${heartbeat}, TimeoutSeconds ${timeout}`;
    reportField(report, "task-heartbeat-not-below-timeout", state, "HeartbeatSeconds", detail);
  }

  function seconds(field: string, code: "task-timeout-invalid" | "task-heartbeat-invalid"): number | undefined {
    const value = state.fields[field];
    if (!has(state.fields, field) || isOpen(value, state.queryLanguage, report)) return undefined;
    const detail = outOf({ min: 1, max: ASL_COUNT_MAX }, value);
    if (detail === undefined) return value as number;
    reportField(report, code, state, field, detail);
    return undefined;
  }
}
