import { httpCodes, httpFindings, type Json, jsonataMachine, machine, REQUEST, without } from "./http-parts";

const QUERY = "http-task-endpoint-query";
const FRAGMENT = "http-task-endpoint-fragment";
const INVALID = "http-task-endpoint-invalid";

const jsonPath = (expression: string): Json =>
  machine({}, { Parameters: { ...without(REQUEST, "ApiEndpoint"), "ApiEndpoint.$": expression } });
const format = (template: string): Json => jsonPath(`States.Format('${template}', $.a)`);

describe("an endpoint of which a part is known at run time only", () => {
  it.each<[string, string[]]>([
    ["https://api.example.com/search/{}", []],
    ["https://api.example.com/search?q={}", [QUERY]],
    ["https://api.example.com/{}?limit=5", [QUERY]],
    ["https://api.example.com?q={}", [QUERY]],
    ["https://api.example.com/search#{}", [FRAGMENT]],
    ["https://api.example.com/{}#top", [FRAGMENT]],
    ["https://api.example.com/{}#top?x", [FRAGMENT]],
    ["https://api.example.com/{}?a=1#b", [FRAGMENT, QUERY]],
    ["https://api.example.com/my path/{}", [INVALID]],
    ["https://api.example.com/{}/my path", [INVALID]],
    ["https://api.example.com/{}\\\\x", [INVALID]],
    ["https://api.example.com/{} ", [INVALID]],
    ["https://*.example.com/{}", [INVALID]],
    ["http://api.example.com/my path?q={}", ["http-task-endpoint-not-https"]],
    ["https://me:pw@api.example.com/my path?q={}", ["http-task-endpoint-credentials", INVALID, QUERY]],
    ["https://${Host}/search?q={}", [QUERY]],
    ["${Base}/search?q={}", [QUERY]],
    ["${Base}/{}", []],
    // Not certainly a URL.
    ["{}/search?q=1", []],
    ["search?q={}", []],
  ])("in JSONPath, %s, gives %j", (template, codes) => {
    expect(httpCodes(format(template))).toEqual(codes);
  });

  it.each<[string, string[]]>([
    ["'https://api.example.com/search?q=' & $states.input.q", [QUERY]],
    ["'https://api.example.com/' & $states.input.id & '#x'", [FRAGMENT]],
    ["'https://api.example.com/' & $states.input.id & '/my path'", [INVALID]],
    ["'https://api.example.com/'\n & $states.input.id", []],
    ["'https://api.example.com/' & $encodeUrlComponent('a b?')", []],
  ])("in JSONata, %s, gives %j", (expression, codes) => {
    expect(httpCodes(jsonataMachine({ ApiEndpoint: `{% ${expression} %}` }))).toEqual(codes);
  });

  it.each<[string, string[]]>([
    ["https://api.example.com/search?q=${Query}", [QUERY]],
    ["${Base}/search?q=1", [QUERY]],
    ["https://api.example.com/${TfToken[TOKEN.1]}#x", [FRAGMENT]],
    ["https://api.example.com/${Id}/my path", [INVALID]],
    ['https://api.example.com/${join("/", ["a b?"])}', []],
    ["https://api.example.com/${Id}", []],
  ])("known to Terraform alone, %s, gives %j", (ApiEndpoint, codes) => {
    expect(httpCodes(machine({ ApiEndpoint }))).toEqual(codes);
  });

  it("is shown without its query", () => {
    expect(httpFindings(format("https://api.example.com/search?key=hunter2&q={}"))[0]).toMatchObject({
      code: QUERY,
      severity: "warning",
      path: '$.States.Call.Parameters["ApiEndpoint.$"]',
      given: "https://api.example.com/search?…",
    });
  });
});
