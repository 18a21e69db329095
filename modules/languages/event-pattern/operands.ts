import type { JsonMember, JsonNode, JsonObject } from "../json";
import type { Matcher } from "./model";
import type { Place, Reporter } from "./reporter";
import { parseWildcard, WildcardSyntaxError } from "./wildcard";

/** Stands where a value is not known yet. */
export const OPAQUE: Matcher = { op: "opaque" };

const ONE_KEY = "Only one key allowed in match expression";

/** Refuses a second key. Some operators use other words for it in event-ruler. */
export function single(node: JsonObject, path: string, report: Reporter, reason = ONE_KEY): void {
  const second: JsonMember | undefined = node.members[1];
  if (second !== undefined) throw report.key(path, second.key, second.keyStart, reason);
}

/** Whether the node may turn out to be a value of this type. */
export function isOpaque(node: JsonNode, type: "string" | "number" | "boolean"): boolean {
  return node.kind === "opaque" && (node.type === "any" || node.type === type);
}

/** Reads a string operand. */
export function text(at: Place, report: Reporter, reason: string, make: (value: string) => Matcher): Matcher {
  if (at.node.kind === "string") return make(at.node.value);
  if (isOpaque(at.node, "string")) return OPAQUE;
  throw report.value(at, reason);
}

/** Reads a wildcard operand. */
export function wildcardOf(at: Place, report: Reporter): Matcher {
  return text(at, report, "wildcard match pattern must be a string", (value) => {
    try {
      return { op: "wildcard", wildcard: parseWildcard(value) };
    } catch (error) {
      if (error instanceof WildcardSyntaxError) throw report.value(at, error.message);
      throw error;
    }
  });
}
