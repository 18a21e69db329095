import * as fc from "fast-check";
import { callsIn, findingsIn, INTRINSIC_FUNCTIONS, parseIntrinsic } from "../../../modules/languages/asl/intrinsics";

fc.configureGlobal({ seed: 20_261_121 });

/** A call with so many arguments. */
function callOf(name: string, count: number): string {
  return `States.${name}(${Array(count).fill("$.a").join(", ")})`;
}

function details(text: string): readonly string[] {
  return callsIn(parseIntrinsic(text).call!)
    .flatMap(findingsIn)
    .map(({ kind, detail }) => `${kind}: ${detail}`);
}

describe("intrinsic functions", () => {
  test("there are 18", () => {
    expect(INTRINSIC_FUNCTIONS.size).toBe(18);
  });

  test.each([...INTRINSIC_FUNCTIONS])("%s takes the arguments that the specification lists", (name, { min, max }) => {
    for (let count = 0; count < 6; count++) {
      const { error } = parseIntrinsic(callOf(name, count));
      expect(error === undefined).toBe(count >= min && count <= max);
      if (error) expect(error.reason).toMatch(new RegExp(`^"States.${name}" takes .* arguments?, not ${count}$`));
    }
  });

  test("a call is read with all kinds of arguments", () => {
    const { call } = parseIntrinsic(
      "States.Array('it\\'s \\{\\}', 1, -2.5, true, null, $.a['b,)'], $$.Execution.Id, $id, States.UUID())",
    );
    const values = call!.arguments.map((value) =>
      value.kind === "call" ? value.name : value.kind === "path" ? value.text : value.value,
    );
    expect(values).toEqual(["it's {}", 1, -2.5, true, null, "$.a['b,)']", "$$.Execution.Id", "$id", "UUID"]);
  });

  test.each([
    "States.UUID( )",
    "States.Format('{}',\n  $.a)",
    "States.JsonToString($.[?(@.year <= 1998)])",
    'States.JsonMerge(States.StringToJson(\'{"flag": "false"}\'), $$.Execution.Input.field, false)',
    "States.MathAdd(States.ArrayLength(States.StringSplit($$.StateMachine.Name, '-')), -1)",
    "States.Format('\\\\')",
    "States.Array($.a.length())",
    "States.Format('a, b) {}', 'c')",
    "States.StringSplit('Hello\nWorld', '\n')",
  ])("%p is read", (text) => {
    expect(parseIntrinsic(text).error).toBeUndefined();
    expect(details(text)).toEqual([]);
  });

  test.each([
    ["States.Fromat('a')", '"States.Fromat" is no intrinsic function: did you mean "States.Format"?', 0],
    ["states.Format('a')", '"states.Format" is no intrinsic function', 0],
    ["States.Format", '"(" is expected after "States.Format"', 13],
    ["States.Format('a'", '"(" after "States.Format" is not closed', 17],
    ["States.Format('a", "text is not closed with a single quote", 14],
    ["States.Format('a'))", '")" stands after the call', 18],
    ["States.Array('a' 'b')", '"," or ")" is expected', 17],
    ["States.Array('a',)", "an argument is missing", 17],
    ["States.Array(,'a')", "an argument is missing", 13],
    ['States.Format("a")', "text in a call stands between single quotes", 14],
    ["States.Array($.a.)", '"$.a." is no path: the path ends with a dot', 17],
    // Recorded: AWS refuses both when the machine is made.
    [
      'States.StringToJson(\'{"text":"An \\"escaped\\" quote"}\')',
      '\\" is no escape: a double quote stands as it is',
      33,
    ],
    ["States.Format('He said, \\\"{}\\\"', $.a)", '\\" is no escape: a double quote stands as it is', 24],
  ])("fails when the call is %p", (text, reason, offset) => {
    expect(parseIntrinsic(text).error).toMatchObject({ reason: expect.stringContaining(reason), offset });
  });

  test("at most 10 calls stand in one another", () => {
    const nested = (depth: number) => `${"States.ArrayUnique(".repeat(depth)}$.a${")".repeat(depth)}`;
    expect([9, 10, 11].map((depth) => parseIntrinsic(nested(depth)).error?.kind)).toEqual([
      undefined,
      undefined,
      "nesting",
    ]);
    expect(parseIntrinsic(nested(100_000)).error?.kind).toBe("nesting");
  });

  test.each([
    ["States.Format('{}', 1)", []],
    ["States.Format('a')", []],
    ["States.Format($.template, 1, 2)", []],
    ["States.Format('\\{\\}')", []],
    // How AWS counts placeholders beside single braces is not known.
    ["States.Format('{\"a\": {}}', 1, 2)", []],
    ["States.Format('{}')", ["format: States.Format has 1 {} in its text, but 0 more arguments"]],
    ["States.Format('{}', 1, 2)", ["format: States.Format has 1 {} in its text, but 2 more arguments"]],
    ["States.Format(5)", ["argument: the first argument of States.Format is no text"]],
    ["States.Array(States.Format('{}'))", ["format: States.Format has 1 {} in its text, but 0 more arguments"]],
    ["States.JsonMerge($.a, $.b, true)", [expect.stringMatching(/^argument: the third argument of States.JsonMerge/)]],
    ["States.JsonMerge($.a, $.b, $.deep)", []],
    ["States.Hash($.a, 'SHA-512')", []],
    ["States.Hash($.a, 'SHA512')", [expect.stringMatching(/^argument: "SHA512" is no algorithm/)]],
    ["States.ArrayRange(1, 9, 0)", ["argument: the step of States.ArrayRange must not be 0"]],
    ["States.ArrayPartition($.a, 0)", [expect.stringMatching(/^argument: the size of the parts/)]],
    ["States.Format('a\\tb')", ['escape: "\\t" is none of \\\', \\{, \\} and \\\\']],
  ])("%s gives %j", (text, expected) => {
    expect(details(text)).toEqual(expected);
  });

  test("any text is read or refused, never both, and nothing throws", () => {
    const pieces = fc.constantFrom(
      "States.",
      "Array",
      "Format",
      "(",
      ")",
      ",",
      "'",
      "\\",
      "{}",
      "$.a",
      "[",
      "1",
      "-",
      " ",
      "true",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const { call, error } = parseIntrinsic(`States.Array(${parts.join("")}`);
        expect(call === undefined).toBe(error !== undefined);
      }),
      { numRuns: 3000 },
    );
  });
});
