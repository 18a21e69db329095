import { jsonPathOf } from "../../json/ast";
import { checkAssign } from "../expressions/assign";
import { checkPathField, checkResultPath, looksLikeExpression } from "../expressions/paths";
import { checkJsonataValue, checkTemplate } from "../expressions/payload";
import { addFinding, type Site } from "../expressions/site";
import { visibleVariables } from "../expressions/variables";
import { isJsonataText } from "../jsonata";
import { type Fields, isFields, type Machine } from "../machine";
import type { AslReport } from "../report";

const TEMPLATES = ["Parameters", "ResultSelector", "ItemSelector"] as const;
const NODE_PATHS = ["InputPath", "OutputPath"] as const;
const REFERENCE_PATHS = [
  "ItemsPath",
  "SecondsPath",
  "TimestampPath",
  "TimeoutSecondsPath",
  "HeartbeatSecondsPath",
  "MaxConcurrencyPath",
  "ToleratedFailureCountPath",
  "ToleratedFailurePercentagePath",
] as const;
const TEXT_PATHS = ["ErrorPath", "CausePath"] as const;
const BATCH_PATHS = ["MaxItemsPerBatchPath", "MaxInputBytesPerBatchPath"] as const;

/** Fields with a sibling whose name ends with `Path`. */
const PLAIN_FIELDS = [
  "Error",
  "Cause",
  "Seconds",
  "Timestamp",
  "TimeoutSeconds",
  "HeartbeatSeconds",
  "MaxConcurrency",
  "ToleratedFailureCount",
  "ToleratedFailurePercentage",
] as const;

/** Fields of a JSONata state that may be, or hold, expressions. `Output` and `Assign` see more than these. */
const JSONATA_FIELDS = [
  ...PLAIN_FIELDS,
  "Arguments",
  "Items",
  "ItemSelector",
  "ItemBatcher",
  "ResultWriter",
  "Credentials",
] as const;

const STATES_WITH_RESULT = ["Task", "Parallel", "Map"];

/** Checks paths, intrinsic functions, payloads, JSONata and variables (V39, V40). */
export function checkExpressions(machine: Machine, report: AslReport): void {
  const variables = visibleVariables(machine);
  for (const node of machine.states) {
    const site: Site = { node, report, variables: variables.get(node), hasResult: false, hasErrorOutput: false };
    // After the state has done its work, its result can be read too.
    const after: Site = { ...site, hasResult: STATES_WITH_RESULT.includes(node.type ?? "") };
    if (node.queryLanguage === "JSONata") checkJsonataState(site, after);
    else checkJsonPathState(site, after);
  }
}

function checkJsonPathState(site: Site, after: Site): void {
  const { fields, path, type } = site.node;
  const at = (field: string) => jsonPathOf(path, field);
  for (const field of NODE_PATHS) checkPathField(site, at(field), fields[field], { isNullable: true });
  checkResultPath(site, at("ResultPath"), fields.ResultPath);
  for (const field of REFERENCE_PATHS) checkPathField(site, at(field), fields[field], { isReference: true });
  for (const field of TEXT_PATHS) {
    checkPathField(site, at(field), fields[field], { isReference: true, takesIntrinsic: true });
  }
  for (const field of PLAIN_FIELDS) checkPlainField(site, at(field), fields[field]);
  for (const field of TEMPLATES) checkPayload(site, at(field), fields[field]);
  checkTemplate(site, at("Credentials"), fields.Credentials);
  checkAssign(after, at("Assign"), fields.Assign);
  if (type === "Pass") checkStaticResult(site, at("Result"), fields.Result);
  if (type === "Map") checkMap(site);
  if (type === "Choice") {
    forEachObject(fields.Choices, at("Choices"), (rule, rulePath) => {
      checkChoiceRule(site, rulePath, rule);
      checkAssign(site, jsonPathOf(rulePath, "Assign"), rule.Assign);
    });
  }
  forEachObject(fields.Catch, at("Catch"), (catcher, catcherPath) => {
    checkResultPath(site, jsonPathOf(catcherPath, "ResultPath"), catcher.ResultPath);
    checkAssign(site, jsonPathOf(catcherPath, "Assign"), catcher.Assign);
  });
}

function checkPayload(site: Site, path: string, value: unknown): void {
  if (value === undefined || site.report.isUnresolved(value)) return;
  if (!isFields(value)) {
    addFinding(site, "asl-payload-not-object", { path, given: value });
    // The key of a text in its place takes no `.$`, so that no more can be said of it.
    if (typeof value === "string") return;
  }
  checkTemplate(site, path, value);
}

