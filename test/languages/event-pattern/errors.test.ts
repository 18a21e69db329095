import { EventError, EventPattern, EventPatternError } from "../../../modules/languages/event-pattern";

function refusal(pattern: string | object): EventPatternError {
  try {
    EventPattern.parse(pattern);
  } catch (error) {
    if (error instanceof EventPatternError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(pattern)} was accepted`);
}

test("an error has AWS's words, a path and a place", () => {
  const text = '{\n  "detail": {\n    "amount": [{"numeric": [">", 5, "<", 5]}]\n  }\n}';
  const error = refusal(text);
  expect({ ...error, message: error.message }).toMatchObject({
    name: "EventPatternError",
    code: "INVALID_PATTERN",
    message: "Event pattern is not valid. Reason: Bottom must be less than top",
    reason: "Bottom must be less than top",
    path: "$.detail.amount[0].numeric",
    line: 3,
    column: 28,
    offset: 43,
  });
  expect(error.awsMessage).toContain(`${error.message}\n at [Source: (String)"{\n`);
  expect(refusal(JSON.parse(text))).toMatchObject({ path: "$.detail.amount[0].numeric", line: undefined });
});

// The words come from event-ruler 2.0.1 (JsonRuleCompiler), run on these patterns.
test.each<[string, string, string]>([
  ["[]", "Filter is not an object", "$"],
  ["", "Filter is not an object", "$"],
  ["{}", "Empty objects are not allowed", "$"],
  ['{"a":{}}', "Empty objects are not allowed", "$.a"],
  ['{"a":null}', '"a" must be an object or an array', "$.a"],
  ['{"a":[]}', "Empty arrays are not allowed", "$.a"],
  ['{"a":[["x"]]}', "Match value must be String, number, true, false, or null", "$.a[0]"],
  ['{"a":[{}]}', "Match expression name not found", "$.a[0]"],
  ['{"a":["x",{"Prefix":"x"}]}', "Unrecognized match type Prefix", "$.a[1].Prefix"],
  ['{"a":[{"prefix":"x","suffix":"y"}]}', "Only one key allowed in match expression", "$.a[0].suffix"],
  ['{"a":[{"prefix":{}}]}', "Prefix expression name not found", "$.a[0].prefix"],
  ['{"a":[{"suffix":{"prefix":"x"}}]}', "Unsupported suffix pattern: prefix", "$.a[0].suffix.prefix"],
  ['{"a":[{"exists":1}]}', "exists match pattern must be either true or false.", "$.a[0].exists"],
  ['{"a":[{"exactly":1}]}', "exact match pattern must be a string", "$.a[0].exactly"],
  ['{"a":[{"numeric":[]}]}', "Invalid member in numeric match: ]", "$.a[0].numeric"],
  ['{"a":[{"numeric":[null]}]}', "Invalid member in numeric match: null", "$.a[0].numeric[0]"],
  ['{"a":[{"numeric":["="]}]}', "Value of equals must be numeric", "$.a[0].numeric"],
  ['{"a":[{"numeric":["!=",1]}]}', "Unrecognized numeric range operator: !=", "$.a[0].numeric[0]"],
  ['{"a":[{"numeric":["=",1,2]}]}', "Too many elements in numeric expression", "$.a[0].numeric[2]"],
  ['{"a":[{"numeric":[">",1,2]}]}', "Bad value in numeric range: 2", "$.a[0].numeric[2]"],
  ['{"a":[{"numeric":[">",1,"<",2,3]}]}', "Too many terms in numeric range expression", "$.a[0].numeric[4]"],
  ['{"a":[{"numeric":["<",1e400]}]}', "Cannot compare number : 1e400", "$.a[0].numeric[1]"],
  [
    '{"a":[{"anything-but":0.1234567890123456789}]}',
    "Cannot compare number : 0.1234567890123456789",
    "$.a[0].anything-but",
  ],
  ['{"a":[{"anything-but":{}}]}', "Anything-But expression name not found", "$.a[0].anything-but"],
  ['{"a":[{"anything-but":{"cidr":"x"}}]}', "Unsupported anything-but pattern: cidr", "$.a[0].anything-but.cidr"],
  ['{"a":[{"cidr":"10.0.0.0/32"}]}', "IPv4 mask bits must be < 32", "$.a[0].cidr"],
  ['{"a":[{"cidr":"::/128"}]}', "IPv6 mask bits must be < 128", "$.a[0].cidr"],
  ['{"a":[{"cidr":"10.0.0.0/-1"}]}', "Malformed CIDR, mask bits must not be negative", "$.a[0].cidr"],
  ['{"a":[{"cidr":"10.0.0.256/8"}]}', "Invalid IP address: 10.0.0.256", "$.a[0].cidr"],
  ['{"a":[{"cidr":"1::2::3/8"}]}', "Invalid IP address: 1::2::3", "$.a[0].cidr"],
  ['{"a":[{"wildcard":"é**"}]}', "Consecutive wildcard characters at pos 3", "$.a[0].wildcard"],
  ['{"a":[{"wildcard":"a\\\\b"}]}', "Invalid escape character at pos 2", "$.a[0].wildcard"],
  ['{"$or":[{"a":["x"]}]}', "Unrecognized match type a", "$.$or[0].a"],
  ['{"$or":[]}', "Empty arrays are not allowed", "$.$or"],
  ['{"$or":"x"}', '"$or" must be an object or an array', "$.$or"],
])("%s: %s", (text, reason, path) => {
  const error = refusal(text);
  expect({ reason: error.reason, path: error.path, code: error.code }).toEqual({
    reason,
    path,
    code: "INVALID_PATTERN",
  });
});

test.each([
  ['{"a": [1, {"prefix": 2}, }', "prefix match pattern must be a string", 22],
  [
    '{"a": [1, }, {"prefix": 2}',
    "Unexpected character ('}' (code 125)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    11,
  ],
  ['{"$or": [{"a": ["x"]}, {"b"', "Unexpected end-of-input within/between Object entries", 28],
  [
    '{"a": [',
    'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"{"a": ["; line: 1, column: 7])',
    8,
  ],
])("of two errors the first in the text counts: %s", (text, reason, column) => {
  expect(refusal(text)).toMatchObject({ reason, column });
});

test("AWS's limits are errors with codes of their own", () => {
  const values = Array.from({ length: 500 }, (_, i) => `value-${i}`);
  expect(refusal({ source: values })).toMatchObject({ code: "PATTERN_TOO_LONG", path: "$" });
  expect(refusal({ source: [{ wildcard: "*:*:*:*:*:event-bus/*" }] })).toMatchObject({
    code: "WILDCARD_TOO_COMPLEX",
    path: "$.source",
    message:
      "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
  });
  const branches = (n: number) => Array.from({ length: n }, (_, i) => ({ id: [`${i}`] }));
  expect(
    EventPattern.parse({ $or: branches(10), detail: { $or: branches(100) } }).matches({ id: "1", detail: { id: "9" } }),
  ).toBe(true);
  expect(refusal({ $or: branches(11), detail: { $or: branches(100) } })).toMatchObject({
    code: "TOO_MANY_OR_COMBINATIONS",
    path: "$.detail.$or",
  });
});

test("the engine's limits leave out length and complexity", () => {
  const p = EventPattern.parse({ source: [{ wildcard: "*:*:*:*:*:event-bus/*" }] }, { limits: "engine" });
  expect(p.wildcardComplexity).toBe(11);
  expect(p.matches({ source: "a:b:c:d:e:event-bus/f" })).toBe(true);
});

// Scores from event-ruler's MachineComplexityEvaluator 2.0.1.
test.each([
  ["a", 1],
  ["*", 2],
  ["a*b", 2],
  ["*a*a*", 5],
  ["*aaaaaaaaa", 10],
  ["a*b*c*d*e", 5],
  ["/Users/*/dir/dir/dir/dir/dir/doc.txt", 7],
  ["arn:aws:*:*:*:*", 7],
  ["*/*/*/*", 7],
  ["*:*:*:*:event-bus/*", 9],
])("the complexity of %s is %i", (wildcard, score) => {
  expect(EventPattern.parse({ source: [{ wildcard }] }).wildcardComplexity).toBe(score);
});

test("a malformed event is an EventError, never an EventPatternError", () => {
  const p = EventPattern.parse({ source: ["x"] });
  const code = (event: unknown): string => {
    try {
      p.matches(event as object);
    } catch (error) {
      if (error instanceof EventError) return error.code;
    }
    return "none";
  };
  expect(["[1]", "null", '"x"', [], null, undefined, 1, new Date(0)].map(code)).toEqual(
    new Array(8).fill("NOT_AN_OBJECT"),
  );
  expect(["", "{", '{"a":}', "{} x"].map(code)).toEqual([
    "INVALID_JSON",
    "INVALID_JSON",
    "INVALID_JSON",
    "INVALID_JSON",
  ]);
  expect([{ source: Number.NaN }, { source: 1n }, { source: new Map() }, { source: [undefined] }].map(code)).toEqual(
    new Array(4).fill("INVALID_JSON"),
  );
  expect(() => p.matches('{\n"a": x}')).toThrow(expect.objectContaining({ line: 2, column: 6 }));
});
