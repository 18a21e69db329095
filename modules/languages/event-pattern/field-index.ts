import { foldKey } from "./case-fold";
import { type ExactKey, ipNumber, keysOf, type Test } from "./index-keys";
import { IntervalIndex } from "./interval-index";
import { ipToHex } from "./ip";
import type { Scalar } from "./model";
import { comparableValue } from "./predicates";
import { AffixIndex, MultiMap } from "./text-index";

/** Finds by the value of one field the items whose test it meets. */
export class FieldIndex<T> {
  private readonly exact = new MultiMap<ExactKey, T>();
  private readonly affixes = {
    prefix: new AffixIndex<T>("prefix"),
    suffix: new AffixIndex<T>("suffix"),
    "folded-prefix": new AffixIndex<T>("prefix"),
    "folded-suffix": new AffixIndex<T>("suffix"),
  };
  private readonly folded = new MultiMap<string, T>();
  private readonly ranges = { number: new IntervalIndex<T>(), ip: new IntervalIndex<T>() };
  private readonly present = new Set<T>();
  private size = 0;

  get isEmpty(): boolean {
    return this.size === 0;
  }

  add(test: Test, item: T): void {
    this.size++;
    switch (test.kind) {
      case "exact":
        this.exact.add(test.key, item);
        break;
      case "folded":
        this.folded.add(test.text, item);
        break;
      case "number":
      case "ip":
        this.ranges[test.kind].add(test.low, test.high, item);
        break;
      case "present":
        this.present.add(item);
        break;
      default:
        this.affixes[test.kind].add(test.text, item);
    }
  }

  delete(test: Test, item: T): void {
    this.size--;
    switch (test.kind) {
      case "exact":
        this.exact.delete(test.key, item);
        break;
      case "folded":
        this.folded.delete(test.text, item);
        break;
      case "number":
      case "ip":
        this.ranges[test.kind].delete(item);
        break;
      case "present":
        this.present.delete(item);
        break;
      default:
        this.affixes[test.kind].delete(test.text, item);
    }
  }

  query(values: Iterable<Scalar>, found: (item: T) => void): void {
    for (const item of this.present) found(item);
    for (const value of values) {
      if (!this.exact.isEmpty)
        for (const key of keysOf(value)) for (const item of this.exact.get(key) ?? []) found(item);
      if (typeof value === "string") this.queryText(value, found);
      else if (!this.ranges.number.isEmpty) {
        const number = comparableValue(value);
        if (number !== undefined) this.ranges.number.query(number, found);
      }
    }
  }

  private queryText(value: string, found: (item: T) => void): void {
    const { affixes, folded, ranges } = this;
    affixes.prefix.query(value, found);
    affixes.suffix.query(value, found);
    if (!folded.isEmpty || !affixes["folded-prefix"].isEmpty || !affixes["folded-suffix"].isEmpty) {
      const key = foldKey(value);
      affixes["folded-prefix"].query(key, found);
      affixes["folded-suffix"].query(key, found);
      for (const item of folded.get(key) ?? []) found(item);
    }
    if (!ranges.ip.isEmpty) {
      const hex = ipToHex(value);
      if (hex !== undefined) ranges.ip.query(ipNumber(hex), found);
    }
  }
}