function checkMap(site: Site): void {
  const { fields, path } = site.node;
  const { ItemReader: reader, ItemBatcher: batcher, ResultWriter: writer } = fields;
  if (isFields(reader)) {
    const readerPath = jsonPathOf(path, "ItemReader");
    checkTemplate(site, jsonPathOf(readerPath, "Parameters"), reader.Parameters);
    if (isFields(reader.ReaderConfig)) {
      const configPath = jsonPathOf(readerPath, "ReaderConfig");
      const { MaxItemsPath } = reader.ReaderConfig;
      checkPathField(site, jsonPathOf(configPath, "MaxItemsPath"), MaxItemsPath, { isReference: true });
    }
  }
  if (isFields(batcher)) {
    const batcherPath = jsonPathOf(path, "ItemBatcher");
    checkTemplate(site, jsonPathOf(batcherPath, "BatchInput"), batcher.BatchInput);
    for (const field of BATCH_PATHS) {
      checkPathField(site, jsonPathOf(batcherPath, field), batcher[field], { isReference: true });
    }
  }
  if (isFields(writer)) {
    checkTemplate(site, jsonPathOf(jsonPathOf(path, "ResultWriter"), "Parameters"), writer.Parameters);
  }
}

/** The paths of a choice rule and those in it. What the rule is made of is the concern of the check of choices. */
function checkChoiceRule(site: Site, path: string, rule: Fields): void {
  for (const [key, value] of Object.entries(rule)) {
    const at = jsonPathOf(path, key);
    if (key === "And" || key === "Or") {
      forEachObject(value, at, (inner, innerPath) => checkChoiceRule(site, innerPath, inner));
    } else if (key === "Not") {
      if (isFields(value)) checkChoiceRule(site, at, value);
    } else if (typeof value === "string") {
      if (key === "Variable" || key.endsWith("Path")) checkPathField(site, at, value);
      else if (/^(String|Timestamp)/.test(key)) checkPlainField(site, at, value);
    }
  }
}

function checkPlainField(site: Site, path: string, value: unknown): void {
  if (typeof value !== "string" || site.report.isUnresolved(value)) return;
  if (isJsonataText(value)) addFinding(site, "asl-jsonata-in-jsonpath", { path, given: value });
  else if (looksLikeExpression(value, site)) addFinding(site, "asl-path-field-missing", { path, given: value });
}

/** `Result` is literal: a path in it is never read. */
function checkStaticResult(site: Site, path: string, value: unknown): void {
  if (site.report.isUnresolved(value) || typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const at = jsonPathOf(path, Array.isArray(value) ? Number(key) : key);
    if (!key.endsWith(".$")) checkStaticResult(site, at, item);
    else addFinding(site, "asl-pass-result-static", { path: at, given: item });
  }
}

function checkJsonataState(site: Site, after: Site): void {
  const { fields, path, type } = site.node;
  const at = (field: string) => jsonPathOf(path, field);
  for (const field of JSONATA_FIELDS) checkJsonataValue(site, at(field), fields[field]);
  checkJsonataValue(site, at("ItemReader"), withoutHeaders(fields.ItemReader));
  checkJsonataValue(after, at("Output"), fields.Output);
  checkAssign(after, at("Assign"), fields.Assign);
  if (type === "Choice") {
    forEachObject(fields.Choices, at("Choices"), (rule, rulePath) => {
      if (isJsonataText(rule.Condition)) checkJsonataValue(site, jsonPathOf(rulePath, "Condition"), rule.Condition);
      checkJsonataValue(site, jsonPathOf(rulePath, "Output"), rule.Output);
      checkAssign(site, jsonPathOf(rulePath, "Assign"), rule.Assign);
    });
  }
  const failed: Site = { ...site, hasErrorOutput: true };
  forEachObject(fields.Catch, at("Catch"), (catcher, catcherPath) => {
    checkJsonataValue(failed, jsonPathOf(catcherPath, "Output"), catcher.Output);
    checkAssign(failed, jsonPathOf(catcherPath, "Assign"), catcher.Assign);
  });
}

/** An item reader without the names of columns, which AWS does not take for expressions. */
function withoutHeaders(reader: unknown): unknown {
  return isFields(reader) && isFields(reader.ReaderConfig) && Array.isArray(reader.ReaderConfig.CSVHeaders)
    ? { ...reader, ReaderConfig: { ...reader.ReaderConfig, CSVHeaders: [] } }
    : reader;
}

function forEachObject(list: unknown, path: string, visit: (item: Fields, path: string) => void): void {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) if (isFields(item)) visit(item, jsonPathOf(path, index));
}
