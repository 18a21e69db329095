/**
 * A number of an event or a pattern whose characters are not those JavaScript would print. event-ruler compares two
 * numbers by value when both fit a double exactly, else by their characters.
 */
export class NumberText {
  readonly comparable: boolean;

  constructor(
    readonly text: string,
    readonly value: number,
  ) {
    this.comparable = isComparable(text, value);
  }
}

/** Whether the decimal digits of `text` are those of the double `value` (event-ruler 2.0.1, ComparableNumber). */
export function isComparable(text: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  const printed = String(value);
  if (printed === text) return true;
  const decimal = normalize(text);
  return decimal !== undefined && decimal === normalize(printed);
}

/** Sign, digits and exponent without insignificant zeros; undefined when the exponent is beyond any double. */
function normalize(text: string): string | undefined {
  const parts = /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = "", fraction = "", exponent = "0"] = parts;
  if (exponent.length > 9) return undefined;
  const all = whole + fraction;
  let first = 0;
  while (all.charCodeAt(first) === 48) first++;
  if (first === all.length) return "0";
  let last = all.length;
  while (all.charCodeAt(last - 1) === 48) last--;
  return `${sign}${all.slice(first, last)}e${Number(exponent) - fraction.length + (all.length - last)}`;
}
