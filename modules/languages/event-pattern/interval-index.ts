interface Interval<T> {
  readonly low: number;
  readonly high: number;
  readonly item: T;
}

/** Finds the intervals that hold a number in logarithmic time plus what is found. Sorted again after a change. */
export class IntervalIndex<T> {
  private readonly intervals = new Map<T, Interval<T>>();
  private sorted: Interval<T>[] | undefined;
  /** For the middle of each range of `sorted`, halved over and over, the highest `high` in that range. */
  private highest = new Float64Array(0);

  get isEmpty(): boolean {
    return this.intervals.size === 0;
  }

  add(low: number, high: number, item: T): void {
    this.intervals.set(item, { low, high, item });
    this.sorted = undefined;
  }

  delete(item: T): void {
    this.intervals.delete(item);
    this.sorted = undefined;
  }

  /** Calls `found` for each interval with low <= at <= high. */
  query(at: number, found: (item: T) => void): void {
    const sorted = this.prepare();
    const visit = (from: number, to: number): void => {
      if (from >= to) return;
      const middle = (from + to) >> 1;
      if (this.highest[middle]! < at) return;
      visit(from, middle);
      const interval = sorted[middle]!;
      if (interval.low > at) return;
      if (interval.high >= at) found(interval.item);
      visit(middle + 1, to);
    };
    visit(0, sorted.length);
  }

  private prepare(): Interval<T>[] {
    if (this.sorted !== undefined) return this.sorted;
    const sorted = [...this.intervals.values()].sort((a, b) => a.low - b.low);
    const highest = new Float64Array(sorted.length);
    const build = (from: number, to: number): number => {
      if (from >= to) return Number.NEGATIVE_INFINITY;
      const middle = (from + to) >> 1;
      highest[middle] = Math.max(sorted[middle]!.high, build(from, middle), build(middle + 1, to));
      return highest[middle]!;
    };
    build(0, sorted.length);
    this.sorted = sorted;
    this.highest = highest;
    return sorted;
  }
}
