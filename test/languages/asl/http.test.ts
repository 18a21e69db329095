import { HTTP_METHODS, isForbiddenTaskHeader, validateDefinition } from "../../../modules/languages/asl";
import {
  CONNECTION_ARN,
  connectedTo,
  HTTP_INVOKE,
  httpCodes,
  httpFindings,
  type Json,
  jsonataMachine,
  machine,
  REQUEST,
} from "./http-parts";

const FORBIDDEN_HEADERS =
  "A-IM Accept-Charset Accept-Datetime Accept-Encoding Authorization Cache-Control Connection Content-Encoding Content-MD5 " +
  "Date Expect Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since " +
  "Max-Forwards Origin Pragma Proxy-Authorization Referer Server TE Trailer Transfer-Encoding Upgrade Via Warning " +
  "X-Forwarded-For x-forwarded-host X-Amz-Date x-amzn-trace-id";

const CALL = "$.States.Call";

describe("an HTTP Task in which nothing is wrong", () => {
  it.each<[string, Json]>([
    ["in JSONPath", machine({})],
    ["in JSONata", jsonataMachine({})],
    ["whose arguments are one expression", { ...jsonataMachine({}, { Arguments: "{%\n$states.input.request\n%}" }) }],
    ["with everything computed in JSONPath", computed()],
    ["with everything computed in JSONata", computedJsonata()],
    ["in China", machine({}, { Resource: "arn:aws-cn:states:::http:invoke" })],
    ["in a partition of CloudFormation", machine({}, { Resource: "arn:${AWS::Partition}:states:::http:invoke" })],
    ["in a partition of Terraform", machine({}, { Resource: "arn:${TfToken[TOKEN.3]}:states:::http:invoke" })],
  ])("%s is accepted", (_, definition) => {
    expect(validateDefinition(definition)).toEqual({ isValid: true, diagnostics: [] });
  });

  it("is found inside branches and processors, and its body is never taken for states", () => {
    const bad = (
      machine({ Method: "BREW", RequestBody: { States: { A: { Type: "Task", Resource: HTTP_INVOKE } } } }) as {
        States: Json;
      }
    ).States;
    const parallel = { Type: "Parallel", Branches: [{ StartAt: "Call", States: bad }], Next: "Each" };
    const processor = { ProcessorConfig: { Mode: "INLINE" }, StartAt: "Call", States: bad };
    const definition = {
      StartAt: "Both",
      States: { Both: parallel, Each: { Type: "Map", ItemProcessor: processor, End: true } },
    };

    expect(httpFindings(definition).map(({ path }) => path)).toEqual([
      "$.States.Both.Branches[0].States.Call.Parameters.Method",
      "$.States.Each.ItemProcessor.States.Call.Parameters.Method",
    ]);
  });

  it("is no task of another service", () => {
    const resources = ["arn:aws:states:::lambda:invoke", "arn:aws:states:::httpx:invoke", "${Resource}", 5, undefined];

    expect(resources.flatMap((Resource) => httpCodes(machine({ Method: "BREW" }, { Resource })))).toEqual([]);
  });
});

function computed(): Json {
  const Parameters = {
    "ApiEndpoint.$": "$.endpoint",
    "Method.$": "$.method",
    InvocationConfig: { "ConnectionArn.$": "$.connection" },
    "Headers.$": "$.headers",
    "QueryParameters.$": "$.query",
    "RequestBody.$": "$.body",
    Transform: { "RequestBodyEncoding.$": "$.encoding" },
  };
  return machine({}, { Parameters });
}

function computedJsonata(): Json {
  const expression = "{% $states.input.x %}";
  return jsonataMachine({
    ApiEndpoint: expression,
    Method: expression,
    InvocationConfig: { ConnectionArn: expression },
    Headers: expression,
    QueryParameters: expression,
    RequestBody: expression,
    Transform: { RequestBodyEncoding: expression, RequestEncodingOptions: { ArrayFormat: expression } },
  });
}

