import { type JsonArray, type JsonMember, type JsonNode, type JsonObject, jsonPathOf } from "../json";
import { MAX_OR_COMBINATIONS } from "./limits";
import type { Conjunct, Leaf } from "./model";
import { parseMatcher } from "./operators";
import type { Place, Reporter } from "./reporter";

/** Field names that make event-ruler read the whole `$or` as an ordinary field (event-ruler 2.0.1, Constants). */
const RESERVED_IN_OR: ReadonlySet<string> = new Set([
  "exactly",
  "equals-ignore-case",
  "prefix",
  "suffix",
  "anything-but",
  "exists",
  "wildcard",
  "numeric",
  "cidr",
  "=",
  "<",
  "<=",
  ">",
  ">=",
  "regex",
  "not-wildcard",
  "not-equals-ignore-case",
  "date-after",
  "date-on-or-after",
  "date-before",
  "date-on-or-before",
  "in-date-range",
  "ip-address-in-range",
  "ip-address-not-in-range",
]);

/** The rule of a branch under construction: the leaf of each field. A later leaf of a field replaces an earlier one. */
type Branch = Map<string, Leaf>;

/**
 * Turns the tree of a pattern into its ways to match. Throws EventPatternError at the first thing that is wrong.
 *
 * As in event-ruler, one `$or` that is not well-formed turns every `$or` of the pattern into an ordinary field.
 */
export function compilePattern(root: JsonNode, report: Reporter): Conjunct[] {
  const place: Place = { node: root, path: "$" };
  if (root.kind !== "object") throw report.value(place, "Filter is not an object");
  const flawed = findFlawedOr(root, "$");
  if (flawed !== undefined) {
    const code = flawed.reserved === undefined ? "OR_IS_A_FIELD" : "RESERVED_NAME_IN_OR";
    const why =
      flawed.reserved === undefined
        ? "it is not an array of two or more objects"
        : `a branch uses the reserved name ${JSON.stringify(flawed.reserved)}`;
    report.warn(code, flawed.path, `This $or is read as an ordinary field named "$or": ${why}.`);
  }
  const compiler = new Compiler(report, flawed === undefined);
  compiler.object(root, "$", undefined);
  return compiler.branches.map((branch) => [...branch.values()].sort(byField));
}

function byField(a: Leaf, b: Leaf): number {
  return a.field < b.field ? -1 : a.field > b.field ? 1 : 0;
}

class Compiler {
  branches: Branch[] = [new Map()];
  private nextOrder = 0;

  constructor(
    private readonly report: Reporter,
    private readonly withOr: boolean,
  ) {}

  /** `steps` is the path of the object with dots, undefined for the pattern itself. */
  object(node: JsonObject, path: string, steps: string | undefined): void {
    if (node.members.length === 0) throw this.report.end({ node, path }, "Empty objects are not allowed");
    const seen = new Set<string>();
    for (const member of node.members) {
      const at = jsonPathOf(path, member.key);
      if (seen.has(member.key)) {
        this.report.warn(
          "DUPLICATE_KEY",
          at,
          `The key ${JSON.stringify(member.key)} stands here twice; the last one wins.`,
        );
      }
      seen.add(member.key);
      if (this.withOr && member.key === "$or" && member.value.kind === "array") this.or(member.value, at, steps);
      else this.member(member, at, steps);
    }
  }

  private member({ key, value }: JsonMember, path: string, steps: string | undefined): void {
    // event-ruler joins no dot to an empty path, so `{"": {"a": ...}}` asks for the field `a`.
    const field = steps === undefined || steps === "" ? key : `${steps}.${key}`;
    if (value.kind === "object") this.object(value, path, steps === undefined ? key : `${steps}.${key}`);
    else if (value.kind === "array") this.array(value, path, field);
    else if (value.kind === "opaque" && value.type === "any") this.later(value, path, field);
    else throw this.report.value({ node: value, path }, `"${key}" must be an object or an array`);
  }

  /** A part that is not known yet. */
  private later(node: JsonNode, path: string, field: string): void {
    this.put({
      field,
      path,
      matchers: [{ op: "opaque" }],
      nodes: [node],
      node,
      order: this.nextOrder++,
      absent: false,
    });
  }

  private array(node: JsonArray, path: string, field: string): void {
    const matchers = node.elements.map((element, i) =>
      parseMatcher({ node: element, path: jsonPathOf(path, i) }, this.report),
    );
    if (matchers.length === 0) throw this.report.end({ node, path }, "Empty arrays are not allowed");
    const absent = matchers.some((m) => m.op === "exists" && !m.exists);
    this.put({ field, path, matchers, nodes: node.elements, node, order: this.nextOrder++, absent });
  }

  private put(leaf: Leaf): void {
    for (const branch of this.branches) branch.set(leaf.field, leaf);
  }

  private or(node: JsonArray, path: string, steps: string | undefined): void {
    const before = this.branches;
    if (before.length * node.elements.length > MAX_OR_COMBINATIONS) throw this.tooMany({ node, path });
    const after: Branch[] = [];
    node.elements.forEach((element, i) => {
      this.branches = before.map((branch) => new Map(branch));
      if (element.kind === "object") this.object(element, jsonPathOf(path, i), steps);
      else this.later(element, jsonPathOf(path, i), `$or[${i}]`);
      if (after.length + this.branches.length > MAX_OR_COMBINATIONS) throw this.tooMany({ node, path });
      for (const branch of this.branches) after.push(branch);
    });
    this.branches = after;
  }

  private tooMany(place: Place): Error {
    const reason = `The $or branches of the pattern make more than ${MAX_OR_COMBINATIONS} combinations`;
    return this.report.value(place, reason, "TOO_MANY_OR_COMBINATIONS");
  }
}

interface FlawedOr {
  readonly path: string;
  readonly reserved?: string;
}

/** The first `$or` that event-ruler does not recognise as one. */
function findFlawedOr(node: JsonObject, path: string, inOr = false): FlawedOr | undefined {
  for (const { key, value } of node.members) {
    const at = jsonPathOf(path, key);
    if (inOr && RESERVED_IN_OR.has(key)) return { path, reserved: key };
    let flawed: FlawedOr | undefined;
    if (key === "$or") flawed = isLater(value) ? undefined : checkOr(value, at);
    else if (value.kind === "object") flawed = findFlawedOr(value, at, inOr);
    if (flawed !== undefined) return flawed;
  }
  return undefined;
}

function checkOr(node: JsonNode, path: string): FlawedOr | undefined {
  // A text that ends in the middle of the array gets its syntax error, not this.
  const cutOff = node.end === Number.POSITIVE_INFINITY;
  if (node.kind !== "array" || (node.elements.length < 2 && !cutOff)) return { path };
  if (node.elements.some((e) => e.kind !== "object" && !isLater(e))) return { path };
  for (let i = 0; i < node.elements.length; i++) {
    const element = node.elements[i]!;
    const flawed = element.kind === "object" ? findFlawedOr(element, jsonPathOf(path, i), true) : undefined;
    if (flawed !== undefined) return flawed.reserved === undefined ? flawed : { path, reserved: flawed.reserved };
  }
  return undefined;
}

function isLater(node: JsonNode): boolean {
  return node.kind === "opaque" && node.type === "any";
}
