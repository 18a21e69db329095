import { EventPattern } from "../../../modules/languages/event-pattern";

function warnings(pattern: string | object): string[] {
  return EventPattern.parse(pattern).warnings.map((w) => `${w.code} ${w.path}`);
}

test("an ordinary pattern has no warnings", () => {
  expect(
    warnings({
      source: ["shop.orders"],
      "detail-type": [{ prefix: "Order" }],
      $or: [{ detail: { a: ["x"] } }, { detail: { b: [{ numeric: ["<", 5e9] }] } }],
      resources: [{ wildcard: "arn:aws:*:*:*:*" }],
      "detail.state": ["on"],
    }),
  ).toEqual([]);
});

test.each<[string, string | object, string[]]>([
  ["a field that no event has", { detailType: ["x"] }, ["UNKNOWN_TOP_LEVEL_FIELD $.detailType"]],
  ["also inside $or", { $or: [{ Source: ["x"] }, { source: ["y"] }] }, ["UNKNOWN_TOP_LEVEL_FIELD $.$or[0].Source"]],
  ["an object as $or", { detail: { $or: { a: ["x"] } } }, ["OR_IS_A_FIELD $.detail.$or"]],
  ["strings in $or", { detail: { $or: ["x", "y"] } }, ["OR_IS_A_FIELD $.detail.$or"]],
  [
    "a reserved name in $or",
    { detail: { $or: [{ prefix: "a" }, { suffix: "b" }] } },
    ["RESERVED_NAME_IN_OR $.detail.$or"],
  ],
  ["exactly", { source: [{ exactly: "x" }] }, ["EXACTLY_OPERATOR $.source[0].exactly"]],
  ["a wildcard beyond what is proven", { source: [{ wildcard: "*:*:*:*:e" }] }, ["WILDCARD_COMPLEXITY $.source"]],
  ["a large number", { detail: { a: [{ numeric: [">", 6e9] }] } }, ["NUMERIC_LIMIT $.detail.a[0].numeric[1]"]],
  [
    "a small number",
    { detail: { a: [{ numeric: [">", 0, "<", 5000000001] }] } },
    ["NUMERIC_LIMIT $.detail.a[0].numeric[3]"],
  ],
  ["a long pattern", { source: Array.from({ length: 250 }, (_, i) => `value-${i}`) }, ["PATTERN_LENGTH $"]],
  ["a duplicate key", '{"source":["x"],"source":["y"]}', ["DUPLICATE_KEY $.source"]],
  ["text after the pattern", '{"source":["x"]} }', ["TRAILING_TEXT $"]],
])("warns of %s", (_, pattern, expected) => {
  expect(warnings(pattern)).toEqual(expected);
});

test("a warning says what was probably meant", () => {
  expect(EventPattern.parse({ detailType: ["x"] }).warnings[0]!.message).toContain('Did you mean "detail-type"?');
});

test("a $or that is no $or matches as a field of that name", () => {
  const p = EventPattern.parse({ detail: { $or: [{ prefix: "a" }, { suffix: "b" }] } });
  expect(p.matches({ detail: { $or: "ax" } })).toBe(true);
  expect(p.matches({ detail: { a: "x" } })).toBe(false);
});
