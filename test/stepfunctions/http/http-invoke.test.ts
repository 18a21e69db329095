import { TerraformVariable, Token } from "cdktf";
import {
  ArrayFormat,
  Duration,
  HttpInvoke,
  HttpMethod,
  HttpRetry,
  JsonataExpression,
  JsonPath,
  QueryLanguage,
  RequestBodyEncoding,
} from "cdktf-aws-http-integrations";
import { connection, stringToken } from "../../events/parts";
import { findings, refusal } from "../../support/synth";
import { get, machineOf, RETRY_ALWAYS, RETRY_IDEMPOTENT, renderedState, synthChain, warningsOf } from "../chains";
import { API, CONNECTION, stubConnection } from "../parts";

const RESOURCE = "arn:aws:states:::http:invoke";
const REQUEST = { ApiEndpoint: API, Method: "GET", InvocationConfig: { ConnectionArn: CONNECTION } };
const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const id = JsonPath.stringAt("$.id");

/** The request in a definition. */
function requestOf(state: HttpInvoke): object {
  return (renderedState(state) as { Parameters: object }).Parameters;
}

describe("an HttpInvoke", () => {
  it("has its request and the retriers that cannot do harm, where nothing else is said", () => {
    expect(renderedState(get())).toEqual({
      Type: "Task",
      Resource: RESOURCE,
      Parameters: REQUEST,
      Retry: RETRY_IDEMPOTENT,
      End: true,
    });
  });

  it("has every field of JSONPath", () => {
    const state = HttpInvoke.jsonPath("Create", {
      comment: "c",
      connection: stubConnection(),
      method: HttpMethod.POST,
      apiEndpoint: `https://api.example.com/v1/shops/${JsonPath.stringAt("$.shop")}/orders`,
      headers: { "X-Shop": JsonPath.stringAt("$.shop"), "X-Tags": ["a", "b"] },
      queryStringParameters: { dry: true, id, tags: ["a", id], none: null },
      requestBody: { amount: JsonPath.numberAt("$.amount"), note: `it's ${id}`, lines: [{ sku: id }] },
      requestBodyEncoding: RequestBodyEncoding.NONE,
      inputPath: "$.order",
      resultSelector: { status: JsonPath.numberAt("$.StatusCode") },
      resultPath: "$.answer",
      outputPath: "$.answer",
      assign: { orderId: JsonPath.stringAt("$.ResponseBody.id") },
      timeout: Duration.seconds(10),
    }).addRetry({ maxAttempts: 1 });

    expect(renderedState(state)).toEqual({
      Type: "Task",
      Comment: "c",
      Resource: RESOURCE,
      InputPath: "$.order",
      Parameters: {
        "ApiEndpoint.$": "States.Format('https://api.example.com/v1/shops/{}/orders', $.shop)",
        Method: "POST",
        InvocationConfig: { ConnectionArn: CONNECTION },
        Headers: { "X-Shop.$": "$.shop", "X-Tags": ["a", "b"] },
        QueryParameters: { dry: true, "id.$": "$.id", "tags.$": "States.Array('a', $.id)", none: null },
        RequestBody: {
          "amount.$": "$.amount",
          "note.$": "States.Format('it\\'s {}', $.id)",
          lines: [{ "sku.$": "$.id" }],
        },
        Transform: { RequestBodyEncoding: "NONE" },
      },
      ResultSelector: { "status.$": "$.StatusCode" },
      ResultPath: "$.answer",
      OutputPath: "$.answer",
      Assign: { "orderId.$": "$.ResponseBody.id" },
      TimeoutSeconds: 10,
      Retry: [{ ErrorEquals: ["States.ALL"], MaxAttempts: 1 }],
      End: true,
    });
  });

  it("has every field of JSONata", () => {
    const input = JsonataExpression.of("$states.input.id");
    const state = HttpInvoke.jsonata("Get", {
      connection: stubConnection(),
      method: JsonataExpression.of("$states.input.method"),
      apiEndpoint: `https://api.example.com/v1/orders/${input}`,
      headers: { "X-Id": input },
      queryStringParameters: JsonataExpression.of("$states.input.query"),
      requestBody: { note: `it's ${input}`, all: JsonataExpression.of("$states.input") },
      outputs: { status: JsonataExpression.of("$states.result.StatusCode") },
      assign: { answer: JsonataExpression.of("$states.result.ResponseBody") },
      timeout: JsonataExpression.of("$states.input.timeout"),
    });

    expect(renderedState(state, JSONATA)).toEqual({
      Type: "Task",
      Resource: RESOURCE,
      Arguments: {
        ApiEndpoint: "{% 'https://api.example.com/v1/orders/' & $single([$states.input.id]) %}",
        Method: "{% $states.input.method %}",
        InvocationConfig: { ConnectionArn: CONNECTION },
        Headers: { "X-Id": "{% $states.input.id %}" },
        QueryParameters: "{% $states.input.query %}",
        RequestBody: { note: '{% "it\'s " & $states.input.id %}', all: "{% $states.input %}" },
      },
      Assign: { answer: "{% $states.result.ResponseBody %}" },
      Output: { status: "{% $states.result.StatusCode %}" },
      TimeoutSeconds: "{% $states.input.timeout %}",
      Retry: RETRY_ALWAYS,
      End: true,
    });
  });

  it("takes whole values of the request from the input", () => {
    const state = get("Any", {
      method: JsonPath.stringAt("$.method"),
      apiEndpoint: JsonPath.stringAt("$.url"),
      allowedEndpoints: ["https://api.example.com/v1/*"],
      headers: JsonPath.objectAt("$.headers"),
      queryStringParameters: JsonPath.objectAt("$.query"),
      requestBody: JsonPath.entirePayload,
      timeout: JsonPath.numberAt("$.timeout"),
    });

    expect(renderedState(state)).toEqual({
      Type: "Task",
      Resource: RESOURCE,
      Parameters: {
        "ApiEndpoint.$": "$.url",
        "Method.$": "$.method",
        InvocationConfig: { ConnectionArn: CONNECTION },
        "Headers.$": "$.headers",
        "QueryParameters.$": "$.query",
        "RequestBody.$": "$",
      },
      TimeoutSecondsPath: "$.timeout",
      Retry: RETRY_ALWAYS,
      End: true,
    });
  });

  it.each<[string, unknown, object]>([
    ["a text", "plain it's", { RequestBody: "plain it's" }],
    ["a text with a path", `id=${id}`, { "RequestBody.$": "States.Format('id={}', $.id)" }],
    ["an empty object", {}, { RequestBody: {} }],
    ["a list", [1, id], { "RequestBody.$": "States.Array(1, $.id)" }],
    ["null", null, { RequestBody: null }],
    ["nothing", undefined, {}],
  ])("sends %s as its body", (_, requestBody, fields) => {
    const state = get("Post", { method: HttpMethod.POST, requestBody });

    expect(requestOf(state)).toEqual({ ...REQUEST, Method: "POST", ...fields });
  });

  it("leaves Terraform's values where they are", () => {
    const stack = synthChain((scope) =>
      get("Get", {
        connection: connection(scope),
        apiEndpoint: `https://${stringToken(scope)}/v1/${id}`,
        headers: { "X-A": stringToken(scope, "header") },
      }),
    );

    expect(stack.resource("aws_sfn_state_machine").definition).toContain(
      '"Resource":"arn:${data.aws_partition.AwsAccount_Partition_' as string,
    );
    const { definition } = stack.resource("aws_sfn_state_machine") as { definition: string };
    expect(definition).toMatch(/"ConnectionArn":"\$\{aws_cloudwatch_event_connection\.\w+\.arn\}"/);
    expect(definition).toContain('"X-A":${jsonencode(var.header)}');
    expect(definition).toMatch(
      /"ApiEndpoint\.\$":"States\.Format\('https:\/\/\$\{.*var\.string.*\}\/v1\/\{\}', \$\.id\)"/,
    );
  });
});

