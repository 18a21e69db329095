import { JsonPath, Pass } from "cdktf-aws-http-integrations";
import { renderedState } from "../chains";

const path = JsonPath.stringAt("$.a");
const list = JsonPath.listAt("$.list");

/** What each is in the parameters of one Pass state. */
function texts(values: { readonly [name: string]: JsonPath }): unknown {
  return (renderedState(new Pass("P", { parameters: values })) as { Parameters: unknown }).Parameters;
}

describe("a JsonPath", () => {
  it("is a path, whatever is at its end", () => {
    expect(
      texts({
        string: JsonPath.stringAt("$.a.b"),
        number: JsonPath.numberAt("$.n"),
        list: JsonPath.listAt("$.items[*].sku"),
        object: JsonPath.objectAt("$$.Execution"),
        variable: JsonPath.stringAt("$order.id"),
      }),
    ).toEqual({
      "string.$": "$.a.b",
      "number.$": "$.n",
      "list.$": "$.items[*].sku",
      "object.$": "$$.Execution",
      "variable.$": "$order.id",
    });
  });

  it("has names for the input and the context", () => {
    expect(
      texts({
        payload: JsonPath.entirePayload,
        context: JsonPath.entireContext,
        executionId: JsonPath.executionId,
        executionInput: JsonPath.executionInput,
        executionName: JsonPath.executionName,
        executionStartTime: JsonPath.executionStartTime,
        stateEnteredTime: JsonPath.stateEnteredTime,
        stateName: JsonPath.stateName,
        stateMachineId: JsonPath.stateMachineId,
        stateMachineName: JsonPath.stateMachineName,
      }),
    ).toEqual({
      "payload.$": "$",
      "context.$": "$$",
      "executionId.$": "$$.Execution.Id",
      "executionInput.$": "$$.Execution.Input",
      "executionName.$": "$$.Execution.Name",
      "executionStartTime.$": "$$.Execution.StartTime",
      "stateEnteredTime.$": "$$.State.EnteredTime",
      "stateName.$": "$$.State.Name",
      "stateMachineId.$": "$$.StateMachine.Id",
      "stateMachineName.$": "$$.StateMachine.Name",
    });
  });

  it("has every intrinsic function", () => {
    expect(
      texts({
        array: JsonPath.array(path, "it's", 1, -1, true, null, ["x", path]),
        arrayPartition: JsonPath.arrayPartition(list, 4),
        arrayContains: JsonPath.arrayContains(list, path),
        arrayRange: JsonPath.arrayRange(1, 9, 2),
        arrayGetItem: JsonPath.arrayGetItem(list, JsonPath.numberAt("$.i")),
        arrayLength: JsonPath.arrayLength(list),
        arrayUnique: JsonPath.arrayUnique(list),
        base64Encode: JsonPath.base64Encode(path),
        base64Decode: JsonPath.base64Decode("YQ=="),
        hash: JsonPath.hash(path, "SHA-256"),
        jsonMerge: JsonPath.jsonMerge(JsonPath.objectAt("$.x"), JsonPath.objectAt("$.y")),
        stringToJson: JsonPath.stringToJson('{"a":"it\'s"}'),
        jsonToString: JsonPath.jsonToString(JsonPath.entirePayload),
        mathRandom: JsonPath.mathRandom(1, 9),
        mathAdd: JsonPath.mathAdd(JsonPath.numberAt("$.n"), -1),
        stringSplit: JsonPath.stringSplit(path, ","),
        uuid: JsonPath.uuid(),
        format: JsonPath.format("it's {} of {}", path, JsonPath.arrayLength(list)),
        nested: JsonPath.base64Encode(`${path}: ${JsonPath.uuid()}`),
      }),
    ).toEqual({
      "array.$": "States.Array($.a, 'it\\'s', 1, -1, true, null, States.Array('x', $.a))",
      "arrayPartition.$": "States.ArrayPartition($.list, 4)",
      "arrayContains.$": "States.ArrayContains($.list, $.a)",
      "arrayRange.$": "States.ArrayRange(1, 9, 2)",
      "arrayGetItem.$": "States.ArrayGetItem($.list, $.i)",
      "arrayLength.$": "States.ArrayLength($.list)",
      "arrayUnique.$": "States.ArrayUnique($.list)",
      "base64Encode.$": "States.Base64Encode($.a)",
      "base64Decode.$": "States.Base64Decode('YQ==')",
      "hash.$": "States.Hash($.a, 'SHA-256')",
      "jsonMerge.$": "States.JsonMerge($.x, $.y, false)",
      "stringToJson.$": 'States.StringToJson(\'\\{"a":"it\\\'s"\\}\')',
      "jsonToString.$": "States.JsonToString($)",
      "mathRandom.$": "States.MathRandom(1, 9)",
      "mathAdd.$": "States.MathAdd($.n, -1)",
      "stringSplit.$": "States.StringSplit($.a, ',')",
      "uuid.$": "States.UUID()",
      "format.$": "States.Format('it\\'s {} of {}', $.a, States.ArrayLength($.list))",
      "nested.$": "States.Base64Encode(States.Format('{}: {}', $.a, States.UUID()))",
    });
  });

  it("may be calculated from fractions", () => {
    expect(JsonPath.mathAdd(path, 0.5).reference).toBe("States.MathAdd($.a, 0.5)");
  });

  it("is no string and no number", () => {
    expect(() => Number(path)).toThrow("JsonPath $.a has no value before the state runs");
    expect(() => +(path as unknown as number) * 2).toThrow(TypeError);
    expect(JsonPath.isJsonPath(path)).toBe(true);
    expect(JsonPath.isJsonPath("$.a")).toBe(false);
    expect(JsonPath.isJsonPath({ reference: "$.a" })).toBe(false);
    expect(path.reference).toBe("$.a");
  });

  it("survives JSON.stringify, so that it can stand in a text of JSON", () => {
    const text = JSON.stringify({ id: path });

    expect(renderedState(new Pass("P", { parameters: { text } }))).toEqual({
      Type: "Pass",
      Parameters: { "text.$": 'States.Format(\'\\{"id":"{}"\\}\', $.a)' },
      End: true,
    });
  });

  it.each<[string, unknown]>([
    ["an object", { a: 1 }],
    ["a list with an object", [{}]],
    ["a number that JSON does not have", Number.NaN],
    ["undefined", undefined],
    ["something with a member `reference`", { reference: "$.a" }],
  ])("fails when an intrinsic function is given %s", (_, value) => {
    expect(() => JsonPath.array(value as string)).toThrow(TypeError);
  });
});
