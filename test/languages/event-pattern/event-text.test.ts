import fc from "fast-check";
import { EventError, EventPattern } from "../../../modules/languages/event-pattern";

/** What a pattern sees of field `a` of an event given as text, as JSON with the characters of the event. */
const seen = (text: string) => EventPattern.parse('{"a":["no such value"]}').explain(text).leaves[0]!.values;

/** 1.0 is not as JavaScript prints it, so an event with it is read by the parser that keeps the characters. */
const keepingCharacters = (json: string) => `{"a":${json},"b":1.0}`;

test.each([
  // Printed by JavaScript as they stand.
  "0",
  "7",
  "-7",
  "10",
  "1.5",
  "-0.25",
  "0.000001",
  "123456789012345",
  "1234567890123456",
  "9007199254740991",
  "19.9",
  "1e+21",
  // Printed otherwise, so that their characters count.
  "1.0",
  "-0",
  "-0.0",
  "0.0",
  "1e2",
  "1E2",
  "1e-7",
  "1E+2",
  "0.0000001",
  "0.10",
  "1234567890123456789",
  "12345678901234567890.5",
  "-1234567890123456789",
  "1e400",
])("the number %s is seen with its characters", (number) => {
  expect(seen(`{"a":${number}}`)).toEqual([number]);
  expect(seen(`{"a":[${number},"x"]}`)).toEqual([number, '"x"']);
  expect(seen(keepingCharacters(number))).toEqual([number]);
});

test.each(['"1.0"', '"\\""', '"\\\\"', '"\\\\\\" 1.0, \\""', '"[{"', '"}]1e2"', '"\\u0022 -0"', '""', "true", "null"])(
  "%s is seen as it is, whatever it looks like",
  (json) => {
    expect(seen(`{"a":${json}}`)).toEqual([JSON.stringify(JSON.parse(json))]);
    expect(seen(keepingCharacters(json))).toEqual([JSON.stringify(JSON.parse(json))]);
  },
);

test("a text is seen the same whichever parser reads it", () => {
  const scalar = fc.oneof(
    fc.string({ unit: fc.constantFrom('"', "\\", "1", ".", "0", "{", "[", "}", "]", "-", "e", "é", "\u2028") }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
  );
  fc.assert(
    fc.property(fc.array(scalar, { minLength: 1, maxLength: 8 }), (values) => {
      const json = JSON.stringify(values);
      expect(seen(`{"a":${json}}`)).toEqual(seen(keepingCharacters(json)));
    }),
    { seed: 20260104, numRuns: 500 },
  );
});

test.each([999, 1000])("an event text may nest %i deep", (depth) => {
  const text = `{"a":1,"b":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
  expect(seen(text)).toEqual(["1"]);
});

test("many values beside each other are not deep", () => {
  expect(seen(`{"b":[${Array(2000).fill("[[]],{}").join()}],"a":1}`)).toEqual(["1"]);
});

test.each([
  ["nested 1001 deep", `{"a":1,"b":${"[".repeat(1000)}${"]".repeat(1000)}}`, "INVALID_JSON"],
  ["not closed", '{"a":1', "INVALID_JSON"],
  ["a string not closed", '{"a":"1', "INVALID_JSON"],
  ["a string that ends in a backslash", '{"a":"1\\', "INVALID_JSON"],
  ["a number with a leading zero", '{"a":01}', "INVALID_JSON"],
  ["a lone minus", '{"a":-}', "INVALID_JSON"],
  ["text behind it", '{"a":1} x', "INVALID_JSON"],
  ["empty", "", "INVALID_JSON"],
  ["a list", "[1]", "NOT_AN_OBJECT"],
  ["a string", '"a"', "NOT_AN_OBJECT"],
  ["null", "null", "NOT_AN_OBJECT"],
])("fails when an event text is %s", (_, text, code) => {
  expect(() => seen(text)).toThrow(EventError);
  try {
    seen(text);
  } catch (error) {
    expect(error).toMatchObject({ code });
  }
});

test("tells where the text stops being JSON", () => {
  expect(() => seen('{\n  "a": 1,\n  x\n}')).toThrow(expect.objectContaining({ line: 3, column: 3 }));
});

test("of two members with one name the last counts", () => {
  expect(seen('{"a":1,"a":2}')).toEqual(["2"]);
  expect(seen('{"a":1,"a":2,"b":1.0}')).toEqual(["2"]);
});