describe("retriers of an HttpInvoke", () => {
  const retryOf = (props: Parameters<typeof get>[1]) => (renderedState(get("S", props)) as { Retry?: unknown }).Retry;

  it.each([
    [HttpMethod.GET, RETRY_IDEMPOTENT],
    [HttpMethod.PUT, RETRY_IDEMPOTENT],
    [HttpMethod.POST, RETRY_ALWAYS],
    [HttpMethod.PATCH, RETRY_ALWAYS],
  ])("follow from %s", (method, retriers) => {
    expect(retryOf({ method })).toEqual(retriers);
  });

  it("are those of a request that may be sent twice where the API knows repetitions", () => {
    expect(retryOf({ method: HttpMethod.POST, idempotencyHeader: "Idempotency-Key" })).toEqual(RETRY_IDEMPOTENT);
  });

  it("are none where that is said, and the user's own otherwise", () => {
    expect(retryOf({ defaultRetry: false })).toBeUndefined();
    expect(renderedState(get().addRetry(HttpRetry.connection()))).toEqual(
      expect.objectContaining({ Retry: [RETRY_ALWAYS[1]] }),
    );
  });

  it.each(Object.values(HttpMethod))("give no warning for %s", (method) => {
    expect(warningsOf(get("S", { method }))).toEqual([]);
    expect(warningsOf(get("S", { method, idempotencyHeader: "Idempotency-Key" }))).toEqual([]);
  });
});

