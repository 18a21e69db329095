/** The candidate that a misspelled name most likely meant: another case, or a few letters off. */
export function nearest(name: string, candidates: readonly string[] | ReadonlySet<string>): string | undefined {
  const lower = name.toLowerCase();
  // A long text is no misspelling, and the distance to it is dear.
  if (name.length > 128) return undefined;
  let best: string | undefined;
  // Of two letters one is no typing error but another name.
  const mostEdits = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 4));
  let bestDistance = mostEdits + 1;
  for (const candidate of candidates) {
    if (candidate.toLowerCase() === lower) return candidate;
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(lower, candidate.toLowerCase());
    if (distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

/** A sentence that offers the nearest candidate, or nothing. */
export function didYouMean(name: string, candidates: readonly string[] | ReadonlySet<string>): string | undefined {
  const meant = nearest(name, candidates);
  return meant === undefined ? undefined : `did you mean "${meant}"?`;
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, before[j - 2]! + 1);
      }
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
