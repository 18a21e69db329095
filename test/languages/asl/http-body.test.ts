import { connectedTo, httpCodes, httpFindings, type Json, machine } from "./http-parts";

const FORM_TYPE = "application/x-www-form-urlencoded";

/** A POST of a form. */
function form(request: Json): Json {
  return machine({
    Method: "POST",
    Headers: { "Content-Type": FORM_TYPE },
    Transform: { RequestBodyEncoding: "URL_ENCODED" },
    ...request,
  });
}

describe("the body", () => {
  it.each(["NONE", "URL_ENCODED"])("may be encoded as %s", (RequestBodyEncoding) => {
    expect(httpCodes(form({ Transform: { RequestBodyEncoding } }))).toEqual([]);
  });

  it.each(["none", "JSON", "", 5, null, {}])("may not be encoded as %j", (RequestBodyEncoding) => {
    expect(httpCodes(form({ Transform: { RequestBodyEncoding } }))).toEqual(["http-task-encoding-invalid"]);
  });

  it.each(["URL_ENCODED", [], 5])("fails when the transform is %j", (Transform) => {
    expect(httpCodes(form({ Transform }))).toEqual(["http-task-encoding-invalid"]);
  });

  it.each(["INDICES", "REPEAT", "COMMAS", "BRACKETS"])("may have arrays as %s", (ArrayFormat) => {
    const Transform = { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat } };

    expect(httpCodes(form({ Transform }))).toEqual([]);
  });

  it.each(["indices", "COMMA", "DEFAULT", 5, null])("may not have arrays as %j", (ArrayFormat) => {
    const Transform = { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat } };

    expect(httpCodes(form({ Transform }))).toEqual(["http-task-array-format-invalid"]);
  });

  it.each<[string, unknown, boolean]>([
    ["in another case", { "content-TYPE": FORM_TYPE }, true],
    ["with parameters", { "Content-Type": `${FORM_TYPE.toUpperCase()} ; charset=utf-8` }, true],
    ["as a list", { "Content-Type": [FORM_TYPE] }, true],
    ["computed", { "Content-Type.$": "$.type" }, true],
    ["known later", { "Content-Type": "${Type}" }, true],
    ["under a name known later", { "${Name}": FORM_TYPE }, true],
    ["of JSON", { "Content-Type": "application/json" }, false],
    ["empty", { "Content-Type": "" }, false],
    ["missing", {}, false],
    ["missing with all headers", undefined, false],
  ])("of a form with a content type %s: accepted %s", (_, Headers, isAccepted) => {
    const known = connectedTo({ headers: ["x-tenant"] });

    expect(httpCodes(form({ Headers }))).toEqual(isAccepted ? [] : ["http-task-content-type-unsure"]);
    expect(httpCodes(form({ Headers }), known)).toEqual(isAccepted ? [] : ["http-task-content-type-missing"]);
  });

  it("of a form takes the content type of the connection", () => {
    expect(httpCodes(form({ Headers: {} }), connectedTo({ headers: ["Content-type"] }))).toEqual([]);
  });

  it("fails when it is text and the connection has body parameters", () => {
    const definition = machine({ Method: "POST", RequestBody: "text" });

    expect(httpFindings(definition, connectedTo({ body: ["tenant"] }))).toMatchObject([
      {
        code: "http-task-body-merge",
        severity: "error",
        given: "a string",
        detail: "Cannot merge connection body authorization parameters with request body.",
      },
    ]);
    expect(httpCodes(definition, connectedTo({ headers: ["content-type"] }))).toEqual([]);
  });

  it.each([
    ["GET", 1],
    ["HEAD", 1],
    ["OPTIONS", 1],
    ["DELETE", 0],
    ["POST", 0],
    ["PUT", 0],
    ["PATCH", 0],
  ])("of %s gives %i warnings", (Method, count) => {
    for (const field of ["RequestBody", "RequestBody.$"]) {
      expect(httpCodes(machine({ Method, [field]: "$.body" }))).toEqual(Array(count).fill("http-task-body-unusual"));
    }
  });

  it.each<[string, unknown, number]>([
    ["as text", "ä".repeat(131_072), 262_144],
    ["as an object", { a: "x".repeat(262_136) }, 262_144],
  ])("may have 262,144 bytes %s", (_, RequestBody) => {
    const longer = typeof RequestBody === "string" ? `${RequestBody}x` : { a: `${(RequestBody as { a: string }).a}x` };
    const Headers = { "Content-Type": "text/plain" };

    expect(httpCodes(machine({ Method: "PUT", Headers, RequestBody }))).toEqual([]);
    expect(httpFindings(machine({ Method: "PUT", Headers, RequestBody: longer }))).toMatchObject([
      { code: "http-task-body-too-large", detail: "It has 262145 bytes." },
    ]);
  });

  it("counts by what is sent, not by the expressions in it", () => {
    const long = `States.Format('${"x".repeat(300_000)}{}', $.id)`;

    expect(httpCodes(machine({ Method: "PUT", RequestBody: { "a.$": long } }))).toEqual([]);
  });
});
