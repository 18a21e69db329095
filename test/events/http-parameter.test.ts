import { Lazy, type TerraformStack } from "cdktf";
import {
  Authorization,
  Connection,
  type ConnectionProps,
  HttpParameter,
  type HttpParameters,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, validationFailure } from "../support/synth";
import type { JsonObject } from "../support/terraform-json";
import { stringToken, token } from "./parts";

const CONNECTION = "aws_cloudwatch_event_connection";
const CANARY = "canary-91cd";
const text = HttpParameter.fromString;

function withParameters(parameters: HttpParameters, more: Partial<ConnectionProps> = {}) {
  return (stack: TerraformStack) =>
    new Connection(stack, "C", { authorization: Authorization.none(), ...parameters, ...more });
}
const refused = (parameters: HttpParameters) => findings(refusal(withParameters(parameters)));
const warned = (parameters: HttpParameters) => codesOf(synth(withParameters(parameters)).warnings);
const headers = (name: string, value = "1"): HttpParameters => ({ headerParameters: { [name]: text(value) } });
const query = (name: string, value = "1"): HttpParameters => ({ queryStringParameters: { [name]: text(value) } });
const body = (name: string, value = "1"): HttpParameters => ({ bodyParameters: { [name]: text(value) } });
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, text("1")]));

