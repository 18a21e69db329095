import { isPlainContainer } from "../json";
import { EventError } from "./errors";
import type { EventObject } from "./event";
import { MAX_DEPTH, MAX_EVENT_VALUES } from "./limits";
import type { Scalar } from "./model";
import { NumberText } from "./numbers";

/** Which element of which array a value stands in, innermost first. Arrays are numbered as they are met. */
export interface Membership {
  readonly array: number;
  readonly index: number;
  readonly outer: Membership | undefined;
}

/** A step of the tree of the fields a pattern asks for. */
export interface FieldNode {
  readonly children: Map<string, FieldNode>;
  /** The field that ends here, or -1. */
  field: number;
  /**
   * Every key that leads on from here, and where to. A key with dots stands for several steps, since events may have
   * such keys. Without a list the walker goes through the keys of the event instead.
   */
  listed?: { readonly keys: readonly string[]; readonly targets: readonly FieldNode[] };
}

/** Above this number of keys the lists of a tree cost more than they save. */
const MAX_LISTED_KEYS = 4096;

export function emptyFieldNode(): FieldNode {
  return { children: new Map(), field: -1 };
}

/** The node of a field, added when it is not there. */
export function fieldNodeAt(root: FieldNode, field: string): FieldNode {
  let at = root;
  for (const name of field.split(".")) {
    let next = at.children.get(name);
    if (next === undefined) {
      next = emptyFieldNode();
      at.children.set(name, next);
    }
    at = next;
  }
  return at;
}

/** Builds the tree for these fields; field i gets the number i. */
export function fieldTree(fields: readonly string[]): FieldNode {
  const root = emptyFieldNode();
  fields.forEach((field, i) => {
    fieldNodeAt(root, field).field = i;
  });
  if (countBelow(root, 0) <= MAX_LISTED_KEYS) listKeys(root);
  return root;
}

/** How many pairs of a node and a node below it there are, which is the number of keys to list. */
function countBelow(node: FieldNode, depth: number): number {
  let pairs = depth;
  for (const child of node.children.values()) pairs += countBelow(child, depth + 1);
  return pairs;
}

function listKeys(node: FieldNode): void {
  const keys: string[] = [];
  const targets: FieldNode[] = [];
  for (const [name, child] of node.children) {
    listKeys(child);
    keys.push(name, ...child.listed!.keys.map((key) => `${name}.${key}`));
    targets.push(child, ...child.listed!.targets);
  }
  node.listed = { keys, targets };
}

/** The node that a key of an event leads to. */
function follow(node: FieldNode, key: string): FieldNode | undefined {
  if (!key.includes(".")) return node.children.get(key);
  let at: FieldNode | undefined = node;
  for (const name of key.split(".")) {
    at = at.children.get(name);
    if (at === undefined) return undefined;
  }
  return at;
}

/** Called for each scalar of the event at one of the fields. */
export type Visit = (field: number, value: Scalar, membership: Membership | undefined) => void;

/** Walks one event along a tree of fields. Looks at nothing else of the event. */
export class Walker {
  private arrays = 0;
  private values = 0;

  constructor(private readonly visit: Visit) {}

  /** @throws EventError when a value on the way is not JSON, or there are too many. */
  walk(event: EventObject, node: FieldNode): void {
    this.arrays = 0;
    this.values = 0;
    this.object(event, node, undefined, 0);
  }

  private object(object: EventObject, node: FieldNode, membership: Membership | undefined, depth: number): void {
    const { listed } = node;
    if (listed === undefined) {
      if (node.children.size === 0) return;
      for (const key of Object.keys(object)) {
        const target = follow(node, key);
        const value = target === undefined ? undefined : object[key];
        if (value !== undefined) this.value(value, target!, membership, depth + 1);
      }
      return;
    }
    const { keys, targets } = listed;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      if (!Object.hasOwn(object, key)) continue;
      const value = object[key];
      if (value !== undefined) this.value(value, targets[i]!, membership, depth + 1);
    }
  }

  private value(value: unknown, node: FieldNode, membership: Membership | undefined, depth: number): void {
    if (++this.values > MAX_EVENT_VALUES) throw new EventError("TOO_LARGE", `More than ${MAX_EVENT_VALUES} values`);
    if (typeof value === "object" && value !== null && !(value instanceof NumberText)) {
      if (depth > MAX_DEPTH)
        throw new EventError("TOO_LARGE", `Event is nested deeper than ${MAX_DEPTH}, or contains itself`);
      if (Array.isArray(value)) this.array(value, node, membership, depth);
      else if (isPlainContainer(value)) this.object(value as EventObject, node, membership, depth);
      else throw new EventError("INVALID_JSON", "Event holds an object that is not JSON");
      return;
    }
    if (node.field >= 0) this.visit(node.field, scalarOf(value), membership);
  }

  private array(array: readonly unknown[], node: FieldNode, membership: Membership | undefined, depth: number): void {
    const id = this.arrays++;
    for (let index = 0; index < array.length; index++) {
      const item = array[index];
      const nested = typeof item === "object" && item !== null && !(item instanceof NumberText);
      // event-ruler counts only objects and arrays as being in an element; scalars belong to the array as a whole.
      this.value(item, node, nested ? { array: id, index, outer: membership } : membership, depth + 1);
    }
  }
}

function scalarOf(value: unknown): Scalar {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (Number.isFinite(value)) return value;
      break;
    case "object":
      if (value === null || value instanceof NumberText) return value;
  }
  throw new EventError("INVALID_JSON", `Event holds a value that is not JSON: ${typeof value}`);
}
