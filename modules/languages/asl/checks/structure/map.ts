import { jsonPathOf } from "../../../json/ast";
import { DISTRIBUTED_ONLY_FIELDS, PROCESSOR_CONFIG_FIELDS } from "../../fields";
import { isHttpTask } from "../../http/task";
import { MAP_LABEL_MAX_LENGTH } from "../../limits";
import { type Fields, isFields, type Machine, type StateNode } from "../../machine";
import type { AslReport } from "../../report";
import { has, reportField } from "../common";
import { checkMapNumbers, checkMapParts, checkPartFields } from "./map-parts";

// Control characters are refused, too.
const LABEL = /^[^\s?*<>{}[\]:;,\\|^~$#%&`"\u0000-\u001f\u007f-\u009f]+$/;

/** What a Map runs for each item, how, and on which items. */
export function checkMap(state: StateNode, machine: Machine, report: AslReport): void {
  const { fields } = state;
  const field = has(fields, "ItemProcessor") || !has(fields, "Iterator") ? "ItemProcessor" : "Iterator";
  const processor = fields[field];
  checkMapNumbers(fields, state, state.path, report);
  checkMapParts(state, report);
  checkLabel(state, report);
  if (report.isUnresolved(processor)) return;
  if (!isFields(processor)) {
    const detail = "This object should have only one of the following fields: [ItemProcessor, Iterator]";
    report.add("map-processor-missing", {
      path: jsonPathOf(state.path, field),
      state: state.name,
      detail: processor === undefined ? detail : undefined,
    });
    return;
  }
  checkConfig(processor, jsonPathOf(state.path, field), state, machine, report);
  checkConcurrency(state, report);
}

function checkConfig(processor: Fields, path: string, state: StateNode, machine: Machine, report: AslReport): void {
  const config = processor.ProcessorConfig ?? {};
  const at = jsonPathOf(path, "ProcessorConfig");
  if (report.isUnresolved(config)) return;
  if (!isFields(config)) {
    report.add("map-processor-config-invalid", { path: at, state: state.name });
    return;
  }
  checkPartFields(config, PROCESSOR_CONFIG_FIELDS, state, at, report);
  const { Mode: mode = "INLINE", ExecutionType: executionType } = config;
  if (report.isUnresolved(mode)) return;
  const finding = (field: string, detail?: string) => ({
    path: jsonPathOf(at, field),
    state: state.name,
    given: config[field],
    detail,
  });
  if (mode === "DISTRIBUTED") {
    if (executionType === undefined) {
      report.add("map-execution-type-missing", {
        path: at,
        state: state.name,
        detail: "These fields are required: [ExecutionType]",
      });
    } else if (executionType !== "STANDARD" && executionType !== "EXPRESS" && !report.isUnresolved(executionType)) {
      const detail = "Value should be one of the following: [STANDARD, EXPRESS]";
      report.add("map-execution-type-invalid", finding("ExecutionType", detail));
    }
    if (state.scope.isExpress) {
      const detail = "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
      const isMachine = machine.type === "EXPRESS";
      report.add(
        isMachine ? "express-distributed-map-unsupported" : "express-child-unsupported",
        finding("Mode", detail),
      );
    }
    return;
  }
  if (mode !== "INLINE") {
    report.add("map-mode-invalid", finding("Mode", "Value should be one of the following: [INLINE, DISTRIBUTED]"));
    return;
  }
  if (executionType !== undefined) {
    report.add("map-execution-type-invalid", finding("ExecutionType", "Field 'ExecutionType' is not supported"));
  }
  for (const field of DISTRIBUTED_ONLY_FIELDS) {
    if (has(state.fields, field)) {
      reportField(report, "map-field-distributed-only", state, field);
    }
  }
}

function checkLabel(state: StateNode, report: AslReport): void {
  const { Label: label } = state.fields;
  if (label === undefined || report.isUnresolved(label)) return;
  if (typeof label !== "string" || label.length > MAP_LABEL_MAX_LENGTH || !LABEL.test(label)) {
    reportField(report, "map-label-invalid", state, "Label");
  }
}

/** Labels name the runs of a Map, so that each may stand once in a machine. */
export function checkLabels(machine: Machine, report: AslReport): void {
  const labels = new Set<unknown>();
  for (const state of machine.states) {
    const { Label: label } = state.fields;
    if (state.type !== "Map" || typeof label !== "string" || report.isUnresolved(label)) continue;
    if (labels.has(label)) {
      reportField(report, "map-label-duplicate", state, "Label");
    }
    labels.add(label);
  }
}

/** HTTP Tasks inside a Map whose items and concurrency have no bound. */
function checkConcurrency(state: StateNode, report: AslReport): void {
  const { MaxConcurrency: limit = 0, MaxConcurrencyPath: path, Items: items } = state.fields;
  if (limit !== 0 || path !== undefined || Array.isArray(items)) return;
  const pending = [...state.children];
  for (let scope = pending.pop(); scope !== undefined; scope = pending.pop()) {
    for (const inner of scope.states.values()) {
      if (isHttpTask(inner)) {
        const detail = `every item calls the API in "${inner.name}"`;
        reportField(report, "map-calls-unbounded", state, "MaxConcurrency", detail);
        return;
      }
      for (const child of inner.children) pending.push(child);
    }
  }
}