describe("parameters of a connection", () => {
  it("are added to every request, secret or not, sorted by name", () => {
    const stack = synth((scope) =>
      withParameters({
        headerParameters: {
          "X-B": HttpParameter.fromSecret(token(scope)),
          "X-A": text("a ${b} %{c}"),
          Authorization: HttpParameter.fromSecret(token(scope, "id"), { prefix: "Bearer a:" }),
        },
        queryStringParameters: { "ver${x}": text("2 ü"), site: text(stringToken(scope)) },
        bodyParameters: { channel: text("C1") },
      })(scope),
    );

    expect(stack.resource(CONNECTION).auth_parameters).toEqual({
      api_key: { key: "X-No-Authorization", value: "none" },
      invocation_http_parameters: {
        header: [
          { key: "Authorization", value: "Bearer a:${var.id}", is_value_secret: true },
          { key: "X-A", value: "a $${b} %%{c}", is_value_secret: false },
          { key: "X-B", value: "${var.token}", is_value_secret: true },
        ],
        query_string: [
          { key: "site", value: "${var.string}", is_value_secret: false },
          { key: "ver$${x}", value: "2 ü", is_value_secret: false },
        ],
        body: [{ key: "channel", value: "C1", is_value_secret: false }],
      },
    });
    expect(codesOf(stack.warnings)).toEqual([]);
  });

  it("stand in the same order whatever the order in the code", () => {
    const names = ["b", "a", "B", "A", "10", "9"];
    const keys = (order: readonly string[]) => {
      const stack = synth(
        withParameters({ bodyParameters: Object.fromEntries(order.map((name) => [name, text("1")])) }),
      );
      const parameters = (stack.resource(CONNECTION).auth_parameters as JsonObject).invocation_http_parameters;
      return ((parameters as JsonObject).body as JsonObject[]).map(({ key }) => key);
    };

    expect(keys(names)).toEqual(["10", "9", "A", "B", "a", "b"]);
    expect(keys([...names].reverse())).toEqual(keys(names));
  });

  it.each<[string, HttpParameters]>([
    ["absent", {}],
    ["empty", { headerParameters: {}, queryStringParameters: {}, bodyParameters: {} }],
  ])("leave the block out when they are %s", (_name, parameters) => {
    expect(synth(withParameters(parameters)).resource(CONNECTION).auth_parameters).toEqual({
      api_key: { key: "X-No-Authorization", value: "none" },
    });
  });

  it("read a secret with a data source that is named after the parameter", () => {
    const secret = SecretValue.secretsManager("s", { jsonField: "k" });
    const stack = synth(withParameters({ headerParameters: { "X-K": HttpParameter.fromSecret(secret) } }));

    expect(Object.keys(stack.json.data?.aws_secretsmanager_secret_version ?? {})).toEqual([
      expect.stringMatching(/^C_Header-X-K_[0-9A-F]{8}$/),
    ]);
  });

  it("tell their names to who sends requests, that of the authorization included", () => {
    synth((scope) => {
      const { parameterNames } = new Connection(scope, "C", {
        authorization: Authorization.basic("u", token(scope)),
        headerParameters: { "X-A": text("1") },
        queryStringParameters: { "a${b}": text("1") },
        bodyParameters: { c: text("1") },
      });
      const unknown = new Connection(scope, "D", {
        authorization: Authorization.apiKey(stringToken(scope), token(scope, "t")),
      });

      expect(parameterNames).toEqual({ headers: ["Authorization", "X-A"], queryStrings: ["a${b}"], body: ["c"] });
      expect(unknown.parameterNames).toEqual({ headers: [], queryStrings: [], body: [] });
    });
  });

  it.each([
    ["headerParameters", 100],
    ["queryStringParameters", 100],
    ["bodyParameters", 99],
  ])("may be as many of %s as %d", (list, count) => {
    expect(warned({ [list]: many(count) })).toEqual([]);
  });

  it.each(["headerParameters", "queryStringParameters", "bodyParameters"])("fails when %s are 101", (list) => {
    expect(refused({ [list]: many(101) })).toEqual([`${list}: connection-parameters-too-many`]);
  });

  const GOOD: readonly [string, HttpParameters][] = [
    ["a header name of 1", headers("X")],
    ["a header name of 512", headers("X".repeat(512))],
    ["a header value of 1", headers("X", "v")],
    ["a header value of 512", headers("X", "v".repeat(512))],
    ["a header value with a colon", headers("X", "a:b")],
    ["a query name of 512", query("q".repeat(512))],
    ["a query value of 512 with a line break", query("q", `${"v".repeat(510)}\r\n`)],
    ["a long body name and value", { bodyParameters: { ["b".repeat(600)]: text("ü\n".repeat(600)) } }],
  ];
  it.each(GOOD)("take %s", (_name, parameters) => {
    expect(warned(parameters)).toEqual([]);
  });

  const BAD: readonly [string, HttpParameters, string][] = [
    ["a header has no name", headers(""), "headerParameters.: header-name-invalid"],
    ["a header's name has 513", headers("X".repeat(513)), `headerParameters.${"X".repeat(513)}: header-name-invalid`],
    ["a header's name has a space", headers("X Y"), "headerParameters.X Y: header-name-invalid"],
    ["a header is removed by EventBridge", headers("hOst"), "headerParameters.hOst: header-forbidden"],
    ["a header is empty", headers("X", ""), "headerParameters.X: connection-parameter-value-invalid"],
    ["a header is blank", headers("X", " \t"), "headerParameters.X: connection-parameter-value-invalid"],
    ["a header has 513", headers("X", "v".repeat(513)), "headerParameters.X: connection-parameter-value-invalid"],
    ["a header is not ASCII", headers("X", "ü"), "headerParameters.X: connection-parameter-value-invalid"],
    ["a query name is empty", query(""), "queryStringParameters.: connection-parameter-name-invalid"],
    ["a query name has a tab", query("a\t"), "queryStringParameters.a\t: connection-parameter-name-invalid"],
    ["a query value is empty", query("q", ""), "queryStringParameters.q: connection-parameter-value-invalid"],
    [
      "a query value has 513",
      query("q", "v".repeat(513)),
      "queryStringParameters.q: connection-parameter-value-invalid",
    ],
    ["a query value has a tab", query("q", "\t"), "queryStringParameters.q: connection-parameter-value-invalid"],
    ["a body name is empty", body(""), "bodyParameters.: connection-parameter-name-invalid"],
    ["a body value is empty", body("b", ""), "bodyParameters.b: connection-parameter-value-invalid"],
    [
      "a value is a dynamic reference",
      body("b", "{{resolve:secretsmanager:s}}"),
      "bodyParameters.b: connection-dynamic-reference",
    ],
    [
      "a value is a string",
      { bodyParameters: { b: "x" as never } },
      "bodyParameters.b: connection-parameter-not-an-http-parameter",
    ],
    [
      "a secret is a string",
      { bodyParameters: { b: HttpParameter.fromSecret({ value: CANARY } as never) } },
      "bodyParameters.b: secret-not-a-secret-value",
    ],
  ];
  it.each(BAD)("fails when %s", (_name, parameters, finding) => {
    expect(refused(parameters)).toEqual([finding]);
  });

  it("fails when two headers differ in case only, or one is that of the authorization", () => {
    const twice = { headerParameters: { "X-A": text("1"), "x-a": text("2"), "x-no-authorization": text("3") } };

    expect(refused(twice)).toEqual([
      "headerParameters.x-a: connection-parameter-duplicate",
      "headerParameters.x-no-authorization: connection-parameter-duplicate",
    ]);
    expect(warned({ queryStringParameters: { a: text("1"), A: text("2") } })).toEqual([]);
  });

  it("fails when a name is not known at synth, and does not judge such a value", () => {
    const error = refusal((scope) => withParameters({ headerParameters: { [stringToken(scope)]: text("1") } })(scope));

    expect(findings(error)).toEqual(["headerParameters: connection-parameter-name-unknown"]);
    expect(error.message).not.toContain("TfToken");
    expect(codesOf(synth((scope) => withParameters(headers("X", stringToken(scope)))(scope)).warnings)).toEqual([]);
  });

  it.each([
    ["Authorization", headers("Authorization")],
    ["X-Api-Key", headers("X-Api-Key")],
    ["access_token", query("access_token")],
    ["client_secret", body("client_secret")],
    ["sig", query("sig")],
  ])("warn of %s in clear text", (_name, parameters) => {
    expect(warned(parameters)).toEqual(["connection-parameter-credential"]);
  });

  it.each(["token_format", "Idempotency-Key", "secretary", "keyboard"])("do not take %s for a credential", (name) => {
    expect(warned(query(name))).toEqual([]);
  });

  it("warn of names that are legal and wrong", () => {
    expect(warned(headers("content_type", "application/json"))).toEqual(["header-content-type-misspelt"]);
    expect(warned(headers("X,Y"))).toEqual(["header-name-unusual"]);
    expect(warned(headers("Content-Type", "application/json"))).toEqual([]);
  });

  /** A body parameter of this many bytes with its name. */
  const sized = (bytes: number) => body("b", "x".repeat(bytes - 1));
  it.each([
    [49_151, []],
    [49_152, ["connection-parameters-large"]],
    [65_536, ["connection-parameters-large"]],
  ])("of %d bytes are warned of with %j", (bytes, codes) => {
    expect(warned(sized(bytes))).toEqual(codes);
  });

  it("fails when they have 65,537 bytes, counted as UTF-8", () => {
    expect(refused(sized(65_537))).toEqual(["headerParameters: connection-parameters-too-large"]);
    expect(refused(body("b", "ü".repeat(32_768)))).toEqual(["headerParameters: connection-parameters-too-large"]);
  });

  it("fails when a secret hides a literal, or is a malformed one in clear text, and does not print it", () => {
    const lazy = SecretValue.resourceAttribute(Lazy.stringValue({ produce: () => CANARY }));
    const message = validationFailure(withParameters({ headerParameters: { X: HttpParameter.fromSecret(lazy) } }));
    expect(message).toContain("`headerParameters.X` must be a reference");

    const plain = SecretValue.unsafePlainText(`${CANARY}\n`);
    const error = refusal(withParameters({ headerParameters: { X: HttpParameter.fromSecret(plain) } }));
    expect(findings(error)).toEqual(["headerParameters.X: connection-parameter-value-invalid"]);
    expect(message + error.message).not.toContain(CANARY);
  });

  it("keep a `$` before a secret apart from it", () => {
    const stack = synth((scope) =>
      withParameters({ headerParameters: { X: HttpParameter.fromSecret(token(scope), { prefix: "a$" }) } })(scope),
    );

    expect(stack.resource(CONNECTION).auth_parameters).toMatchObject({
      invocation_http_parameters: { header: [{ value: 'a${"$"}${var.token}' }] },
    });
  });
});

describe("HttpParameter", () => {
  it("prints nothing of itself, and is told from anything that only looks like it", () => {
    const secret = HttpParameter.fromSecret(SecretValue.unsafePlainText(CANARY), { prefix: CANARY });

    expect([`${secret}`, JSON.stringify({ secret }), JSON.stringify(Object.entries(secret))]).toEqual([
      "HttpParameter(…)",
      '{"secret":"HttpParameter(…)"}',
      "[]",
    ]);
    expect(HttpParameter.isHttpParameter(secret)).toBe(true);
    expect([CANARY, {}, null, Object.create(HttpParameter.prototype)].some(HttpParameter.isHttpParameter)).toBe(false);
  });
});
