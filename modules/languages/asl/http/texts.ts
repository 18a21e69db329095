import { jsonPathOf } from "../../json/ast";
import { MAX_PAYLOAD_DEPTH } from "../limits";
import type { StateNode } from "../machine";

/** A text somewhere in a state. */
export interface StateText {
  readonly text: string;
  readonly path: string;
  /** The key it has. */
  readonly key: string;
}

/** Fields that hold other states, names or notes. */
const SKIPPED = new Set(["Branches", "Catch", "Comment", "ItemProcessor", "Iterator", "Next", "Resource", "Retry"]);

/** All texts of a state's own fields; of these fields only, if they are named. */
export function textsOf(state: StateNode, fields?: readonly string[]): StateText[] {
  const texts: StateText[] = [];
  for (const [name, value] of Object.entries(state.fields)) {
    if (fields ? fields.includes(name) : !SKIPPED.has(name)) {
      collectTexts(value, name, jsonPathOf(state.path, name), texts);
    }
  }
  return texts;
}

/** Adds the texts of a value. */
export function collectTexts(value: unknown, key: string, path: string, into: StateText[], depth = 0): void {
  if (depth > MAX_PAYLOAD_DEPTH) {
    return;
  }
  if (typeof value === "string") {
    into.push({ text: value, path, key });
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      collectTexts(element, key, jsonPathOf(path, index), into, depth + 1);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      collectTexts(member, name, jsonPathOf(path, name), into, depth + 1);
    }
  }
}

/** True if a value is, or holds, an object with this key. */
export function holdsKey(value: unknown, key: string, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > MAX_PAYLOAD_DEPTH) {
    return false;
  }
  return Object.hasOwn(value, key) || Object.values(value).some((member) => holdsKey(member, key, depth + 1));
}
