import { type JsonMember, type JsonNode, jsonPathOf, type OpaqueType } from "./ast";
import { JsonValueError } from "./errors";
import { MAX_JSON_DEPTH, MAX_JSON_NODES } from "./limits";

export interface FromValueOptions {
  /** Deepest nesting accepted. @default 1000 */
  readonly maxDepth?: number;
  /** Most values accepted. @default 1,000,000 */
  readonly maxNodes?: number;
  /** Says that a value stands for one that is known only later; undefined means that it is an ordinary value. */
  readonly opaque?: (value: unknown) => OpaqueType | undefined;
}

const NOWHERE = { start: -1, end: -1 } as const;

/**
 * The tree of a JavaScript value. Members that are `undefined` are left out, as `JSON.stringify` does; only plain
 * objects and arrays are containers.
 * @throws JsonValueError for anything else that JSON cannot hold, and for cycles.
 */
export function fromValue(value: unknown, options: FromValueOptions = {}): JsonNode {
  const maxDepth = options.maxDepth ?? MAX_JSON_DEPTH;
  const maxNodes = options.maxNodes ?? MAX_JSON_NODES;
  const ancestors = new Set<object>();
  const steps: (string | number)[] = [];
  let nodes = 0;
  const refuse = (reason: string, code?: "TOO_LARGE"): never => {
    throw new JsonValueError(reason, steps.reduce<string>(jsonPathOf, "$"), code);
  };
  const child = (step: string | number, item: unknown): JsonNode => {
    steps.push(step);
    const node = convert(item);
    steps.pop();
    return node;
  };
  const convert = (item: unknown): JsonNode => {
    if (++nodes > maxNodes) refuse(`More than ${maxNodes} values`, "TOO_LARGE");
    const type = options.opaque?.(item);
    if (type !== undefined) return { kind: "opaque", type, value: item, ...NOWHERE };
    if (item === null) return { kind: "null", ...NOWHERE };
    if (typeof item === "string") return { kind: "string", value: item, ...NOWHERE };
    if (typeof item === "boolean") return { kind: "boolean", value: item, ...NOWHERE };
    if (typeof item === "number") {
      if (!Number.isFinite(item)) refuse(`${item} is not a JSON value`);
      return { kind: "number", value: item, text: JSON.stringify(item), ...NOWHERE };
    }
    if (typeof item !== "object") return refuse(`A value of type ${typeof item} is not a JSON value`);
    if (!isPlainContainer(item)) refuse(`A ${nameOf(item)} is not a JSON value`);
    if (ancestors.has(item)) refuse("The value contains itself");
    if (ancestors.size >= maxDepth) refuse(`Nested deeper than ${maxDepth}`, "TOO_LARGE");
    ancestors.add(item);
    const node = Array.isArray(item) ? array(item) : object(item as Record<string, unknown>);
    ancestors.delete(item);
    return node;
  };
  const array = (item: unknown[]): JsonNode => {
    const elements: JsonNode[] = [];
    for (let i = 0; i < item.length; i++) elements.push(child(i, item[i]));
    return { kind: "array", elements, ...NOWHERE };
  };
  const object = (item: Record<string, unknown>): JsonNode => {
    const members: JsonMember[] = [];
    for (const key of Object.keys(item)) {
      const value = item[key];
      if (value !== undefined) members.push({ key, keyStart: -1, value: child(key, value) });
    }
    return { kind: "object", members, ...NOWHERE };
  };
  return convert(value);
}

/** The JavaScript value of a tree. Of duplicate keys the last wins; an opaque node gives back its value. */
export function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case "object": {
      const out: Record<string, unknown> = {};
      for (const { key, value } of node.members) setOwn(out, key, toValue(value));
      return out;
    }
    case "array":
      return node.elements.map(toValue);
    case "null":
      return null;
    default:
      return node.value;
  }
}

/**
 * Compact JSON text of a tree: no white space, keys and numbers as they were.
 * @throws JsonValueError when the tree holds an opaque value and no `opaque` printer is given.
 */
export function printJson(node: JsonNode, opaque?: (value: unknown) => string): string {
  switch (node.kind) {
    case "object":
      return `{${node.members.map((m) => `${JSON.stringify(m.key)}:${printJson(m.value, opaque)}`).join(",")}}`;
    case "array":
      return `[${node.elements.map((e) => printJson(e, opaque)).join(",")}]`;
    case "number":
      return node.text;
    case "null":
      return "null";
    case "opaque":
      if (opaque === undefined) throw new JsonValueError("The value is not known yet", "$");
      return opaque(node.value);
    default:
      return JSON.stringify(node.value);
  }
}

/** Sets an own property, `__proto__` included. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}

/** Whether this is an array or an object literal, from this realm or another. */
export function isPlainContainer(value: object): boolean {
  if (Array.isArray(value)) return true;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || proto === Object.prototype || Object.getPrototypeOf(proto) === null;
}

function nameOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "class instance";
}
