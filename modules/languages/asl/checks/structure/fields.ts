import { jsonPathOf } from "../../../json/ast";
import {
  EXCLUSIVE_FIELDS,
  JSONATA_ONLY_FIELDS,
  JSONPATH_ONLY_FIELDS,
  KNOWN_STATE_FIELDS,
  STATE_FIELDS,
} from "../../fields";
import type { Fields, Machine, StateNode } from "../../machine";
import { didYouMean, nearest } from "../../nearest";
import type { AslReport } from "../../report";
import { has, reportField } from "../common";
import { checkComment, isDowngraded } from "./scopes";

/** `Type`, and whether each field goes with it and with the query language. */
export function checkStateFields(state: StateNode, machine: Machine, report: AslReport): void {
  const { fields, type } = state;
  if (type !== undefined && report.isUnresolved(type)) return;
  const known = type === undefined ? undefined : STATE_FIELDS.get(type);
  if (known === undefined) {
    if (type !== undefined || !report.isUnresolved(fields.Type)) {
      const detail = fields.Type === undefined ? "These fields are required: [Type]" : undefined;
      const fix = type === undefined ? undefined : didYouMean(type, [...STATE_FIELDS.keys()]);
      reportField(report, "state-type-invalid", state, "Type", detail, fix);
    }
    return;
  }
  // AWS judges no other field of a state whose language it refuses.
  const isLanguageKnown = !isDowngraded(fields.QueryLanguage, machine) && !report.isUnresolved(fields.QueryLanguage);
  for (const field of Object.keys(fields)) {
    if (!known.has(field)) {
      checkForeignField(state, field, known, report);
    } else if (isLanguageKnown) {
      checkLanguage(field, state, state.path, report);
    }
  }
  checkExclusive(fields, state, state.path, report);
  checkComment(fields, state.path, state.name, report);
}

function checkForeignField(state: StateNode, field: string, known: ReadonlySet<string>, report: AslReport): void {
  const meant = nearest(field, known);
  const isMiscased = meant?.toLowerCase() === field.toLowerCase();
  const isKnown = KNOWN_STATE_FIELDS.has(field);
  const types = isKnown ? [...STATE_FIELDS].filter(([, fields]) => fields.has(field)).map(([type]) => type) : [];
  // The value stays unsaid: where it should stand it may be a credential.
  report.add(isKnown || isMiscased ? "state-field-not-supported" : "state-field-unknown", {
    path: jsonPathOf(state.path, field),
    state: state.name,
    detail: `Field '${field}' is not supported${isKnown ? `; states with it: ${types.join(", ")}` : ""}`,
    fix: isKnown ? undefined : didYouMean(field, known),
  });
}

/** Reports a field that the other query language has. */
export function checkLanguage(field: string, state: StateNode, path: string, report: AslReport): void {
  const { queryLanguage: language, name } = state;
  const [refused, other] =
    language === "JSONata" ? [JSONPATH_ONLY_FIELDS, "JSONPath"] : [JSONATA_ONLY_FIELDS, "JSONata"];
  if (refused.has(field)) {
    const detail = `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
    report.add("state-field-of-other-language", { path: jsonPathOf(path, field), state: name, detail });
  }
}

/** Reports fields of which the object may have one only. */
export function checkExclusive(fields: Fields, state: StateNode, path: string, report: AslReport): void {
  for (const group of EXCLUSIVE_FIELDS) {
    const given = group.filter((field) => has(fields, field));
    if (given.length > 1) {
      report.add("state-fields-exclusive", {
        path: jsonPathOf(path, given[1]!),
        state: state.name,
        detail: `There should only be one of the following fields: [${given.join(", ")}]`,
      });
    }
  }
}
