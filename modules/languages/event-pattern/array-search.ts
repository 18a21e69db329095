import { EventError } from "./errors";
import { MAX_ARRAY_STEPS } from "./limits";
import type { Membership } from "./walker";

/** The values of one field, by the array elements they stand in. */
export class MembershipTree {
  /** Whether a value stands exactly here. */
  private here = false;
  private readonly arrays = new Map<number, Map<number, MembershipTree>>();

  get isEmpty(): boolean {
    return !this.here && this.arrays.size === 0;
  }

  add(membership: Membership | undefined): void {
    this.locate(membership).here = true;
  }

  private locate(membership: Membership | undefined): MembershipTree {
    if (membership === undefined) return this;
    const outer = this.locate(membership.outer);
    let elements = outer.arrays.get(membership.array);
    if (elements === undefined) {
      elements = new Map();
      outer.arrays.set(membership.array, elements);
    }
    let inner = elements.get(membership.index);
    if (inner === undefined) {
      inner = new MembershipTree();
      elements.set(membership.index, inner);
    }
    return inner;
  }

  /** Notes for each array that `leaf` looks at it. */
  markArrays(last: Map<number, number>, leaf: number): void {
    for (const [array, elements] of this.arrays) {
      last.set(array, leaf);
      for (const tree of elements.values()) tree.markArrays(last, leaf);
    }
  }

  /**
   * Calls `accept` for each value that fits the elements chosen so far, with the choices it adds made, until one
   * returns true.
   */
  some(chosen: Map<number, number>, accept: () => boolean): boolean {
    if (this.here && accept()) return true;
    for (const [array, elements] of this.arrays) {
      const index = chosen.get(array);
      if (index !== undefined) {
        if (elements.get(index)?.some(chosen, accept)) return true;
        continue;
      }
      for (const [candidate, tree] of elements) {
        chosen.set(array, candidate);
        const found = tree.some(chosen, accept);
        chosen.delete(array);
        if (found) return true;
      }
    }
    return false;
  }
}

/** What the search knows of one leaf. */
export interface LeafValues {
  /** Where the values stand that a matcher holds for. */
  readonly holding: MembershipTree;
  /** Where any value stands; needed for `{"exists": false}` only. */
  readonly present: MembershipTree | undefined;
}

/**
 * Whether one value can be taken for each leaf so that no array is used with two elements. Leaves come in the order of
 * their fields: `{"exists": false}` looks only at the elements chosen by the leaves before it, as in event-ruler.
 */
export function findConsistentChoice(leaves: readonly LeafValues[]): { found: boolean; deepest: number } {
  const lastLeaf = new Map<number, number>();
  leaves.forEach((leaf, i) => {
    leaf.holding.markArrays(lastLeaf, i);
    leaf.present?.markArrays(lastLeaf, i);
  });
  const chosen = new Map<number, number>();
  const failed = new Set<string>();
  let steps = 0;
  let deepest = 0;
  const search = (at: number): boolean => {
    const leaf = leaves[at];
    deepest = Math.max(deepest, at);
    if (leaf === undefined) return true;
    if (++steps > MAX_ARRAY_STEPS) {
      throw new EventError("TOO_COMPLEX", "Event has too many combinations of array elements to match");
    }
    // Elements of arrays that no later leaf looks at do not change what comes, so they are left out of the key.
    let key = `${at}`;
    for (const [array, index] of chosen) if (lastLeaf.get(array)! >= at) key += `,${array}:${index}`;
    if (failed.has(key)) return false;
    const next = () => search(at + 1);
    const found =
      leaf.holding.some(chosen, next) ||
      (leaf.present !== undefined && !leaf.present.some(chosen, () => true) && next());
    if (!found) failed.add(key);
    return found;
  };
  return { found: search(0), deepest };
}
