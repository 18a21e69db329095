/** Half of the texts of which the results are kept. */
const READ_MAX = 500;

/**
 * Makes a reader read each text once: several checks read one text, and definitions repeat theirs. Of the texts read last
 * the results are kept, so nobody may change them.
 */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  let recent = new Map<string, T>();
  // Forgetting all at once would forget the first half of the definition that is being read.
  let older = recent;
  return (text) => {
    let result = recent.get(text);
    if (result === undefined) {
      result = older.get(text) ?? read(text);
      if (recent.size >= READ_MAX) {
        older = recent;
        recent = new Map();
      }
      recent.set(text, result);
    }
    return result;
  };
}
