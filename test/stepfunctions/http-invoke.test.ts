import { type TerraformStack, TerraformVariable, Token } from "cdktf";
import {
  ArrayFormat,
  Choice,
  Condition,
  DistributedMap,
  Duration,
  HttpInvoke,
  HttpMethod,
  HttpRetry,
  JsonataExpression,
  JsonPath,
  Map as MapState,
  Parallel,
  Pass,
  QueryLanguage,
  RequestBodyEncoding,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { connection, stringToken, token } from "../events/parts";
import { codesOf, findings, refusal, validationFailure } from "../support/synth";
import {
  get,
  machineOf,
  RETRY_ALWAYS,
  RETRY_IDEMPOTENT,
  rendered,
  renderedState,
  synthChain,
  warningsOf,
} from "./chains";
import { API, CONNECTION, mayCall, roleStatements, stubConnection } from "./parts";

const RESOURCE = "arn:aws:states:::http:invoke";
const REQUEST = { ApiEndpoint: API, Method: "GET", InvocationConfig: { ConnectionArn: CONNECTION } };
const JSONATA = { queryLanguage: QueryLanguage.JSONATA };
const id = JsonPath.stringAt("$.id");
const KEY = "States.Format('{}-{}', $$.Execution.Name, $$.State.Name)";
const ITEM_KEY = "States.Format('{}-{}-{}', $$.Execution.Name, $$.State.Name, $$.Map.Item.Index)";

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
        ApiEndpoint: "{% 'https://api.example.com/v1/orders/' & $states.input.id %}",
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

  it("fails with a header that says something else", () => {
    const error = refusal((stack) =>
      machineOf(stack, get("S", { ...form, headers: { "Content-Type": "text/plain" } })),
    );

    expect(findings(error)).toEqual([expect.stringMatching(/Headers.*: http-task-content-type-missing$/)]);
  });
});

