import { validateDefinition } from "../../../modules/languages/asl";
import { shownEndpoint, withoutSecrets } from "../../../modules/languages/secrets";
import { httpCodes, httpFindings, type Json, jsonataMachine, machine } from "./http-parts";
import { SECRETS, secretParts } from "./secret-samples";

const CODE = "http-task-secret-literal";

describe("a credential in an HTTP Task", () => {
  it.each(SECRETS)("that is %s is found in a header, the query and the body, and never shown", (_, secret) => {
    const requests: [Json, string][] = [
      [{ Headers: { "x-any": secret.replaceAll("\n", " ") } }, "Headers.x-any"],
      [{ QueryParameters: { any: ["x", secret] } }, "QueryParameters.any[1]"],
      [{ RequestBody: { a: [{ b: secret }] } }, "RequestBody.a[0].b"],
      [{ RequestBody: `text with ${secret} in it`, Headers: { "Content-Type": "text/plain" } }, "RequestBody"],
    ];
    for (const [request, path] of requests) {
      const findings = httpFindings(machine({ Method: "PUT", ...request }));

      expect(findings.map(({ code, path: at }) => `${code} ${at}`)).toEqual([
        `${CODE} $.States.Call.Parameters.${path}`,
      ]);
      expect(findings[0]?.given).toBeUndefined();
      expect(findings[0]?.severity).toBe("warning");
    }
  });

  it.each(SECRETS)("that is %s is shown by no check, whatever else is wrong with it", (_, secret) => {
    const definitions = [
      machine({ ApiEndpoint: secret }),
      machine({ ApiEndpoint: `http://api.example.com/${secret}` }),
      machine({ ApiEndpoint: `https://api.example.com/${secret}?x=${secret}#${secret}` }),
      machine({ ApiEndpoint: `https://${secret}:99999/` }),
      machine({ ApiEndpoint: "x", Method: secret }),
      machine({ Headers: secret, InvocationConfig: { ConnectionArn: secret } }),
      machine({ Headers: { Authorization: secret, Range: secret, "Content-Type": secret, "content-type": secret } }),
      machine({ Transform: { RequestBodyEncoding: secret, RequestEncodingOptions: { ArrayFormat: secret } } }),
      machine({ Body: secret, Method: "GET", RequestBody: secret, Transform: { RequestBodyEncoding: "URL_ENCODED" } }),
      jsonataMachine({ ApiEndpoint: `{% ${JSON.stringify(secret)} & $x %}`, Method: "HEAD" }),
      jsonataMachine({ Method: "HEAD" }, { Output: `{% $states.result.ResponseBody & ${JSON.stringify(secret)} %}` }),
    ];
    for (const definition of definitions) {
      const shown = JSON.stringify(httpFindings(definition));

      for (const part of secretParts(secret)) {
        expect(shown).not.toContain(part);
      }
    }
  });

  it.each([
    "password",
    "Password",
    "db_password",
    "passwd",
    "secret",
    "client_secret",
    "clientSecret",
    "api_key",
    "apiKey",
    "x-api-key",
    "X-API-KEY",
    "Ocp-Apim-Subscription-Key",
    "token",
    "access_token",
    "accessToken",
    "refreshToken",
    "X-Auth-Token",
    "x-shop-token",
    "private_key",
    "signature",
    "credentials",
  ])("is found under the name %s", (name) => {
    expect(httpCodes(machine({ Method: "PUT", RequestBody: { [name]: "hunter2" } }))).toEqual([CODE]);
  });

  it.each([
    "next_token",
    "page_token",
    "maxTokens",
    "token_type",
    "key",
    "secretary",
    "password_hint_id",
    "keyboard",
    "author",
  ])("is not suspected under the name %s", (name) => {
    expect(httpCodes(machine({ Method: "PUT", RequestBody: { [name]: "hunter2" } }))).toEqual([]);
  });

  it.each([
    "",
    "x",
    "${Password}",
    "prefix-${Password}",
    "changeme",
    "<password>",
    "your-password",
    "EXAMPLE",
    "xxxxxxxx",
    "********",
    "{{password}}",
    "$.password",
    "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a",
    "...",
  ])("is not suspected in %j", (password) => {
    expect(httpCodes(machine({ Method: "PUT", RequestBody: { password } }))).toEqual([]);
  });

  it("is not suspected in what is computed, nor in numbers", () => {
    const RequestBody = { "password.$": "$.password", pin: 1234, nested: { "token.$": "$.token" }, token: null };

    expect(httpCodes(machine({ Method: "PUT", RequestBody }))).toEqual([]);
    expect(httpCodes(jsonataMachine({ Method: "PUT", RequestBody: { password: "{% $password %}" } }))).toEqual([]);
  });

  const KEY = `sk_${"live"}_51HqLyjWDarjtT1zdp7dc`;

  it.each<[string, Json, string]>([
    ["JSONPath", machine({ Headers: { "x-any.$": `States.Format('Bearer ${KEY} {}', $.id)` } }), 'Headers["x-any.$"]'],
    [
      "JSONPath, in a call in a call",
      machine({ QueryParameters: { "any.$": `States.Base64Encode(States.Format('{}:{}', $.a, '${KEY}'))` } }),
      'QueryParameters["any.$"]',
    ],
    [
      "JSONPath, in the whole body",
      machine({
        Method: "PUT",
        "RequestBody.$": `States.JsonMerge($.a, States.StringToJson('{"a":"${KEY}"}'), false)`,
      }),
      '["RequestBody.$"]',
    ],
    ["JSONata", jsonataMachine({ Headers: { "x-any": `{% 'Bearer ${KEY}' & $states.input.id %}` } }), "Headers.x-any"],
    ["JSONata, in a list", jsonataMachine({ Headers: { a: ["b", `{% "${KEY}" %}`] } }), "Headers.a[1]"],
    [
      "JSONata, in a condition",
      jsonataMachine({ Method: "PUT", RequestBody: { a: { b: `{% $states.input.live ? '${KEY}' : 'x' %}` } } }),
      "RequestBody.a.b",
    ],
    [
      "JSONata, in the whole body",
      jsonataMachine({ Method: "PUT", RequestBody: `{% {'a': [{'b': '${KEY}'}]} %}` }),
      "RequestBody",
    ],
    ["JSONata, by its name", jsonataMachine({ Headers: { "x-api-key": "{% 'hunter2' %}" } }), "Headers.x-api-key"],
  ])("is found in a text of an expression in %s", (_, definition, path) => {
    const findings = httpFindings(definition);

    expect(findings).toMatchObject([{ code: CODE, given: undefined, path: expect.stringContaining(path) }]);
    expect(JSON.stringify(findings)).not.toMatch(/51Hq|hunter2/);
  });

  it.each<[Json]>([
    [machine({ Headers: { "x-api-key.$": "States.Format('key-{}', $.key)", "x-any.$": "$['Bearer of keys']" } })],
    [machine({ Headers: { "x-any.$": "States.Format('Bearer {}', $.token)" } })],
    [machine({ Headers: { "x-any": KEY.slice(0, 8), "x-other.$": `States.Format('${KEY}'` } })],
    [jsonataMachine({ Headers: { "x-any": "{% 'Bearer ' & $token %}", "x-token": "{% $states.input.'token' %}" } })],
    [jsonataMachine({ Headers: { "x-any": "{% 'https://'&$user&':'&$password&'@example.org' %}" } })],
    [jsonataMachine({ Headers: { password: ["{% 'a' & $password %}"] } })],
  ])("is not suspected in texts that are none: %j", (definition) => {
    expect(httpCodes(definition)).toEqual([]);
  });

  it.each([
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
    "https://hooks.slack.com/services/T/B/token",
    "https://hooks.slack.com/triggers/${SlackPath}",
    "https://api.example.com/v1/orders/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
    "https://api.stripe.com/v1/charges",
  ])("is not suspected in the endpoint %s", (ApiEndpoint) => {
    expect(httpCodes(machine({ ApiEndpoint }))).toEqual([]);
  });

  it.each(SECRETS.filter(([, text]) => text.startsWith("https://")))(
    "that is %s is found as the endpoint",
    (_, ApiEndpoint) => {
      expect(httpFindings(machine({ ApiEndpoint }))).toMatchObject([
        { code: CODE, path: "$.States.Call.Parameters.ApiEndpoint", detail: "The URL itself is the credential." },
      ]);
    },
  );

  it("is found in an expression that makes the endpoint", () => {
    const url = `https://hooks.slack.com/services/T01ABCD23/B04EFGH56/${"aB3dE5fG7hJ9kL1mN2oP4qR6"}`;

    expect(httpCodes(jsonataMachine({ ApiEndpoint: `{% '${url}' %}` }))).toEqual([CODE]);
  });

  it.each(["api_key", "key", "sig", "token", "code", "access_token"])("is found in the query as %s", (name) => {
    const endpoint = `https://api.example.com/v1?limit=5&${name}=hunter2`;

    expect(httpFindings(machine({ ApiEndpoint: endpoint }))).toMatchObject([
      { code: "http-task-endpoint-query", given: "https://api.example.com/v1?…" },
      { code: CODE, detail: `It stands in the query as \`${name}\`.` },
    ]);
    expect(httpCodes(machine({ QueryParameters: { [name]: "hunter2" } }))).toEqual([CODE]);
  });

  it("costs little to look for in a long text", () => {
    const long = [
      "a.",
      "eyJ-",
      "SG.",
      "hooks.slack.com/services/a/",
      "a://",
      "Bearer ",
      "-----BEGIN A ",
      "/bot1234567:",
    ];
    const body = Object.fromEntries(
      long.map((text, index) => [`f${index}`, text.repeat(Math.ceil(200_000 / text.length))]),
    );
    const start = process.hrtime.bigint();
    for (const text of Object.values(body)) {
      validateDefinition(machine({ Method: "PUT", RequestBody: text }));
    }
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(5);
  });
});

