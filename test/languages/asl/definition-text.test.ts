import { parseDefinitionText } from "../../../modules/languages/asl";
import { JsonSyntaxError } from "../../../modules/languages/json";

function lines(...text: string[]): string {
  return text.join("\n");
}

describe("the text of a definition", () => {
  it("is read as JSON, with the first character that some editors write before it", () => {
    const expected = { definition: { StartAt: "A", States: {} }, duplicates: [] };

    expect(parseDefinitionText('{ "StartAt": "A", "States": {} }')).toEqual(expected);
    expect(parseDefinitionText('\uFEFF{ "StartAt": "A", "States": {} }')).toEqual(expected);
  });

  it.each([
    ["a trailing comma", lines("{", '  "StartAt": "A",', "}"), 3, 1],
    ["a comment", lines("{", "  // first", '  "StartAt": "A"', "}"), 2, 3],
    ["a comma that is missing", lines("{", '  "StartAt": "A"', '  "States": {}', "}"), 3, 3],
    ["an end that is missing", lines("{", '  "States": {'), 2, 14],
    ["nothing at all", "", 1, 1],
    ["text behind it", "{} x", 1, 4],
  ])("fails when it has %s, with line and column", (_, text, line, column) => {
    let error: unknown;
    try {
      parseDefinitionText(text);
    } catch (thrown) {
      error = thrown;
    }

    expect(error).toBeInstanceOf(JsonSyntaxError);
    expect(error).toMatchObject({ line, column });
  });

  it("tells a state that stands there twice", () => {
    const text = lines("{", '  "States": {', '    "A": { "Type": "Pass" },', '    "A": { "Type": "Fail" }', "  }", "}");

    expect(parseDefinitionText(text)).toEqual({
      definition: { States: { A: { Type: "Fail" } } },
      duplicates: [{ path: "$.States.A", line: 4, column: 5, state: "A" }],
    });
  });

  it("tells states of branches and processors, and other keys, in the order of the text", () => {
    const text = lines(
      '{ "StartAt": "P", "States": {',
      '"P": { "Type": "Parallel", "Branches": [{ "States": {',
      '  "A": {}, "A": {} } }], "Next": "M", "Next": "M" },',
      '"M": { "Type": "Map", "ItemProcessor": { "States": {',
      '  "B c": {}, "B c": {} } },',
      '  "Iterator": { "States": { "D": {}, "D": {} } } },',
      '"T": { "Type": "Task", "Parameters": { "States": { "E": 1, "E": 2, "E": 3 } } } } }',
    );

    expect(parseDefinitionText(text).duplicates).toEqual([
      { path: "$.States.P.Branches[0].States.A", line: 3, column: 12, state: "A" },
      { path: "$.States.P.Next", line: 3, column: 39 },
      { path: '$.States.M.ItemProcessor.States["B c"]', line: 5, column: 14, state: "B c" },
      { path: "$.States.M.Iterator.States.D", line: 6, column: 38, state: "D" },
      { path: "$.States.T.Parameters.States.E", line: 7, column: 60 },
      { path: "$.States.T.Parameters.States.E", line: 7, column: 68 },
    ]);
  });

  it.each([["5"], ["null"], ["[1, 2]"], ['{ "States": 5 }'], ['{ "States": { "A": [] } }']])("may be %s", (text) => {
    expect(parseDefinitionText(text)).toEqual({ definition: JSON.parse(text), duplicates: [] });
  });
});
