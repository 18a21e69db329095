import { type JsonNode, type JsonObject, jsonPathOf, lookup, positionAt } from "../json/ast";
import { parseJson } from "../json/parse";
import { toValue } from "../json/values";

/** A key that stands more than once in one object. JSON readers keep one of the values, without a word. */
export interface DuplicateKey {
  /** JSON path of the value: `$.States.Charge`. */
  readonly path: string;
  /** Where the key stands again, counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The name, if it is that of a state: AWS's code for it is DUPLICATE_STATE_NAME. */
  readonly state?: string;
}

/** A definition as it was read. */
export interface DefinitionText {
  readonly definition: unknown;
  /** In the order of the text. */
  readonly duplicates: readonly DuplicateKey[];
}

/**
 * Reads the text of a definition.
 *
 * @throws JsonSyntaxError with line and column, if the text is no JSON
 */
export function parseDefinitionText(text: string): DefinitionText {
  // Some editors write a byte order mark; a space in its place keeps the columns.
  const json = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const root = parseJson(json);
  const found: { readonly path: string; readonly offset: number; readonly state?: string }[] = [];
  findDuplicates(root, "$", statesOf(root), (duplicate) => found.push(duplicate));
  const duplicates = found
    .sort((a, b) => a.offset - b.offset)
    .map(({ path, offset, state }): DuplicateKey => {
      const { line, column } = positionAt(json, offset);
      return { path, line, column, ...(state === undefined ? {} : { state }) };
    });
  return { definition: toValue(root), duplicates };
}

function findDuplicates(
  node: JsonNode,
  path: string,
  states: ReadonlySet<JsonNode>,
  add: (duplicate: { path: string; offset: number; state?: string }) => void,
): void {
  if (node.kind === "array") {
    for (const [index, element] of node.elements.entries()) {
      findDuplicates(element, jsonPathOf(path, index), states, add);
    }
  } else if (node.kind === "object") {
    const keys = new Set<string>();
    for (const { key, keyStart, value } of node.members) {
      const at = jsonPathOf(path, key);
      if (keys.has(key)) {
        add({ path: at, offset: keyStart, ...(states.has(node) ? { state: key } : {}) });
      }
      keys.add(key);
      findDuplicates(value, at, states, add);
    }
  }
}

/** The objects whose keys are names of states. A payload may have a key `States` too. */
function statesOf(root: JsonNode): ReadonlySet<JsonNode> {
  const found = new Set<JsonNode>();
  const scopes = [root];
  for (let scope = scopes.pop(); scope !== undefined; scope = scopes.pop()) {
    for (const states of membersOf(scope, "States")) {
      if (states.kind === "object") {
        found.add(states);
        scopes.push(...states.members.flatMap(({ value }) => scopesIn(value)));
      }
    }
  }
  return found;
}

function scopesIn(state: JsonNode): JsonNode[] {
  if (state.kind !== "object") {
    return [];
  }
  const type = lookup(state, "Type");
  switch (type?.kind === "string" ? type.value : undefined) {
    case "Parallel":
      return membersOf(state, "Branches").flatMap((branches) => (branches.kind === "array" ? branches.elements : []));
    case "Map":
      return [...membersOf(state, "ItemProcessor"), ...membersOf(state, "Iterator")];
    default:
      return [];
  }
}

function membersOf(node: JsonNode, key: string): JsonNode[] {
  return node.kind === "object" ? (node as JsonObject).members.filter((m) => m.key === key).map((m) => m.value) : [];
}
