/** A variable of a policy, a wildcard, or any other text. */
const PIECES = /\$\{([^}]*)\}|[*?]|(?:(?!\$\{)[^*?])+/gs;

/** True if a text fits a pattern with `*` and `?`, as in IAM, where `${*}`, `${?}` and `${$}` are the characters themselves. */
export function fits(pattern: string, text: string, options: { readonly ignoreCase?: boolean } = {}): boolean {
  const source = pattern.replace(PIECES, (piece, variable?: string) => {
    if (variable !== undefined && !/^[*?$]$/.test(variable)) {
      throw new Error(`not evaluated: ${piece}`);
    }
    return piece === "*" ? ".*" : piece === "?" ? "." : (variable ?? piece).replace(/[\\^$.|+*?()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, options.ignoreCase ? "is" : "s").test(text);
}

/** True if some text fits both patterns. */
export function overlap(one: string, other: string): boolean {
  const known = new Map<number, boolean>();
  const from = (i: number, j: number): boolean => {
    const key = i * (other.length + 1) + j;
    const before = known.get(key);
    if (before !== undefined) {
      return before;
    }
    known.set(key, false);
    const answer = step(i, j);
    known.set(key, answer);
    return answer;
  };
  const step = (i: number, j: number): boolean => {
    const [a, b] = [one[i], other[j]];
    if (a === undefined && b === undefined) {
      return true;
    }
    if (a === "*") {
      return from(i + 1, j) || (b !== undefined && from(i, j + 1));
    }
    if (b === "*") {
      return from(i, j + 1) || (a !== undefined && from(i + 1, j));
    }
    return a !== undefined && b !== undefined && (a === b || a === "?" || b === "?") && from(i + 1, j + 1);
  };
  return from(0, 0);
}
