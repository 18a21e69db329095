/** Bytes of a value as JSON in UTF-8, without the members that `isLeftOut` names; undefined if it is no JSON. */
export function jsonBytes(value: unknown, isLeftOut?: (key: string, value: unknown) => boolean): number | undefined {
  try {
    const text = JSON.stringify(
      value,
      isLeftOut && ((key, member: unknown) => (key !== "" && isLeftOut(key, member) ? undefined : member)),
    );
    return text === undefined ? undefined : Buffer.byteLength(text);
  } catch {
    // A cycle or a big integer: not a definition, which is for others to say.
    return undefined;
  }
}