describe("the endpoint", () => {
  it.each([
    ["https://api.example.com", []],
    ["HTTPS://API.example.com/v1/{id}", []],
    ["https://api.example.com:8443/v1/a%20b", []],
    ["${ApiUrl}", []],
    ["https://${ApiHost}/v1?x=1", ["http-task-endpoint-query"]],
    ["http://${ApiHost}/v1", ["http-task-endpoint-not-https"]],
    ["https://me:pw@${ApiHost}/v1", ["http-task-endpoint-credentials"]],
    ["http://api.example.com", ["http-task-endpoint-not-https"]],
    ["ftp://api.example.com", ["http-task-endpoint-not-https"]],
    ["api.example.com/v1", ["http-task-endpoint-not-https"]],
    ["//api.example.com/v1", ["http-task-endpoint-not-https"]],
    ["", ["http-task-endpoint-not-https"]],
    ["https://", ["http-task-endpoint-invalid"]],
    ["https:///v1", ["http-task-endpoint-invalid"]],
    ["https://<host>/v1", ["http-task-endpoint-invalid"]],
    ["https://api.example.com:99999/v1", ["http-task-endpoint-invalid"]],
    ["https://user@api.example.com/v1", ["http-task-endpoint-credentials"]],
    ["https://api.example.com/v1#a", ["http-task-endpoint-fragment"]],
    ["https://api.example.com/v1?a=1#b", ["http-task-endpoint-fragment", "http-task-endpoint-query"]],
    ["https://api.example.com\\evil.example.org/x", ["http-task-endpoint-invalid"]],
    ["https://api.example.com\\@evil.example.org/x", ["http-task-endpoint-invalid"]],
    ["https://api.example.com/v1\\x", ["http-task-endpoint-invalid"]],
    ["https://api.example.com/v1\tx", ["http-task-endpoint-invalid"]],
    ["https://api.example\n.com/v1", ["http-task-endpoint-invalid"]],
    ["https://api.example.com/v1 x", ["http-task-endpoint-invalid"]],
    [" https://api.example.com/v1", ["http-task-endpoint-invalid"]],
    ["https://api.example.com/v1 ", ["http-task-endpoint-invalid"]],
    ["https://api.example.com/v1\u0000", ["http-task-endpoint-invalid"]],
    ["https://*.example.com/v1", ["http-task-endpoint-invalid"]],
    ["https://api..example.com/v1", ["http-task-endpoint-invalid"]],
    ["https://.example.com/v1", ["http-task-endpoint-invalid"]],
    ["https://me:pw@api.example.com/v1 x", ["http-task-endpoint-credentials", "http-task-endpoint-invalid"]],
    ["https://api.example.com./v1", []],
    ["https://api.example.com/v1/*/a..b", []],
    ["https://api.example.com:8443/v1", []],
    ["https://xn--bcher-kva.example.com/", []],
    ["https://b\u00fccher.example.com/", []],
    [5, ["http-task-endpoint-not-https"]],
    [null, ["http-task-endpoint-not-https"]],
    [["https://api.example.com"], ["http-task-endpoint-not-https"]],
  ])("%j gives %j", (ApiEndpoint, codes) => {
    expect(httpCodes(machine({ ApiEndpoint }))).toEqual(codes);
  });

  it.each([
    ["States.Format('{}/{}', 'https://api.example.com', 'v1')", []],
    ["States.Format('https://api.example.com/{}', $.id)", []],
    ["States.Format('{}/v1', $.base)", []],
    ["States.Format('http://api.example.com/{}', $.id)", ["http-task-endpoint-not-https"]],
    ["States.Format('{}/{}', 'http://api.example.com', 'v1')", ["http-task-endpoint-not-https"]],
    ["States.Format('https://me@api.example.com/{}', $.id)", ["http-task-endpoint-credentials"]],
  ])("%s gives %j", (expression, codes) => {
    const { ApiEndpoint: _, ...request } = REQUEST;

    expect(httpCodes(machine({}, { Parameters: { ...request, "ApiEndpoint.$": expression } }))).toEqual(codes);
  });

  it.each([
    ["{% 'api_endpoint' & $locationId & '/get-data' %}", []],
    ["{% 'https://api.example.com/' & $states.input.id %}", []],
    ["{% 'http://api.example.com/' & $states.input.id %}", ["http-task-endpoint-not-https"]],
    ["{% 'https://api.example.com/v1?x=1' %}", ["http-task-endpoint-query"]],
  ])("%s gives %j", (ApiEndpoint, codes) => {
    expect(httpCodes(jsonataMachine({ ApiEndpoint }))).toEqual(codes);
  });

  it("is told to be a path if it looks like one", () => {
    expect(httpFindings(machine({ ApiEndpoint: "$.endpoint" }))[0]).toMatchObject({
      code: "http-task-endpoint-not-https",
      fix: "write the key as `ApiEndpoint.$`.",
    });
  });
});

describe("the method", () => {
  it("may be one of seven", () => {
    expect(HTTP_METHODS).toEqual(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]);
    expect(HTTP_METHODS.flatMap((Method) => httpCodes(machine({ Method })))).toEqual([]);
  });

  it.each(["get", "Post", "TRACE", "CONNECT", "QUERY", "", "GET ", 5, null, ["GET"]])("may not be %j", (Method) => {
    expect(httpCodes(machine({ Method }))).toEqual(["http-task-method-invalid"]);
  });

  it("is corrected where only the case is wrong", () => {
    expect(httpFindings(machine({ Method: "patch" }))[0]?.fix).toBe("write `PATCH`.");
  });
});