describe("what is shown of an endpoint", () => {
  it.each([
    ["https://api.example.com/v1/orders", "https://api.example.com/v1/orders"],
    ["https://api.example.com/v1?key=abc#d", "https://api.example.com/v1?…"],
    ["https://me:pw@api.example.com/v1", "https://…@api.example.com/v1"],
    ["https://me:p/w@api.example.com/v1", "https://…"],
    ["https://me:p?w@api.example.com/v1", "https://…"],
    ["https://host.example.com/@scope/x", "https://…"],
    ["https://api.example.com/users?mail=a@b.c", "https://api.example.com/users?…"],
    ["https://me:p@w@api.example.com/v1", "https://…@api.example.com/v1"],
    ["https://hooks.slack.com/services/T1/B2/abc", "https://hooks.slack.com/services/…"],
    ["https://hooks.slack.com/triggers/E1/2/abc", "https://hooks.slack.com/triggers/…"],
    ["https://api.example.com/aB3dE5fG7hJ9kL1mN2/x", "https://api.example.com/…/x"],
    ["https://${Host}/v1", "https://${Host}/v1"],
    ["aB3dE5fG7hJ9kL1mN2", "…"],
    ["", ""],
  ])("of %s is %s", (endpoint, shown) => {
    expect(shownEndpoint(endpoint)).toBe(shown);
  });

  it("is at most a hundred characters of a path", () => {
    expect(withoutSecrets("a".repeat(101))).toBe(`${"a".repeat(100)}…`);
  });
});
