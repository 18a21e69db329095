/** A map from keys to sets that forgets empty sets. */
export class MultiMap<K, T> {
  private readonly sets = new Map<K, Set<T>>();

  get isEmpty(): boolean {
    return this.sets.size === 0;
  }

  get(key: K): ReadonlySet<T> | undefined {
    return this.sets.get(key);
  }

  add(key: K, item: T): void {
    const set = this.sets.get(key);
    if (set === undefined) this.sets.set(key, new Set([item]));
    else set.add(item);
  }

  delete(key: K, item: T): void {
    const set = this.sets.get(key);
    set?.delete(item);
    if (set?.size === 0) this.sets.delete(key);
  }
}

/** Finds the prefixes, or the suffixes, that a text has: one look-up for each length in use. */
export class AffixIndex<T> {
  private readonly items = new MultiMap<string, T>();
  private readonly lengths = new Map<number, number>();

  constructor(private readonly end: "prefix" | "suffix") {}

  get isEmpty(): boolean {
    return this.items.isEmpty;
  }

  add(affix: string, item: T): void {
    this.items.add(affix, item);
    this.lengths.set(affix.length, (this.lengths.get(affix.length) ?? 0) + 1);
  }

  delete(affix: string, item: T): void {
    this.items.delete(affix, item);
    const count = (this.lengths.get(affix.length) ?? 0) - 1;
    if (count > 0) this.lengths.set(affix.length, count);
    else this.lengths.delete(affix.length);
  }

  query(text: string, found: (item: T) => void): void {
    for (const length of this.lengths.keys()) {
      if (length > text.length) continue;
      const affix = this.end === "prefix" ? text.slice(0, length) : text.slice(text.length - length);
      const items = this.items.get(affix);
      if (items !== undefined) for (const item of items) found(item);
    }
  }
}