describe("the connection", () => {
  it.each([
    ["arn:aws:events:eu-central-1:123456789012:connection/a/0f1e2d3c", true],
    ["arn:aws-us-gov:events:us-gov-west-1:123456789012:connection/A.b-c_d/0f1e-2d3c", true],
    [`arn:aws:events:eu-central-1:123456789012:connection/${"a".repeat(64)}/1`, true],
    ["${TfToken[TOKEN.1]}", true],
    ["arn:aws:events:${Region}:123456789012:connection/a/1", true],
    [`arn:aws:events:eu-central-1:123456789012:connection/${"a".repeat(65)}/1`, false],
    ["arn:aws:events:eu-central-1:123456789012:connection/a", false],
    ["arn:aws:events:eu-central-1:12345678901:connection/a/1", false],
    ["arn:aws:events:eu-central-1:123456789012:api-destination/a/1", false],
    ["Billing", false],
    ["", false],
    [5, false],
  ])("%j is accepted: %s", (ConnectionArn, isAccepted) => {
    const codes = httpCodes(machine({ InvocationConfig: { ConnectionArn } }));

    expect(codes).toEqual(isAccepted ? [] : ["http-task-connection-arn-invalid"]);
  });

  it.each([{}, [], "arn", 5, null])("is missing in %j", (InvocationConfig) => {
    expect(httpFindings(machine({ InvocationConfig }))).toMatchObject([
      { code: "http-task-connection-missing", path: `${CALL}.Parameters.InvocationConfig` },
    ]);
  });

  it("may be in the field for old definitions, but not in both", () => {
    const both = machine({ Authentication: { ConnectionArn: CONNECTION_ARN } });

    expect(httpCodes(both)).toEqual(["http-task-connection-ambiguous"]);
  });
});

describe("headers", () => {
  it.each(FORBIDDEN_HEADERS.split(" "))("fails when a definition has %s in any case", (name) => {
    for (const header of [name, name.toLowerCase(), name.toUpperCase(), `${name}.$`]) {
      expect(httpFindings(machine({ Headers: { [header]: "$.x" } }))).toMatchObject([
        {
          code: "http-task-header-forbidden",
          severity: "error",
          state: "Call",
          detail: `The 'Headers' field contains unsupported values: [${name.toLowerCase()}]`,
        },
      ]);
    }
    expect(isForbiddenTaskHeader(name)).toBe(true);
  });

  it.each(["Accept", "Content-Type", "X-Forwarded", "x-amzing", "X-Api-Key", "Accept-Language", "Cookie", "Dates"])(
    "may have %s",
    (name) => {
      expect(httpCodes(machine({ Headers: { [name]: "value" } }))).toEqual([]);
      expect(isForbiddenTaskHeader(name)).toBe(false);
    },
  );

  it.each(["Range", "range", "User-Agent"])("warns of %s, which is overwritten", (name) => {
    expect(httpFindings(machine({ Headers: { [name]: "x" } }))).toMatchObject([
      { code: "http-task-header-overwritten", severity: "warning" },
    ]);
  });

  it.each([5, true, null])("may not be %j", (Headers) => {
    expect(httpCodes(machine({ Headers }))).toEqual(["http-task-headers-invalid"]);
  });

  it.each([["a: b"], [["a"]]])("should not be %j, which the guide's prose allows", (Headers) => {
    expect(httpFindings(machine({ Headers }))).toMatchObject([
      { code: "http-task-headers-not-object", severity: "warning" },
    ]);
  });

  it("may have several values, numbers and placeholders", () => {
    expect(
      httpCodes(machine({ Headers: { "X-A": ["one", "two"], "X-B": 5, "${Name}": "x", "x-c.$": "$.c" } })),
    ).toEqual([]);
  });

  it("warns of two names that differ in case only", () => {
    expect(httpFindings(machine({ Headers: { "X-A": "1", "x-a": "2", "X-a.$": "$.a" } }))).toMatchObject([
      {
        code: "http-task-header-duplicate",
        path: `${CALL}.Parameters.Headers.x-a`,
        detail: "It stands there as `X-A` too.",
      },
      { code: "http-task-header-duplicate", path: `${CALL}.Parameters.Headers["X-a.$"]` },
    ]);
  });

  it("warns of what the connection sets too: headers in any case, the rest by its exact name", () => {
    const definition = machine({
      Method: "POST",
      Headers: { "X-Tenant": "a", "x-same": "b", other: "c" },
      QueryParameters: { limit: 5, Limit: 6 },
      RequestBody: { "tenant.$": "$.tenant", Tenant: "b" },
    });
    const options = connectedTo({ headers: ["x-tenant", "x-same"], queryStrings: ["limit"], body: ["tenant"] });

    expect(httpFindings(definition, options).map(({ code, path, detail }) => [code, path, detail])).toEqual([
      [
        "http-task-connection-overrides",
        `${CALL}.Parameters.Headers.X-Tenant`,
        "The connection calls it `x-tenant`, so that both values are sent.",
      ],
      ["http-task-connection-overrides", `${CALL}.Parameters.Headers.x-same`, undefined],
      ["http-task-connection-overrides", `${CALL}.Parameters.QueryParameters.limit`, undefined],
      ["http-task-connection-overrides", `${CALL}.Parameters.RequestBody["tenant.$"]`, undefined],
    ]);
    expect(httpCodes(definition)).toEqual([]);
  });
});
