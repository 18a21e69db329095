/** How one character of an ignore-case operand may be spelled: its lower-case and its upper-case form. */
interface FoldedChar {
  readonly lower: string;
  readonly upper: string;
}

/**
 * Compares without case as event-ruler does: each UTF-16 unit of the operand stands for its lower-case and its
 * upper-case form, which may be longer (`ß` matches `SS`, but `ss` does not match `ß`).
 */
export class CaseInsensitiveText {
  private readonly chars: readonly FoldedChar[];
  private readonly simple: boolean;
  /** The key under which an index finds the text, or undefined when values with other keys match too. */
  readonly foldKey: string | undefined;

  constructor(readonly text: string) {
    this.chars = Array.from({ length: text.length }, (_, i) => {
      const c = text[i]!;
      return { lower: c.toLowerCase(), upper: c.toUpperCase() };
    });
    this.simple = this.chars.every(({ lower, upper }) => lower.length === 1 && upper.length === 1);
    this.foldKey = this.simple && this.chars.every(isFoldedAlike) ? foldKey(text) : undefined;
  }

  equals(value: string): boolean {
    return this.simple
      ? value.length === this.chars.length && this.sameAt(value, 0)
      : this.ends(value, 0).has(value.length);
  }

  isPrefixOf(value: string): boolean {
    return this.simple ? value.length >= this.chars.length && this.sameAt(value, 0) : this.ends(value, 0).size > 0;
  }

  isSuffixOf(value: string): boolean {
    if (this.simple) {
      const from = value.length - this.chars.length;
      return from >= 0 && this.sameAt(value, from);
    }
    // A character has at most three units in either form, which bounds where the suffix can start.
    for (let from = Math.max(0, value.length - 3 * this.chars.length); from <= value.length; from++) {
      if (this.ends(value, from).has(value.length)) return true;
    }
    return false;
  }

  private sameAt(value: string, from: number): boolean {
    for (let i = 0; i < this.chars.length; i++) {
      const { lower, upper } = this.chars[i]!;
      const c = value[from + i];
      if (c !== lower && c !== upper) return false;
    }
    return true;
  }

  /** Every offset at which the whole operand can end when it starts at `from`. */
  private ends(value: string, from: number): Set<number> {
    let at = new Set([from]);
    for (const { lower, upper } of this.chars) {
      const next = new Set<number>();
      for (const offset of at) {
        if (value.startsWith(lower, offset)) next.add(offset + lower.length);
        if (value.startsWith(upper, offset)) next.add(offset + upper.length);
      }
      at = next;
      if (at.size === 0) break;
    }
    return at;
  }
}

/** One key for all the spellings of a text that differ in case only. */
export function foldKey(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) out += fold(text[i]!);
  return out;
}

function fold(c: string): string {
  const upper = c.toUpperCase();
  const folded = (upper.length === 1 ? upper : c).toLowerCase();
  return folded.length === 1 ? folded : c;
}

function isFoldedAlike({ lower, upper }: FoldedChar): boolean {
  return fold(lower) === fold(upper);
}
