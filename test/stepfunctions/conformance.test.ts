/** HTTP Tasks that other people wrote: HttpInvoke writes the same, and where it does not, this says why. */
import { readFileSync } from "node:fs";
import {
  ArrayFormat,
  Duration,
  Errors,
  HttpInvoke,
  HttpMethod,
  JitterType,
  JsonataExpression,
  JsonPath,
  Pass,
  QueryLanguage,
  RequestBodyEncoding,
  type State,
} from "cdktf-aws-http-integrations";
import { conformanceFile } from "../languages/conformance-file";
import { get, renderedStates } from "./chains";
import { CONNECTION, stubConnection } from "./parts";

interface Task {
  readonly name: string;
  readonly state: object;
}

/** Written before there was InvocationConfig, which AWS recommends now; `<server>` is where the test's server is. */
function modern(state: object): object {
  const text = JSON.stringify(state)
    .replace('"Authentication"', '"InvocationConfig"')
    .replaceAll("<connection>", CONNECTION)
    .replaceAll("<server>", "https://server.example");
  return JSON.parse(text);
}

const TRANSIENT = [429, 503, 504, 502].map(Errors.httpStatusCode);
const FINAL = [404, 400, 401, 409, 500].map(Errors.httpStatusCode);

/** The states of the file that AWS accepts. */
const STATES: { readonly [name: string]: () => State } = {
  "AWS recording: TestState TRACE against httpbin.org, 2023-11-21": () =>
    get("S", {
      apiEndpoint: "https://httpbin.org/get",
      headers: { definitionHeader: "h1" },
      requestBody: { message: "Hello from Step Functions!" },
      queryStringParameters: { queryParam: "q1" },
      defaultRetry: false,
    }),
  "AWS guide: merging example, connection wins": () =>
    get("S", {
      method: HttpMethod.POST,
      apiEndpoint: "https://example.com/path",
      headers: { "Request-Id": "my_request_id", "Header-Param": "state_machine_header_param" },
      requestBody: { Job: "Software Engineer", Company: "AnyCompany", BodyParam: "state_machine_body_param" },
      queryStringParameters: { QueryParam: "state_machine_query_param" },
      defaultRetry: false,
    }),
  "AWS guide: stripe invoice, URL_ENCODED INDICES": () =>
    get("S", {
      method: HttpMethod.POST,
      apiEndpoint: "https://api.stripe.com/v1/invoices",
      requestBody: {
        customer: JsonPath.stringAt("$.customer_id"),
        description: "Monthly subscription",
        metadata: { order_details: "monthly report data" },
      },
      requestBodyEncoding: RequestBodyEncoding.URL_ENCODED,
      arrayFormat: ArrayFormat.INDICES,
    })
      .addRetry({
        errors: TRANSIENT,
        backoffRate: 2,
        maxAttempts: 3,
        jitterStrategy: JitterType.FULL,
        interval: Duration.seconds(1),
      })
      .addCatch(new Pass("HandleInvoiceFailure"), { errors: FINAL }),
  "floci: GET, array header values and query arrays repeat, null query dropped": () =>
    get("S", {
      apiEndpoint: "https://server.example/json",
      headers: { "X-Custom": ["one", "two"] },
      queryStringParameters: { q: "hello", tag: ["blue", "green"], ignored: null },
      defaultRetry: false,
    }),
  "floci: POST JSON from state, empty text response": () =>
    get("S", {
      method: JsonPath.stringAt("$.method"),
      apiEndpoint: JsonPath.stringAt("$.endpoint"),
      allowedEndpoints: ["https://server.example/*"],
      requestBody: { customerId: JsonPath.stringAt("$.customerId"), active: true },
      defaultRetry: false,
    }),
  "floci: non-2xx": () => get("S", { apiEndpoint: "https://server.example/fail", defaultRetry: false }),
};

/** What HttpInvoke does not write. */
const OTHERS: { readonly [name: string]: string } = {
  "floci: forbidden header": "AWS refuses it, and so do we: http-task-header-forbidden",
  "floci: ConnectionArn required": "AWS refuses it; `connection` is required",
  "floci: slow API": "TimeoutSeconds belongs to the state, not to the request",
};

const file = conformanceFile("http-task.json");

