import fc from "fast-check";
import {
  fromValue,
  type JsonNode,
  type JsonObject,
  JsonSyntaxError,
  JsonValueError,
  lookup,
  parseJson,
  parseJsonRecovering,
  printJson,
  toValue,
} from "../../../modules/languages/json";

const RUN = { seed: 20260103, numRuns: 500 };

function syntaxError(text: string): JsonSyntaxError {
  try {
    parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
  throw new Error(`${text} parsed`);
}

test("reads what JSON.parse reads, and refuses what it refuses", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    "1",
    "-0",
    "1e5",
    "01",
    "true",
    "nul",
    '"\\u00e9"',
    " ",
  );
  const texts = fc.oneof(
    fc.json(),
    fc.string(),
    fc.array(token, { maxLength: 12 }).map((t) => t.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      let expected: unknown;
      try {
        expected = JSON.parse(text);
      } catch {
        expect(() => parseJson(text)).toThrow(JsonSyntaxError);
        return;
      }
      expect(toValue(parseJson(text))).toEqual(expected);
    }),
    RUN,
  );
});

test("printing and reading again gives the same tree", () => {
  const shape = (node: JsonNode): string =>
    JSON.stringify(node, (k, v) => (k === "start" || k === "end" || k === "keyStart" ? 0 : v));
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const node = fromValue(value);
      expect(shape(parseJson(printJson(node)))).toBe(shape(node));
      expect(printJson(node)).toBe(JSON.stringify(value));
    }),
    RUN,
  );
});

test("keeps the characters of numbers, duplicate keys and places", () => {
  const node = parseJson('{\n  "a": 1.50,\n  "a": 3E2\n}') as JsonObject;
  expect(node.members.map((m) => [m.key, (m.value as { text: string }).text])).toEqual([
    ["a", "1.50"],
    ["a", "3E2"],
  ]);
  expect(lookup(node, "a")).toEqual({ kind: "number", value: 300, text: "3E2", start: 22, end: 25 });
  expect(node.members[1]!.keyStart).toBe(17);
  expect(printJson(node)).toBe('{"a":1.50,"a":3E2}');
  expect(toValue(node)).toEqual({ a: 300 });
});

test.each([
  [
    '{"a": tru}',
    1,
    7,
    "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  ],
  [
    '{\n "a": [1,\n  2 3]}',
    3,
    5,
    "Unexpected character ('3' (code 51)): was expecting comma to separate Array entries",
  ],
  ['{"a" 1}', 1, 6, "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value"],
  [
    '["\t"]',
    1,
    3,
    "Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in string value",
  ],
  ["[01]", 1, 2, "Invalid numeric value: Leading zeroes not allowed"],
  ["[1.]", 1, 4, "Unexpected character (']' (code 93)) in numeric value: Decimal point not followed by a digit"],
  ['["\\x"]', 1, 4, "Unrecognized character escape 'x' (code 120)"],
  ['["a', 1, 4, "Unexpected end-of-input: was expecting closing quote for a string value"],
  [
    "\r\n[1}",
    2,
    3,
    "Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)\"\r\n[1}\"; line: 2, column: 1])",
  ],
])("%j fails at %i:%i", (text, line, column, reason) => {
  const error = syntaxError(text);
  expect({ line: error.line, column: error.column, reason: error.reason }).toEqual({ line, column, reason });
});

test("a recovering parse keeps what stands before the error", () => {
  const { root, error } = parseJsonRecovering('{"a": [1, {"b": 2}, {"c": x');
  expect(error?.offset).toBe(26);
  expect(toValue(root!)).toEqual({ a: [1, { b: 2 }, {}] });
  expect(root!.end).toBe(Number.POSITIVE_INFINITY);
});

test("hostile texts are read or refused without harm", () => {
  expect(() => parseJson("[".repeat(100_000))).toThrow(/nesting depth \(1001\)/);
  expect(() => parseJson('{"a":'.repeat(100_000))).toThrow(JsonSyntaxError);
  expect(parseJson(`["${"a".repeat(1_000_000)}"]`).kind).toBe("array");
  expect(parseJson(`[${"1,".repeat(200_000)}1]`).kind).toBe("array");
  const value = toValue(parseJson('{"__proto__": {"polluted": true}, "constructor": 1}')) as object;
  expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("values that JSON cannot hold are refused with their path", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = [cycle];
  const deep = JSON.parse("[".repeat(2000) + "]".repeat(2000));
  const cases: [unknown, string][] = [
    [{ a: [new Date(0)] }, "A Date is not a JSON value (at $.a[0])"],
    [{ "a b": 1n }, 'A value of type bigint is not a JSON value (at $["a b"])'],
    [{ a: Number.NaN }, "NaN is not a JSON value (at $.a)"],
    [[undefined], "A value of type undefined is not a JSON value (at $[0])"],
    [{ a: () => 1 }, "A value of type function is not a JSON value (at $.a)"],
    [cycle, "The value contains itself (at $.self[0])"],
  ];
  for (const [value, message] of cases)
    expect(() => fromValue(value)).toThrow(
      new JsonValueError(message.split(" (at ")[0]!, message.slice(message.indexOf("(at ") + 4, -1)),
    );
  expect(() => fromValue(deep)).toThrow("Nested deeper than 1000");
  expect(() => fromValue(new Array(20).fill(0), { maxNodes: 10 })).toThrow("More than 10 values");
  expect(toValue(fromValue({ a: undefined, b: 1 }))).toEqual({ b: 1 });
});

test("opaque values keep their place and print through the given printer", () => {
  const token = { token: true };
  const node = fromValue({ a: [token, "x"] }, { opaque: (v) => (v === token ? "string" : undefined) });
  expect(printJson(node, () => '"?"')).toBe('{"a":["?","x"]}');
  expect(() => printJson(node)).toThrow(JsonValueError);
  expect((toValue(node) as { a: unknown[] }).a[0]).toBe(token);
});
