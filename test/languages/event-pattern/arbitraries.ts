import fc from "fast-check";

/** Small alphabets, so that patterns and events meet often. */
const text = fc.constantFrom(
  "",
  "x",
  "X",
  "xy",
  "Xy",
  "ab",
  "10.0.0.1",
  "10.0.0.77",
  "::1",
  "é",
  "ß",
  "SS",
  "x*y",
  "a.b",
);
const number = fc.constantFrom(0, 1, 1.5, -1, 2, 100, 1e3, 123456789012);
const field = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b") },
  { weight: 2, arbitrary: fc.constantFrom("a.b", "c", "source", "__proto__", "constructor") },
);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));

const oneOrMore = <T>(of: fc.Arbitrary<T>) => fc.oneof(of, fc.array(of, { minLength: 1, maxLength: 3 }));
const nonEmptyText = text.filter((t) => t !== "");
const wildcard = fc
  .array(fc.constantFrom("*", "x", "y", "a", "\\*"), { maxLength: 4 })
  .map((parts) => parts.join("").replace(/(?<!\\)\*+/g, "*"));

const matcher = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ prefix: fc.oneof(text, fc.record({ "equals-ignore-case": text })) }) },
  { weight: 1, arbitrary: fc.record({ suffix: fc.oneof(text, fc.record({ "equals-ignore-case": text })) }) },
  { weight: 1, arbitrary: fc.record({ "equals-ignore-case": text }) },
  { weight: 1, arbitrary: fc.record({ wildcard }) },
  { weight: 1, arbitrary: fc.record({ exists: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ cidr: fc.constantFrom("10.0.0.0/24", "10.0.0.1/31", "0.0.0.0/0", "::/64") }) },
  {
    weight: 1,
    arbitrary: fc.record({ numeric: fc.tuple(fc.constantFrom("=", "<", "<=", ">", ">="), number) }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ numeric: [">", 0, "<=", 2] }, { numeric: [">=", -1, "<", 100] }) },
  { weight: 1, arbitrary: fc.record({ "anything-but": fc.oneof(oneOrMore(text), oneOrMore(number)) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      "anything-but": fc.oneof(
        fc.record({ prefix: oneOrMore(nonEmptyText) }),
        fc.record({ suffix: oneOrMore(nonEmptyText) }),
        fc.record({ "equals-ignore-case": oneOrMore(text) }),
        fc.record({ wildcard: oneOrMore(wildcard) }),
      ),
    }),
  },
);

/** An object literal whose `__proto__` key is an own property, as `JSON.parse` makes it. */
export function object(entries: readonly (readonly [string, unknown])[]): object {
  const out = {};
  for (const [key, value] of entries) {
    Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return out;
}

function objectOf(key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, minLength: number) {
  return fc
    .uniqueArray(fc.tuple(key, value), { minLength, maxLength: 3, selector: ([k]) => k })
    .map((entries) => object(entries));
}

/** Valid patterns, `$or` included. */
export const pattern: fc.Arbitrary<object> = fc.letrec<{ node: object; or: object; value: unknown }>((tie) => ({
  node: fc.oneof({ weight: 6, arbitrary: objectOf(field, tie("value"), 1) }, { weight: 1, arbitrary: tie("or") }),
  or: fc.array(objectOf(field, tie("value"), 1), { minLength: 2, maxLength: 3 }).map(($or) => ({ $or })),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: fc.array(matcher, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: tie("node") },
  ),
})).node;

export const event: fc.Arbitrary<object> = fc.letrec<{ node: object; value: unknown }>((tie) => ({
  node: objectOf(field, tie("value"), 0),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: tie("node") },
    { weight: 2, arbitrary: fc.array(tie("value"), { maxLength: 3 }) },
  ),
})).node;
