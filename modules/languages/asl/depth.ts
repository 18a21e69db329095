/**
 * Whether a value is nested deeper than a limit. An object that contains itself is.
 *
 * @param isLeaf values that are not looked into
 */
export function isDeeperThan(value: unknown, limit: number, isLeaf: (value: unknown) => boolean): boolean {
  let level: readonly object[] = isContainer(value) ? [value] : [];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) {
      return true;
    }
    const next = new Set<object>();
    for (const container of level) {
      for (const child of Object.values(container)) {
        if (isContainer(child) && !isLeaf(child)) {
          next.add(child);
        }
      }
    }
    level = [...next];
  }
  return false;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