describe("a form", () => {
  const form = { method: HttpMethod.POST, requestBodyEncoding: RequestBodyEncoding.URL_ENCODED, requestBody: { a: 1 } };

  it("says so in the header that AWS asks for", () => {
    expect(requestOf(get("S", form))).toEqual({
      ...REQUEST,
      Method: "POST",
      Headers: { "Content-Type": "application/x-www-form-urlencoded" },
      RequestBody: { a: 1 },
      Transform: { RequestBodyEncoding: "URL_ENCODED" },
    });
  });

  it.each(Object.values(ArrayFormat))("writes lists as %s", (arrayFormat) => {
    expect(requestOf(get("S", { ...form, arrayFormat }))).toEqual(
      expect.objectContaining({
        Transform: { RequestBodyEncoding: "URL_ENCODED", RequestEncodingOptions: { ArrayFormat: arrayFormat } },
      }),
    );
  });

  it("leaves the user's header, in any case of letters", () => {
    const headers = { "content-type": "application/x-www-form-urlencoded; charset=utf-8", "X-A": "b" };

    expect(requestOf(get("S", { ...form, headers }))).toEqual(expect.objectContaining({ Headers: headers }));
  });

  it("adds nothing to headers that are one expression", () => {
    expect(requestOf(get("S", { ...form, headers: JsonPath.objectAt("$.headers") }))).toEqual(
      expect.objectContaining({ "Headers.$": "$.headers" }),
    );
  });

  it("is warned of where nothing can be added to the headers, unless they or the connection's have it", () => {
    const parameterNames = { headers: ["content-type"], queryStrings: [], body: [] };
    const connection = stubConnection({ parameterNames });
    const withForm = JsonataExpression.of(
      "$merge([$states.input.h, {'Content-Type': 'application/x-www-form-urlencoded'}])",
    );
    const lost = JsonPath.objectAt("$.headers");
    const warned = (props: object, machine = {}) =>
      warningsOf(get("S", { ...form, ...props }), machine).includes("http-invoke-form-without-content-type");

    expect(warned({ headers: lost })).toBe(true);
    expect(warned({ headers: Token.asAny({ "X-A": "b" }) })).toBe(true);
    expect(warned({ headers: lost, connection })).toBe(false);
    expect(warned({ headers: lost, requestBodyEncoding: RequestBodyEncoding.NONE })).toBe(false);
    expect(warned({ headers: withForm }, JSONATA)).toBe(false);
    expect(warned({ headers: { "X-A": JsonPath.stringAt("$.a") } })).toBe(false);
  });

  it("fails with a header that says something else", () => {
    const error = refusal((stack) =>
      machineOf(stack, get("S", { ...form, connection: connection(stack), headers: { "Content-Type": "text/plain" } })),
    );

    expect(findings(error)).toEqual([expect.stringMatching(/Headers.*: http-task-content-type-missing$/)]);
  });
});

it("sends headers that are a map of Terraform's as they are, also with a form", () => {
  const { definition } = synthChain((stack) =>
    get("Create", {
      method: HttpMethod.POST,
      headers: Token.asStringMap(new TerraformVariable(stack, "m", { type: "map(string)" }).value),
      requestBody: { a: 1 },
      requestBodyEncoding: RequestBodyEncoding.URL_ENCODED,
    }),
  ).resource("aws_sfn_state_machine");

  expect(definition).toContain('"Headers":${jsonencode(var.m)}');
  expect(definition).not.toContain("String Map Token Value");
});

it("is not warned of having no retrier where that was said", () => {
  expect(warningsOf(get("A", { defaultRetry: false }).next(get("B")))).toEqual([]);
});
