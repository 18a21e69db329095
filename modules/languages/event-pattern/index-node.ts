import { FieldIndex } from "./field-index";
import type { ExactKey, Test } from "./index-keys";
import type { Scalar } from "./model";

/** What an event has for one field. */
export interface SeenField {
  readonly keys: Set<ExactKey>;
  readonly values: Set<Scalar>;
}

/** What an event has, by the number of the field. */
export type SeenFields = ReadonlyMap<number, SeenField>;

/**
 * A state of the decision tree: reached when the event has all the plain values on the way to it. Holds what ends
 * here, found by one more test where there is one.
 */
export class IndexNode<T> {
  private readonly children = new Map<number, Map<ExactKey, IndexNode<T>>>();
  private readonly tests = new Map<number, FieldIndex<T>>();
  private readonly always = new Set<T>();

  get isEmpty(): boolean {
    return this.children.size === 0 && this.tests.size === 0 && this.always.size === 0;
  }

  /** The child for a value of a field, made when it is not there. */
  child(field: number, key: ExactKey): IndexNode<T> {
    let byKey = this.children.get(field);
    if (byKey === undefined) {
      byKey = new Map();
      this.children.set(field, byKey);
    }
    let child = byKey.get(key);
    if (child === undefined) {
      child = new IndexNode();
      byKey.set(key, child);
    }
    return child;
  }

  dropChildIfEmpty(field: number, key: ExactKey): void {
    const byKey = this.children.get(field);
    if (byKey?.get(key)?.isEmpty === true) byKey.delete(key);
    if (byKey?.size === 0) this.children.delete(field);
  }

  add(item: T, field: number, test: Test | undefined): void {
    if (test === undefined) {
      this.always.add(item);
      return;
    }
    let index = this.tests.get(field);
    if (index === undefined) {
      index = new FieldIndex();
      this.tests.set(field, index);
    }
    index.add(test, item);
  }

  delete(item: T, field: number, test: Test | undefined): void {
    if (test === undefined) {
      this.always.delete(item);
      return;
    }
    const index = this.tests.get(field);
    index?.delete(test, item);
    if (index?.isEmpty === true) this.tests.delete(field);
  }

  /** Calls `found` for everything that the event may match. */
  collect(seen: SeenFields, found: (item: T) => void): void {
    for (const item of this.always) found(item);
    forCommon(this.tests, seen, (index, field) => index.query(field.values, found));
    forCommon(this.children, seen, (byKey, field) => {
      if (field.keys.size <= byKey.size) {
        for (const key of field.keys) byKey.get(key)?.collect(seen, found);
      } else {
        for (const [key, child] of byKey) if (field.keys.has(key)) child.collect(seen, found);
      }
    });
  }
}

/** Visits the keys of both maps by going through the smaller one. */
function forCommon<A, B>(a: ReadonlyMap<number, A>, b: ReadonlyMap<number, B>, visit: (a: A, b: B) => void): void {
  if (a.size <= b.size) {
    for (const [key, value] of a) {
      const other = b.get(key);
      if (other !== undefined) visit(value, other);
    }
  } else {
    for (const [key, other] of b) {
      const value = a.get(key);
      if (value !== undefined) visit(value, other);
    }
  }
}
