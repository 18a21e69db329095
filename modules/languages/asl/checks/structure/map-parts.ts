import { jsonPathOf } from "../../../json/ast";
import {
  ITEM_BATCHER_FIELDS,
  ITEM_READER_FIELDS,
  READER_CONFIG_FIELDS,
  RESULT_WRITER_FIELDS,
  WRITER_CONFIG_FIELDS,
} from "../../fields";
import { MAP_MAX_ITEMS_MAX } from "../../limits";
import { type Fields, isFields, type StateNode } from "../../machine";
import { didYouMean } from "../../nearest";
import type { AslReport } from "../../report";
import { has, isOpen, outOf, type Range } from "../common";
import { checkExclusive, checkLanguage } from "./fields";

const NUMBERS: readonly (readonly [string, Range])[] = [
  ["MaxConcurrency", { min: 0 }],
  ["ToleratedFailureCount", { min: 0 }],
  ["ToleratedFailurePercentage", { min: 0, max: 100, isFractional: true }],
  ["MaxItems", { min: 0, max: MAP_MAX_ITEMS_MAX }],
  ["MaxItemsPerBatch", { min: 0 }],
  ["MaxInputBytesPerBatch", { min: 0 }],
];
const BATCH_SIZES = ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"];
const INPUT_TYPES = ["CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"];
const READER = /^arn:[^:]+:states:::s3:(getObject|listObjectsV2)$/;
const WRITER = /^arn:[^:]+:states:::s3:putObject$/;

/** Numbers of a Map, or of an object in it. */
export function checkMapNumbers(fields: Fields, state: StateNode, path: string, report: AslReport): void {
  for (const [field, range] of NUMBERS) {
    const given = fields[field];
    if (!has(fields, field) || isOpen(given, state.queryLanguage, report)) continue;
    const detail = outOf(range, given);
    if (detail !== undefined) {
      const kind = range.isFractional ? "a number" : "an integer";
      const allowed = `must be ${kind} ${range.max === undefined ? "of at least" : "from"} ${range.min}${
        range.max === undefined ? "" : ` to ${range.max}`
      }`;
      report.add("map-number-invalid", { path: jsonPathOf(path, field), state: state.name, given, allowed, detail });
    }
  }
}

/** `ItemReader`, `ItemBatcher` and `ResultWriter`. What they pass on is a payload, and not judged here. */
export function checkMapParts(state: StateNode, report: AslReport): void {
  const reader = part(state.fields, "ItemReader", ITEM_READER_FIELDS, state, state.path, report);
  if (reader !== undefined) {
    const at = jsonPathOf(state.path, "ItemReader");
    const { Resource: resource } = reader;
    if (!(typeof resource === "string" && READER.test(resource)) && !report.isUnresolved(resource)) {
      const detail =
        resource === undefined
          ? "These fields are required: [Resource]"
          : "The field 'Resource' does not match any of the allowed values";
      const path = jsonPathOf(at, "Resource");
      report.add("map-reader-resource-invalid", { path, state: state.name, given: resource, detail });
    }
    const config = part(reader, "ReaderConfig", READER_CONFIG_FIELDS, state, at, report);
    if (config !== undefined) {
      checkReaderConfig(config, state, jsonPathOf(at, "ReaderConfig"), report);
    }
  }
  const batcher = part(state.fields, "ItemBatcher", ITEM_BATCHER_FIELDS, state, state.path, report);
  if (batcher !== undefined && !BATCH_SIZES.some((field) => has(batcher, field))) {
    report.add("map-batcher-without-size", { path: jsonPathOf(state.path, "ItemBatcher"), state: state.name });
  }
  const writer = part(state.fields, "ResultWriter", RESULT_WRITER_FIELDS, state, state.path, report);
  if (writer !== undefined) {
    const at = jsonPathOf(state.path, "ResultWriter");
    const { Resource: resource } = writer;
    if (resource !== undefined && !(typeof resource === "string" && WRITER.test(resource))) {
      if (!report.isUnresolved(resource)) {
        const path = jsonPathOf(at, "Resource");
        report.add("map-writer-resource-unknown", { path, state: state.name, given: resource });
      }
    }
    part(writer, "WriterConfig", WRITER_CONFIG_FIELDS, state, at, report);
  }
}

/** Fields of an object in a Map: known, of the state's language, and no two for the same thing. */
export function checkPartFields(
  fields: Fields,
  known: ReadonlySet<string>,
  state: StateNode,
  path: string,
  report: AslReport,
): void {
  for (const field of Object.keys(fields)) {
    if (known.has(field)) {
      checkLanguage(field, state, path, report);
    } else {
      report.add("map-field-unknown", {
        path: jsonPathOf(path, field),
        state: state.name,
        detail: `Field '${field}' is not supported`,
        fix: didYouMean(field, known),
      });
    }
  }
  checkExclusive(fields, state, path, report);
  checkMapNumbers(fields, state, path, report);
}

function part(
  parent: Fields,
  field: string,
  known: ReadonlySet<string>,
  state: StateNode,
  path: string,
  report: AslReport,
): Fields | undefined {
  const given = parent[field];
  if (given === undefined || isOpen(given, state.queryLanguage, report)) return undefined;
  const at = jsonPathOf(path, field);
  if (!isFields(given)) {
    report.add("map-part-not-object", { path: at, state: state.name });
    return undefined;
  }
  checkPartFields(given, known, state, at, report);
  return given;
}

function checkReaderConfig(config: Fields, state: StateNode, path: string, report: AslReport): void {
  const { InputType: type, CSVHeaderLocation: location } = config;
  if (report.isUnresolved(type) || report.isUnresolved(location)) return;
  if (type !== undefined && !INPUT_TYPES.some((one) => one === type)) {
    const fix = typeof type === "string" ? didYouMean(type, INPUT_TYPES) : undefined;
    report.add("map-reader-input-type-unknown", {
      path: jsonPathOf(path, "InputType"),
      state: state.name,
      given: type,
      fix,
    });
  }
  let detail: string | undefined;
  // The files that a manifest names, and those that are read and flattened, need none in the guide's examples.
  const isPlainFile = config.ManifestType === undefined && config.Transformation === undefined;
  if (type === "CSV" && location === undefined && isPlainFile) {
    detail = "The field 'CSVHeaderLocation' is required";
  } else if (type === "JSON" && location !== undefined) {
    detail = "Field 'CSVHeaderLocation' is not supported";
  } else if (location === "GIVEN" && config.CSVHeaders === undefined) {
    detail = "These fields are required: [CSVHeaders]";
  }
  if (detail !== undefined) {
    report.add("map-reader-config-invalid", { path, state: state.name, detail });
  }
}
