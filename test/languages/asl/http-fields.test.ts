import { CONNECTION_ARN, HTTP_INVOKE, httpCodes, httpFindings, type Json, machine } from "./http-parts";

const CALL = "$.States.Call";

describe("fields", () => {
  it.each([
    ["ApiEndPoint", "rename it to `ApiEndpoint`."],
    ["method", "rename it to `Method`."],
    ["QueryStringParameters", "rename or remove it."],
    ["QueryParameter", "rename it to `QueryParameters`."],
    ["Header", "rename it to `Headers`."],
    ["HeartbeatSeconds", "move it one level up: it is a field of the state."],
    ["toString", "rename or remove it."],
  ])("fails when one is called %s", (name, fix) => {
    expect(httpFindings(machine({ [name]: 1 }))).toMatchObject([
      { code: "http-task-parameter-unknown", path: `${CALL}.Parameters.${name}`, given: name, fix },
    ]);
  });

  it("warns of a timeout in the request, which an emulator takes", () => {
    expect(httpFindings(machine({ TimeoutSeconds: 5 }))).toMatchObject([
      { code: "http-task-setting-unknown", severity: "warning", fix: "move it one level up." },
    ]);
  });

  it("fails when all are missing", () => {
    const findings = httpFindings(machine({}, { Parameters: undefined }));

    expect(findings.map(({ code, allowed }) => [code, allowed])).toEqual([
      ["http-task-field-missing", "must have `Method`"],
      ["http-task-field-missing", "must have `ApiEndpoint`"],
      ["http-task-connection-missing", "must have `InvocationConfig` with a `ConnectionArn`"],
    ]);
  });

  it("warns of unknown fields inside fields", () => {
    const request = {
      InvocationConfig: { ConnectionArn: CONNECTION_ARN, Region: "x" },
      Transform: { RequestBodyEncodings: "NONE", RequestEncodingOptions: { Format: "COMMAS" } },
    };

    expect(httpFindings(machine(request)).map(({ code, path }) => `${code} ${path}`)).toEqual([
      `http-task-setting-unknown ${CALL}.Parameters.InvocationConfig.Region`,
      `http-task-setting-unknown ${CALL}.Parameters.Transform.RequestBodyEncodings`,
      `http-task-setting-unknown ${CALL}.Parameters.Transform.RequestEncodingOptions.Format`,
      `http-task-encoding-options-unused ${CALL}.Parameters.Transform.RequestEncodingOptions`,
    ]);
  });

  it.each([".sync", ".sync:2", ".waitForTaskToken", ".other"])("fails when the resource ends with %s", (suffix) => {
    expect(httpFindings(machine({}, { Resource: HTTP_INVOKE + suffix }))).toMatchObject([
      { code: "http-task-pattern-unsupported", path: `${CALL}.Resource`, given: HTTP_INVOKE + suffix },
    ]);
  });

  it.each([
    [1, 0],
    [59, 0],
    [60, 0],
    [61, 1],
    [99_999_999, 1],
    ["{% 61 %}", 0],
    ["${Seconds}", 0],
    [-1.8881545897087626e289, 0],
  ])("a timeout of %j seconds gives %i warnings", (TimeoutSeconds, count) => {
    const codes = httpCodes(machine({}, { TimeoutSeconds }));

    expect(codes).toEqual(Array(count).fill("http-task-timeout-too-long"));
  });

  it.each(["HeartbeatSeconds", "HeartbeatSecondsPath"])("warns of %s", (name) => {
    expect(httpFindings(machine({}, { [name]: 5 }))).toMatchObject([
      { code: "http-task-heartbeat-useless", severity: "warning" },
    ]);
  });
});

describe("headers that HTTP does not know", () => {
  const CODE = "http-task-header-unusual";

  it.each(["X Bad", "", "X:Y", "X-\u00dc", "X(1)", "X\nY", "X Bad.$"])("are warned of by their name %j", (name) => {
    expect(httpFindings(machine({ Headers: { [name]: "$.x" } }))).toMatchObject([
      { code: CODE, severity: "warning", given: name.replace(/\.\$$/, "") },
    ]);
  });

  it.each(["a\nb: c", "a\r", "a\u0000", "\u007f", ["a", "b\nc"]])("are warned of by their value %j", (value) => {
    expect(httpFindings(machine({ Headers: { "X-Multi": value } }))).toMatchObject([
      { code: CODE, path: `${CALL}.Parameters.Headers.X-Multi`, given: undefined },
    ]);
  });

  it.each<[string, unknown]>([
    ["X-Trace_1.~!#$%&'*+^`|", "x"],
    ["X-Text", ' caf\u00e9\t("x") '],
    ["X-Empty", ""],
    ["X-List", ["a", 5, null]],
    ["X-${Name} of it", "x"],
    ["X-Known-Later", "a\n${Value}"],
  ])("are none of %j", (name, value) => {
    expect(httpCodes(machine({ Headers: { [name]: value } }))).toEqual([]);
  });
});

describe("the older name of the connection's field", () => {
  const task = (next: Json) => ({
    Type: "Task",
    Resource: HTTP_INVOKE,
    Parameters: {
      ApiEndpoint: "https://a.example.com",
      Method: "GET",
      Authentication: { ConnectionArn: CONNECTION_ARN },
    },
    ...next,
  });

  it.each([
    [1, undefined],
    [2, "in another HTTP Task too"],
    [3, "in 2 other HTTP Tasks too"],
  ])("is told once of %i tasks", (count, detail) => {
    const names = Array.from({ length: count }, (_, index) => `S${index}`);
    const States = names.map((name, index) => [
      name,
      task(index === count - 1 ? { End: true } : { Next: names[index + 1]! }),
    ]);
    const findings = httpFindings({ StartAt: "S0", States: Object.fromEntries(States) });

    expect(findings.filter(({ code }) => code === "http-task-authentication-legacy")).toMatchObject([
      { state: "S0", path: "$.States.S0.Parameters.Authentication", detail, severity: "warning" },
    ]);
  });
});