describe("an idempotency header", () => {
  const post = (props = {}) =>
    get("Create", { method: HttpMethod.POST, idempotencyHeader: "Idempotency-Key", ...props });
  const headersOf = (state: unknown) => {
    const { Parameters, Arguments } = state as { Parameters?: { Headers: object }; Arguments?: { Headers: object } };
    return (Parameters ?? Arguments)?.Headers;
  };

  it("is the execution's and the state's name", () => {
    expect(headersOf(renderedState(post()))).toEqual({ "Idempotency-Key.$": KEY });
    expect(headersOf(renderedState(post(), JSONATA))).toEqual({
      "Idempotency-Key": "{% $states.context.Execution.Name & '-' & $states.context.State.Name %}",
    });
  });

  it("has the item's index in a Map", () => {
    const state = (definition: unknown) => {
      const map = definition as { States: { M: { ItemProcessor: { States: { Create: object } } } } };
      return map.States.M.ItemProcessor.States.Create;
    };

    expect(headersOf(state(rendered(new MapState("M").itemProcessor(post()))))).toEqual({
      "Idempotency-Key.$": ITEM_KEY,
    });
    expect(headersOf(state(rendered(new MapState("M").itemProcessor(post()), JSONATA)))).toEqual({
      "Idempotency-Key":
        "{% $states.context.Execution.Name & '-' & $states.context.State.Name & '-' & $string($states.context.Map.Item.Index) %}",
    });
    expect(headersOf(state(rendered(new DistributedMap("M").itemProcessor(post()))))).toEqual({
      "Idempotency-Key.$": KEY,
    });
  });

  it("has the value of `idempotencyKey`, under the usual name unless told otherwise, and is retried as such", () => {
    const keyed = (props: object) => get("Create", { method: HttpMethod.POST, idempotencyKey: id, ...props });

    expect(renderedState(keyed({}))).toMatchObject({
      Parameters: { Headers: { "Idempotency-Key.$": "$.id" } },
      Retry: RETRY_IDEMPOTENT,
    });
    expect(headersOf(renderedState(keyed({ idempotencyHeader: "X-Request-Id" })))).toEqual({
      "X-Request-Id.$": "$.id",
    });
    expect(warningsOf(keyed({}))).toEqual([]);
  });

  it("keeps the user's value, in any case of letters", () => {
    expect(headersOf(renderedState(post({ headers: { "idempotency-key": id } })))).toEqual({
      "idempotency-key.$": "$.id",
    });
  });

  const inLoop = (state: HttpInvoke) =>
    state.next(new Choice("More").when(Condition.isPresent("$.more"), state).otherwise(new Pass("Done")));

  it.each<[string, () => Parameters<typeof warningsOf>[0], boolean]>([
    ["nowhere in particular", () => post(), false],
    ["in a Map", () => new MapState("M").itemProcessor(post()), false],
    ["in a branch in a Map", () => new MapState("M").itemProcessor(new Parallel("P").branch(post())), false],
    ["in a Map in a Map", () => new MapState("M").itemProcessor(new MapState("N").itemProcessor(post())), true],
    [
      "in a Map in a distributed Map",
      () => new DistributedMap("M").itemProcessor(new MapState("N").itemProcessor(post())),
      false,
    ],
    [
      "in a distributed Map in a Map",
      () => new MapState("M").itemProcessor(new DistributedMap("N").itemProcessor(post())),
      false,
    ],
    ["in a loop", () => inLoop(post()), true],
    [
      "after a loop",
      () => {
        const first = new Pass("First");
        return first.next(new Choice("Again").when(Condition.isPresent("$.a"), first).otherwise(post()));
      },
      false,
    ],
    [
      "in a branch in a loop",
      () => {
        const both = new Parallel("Both").branch(post());
        return both.next(new Choice("Again").when(Condition.isPresent("$.a"), both).otherwise(new Pass("Done")));
      },
      true,
    ],
    [
      "in a loop that leads to itself through an error",
      () => {
        const wait = new Pass("Wait");
        const state = post().addCatch(wait);
        wait.next(state);
        return state;
      },
      true,
    ],
    ["in a loop, with a value of its own", () => inLoop(post({ headers: { "Idempotency-Key": id } })), false],
  ])("%s is warned of where the API would take another request for the same: %#", (_, chain, isWarned) => {
    expect(warningsOf(chain()).includes("http-invoke-idempotency-key-repeats")).toBe(isWarned);
  });

  it("fails beside a value of its own for the same header, in any case of letters", () => {
    const keyed = post({ idempotencyHeader: undefined, idempotencyKey: id, headers: { "IDEMPOTENCY-KEY": "x" } });

    expect(findings(refusal((stack) => machineOf(stack, keyed)))).toEqual([
      "definition.Create.idempotencyKey: http-invoke-idempotency-key-twice",
    ]);
  });

  it.each<[string, (stack: TerraformStack) => object]>([
    ["a map token", (stack) => Token.asStringMap(new TerraformVariable(stack, "m", { type: "map(string)" }).value)],
    ["another value of Terraform", (stack) => new TerraformVariable(stack, "m", { type: "map(string)" }).value],
  ])("fails where the headers are %s", (_, headers) => {
    const error = refusal((stack) => machineOf(stack, post({ headers: headers(stack) as never })));

    expect(findings(error)).toEqual(["definition.Create.headers: http-invoke-idempotency-header-lost"]);
  });

  it("fails where the headers are one expression", () => {
    const error = refusal((stack) => machineOf(stack, post({ headers: JsonPath.objectAt("$.headers") })));

    expect(findings(error)).toEqual(["definition.Create.headers: http-invoke-idempotency-header-lost"]);
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

describe("a secret endpoint", () => {
  const allowedEndpoints = ["https://hooks.slack.com/services/*"];
  const notify = (apiEndpoint: SecretValue, name = "Notify") =>
    get(name, { method: HttpMethod.POST, apiEndpoint, allowedEndpoints });

  it("stands in the definition, and in no policy", async () => {
    const stack = synthChain((scope) => notify(token(scope)));

    expect(stack.resource("aws_sfn_state_machine").definition).toContain('"ApiEndpoint":${jsonencode(var.token)}');
    expect(JSON.stringify(stack.resources("aws_iam_role_policy"))).not.toContain("var.token");
    const statements = await roleStatements(stack);
    expect(mayCall(statements, "POST", "https://hooks.slack.com/services/T/B/x")).toBe(true);
    expect(mayCall(statements, "POST", "https://hooks.slack.com.evil.tld/services/T/B/x")).toBe(false);
  });

  it("is warned of, since the definition can be read", () => {
    expect(warningsOf((scope) => notify(token(scope)))).toEqual(["secret-in-definition"]);
  });

  it("is read from where it lies", () => {
    const stack = synthChain(() =>
      notify(SecretValue.secretsManager("slack"), "Notify Slack").next(
        notify(SecretValue.ssmParameter("/slack"), "Again"),
      ),
    );

    expect(stack.data("aws_secretsmanager_secret_version", "NotifySlackEndpoint")).toEqual({ secret_id: "slack" });
    expect(stack.data("aws_ssm_parameter", "AgainEndpoint")).toEqual({ name: "/slack", with_decryption: true });
  });

  it("keeps what is given in clear text out of messages", () => {
    const secret = SecretValue.unsafePlainText("http://not https hush-hush ${x}");
    const stack = synthChain(notify(secret));

    expect(stack.resource("aws_sfn_state_machine").definition).toContain('"http://not https hush-hush $${x}"');
    expect(stack.warnings.join()).not.toContain("hush");
  });

  it("fails without the endpoints that the role may call", () => {
    const error = refusal((scope) =>
      machineOf(scope, get("N", { method: HttpMethod.POST, apiEndpoint: token(scope) })),
    );

    expect(findings(error)).toContain("definition.N.allowedEndpoints: http-invoke-secret-endpoint-not-allowed");
  });

  it("fails where a token hides a text that is known", () => {
    const message = validationFailure((scope) =>
      machineOf(scope, notify(SecretValue.resourceAttribute("https://a/hush"))),
    );

    expect(message).toContain("secret-hidden-literal");
    expect(message).not.toContain("hush");
  });
});

const GET = { connection: stubConnection(), method: HttpMethod.GET };

describe("the role", () => {
  it("may send the method that a token is, and no other", () => {
    const stack = synthChain((scope) => get("S", { method: stringToken(scope) as HttpMethod }));

    expect(codesOf(stack.warnings)).toEqual([]);
    expect(stack.resource("aws_iam_role_policy").policy).toContain('"states:HTTPMethod":[${jsonencode(var.string)}]');
  });

  it("may call an endpoint with values of Terraform as they are, however the expression around them escapes them", () => {
    const [a, b] = [JsonPath.stringAt("$.a"), JsonataExpression.of("$a")];
    for (const chain of [
      (host: string) => HttpInvoke.jsonPath("S", { ...GET, apiEndpoint: `https://${host}/v1/${a}` }),
      (host: string) => HttpInvoke.jsonata("S", { ...GET, apiEndpoint: `https://${host}/v1/${b}` }),
    ]) {
      const stack = synthChain((scope) => chain(stringToken(scope)));

      expect(stack.resource("aws_iam_role_policy").policy).toContain(
        '"https://${trimsuffix(trimprefix(jsonencode(tostring(var.string)), "\\""), "\\"")}/v1/*"',
      );
      expect(stack.resource("aws_sfn_state_machine").definition).toMatch(
        /replace\(var\.string|jsonencode\(tostring\(trim/,
      );
    }
  });

  it.each([
    ["https://api.example.com/v1/orders/1", true],
    ["https://api.example.com/v1/customers", false],
    ["https://api.example.com.evil.tld/v1/orders/1", false],
  ])("may call what a text with a path in it can become: %s: %s", async (endpoint, isAllowed) => {
    for (const chain of [
      get("S", { apiEndpoint: `https://api.example.com/v1/orders/${id}` }),
      HttpInvoke.jsonata("S", {
        connection: stubConnection(),
        method: HttpMethod.GET,
        apiEndpoint: `https://api.example.com/v1/orders/${JsonataExpression.of("$states.input.id")}`,
      }),
    ]) {
      expect(mayCall(await roleStatements(synthChain(chain)), "GET", endpoint)).toBe(isAllowed);
    }
  });
});
