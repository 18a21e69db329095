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
  /** Those that are read only behind `$exists($name)`. */
  readonly guarded: ReadonlySet<string>;
  readonly states: readonly StatesReference[];
  /** Names, `$` and `$$`, read from the input that Step Functions does not give, and `$states.errorOutput`: once each. */
  readonly topLevelReads: readonly string[];
  /** `*`, `**` and `%`, read from that input. */
  readonly inputReads: readonly string[];
  /** Operators that are younger than JSONata 2.0.6. */
  readonly newerOperators: readonly string[];
  /** Texts that stand in it. */
  readonly texts: readonly string[];
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
  const top: TopLevelReads = { names: new Set(), wildcards: new Set() };
  eachOf(ast, (value) => (isJsonataNode(value) ? topLevelParts(value, top) : []));
  const references = walk.references.filter(({ name }) => !walk.bound.has(name));
  return {
    references,
    guarded: new Set(references.flatMap(({ name }) => (walk.isGuarded(name) ? [name] : []))),
    states: walk.states,
    topLevelReads: [...top.names],
    inputReads: [...top.wildcards],
    newerOperators: [...walk.newerOperators],
    texts: walk.texts,
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
  readonly texts: string[] = [];
  // Where a variable is read first, and where it is asked first whether it has a value.
  readonly #reads = new Map<string, number>();
  readonly #guards = new Map<string, number>();
  // `a ?: b` has one node twice.
  readonly #seen = new Set<unknown>();
  readonly #guarding = new Set<unknown>();

  /** Notes what a value says, and yields its parts. */
  visit(value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value;
    if (typeof value !== "object" || value === null || value instanceof RegExp || this.#seen.has(value)) return [];
    this.#seen.add(value);
    return isJsonataNode(value) ? this.#node(value) : partsOf(value as JsonataNode);
  }

  /** True for a variable that is read only behind `$exists($name)`. */
  isGuarded(name: string): boolean {
    const guard = this.#guards.get(name);
    return guard !== undefined && guard < (this.#reads.get(name) ?? Number.POSITIVE_INFINITY);
  }

  #node(node: JsonataNode): readonly unknown[] {
    for (const name of [node.focus, node.index]) if (typeof name === "string") this.bound.add(name);
    switch (node.type) {
      case "string":
        this.texts.push(String(node.value));
        break;
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
          if (node.procedure.value === "exists") this.#guard(node);
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
      if (!this.#guarding.has(node)) note(this.#reads, name, node);
      return;
    }
    const isPlain = node.predicate === undefined && node.stages === undefined;
    this.states.push({
      member: isPlain ? fieldName(rest[0]) : undefined,
      next: isPlain ? fieldName(rest[1]) : undefined,
    });
  }

  #guard({ arguments: given }: JsonataNode): void {
    const [first] = nodesOf(given);
    const variable = first?.type === "path" ? nodesOf(first.steps)[0] : first;
    if (variable?.type !== "variable") return;
    this.#guarding.add(variable);
    note(this.#guards, String(variable.value), variable);
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

function note(places: Map<string, number>, name: string, { position = 0 }: JsonataNode): void {
  places.set(name, Math.min(position, places.get(name) ?? Number.POSITIVE_INFINITY));
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

interface TopLevelReads {
  readonly names: Set<string>;
  readonly wildcards: Set<string>;
}

/**
 * Yields the parts whose input is the expression's own: not steps after the first, and no predicates. AWS looks at the
 * bodies of functions too.
 */
function topLevelParts(node: JsonataNode, { names, wildcards }: TopLevelReads): readonly unknown[] {
  switch (node.type) {
    case "variable":
      if (node.value === "" || node.value === "$") names.add(`$${node.value}`);
      return [];
    case "name":
      names.add(String(node.value));
      return [];
    case "wildcard":
    case "descendant":
    case "parent":
      wildcards.add(String(node.value ?? "%"));
      return [];
    case "path": {
      const [first, second] = nodesOf(node.steps);
      if (first?.type === "variable" && first.value === "states" && fieldName(second) === "errorOutput") {
        names.add("$states.errorOutput");
      }
      return [first];
    }
    case "unary":
      return [...listOf(node.lhs).flat(), node.expression, ...listOf(node.expressions)];
    case "binary":
    case "apply":
      return [node.lhs, node.rhs];
    case "bind":
      return [node.rhs];
    case "function":
    case "partial":
      return [node.procedure, ...listOf(node.arguments)];
    case "lambda":
      return [node.body];
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
