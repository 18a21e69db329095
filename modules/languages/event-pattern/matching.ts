import { findConsistentChoice, MembershipTree } from "./array-search";
import type { EventObject } from "./event";
import type { Conjunct, Leaf, Scalar } from "./model";
import { type Predicate, predicateOf } from "./predicates";
import { type FieldNode, fieldTree, type Membership, Walker } from "./walker";

/** A pattern made ready for matching. Reuses its arrays from event to event, so one match must end before the next. */
export class MatchPlan {
  /** Every leaf of the pattern once. */
  readonly leaves: readonly Leaf[];
  readonly fields: readonly string[];
  readonly tree: FieldNode;
  private readonly predicates: readonly Predicate[];
  /** The leaves that look at each field. */
  private readonly ofField: readonly (readonly number[])[];
  /** The leaves of each way to match, by number. */
  private readonly ways: readonly (readonly number[])[];
  private readonly present: Uint8Array;
  private readonly held: Uint8Array;
  /** Values inside array elements: undefined until the event has one. */
  private trees: ({ holding: MembershipTree; present: MembershipTree } | undefined)[] = [];
  private inArrays = false;
  private readonly walker = new Walker((field, value, membership) => this.see(field, value, membership));

  constructor(conjuncts: readonly Conjunct[]) {
    const leaves = [...new Set(conjuncts.flat())].sort((a, b) => a.order - b.order);
    const numbers = new Map(leaves.map((leaf, i) => [leaf, i]));
    const fields = [...new Set(leaves.map((leaf) => leaf.field))];
    const ofField = new Map<string, number[]>(fields.map((field) => [field, []]));
    leaves.forEach((leaf, i) => {
      ofField.get(leaf.field)!.push(i);
    });
    this.leaves = leaves;
    this.fields = fields;
    this.tree = fieldTree(fields);
    this.predicates = leaves.map((leaf) => predicateOf(leaf.matchers));
    this.ofField = fields.map((field) => ofField.get(field)!);
    this.ways = conjuncts.map((conjunct) => conjunct.map((leaf) => numbers.get(leaf)!));
    this.present = new Uint8Array(leaves.length);
    this.held = new Uint8Array(leaves.length);
  }

  /** @throws EventError */
  matches(event: EventObject): boolean {
    this.read(event);
    for (let way = 0; way < this.ways.length; way++) {
      if (this.wayHolds(way)) return true;
    }
    return false;
  }

  /** Walks the event and notes what the leaves see of it. */
  read(event: EventObject): void {
    this.present.fill(0);
    this.held.fill(0);
    if (this.inArrays) {
      this.trees = [];
      this.inArrays = false;
    }
    this.walker.walk(event, this.tree);
  }

  private see(field: number, value: Scalar, membership: Membership | undefined): void {
    for (const leaf of this.ofField[field]!) {
      const holds = this.predicates[leaf]!(value);
      if (membership === undefined) {
        this.present[leaf] = 1;
        if (holds) this.held[leaf] = 1;
      } else if (holds || this.leaves[leaf]!.absent) {
        this.inArrays = true;
        const trees = this.treesOf(leaf);
        if (holds) trees.holding.add(membership);
        if (this.leaves[leaf]!.absent) trees.present.add(membership);
      }
    }
  }

  private treesOf(leaf: number): { holding: MembershipTree; present: MembershipTree } {
    let trees = this.trees[leaf];
    if (trees === undefined) {
      trees = { holding: new MembershipTree(), present: new MembershipTree() };
      this.trees[leaf] = trees;
    }
    return trees;
  }

  /** Whether the leaf holds by itself, whatever the others need. */
  leafHolds(leaf: number): boolean {
    if (this.held[leaf] === 1) return true;
    const trees = this.trees[leaf];
    if (trees !== undefined && !trees.holding.isEmpty) return true;
    // With array elements in play the field may still be absent beside the chosen element.
    return this.leaves[leaf]!.absent && this.present[leaf] === 0;
  }

  leavesOf(way: number): readonly number[] {
    return this.ways[way]!;
  }

  get wayCount(): number {
    return this.ways.length;
  }

  private wayHolds(way: number): boolean {
    const leaves = this.ways[way]!;
    for (const leaf of leaves) if (!this.leafHolds(leaf)) return false;
    return !this.inArrays || this.search(way).found;
  }

  /** Looks for one choice of array elements that serves all the leaves of a way. */
  search(way: number): { found: boolean; deepest: number } {
    const { trees } = this;
    return findConsistentChoice(
      this.ways[way]!.map((leaf) => {
        const tree = trees[leaf];
        const holding = tree?.holding ?? new MembershipTree();
        if (this.held[leaf] === 1) holding.add(undefined);
        if (!this.leaves[leaf]!.absent) return { holding, present: undefined };
        const present = tree?.present ?? new MembershipTree();
        if (this.present[leaf] === 1) present.add(undefined);
        return { holding, present };
      }),
    );
  }
}
