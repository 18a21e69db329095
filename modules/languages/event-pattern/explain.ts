import { printJson } from "../json";
import type { EventObject } from "./event";
import { MAX_EXPLAINED_VALUES } from "./limits";
import type { MatchPlan } from "./matching";
import type { Leaf, Scalar } from "./model";
import { NumberText } from "./numbers";
import { Walker } from "./walker";

/** What one field of the pattern met in the event. */
export interface LeafExplanation {
  /** The field with dots: `detail.state`. */
  readonly field: string;
  /** JSON path of the matchers in the pattern. */
  readonly path: string;
  /** The matchers as compact JSON, one string each. */
  readonly matchers: readonly string[];
  /** Whether any matcher held. */
  readonly held: boolean;
  /** Values of the field in the event, as JSON; at most 20. */
  readonly values: readonly string[];
  /** Whether the event has the field with a value that is no object and no empty array. */
  readonly present: boolean;
  /**
   * Why it did not hold: the field is not there, no matcher accepts a value, or the value stands in another array
   * element than the values of the other fields.
   */
  readonly reason?: "absent" | "no-match" | "other-array-element";
}

export interface EventPatternExplanation {
  /** The answer of `matches`. */
  readonly matched: boolean;
  /** Every field of the pattern, in its order. Without `$or` all of them must hold. */
  readonly leaves: readonly LeafExplanation[];
  /** Without a match: what failed first in the `$or` combination that came closest, or in the pattern. */
  readonly firstFailure?: LeafExplanation;
}

/** @throws EventError */
export function explainMatch(plan: MatchPlan, event: EventObject): EventPatternExplanation {
  const matched = plan.matches(event);
  const values = seenValues(plan, event);
  const fieldNumber = new Map(plan.fields.map((field, i) => [field, i]));
  const leaves = plan.leaves.map((leaf, i) => {
    return explainLeaf(leaf, plan.leafHolds(i), values[fieldNumber.get(leaf.field)!]!);
  });
  if (matched) return { matched, leaves };
  const failure = closestFailure(plan);
  const firstFailure = leaves[failure.leaf]!;
  if (!failure.inArrays) return { matched, leaves, firstFailure };
  return { matched, leaves, firstFailure: { ...firstFailure, held: false, reason: "other-array-element" } };
}

interface Seen {
  readonly values: string[];
  count: number;
}

function seenValues(plan: MatchPlan, event: EventObject): Seen[] {
  const seen = plan.fields.map((): Seen => ({ values: [], count: 0 }));
  const walker = new Walker((field, value) => {
    const at = seen[field]!;
    if (at.count++ < MAX_EXPLAINED_VALUES) at.values.push(printScalar(value));
  });
  walker.walk(event, plan.tree);
  return seen;
}

function explainLeaf(leaf: Leaf, held: boolean, seen: Seen): LeafExplanation {
  const explanation = {
    field: leaf.field,
    path: leaf.path,
    matchers: leaf.nodes.map((node) => printJson(node)),
    held,
    values: seen.values,
    present: seen.count > 0,
  };
  return held ? explanation : { ...explanation, reason: seen.count > 0 ? "no-match" : "absent" };
}

function printScalar(value: Scalar): string {
  return value instanceof NumberText ? value.text : JSON.stringify(value);
}

/** The way to match with the fewest leaves that fail, and its first such leaf in the pattern's order. */
function closestFailure(plan: MatchPlan): { leaf: number; inArrays: boolean } {
  let best: { leaf: number; inArrays: boolean } | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (let way = 0; way < plan.wayCount; way++) {
    const leaves = plan.leavesOf(way);
    const failing = leaves.filter((leaf) => !plan.leafHolds(leaf));
    if (failing.length >= fewest) continue;
    fewest = failing.length;
    if (failing.length > 0) best = { leaf: Math.min(...failing), inArrays: false };
    else best = { leaf: leaves[Math.min(plan.search(way).deepest, leaves.length - 1)]!, inArrays: true };
  }
  return best!;
}