if (file === undefined) {
  test("left out: shared/conformance/http-task.json is not on this machine", () => {
    expect(file).toBeUndefined();
  });
} else {
  const { cases, cdk_oracle } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly cases: readonly Task[];
    readonly cdk_oracle: { readonly cases: readonly { readonly name: string; readonly definition: unknown }[] };
  };

  describe("the HTTP Tasks of the conformance file", () => {
    it("are all here", () => {
      expect([...Object.keys(STATES), ...Object.keys(OTHERS)].sort()).toEqual(cases.map(({ name }) => name).sort());
    });

    it.each(cases.filter(({ name }) => name in STATES))("$name is what HttpInvoke writes", ({ name, state }) => {
      expect(renderedStates(STATES[name]!()).S).toEqual(modern(state));
    });
  });

  describe("the HTTP Tasks of aws-cdk-lib", () => {
    /** A definition of the file as an object, references filled in. */
    const cdkState = (name: string) => {
      const found = cdk_oracle.cases.find((one) => one.name === name) as {
        readonly definition: { readonly "Fn::Join": [string, (string | { readonly Ref?: string })[]] };
      };
      const text = found.definition["Fn::Join"][1]
        .map((piece) => (typeof piece === "string" ? piece : piece.Ref ? "aws" : CONNECTION))
        .join("");
      return JSON.parse(text.replaceAll('"Authentication"', '"InvocationConfig"')).States.T;
    };
    /** aws-cdk-lib writes an intrinsic function where the text is known. */
    const withStaticEndpoint = (state: { readonly Parameters: { readonly [name: string]: unknown } }) => {
      const { "ApiEndpoint.$": _, ...parameters } = state.Parameters;
      return { ...state, Parameters: { ...parameters, ApiEndpoint: ENDPOINT } };
    };
    const ENDPOINT = "https://api.example.com/path/to/resource";
    const post = { method: HttpMethod.POST, apiEndpoint: ENDPOINT, defaultRetry: false };
    const form = { ...post, requestBodyEncoding: RequestBodyEncoding.URL_ENCODED };

    it.each([
      ["default props / basic", get("S", post)],
      [
        "headers + query + body / basic",
        get("S", {
          ...post,
          headers: { "custom-header": "v" },
          requestBody: { a: 1, b: JsonPath.stringAt("$.b") },
          queryStringParameters: { foo: "bar" },
        }),
      ],
      ["url encoding DEFAULT / basic", get("S", { ...form, requestBody: { array: ["a", "b"] } })],
      ["url encoding NONE / basic", get("S", post)],
      [
        "url encoding BRACKETS + headers / basic",
        get("S", { ...form, headers: { "custom-header": "v" }, arrayFormat: ArrayFormat.BRACKETS }),
      ],
      ["url encoding COMMAS / basic", get("S", { ...form, arrayFormat: ArrayFormat.COMMAS })],
      ["url encoding INDICES / basic", get("S", { ...form, arrayFormat: ArrayFormat.INDICES })],
      ["url encoding REPEAT / basic", get("S", { ...form, arrayFormat: ArrayFormat.REPEAT })],
    ])("%s is the same, but for the endpoint and the connection's place", (name, state) => {
      expect(renderedStates(state).S).toEqual(withStaticEndpoint(cdkState(name)));
    });

    it("has one call of States.Format for a path in the endpoint, where they have two", () => {
      const state = get("S", {
        method: JsonPath.stringAt("$.method"),
        apiEndpoint: `https://api.example.com/resource/${JsonPath.stringAt("$.resourceId")}/details`,
        defaultRetry: false,
      });

      expect(renderedStates(state).S).toEqual({
        ...cdkState("endpoint and method from state (JSONPath) / basic"),
        Parameters: {
          "ApiEndpoint.$": "States.Format('https://api.example.com/resource/{}/details', $.resourceId)",
          "Method.$": "$.method",
          InvocationConfig: { ConnectionArn: CONNECTION },
        },
      });
    });

    it("has the same expression of JSONata, but that each part must have a value, and needs the hosts that it may become", () => {
      const state = HttpInvoke.jsonata("S", {
        connection: stubConnection(),
        method: HttpMethod.GET,
        apiEndpoint: `https://${JsonataExpression.of("$states.input.hostname")}/issues/${JsonataExpression.of("$states.input.issue.id")}`,
        allowedEndpoints: ["https://jira.example.com/issues/*"],
        outputs: JsonataExpression.of("$states.result.ResponseBody"),
        defaultRetry: false,
      });

      expect(renderedStates(state).S).toEqual({
        ...cdkState("JSONata / basic"),
        QueryLanguage: QueryLanguage.JSONATA,
        Arguments: {
          ApiEndpoint:
            "{% 'https://' & $single([$states.input.hostname]) & '/issues/' & $single([$states.input.issue.id]) %}",
          Method: "GET",
          InvocationConfig: { ConnectionArn: CONNECTION },
        },
      });
    });
  });
}
