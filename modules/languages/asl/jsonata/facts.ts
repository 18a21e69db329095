import { isJsonataNode, type JsonataNode } from "./parse";

/** `$name`, where nothing in the expression itself gives it a value. */
export interface JsonataReference {
  readonly name: string;
  /** True for `$name(…)`. */
  readonly isCall: boolean;
}

/** `$states.result`: its first member, and the one after it; undefined where it is computed or missing. */
export interface StatesReference {
  readonly member: string | undefined;
  readonly next: string | undefined;
}

/** What an expression reads. */
export interface JsonataFacts {
  readonly references: readonly JsonataReference[];
  readonly states: readonly StatesReference[];
  /** `$`, `$$` or a bare field name that would be read from the input that Step Functions does not give. */
  readonly inputReads: readonly string[];
  /** Operators that are younger than JSONata 2.0.6. */
  readonly newerOperators: readonly string[];
}

const known = new WeakMap<JsonataNode, JsonataFacts>();

/** Finds what an expression reads. */
export function jsonataFacts(ast: JsonataNode): JsonataFacts {
  let facts = known.get(ast);
  if (facts === undefined) {
    facts = findFacts(ast);
    known.set(ast, facts);
  }
  return facts;
}

function findFacts(ast: JsonataNode): JsonataFacts {
  const walk = new Walk();
  eachOf(ast, (value) => walk.visit(value));
  const inputReads: string[] = [];
  eachOf(ast, (value) => (isJsonataNode(value) ? inputParts(value, inputReads) : []));
  return {
    references: walk.references.filter(({ name }) => !walk.bound.has(name)),
    states: walk.states,
    inputReads,
    newerOperators: [...walk.newerOperators],
  };
}

/** Visits a value and what the visit yields, in order. Without recursion: a long chain of operators is a deep tree. */
function eachOf(start: unknown, visit: (value: unknown) => readonly unknown[]): void {
  const pending = [start];
  while (pending.length > 0) {
    const next = visit(pending.pop());
    for (let index = next.length - 1; index >= 0; index--) pending.push(next[index]);
  }
}

function nodesOf(value: unknown): readonly JsonataNode[] {
  return Array.isArray(value) ? value.filter(isJsonataNode) : [];
}

class Walk {
  readonly references: JsonataReference[] = [];
  readonly states: StatesReference[] = [];
  // A name bound anywhere counts everywhere: a reference that is overlooked is better than a wrong finding.
  readonly bound = new Set<string>();
  readonly newerOperators = new Set<string>();
  // `a ?: b` has one node twice.
  readonly #seen = new Set<unknown>();

  /** Notes what a value says, and yields its parts. */
  visit(value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (typeof value !== "object" || value === null || value instanceof RegExp || this.#seen.has(value)) return [];
    this.#seen.add(value);
    return isJsonataNode(value) ? this.#node(value) : partsOf(value as JsonataNode);
  }

  #node(node: JsonataNode): readonly unknown[] {
    for (const name of [node.focus, node.index]) if (typeof name === "string") this.bound.add(name);
    switch (node.type) {
      case "variable":
        this.#reference(node, false, []);
        break;
      case "path": {
        const [first, ...rest] = nodesOf(node.steps);
        if (first?.type !== "variable" || first.value !== "states") break;
        this.#seen.add(first);
        this.#reference(first, false, rest);
        return [...partsOf(first), ...partsOf(node)];
      }
      case "bind":
        if (isJsonataNode(node.lhs)) this.bound.add(String(node.lhs.value));
        return partsOf(node, ["lhs"]);
      case "lambda":
        for (const parameter of nodesOf(node.arguments)) this.bound.add(String(parameter.value));
        return partsOf(node, ["arguments", "signature"]);
      case "function":
      case "partial":
        if (isJsonataNode(node.procedure) && node.procedure.type === "variable") {
          this.#seen.add(node.procedure);
          this.#reference(node.procedure, true, []);
        }
        break;
      case "condition":
        this.#condition(node);
        break;
    }
    return partsOf(node);
  }

  #reference(node: JsonataNode, isCall: boolean, rest: readonly JsonataNode[]): void {
    const name = String(node.value);
    if (name === "" || name === "$") return;
    if (name !== "states") {
      this.references.push({ name, isCall });
      return;
    }
    const isPlain = node.predicate === undefined && node.stages === undefined;
    this.states.push({
      member: isPlain ? fieldName(rest[0]) : undefined,
      next: isPlain ? fieldName(rest[1]) : undefined,
    });
  }

  #condition({ condition, then: consequence }: JsonataNode): void {
    if (!isJsonataNode(condition) || !isJsonataNode(consequence)) return;
    const procedure =
      condition.type === "function" && isJsonataNode(condition.procedure) ? condition.procedure : undefined;
    const position = positionOf(condition);
    if (procedure?.value === "exists" && procedure.position === undefined) this.newerOperators.add("??");
    else if (position !== undefined && position === positionOf(consequence)) this.newerOperators.add("?:");
  }
}

function partsOf(node: { readonly [part: string]: unknown }, without: readonly string[] = []): readonly unknown[] {
  const parts: unknown[] = [];
  for (const [name, part] of Object.entries(node)) {
    if (typeof part === "object" && part !== null && !without.includes(name)) parts.push(part);
  }
  return parts;
}

function fieldName(node: JsonataNode | undefined): string | undefined {
  return node?.type === "name" ? String(node.value) : undefined;
}

/** The offset of a node's first token: the same only for a node and its copy. */
function positionOf(node: JsonataNode): number | undefined {
  return node.position ?? nodesOf(node.steps)[0]?.position;
}

/** Yields the parts whose input is the expression's own: not steps after the first, predicates and lambdas. */
function inputParts(node: JsonataNode, reads: string[]): readonly unknown[] {
  switch (node.type) {
    case "variable":
      if (node.value === "" || node.value === "$") reads.push(`$${node.value}`);
      return [];
    case "name":
    case "wildcard":
    case "descendant":
    case "parent":
      reads.push(String(node.value ?? "%"));
      return [];
    case "path":
      return nodesOf(node.steps).slice(0, 1);
    case "unary":
      return [...listOf(node.lhs).flat(), node.expression, ...listOf(node.expressions)];
    case "binary":
    case "apply":
      return [node.lhs, node.rhs];
    case "bind":
      return [node.rhs];
    case "function":
    case "partial":
      return listOf(node.arguments);
    case "condition":
      return [node.condition, node.then, node.else];
    case "block":
      return listOf(node.expressions);
    default:
      return [];
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
