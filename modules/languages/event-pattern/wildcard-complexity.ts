import { MAX_COMPLEXITY_STATES, MAX_WILDCARD_COMPLEXITY } from "./limits";
import type { WildcardPattern } from "./wildcard";

/** A prefix of an operand. Active when some reading of the value so far matches it. */
interface Prefix {
  readonly id: number;
  readonly isStar: boolean;
  readonly isStart: boolean;
  star: Prefix | undefined;
  readonly literals: Map<number, Prefix>;
}

/** Far enough above the limit for a message to tell how far off the pattern is. */
const COUNT_UP_TO = 5 * MAX_WILDCARD_COMPLEXITY;
const QUOTE = 34;
/** A character that no operand expects. */
const OTHER = -1;

/**
 * Complexity of the wildcards of one field: the largest number of their prefixes that one value can match at once.
 * Each element of `matchers` is one matcher; the operands of an `anything-but` list share their common prefixes.
 * Gives what event-ruler's MachineComplexityEvaluator gives for a rule without `$or`. Stops counting well above the
 * limit, so a hostile operand costs a bounded amount of work.
 */
export function wildcardComplexity(matchers: readonly (readonly WildcardPattern[])[]): number {
  const machine = new Machine();
  const starts = matchers.map((operands) => machine.add(operands));
  const first = close(starts);
  const queue: Prefix[][] = [first];
  const seen = new Set<string>([keyOf(first)]);
  let best = 0;
  while (queue.length > 0) {
    const active = queue.pop()!;
    const size = active.filter((p) => !p.isStart).length;
    best = Math.max(best, size);
    if (best > COUNT_UP_TO || seen.size > MAX_COMPLEXITY_STATES) return Math.max(best, MAX_WILDCARD_COMPLEXITY + 1);
    const symbols = new Set<number>([OTHER]);
    for (const prefix of active) for (const symbol of prefix.literals.keys()) symbols.add(symbol);
    for (const symbol of symbols) {
      const next = close(active.flatMap((p) => [p.literals.get(symbol), p.isStar ? p : undefined]));
      if (next.length === 0) continue;
      const key = keyOf(next);
      if (!seen.has(key)) {
        seen.add(key);
        queue.push(next);
      }
    }
  }
  return best;
}

class Machine {
  private count = 0;

  add(operands: readonly WildcardPattern[]): Prefix {
    const start = this.prefix(false, true);
    for (const { segments } of operands) {
      // event-ruler matches strings with their quotes, so the quotes count as characters.
      let at = this.literal(start, QUOTE);
      segments.forEach((segment, i) => {
        if (i > 0) {
          at.star ??= this.prefix(true, false);
          at = at.star;
        }
        for (let k = 0; k < segment.length; k++) at = this.literal(at, segment.charCodeAt(k));
      });
      this.literal(at, QUOTE);
    }
    return start;
  }

  private literal(at: Prefix, symbol: number): Prefix {
    let next = at.literals.get(symbol);
    if (next === undefined) {
      next = this.prefix(false, false);
      at.literals.set(symbol, next);
    }
    return next;
  }

  private prefix(isStar: boolean, isStart: boolean): Prefix {
    return { id: this.count++, isStar, isStart, star: undefined, literals: new Map() };
  }
}

/** A star may match nothing, so a prefix that ends before a star is active together with it. */
function close(prefixes: readonly (Prefix | undefined)[]): Prefix[] {
  const closed = new Set<Prefix>();
  for (const prefix of prefixes) {
    if (prefix === undefined) continue;
    closed.add(prefix);
    if (prefix.star !== undefined) closed.add(prefix.star);
  }
  return [...closed].sort((a, b) => a.id - b.id);
}

function keyOf(prefixes: readonly Prefix[]): string {
  return prefixes.map((p) => p.id).join();
}
