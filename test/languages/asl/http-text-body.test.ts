import { connectedTo, httpCodes, httpFindings, type Json, jsonataMachine, machine } from "./http-parts";

const POST = { Method: "POST" };
const XML = { "Content-Type": "application/xml" };
const FORM = {
  Method: "POST",
  Headers: { "Content-Type": "application/x-www-form-urlencoded" },
  Transform: { RequestBodyEncoding: "URL_ENCODED" },
};

/** Bodies in JSONPath and whether they are a text whatever the input is. */
const JSON_PATH: readonly [Json, boolean][] = [
  [{ "RequestBody.$": "States.Format('raw {}', $.x)" }, true],
  [{ "RequestBody.$": "States.Format($.template, $.x)" }, true],
  [{ "RequestBody.$": "States.JsonToString($.x)" }, true],
  [{ "RequestBody.$": "States.Base64Encode($.x)" }, true],
  [{ "RequestBody.$": "States.StringToJson($.x)" }, false],
  [{ "RequestBody.$": "States.Array($.x)" }, false],
  [{ "RequestBody.$": "States.ArrayGetItem($.x, 0)" }, false],
  [{ "RequestBody.$": "$.x" }, false],
  [{ RequestBody: "raw ${Name}" }, true],
  [{ RequestBody: "${Body}" }, false],
  [{ RequestBody: { "a.$": "States.Format('raw {}', $.x)" } }, false],
];

/** The same in JSONata. */
const JSONATA: readonly [string, boolean][] = [
  ["'raw ' & $states.input.x", true],
  ["($x := $states.input.x; 'raw ' & $x)", true],
  ["$string($states.input)", true],
  ["$join($states.input.lines, ',')", true],
  ["'raw'", true],
  ["5", false],
  ["$states.input", false],
  ["{'a': 'raw ' & $states.input.x}", false],
  ["$lookup($states.input, 'a')", false],
  ["$parse('{}')", false],
  ["$states.input.x ? 'raw' : {'a': 1}", false],
  ["($string := function($x) { $x }; $string($states.input))", false],
  ["'raw' ~> $parse()", false],
  ["('raw ' & $x).{'a': $}", false],
];

describe("a body that is always a text", () => {
  const bodies: [Json, boolean][] = [
    ...JSON_PATH.map(([body, isText]): [Json, boolean] => [machine({ ...POST, Headers: XML, ...body }), isText]),
    ...JSONATA.map(([code, isText]): [Json, boolean] => [
      jsonataMachine({ ...POST, Headers: XML, RequestBody: `{% ${code} %}` }),
      isText,
    ]),
  ];

  it.each(bodies)("fails when the connection has body parameters: %j", (definition, isText) => {
    expect(httpFindings(definition, connectedTo({ body: ["tenant"] }))).toMatchObject(
      isText ? [{ code: "http-task-body-merge", severity: "error", given: "a string" }] : [],
    );
    expect(httpCodes(definition, connectedTo({ headers: ["x"] }))).toEqual([]);
  });

  it.each([
    ...JSON_PATH.map(([body, isText]): [Json, boolean] => [machine({ ...FORM, ...body }), isText]),
    ...JSONATA.map(([code, isText]): [Json, boolean] => [
      jsonataMachine({ ...FORM, RequestBody: `{% ${code} %}` }),
      isText,
    ]),
  ])("is no form: %j", (definition, isText) => {
    expect(httpCodes(definition)).toEqual(isText ? ["http-task-form-body-text"] : []);
  });
});

describe("a text without a content type", () => {
  const CODE = "http-task-body-not-json";

  it.each<[Json, boolean]>([
    [machine({ ...POST, RequestBody: "<order/>" }), true],
    [machine({ ...POST, RequestBody: "id=5&x=6" }), true],
    [machine({ ...POST, RequestBody: "{id: 5}" }), true],
    [machine({ ...POST, RequestBody: '{"id": 5}' }), false],
    [machine({ ...POST, RequestBody: ' ["a"]\n' }), false],
    [machine({ ...POST, RequestBody: '"text"' }), false],
    [machine({ ...POST, RequestBody: "5" }), false],
    [machine({ ...POST, RequestBody: "null" }), false],
    [machine({ ...POST, RequestBody: "" }), false],
    [machine({ ...POST, RequestBody: { text: "<order/>" } }), false],
    // What was meant as an expression is reported as such.
    [machine({ ...POST, RequestBody: "$.body" }), false],
    [machine({ ...POST, RequestBody: "States.Format('<order>{}</order>', $.id)" }), false],
    [jsonataMachine({ ...POST, RequestBody: "$states.input.body" }), false],
    [jsonataMachine({ ...POST, RequestBody: "{% $states.input.body %}\n" }), false],
    [machine({ ...POST, RequestBody: "<order>${Id}</order>" }), true],
    [machine({ ...POST, RequestBody: "${Body}" }), false],
    [machine({ ...POST, RequestBody: '{"id": ${Id}}' }), false],
    [machine({ ...POST, "RequestBody.$": "States.Format('<order>{}</order>', $.id)" }), true],
    [machine({ ...POST, "RequestBody.$": "States.Format('\\{\"id\": {}\\}', $.id)" }), false],
    [machine({ ...POST, "RequestBody.$": "States.Format('{}', $.body)" }), false],
    [machine({ ...POST, "RequestBody.$": "States.JsonToString($.body)" }), false],
    [jsonataMachine({ ...POST, RequestBody: "{% '<order>' & $states.input.id & '</order>' %}" }), true],
    [jsonataMachine({ ...POST, RequestBody: "{% $string($states.input) %}" }), false],
    [jsonataMachine({ ...POST, RequestBody: "<order/>" }), true],
  ])("is said to be JSON: %j: %s", (definition, isReported) => {
    expect(httpFindings(definition).map(({ code, severity, given }) => [code, severity, given])).toEqual(
      isReported ? [[CODE, "warning", "a string"]] : [],
    );
  });

  it.each<[string, Json]>([
    ["has one", { Headers: { "content-type": "text/plain" } }],
    ["has a computed one", { Headers: { "Content-Type.$": "$.type" } }],
    ["may have one", { "Headers.$": "$.headers" }],
    ["may have one under a name known later", { Headers: { "${Name}": "text/plain" } }],
    ["is sent as a form", FORM],
  ])("is not reported where the request %s", (_, request) => {
    expect(httpCodes(machine({ ...POST, RequestBody: "<order/>", ...request }))).not.toContain(CODE);
  });

  it("is not reported where the connection adds one", () => {
    const definition = machine({ ...POST, RequestBody: "<order/>" });

    expect(httpCodes(definition, connectedTo({ headers: ["content-type"] }))).toEqual([]);
    expect(httpCodes(definition, connectedTo({ headers: ["accept"] }))).toEqual([CODE]);
  });
});
