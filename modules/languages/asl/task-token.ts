import { isJsonataText } from "./jsonata";
import { MAX_PAYLOAD_DEPTH } from "./limits";
import type { QueryLanguage, StateNode } from "./machine";
import type { AslReport } from "./report";

/** The context object, but for those of its members that hold no task token. */
const CONTEXT = /\$\$(?!\.(?:Execution|Map|State|StateMachine)\b)/;
const JSONATA_CONTEXT =
  /\$states\b(?!\s*\.\s*(?:(?:input|result|errorOutput)\b|context\s*\.\s*(?:Execution|Map|State|StateMachine)\b))/;

/** True for a task that waits for its token. */
export function isCallback({ type, fields: { Resource: resource } }: StateNode): boolean {
  return type === "Task" && typeof resource === "string" && resource.endsWith(".waitForTaskToken");
}

/** True for a state that surely has no token. */
export function lacksToken(state: StateNode, report: AslReport): boolean {
  const { Resource: resource } = state.fields;
  // Of an ARN with a placeholder in it, the end still tells.
  const isUnknown = report.isUnresolved(resource) && (typeof resource !== "string" || resource.endsWith("}"));
  return state.type !== "Task" || !(isCallback(state) || isUnknown);
}

/** False if nothing that a task passes on can hold its token. */
export function mayPassToken({ fields, queryLanguage }: StateNode, report: AslReport): boolean {
  const { InputPath: inputPath } = fields;
  return queryLanguage === "JSONata"
    ? mayHoldToken(fields.Arguments, "", queryLanguage, report)
    : (typeof inputPath === "string" && inputPath.startsWith("$$")) ||
        mayHoldToken(fields.Parameters, "", queryLanguage, report);
}

function mayHoldToken(value: unknown, key: string, language: QueryLanguage, report: AslReport, depth = 0): boolean {
  if (typeof value === "string") {
    if (language === "JSONata") {
      return report.isUnresolved(value) || (isJsonataText(value) && JSONATA_CONTEXT.test(value));
    }
    return key.endsWith(".$") && (report.isUnresolved(value) || CONTEXT.test(value));
  }
  if (typeof value !== "object" || value === null) return false;
  if (depth > MAX_PAYLOAD_DEPTH || report.isUnresolved(value)) return true;
  return Object.entries(value).some(([name, member]) => mayHoldToken(member, name, language, report, depth + 1));
}
