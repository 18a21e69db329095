import fc from "fast-check";
import { type HttpTaskEndpoint, httpTasksOf } from "../../../modules/languages/asl";
import { CONNECTION_ARN, type Json, jsonataMachine, machine, REQUEST } from "./http-parts";

fc.configureGlobal({ seed: 20_261_121 });

const { ApiEndpoint: _, ...REQUEST_WITHOUT_ENDPOINT } = REQUEST;

/** What is known of an endpoint that a JSONPath state computes. */
function jsonPath(expression: string, isUnresolved?: (value: unknown) => boolean): HttpTaskEndpoint {
  const definition = machine({}, { Parameters: { ...REQUEST_WITHOUT_ENDPOINT, "ApiEndpoint.$": expression } });
  return httpTasksOf(definition, isUnresolved)[0]!.endpoint;
}

/** What is known of an endpoint that a JSONata state computes. */
function jsonata(expression: string): HttpTaskEndpoint {
  return httpTasksOf(jsonataMachine({ ApiEndpoint: `{%${expression}%}` }))[0]!.endpoint;
}

function fixed(value: string): HttpTaskEndpoint {
  return { kind: "static", value };
}

function pattern(...parts: (string | null)[]): HttpTaskEndpoint {
  return { kind: "pattern", parts };
}

const DYNAMIC: HttpTaskEndpoint = { kind: "dynamic" };

describe("the endpoint of an HTTP Task in JSONPath", () => {
  it.each<[string, HttpTaskEndpoint]>([
    ["$.endpoint", DYNAMIC],
    ["$$.Execution.Input.endpoint", DYNAMIC],
    ["$endpoint", DYNAMIC],
    ["${Endpoint}", DYNAMIC],
    ["States.Format('https://api.example.com/v1/{}', $.id)", pattern("https://api.example.com/v1/", null)],
    [
      "States.Format('https://api.example.com/{}/{}/x', $.a, $.b)",
      pattern("https://api.example.com/", null, "/", null, "/x"),
    ],
    ["States.Format('https://api.example.com/{}{}', $.a, $.b)", pattern("https://api.example.com/", null)],
    ["States.Format('{}/{}', 'https://api.example.com', 'v1/x')", fixed("https://api.example.com/v1/x")],
    [
      "States.Format('{}/{}', 'https://api.example.com', States.Format('resource/{}/details', $.id))",
      pattern("https://api.example.com/resource/", null, "/details"),
    ],
    ["States.Format('{}/v1', States.Format('https://api.example.com'))", fixed("https://api.example.com/v1")],
    [
      "States.Format('https://api.example.com:{}/v1/{}', 8443, $.id)",
      pattern("https://api.example.com:8443/v1/", null),
    ],
    ["States.Format('https://api.example.com/\\{{}\\}', $.id)", pattern("https://api.example.com/{", null, "}")],
    ["States.Format('https://api.example.com/it\\'s/{}', 'a\\'b')", fixed("https://api.example.com/it's/a'b")],
    ["States.Format('https://api.example.com/${Stage}/{}', $.id)", pattern("https://api.example.com/${Stage}/", null)],
    ["States.Format('https://${Host}/v1/{}', $.id)", pattern("https://${Host}/v1/", null)],
    ["States.Format('https://${Host}:${Port}/{}', $.id)", pattern("https://${Host}:${Port}/", null)],
    ["States.Format('${TfToken[TOKEN.7]}/v1/{}', $.id)", pattern("${TfToken[TOKEN.7]}/v1/", null)],
    ["States.Format('https://api.example.com/{}', States.UUID())", pattern("https://api.example.com/", null)],
    // The host is not closed: `.evil.tld` could follow.
    ["States.Format('https://api.example.com{}', $.path)", DYNAMIC],
    ["States.Format('https://api.example.com{}/v1', $.path)", DYNAMIC],
    ["States.Format('https://api.example.com:{}/v1', $.port)", DYNAMIC],
    ["States.Format('${Base}{}', $.path)", DYNAMIC],
    ["States.Format('https://{}/v1', $.host)", DYNAMIC],
    ["States.Format('https://{}.example.com/v1', $.tenant)", DYNAMIC],
    ["States.Format('https://me@{}/v1', $.host)", DYNAMIC],
    ["States.Format('https://me:pw@api.example.com/{}', $.id)", DYNAMIC],
    ["States.Format('https:{}', $.rest)", DYNAMIC],
    ["States.Format('https:/{}', $.rest)", DYNAMIC],
    ["States.Format('https://{}', $.rest)", DYNAMIC],
    ["States.Format('https:///{}', $.rest)", DYNAMIC],
    ["States.Format('//api.example.com/{}', $.rest)", DYNAMIC],
    ["States.Format('/{}', $.rest)", DYNAMIC],
    ["States.Format('{}/v1', $.base)", DYNAMIC],
    ["States.Format('https://api.example.com?{}', $.query)", DYNAMIC],
    ["States.Format('https://api.example.com#/{}', $.rest)", DYNAMIC],
    ["States.Format('https://api.example.com\\\\/{}', $.rest)", DYNAMIC],
    ["States.Format('https://api.example.com\\n/{}', $.rest)", DYNAMIC],
    ["States.Format($.template, 'https://api.example.com/')", DYNAMIC],
    ["States.Format('https://api.example.com/{}'", DYNAMIC],
    ["States.ArrayGetItem($.endpoints, 0)", DYNAMIC],
    ["States.Base64Decode('aHR0cHM6Ly8=')", DYNAMIC],
  ])("%s is known as far as %j", (expression, expected) => {
    expect(jsonPath(expression)).toEqual(expected);
  });

  it.each<[unknown, HttpTaskEndpoint]>([
    ["https://api.example.com/v1", fixed("https://api.example.com/v1")],
    ["${TfToken[TOKEN.1]}", fixed("${TfToken[TOKEN.1]}")],
    ["$.endpoint", fixed("$.endpoint")],
    [5, { kind: "missing" }],
    [undefined, { kind: "missing" }],
  ])("that is %j is %j", (ApiEndpoint, expected) => {
    expect(httpTasksOf(machine({ ApiEndpoint }))[0]!.endpoint).toEqual(expected);
  });

  it("does not take text that is no placeholder for a host", () => {
    expect(jsonPath("States.Format('https://${Host}/v1/{}', $.id)", () => false)).toEqual(DYNAMIC);
  });
});

describe("the endpoint of an HTTP Task in JSONata", () => {
  it.each<[string, HttpTaskEndpoint]>([
    [" 'https://api.example.com/' & $states.input.id ", pattern("https://api.example.com/", null)],
    ["'https://api.example.com/'&$id&'/x'", pattern("https://api.example.com/", null, "/x")],
    [" 'https://api.example.com' & '/' & 'x/' & $states.input.id ", pattern("https://api.example.com/x/", null)],
    ['\n  "https://api.example.com/"\n  & ($states.input.id)\n', pattern("https://api.example.com/", null)],
    [" 'https://api.example.com' & ('/v' & 1 & '/' & $id) ", pattern("https://api.example.com/v1/", null)],
    [" ($id := $states.input.id; 'https://api.example.com/' & $id) ", pattern("https://api.example.com/", null)],
    [" 'https://api.example.com/v1' ", fixed("https://api.example.com/v1")],
    [" $join(['https://api.example.com', 'v1', 'x'], '/') ", fixed("https://api.example.com/v1/x")],
    [" 'https://api.example.com/' & ($x ? 'a' : 'b') ", pattern("https://api.example.com/", null)],
    [" 'https://${Host}/v1/' & $id ", pattern("https://${Host}/v1/", null)],
    [" 'https://api.example.com/' & $encodeUrlComponent($id) ", pattern("https://api.example.com/", null)],
    [" 'https://' & $states.input.hostname & '/' & 'issues/' & $states.input.issue.id ", DYNAMIC],
    [" 'https://api.example.com' & $path ", DYNAMIC],
    [" $join(['https://api.example.com', $path], '/') ", DYNAMIC],
    [" ($join := $lookup; $join(['https://api.example.com', 'v1'], '/')) ", DYNAMIC],
    [" $x ? 'https://a.example.com/' : 'https://b.example.com/' ", DYNAMIC],
    [" 'https://api.example.com/'[$x] ", DYNAMIC],
    [" ('https://api.example.com/')[0] ", DYNAMIC],
    [" 'https://api.example.com/'.$states.input.url ", DYNAMIC],
    [" 'https://api.example.com/' ~> $replace('example', $x) ", DYNAMIC],
    [" 'https://api.example.com/' & ", DYNAMIC],
    [" $states.input.url ", DYNAMIC],
    ["", DYNAMIC],
  ])("%j is known as far as %j", (expression, expected) => {
    expect(jsonata(expression)).toEqual(expected);
  });
});

describe("a pattern", () => {
  const host = fc.constantFrom(
    "https://api.example.com",
    "https://api.example.com:8443",
    "https://a",
    "https:/",
    "https:",
    "",
  );
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."/.:@?#\\[]%&=$*aZ0 -_\t\n") }),
    fc.constantFrom("/", "/v1/", ".", ":", "@", "//", "\\", "evil.tld", ".evil.tld/", "@evil.tld/", ":1@evil.tld/"),
  );
  const template = fc.tuple(host, fc.array(fc.oneof(text, fc.constant(null)), { maxLength: 6 }));
  const evil = fc.array(fc.oneof(text, fc.webUrl(), fc.string(), fc.constant("")), { minLength: 8, maxLength: 8 });

  /** The judge is the URL parser of the platform: whatever fills the gaps, the request goes to the static host. */
  function goesToItsHost(endpoint: HttpTaskEndpoint, fillings: readonly string[]): void {
    if (endpoint.kind !== "pattern") {
      return;
    }
    const { parts } = endpoint;
    if (!URL.canParse(parts[0]!)) {
      return;
    }
    const url = parts.map((part, index) => part ?? fillings[index % fillings.length]!).join("");

    expect(new URL(url).origin).toBe(new URL(parts[0]!).origin);
    expect(new URL(url).username + new URL(url).password).toBe("");
  }

  it("in JSONPath never sends a request to another host", () => {
    fc.assert(
      fc.property(template, evil, ([start, parts], fillings) => {
        const quote = (part: string) => part.replace(/[\\'{}]/g, "\\$&");
        const source = parts.map((part) => (part === null ? "{}" : quote(part))).join("");
        const values = parts.filter((part) => part === null).map((_, index) => `, $.x${index}`);
        goesToItsHost(
          jsonPath(`States.Format('${start}${source}'${values.join("")})`, () => false),
          fillings,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it("in JSONata never sends a request to another host", () => {
    fc.assert(
      fc.property(template, evil, ([start, parts], fillings) => {
        const items = parts.map((part, index) => (part === null ? `$x${index}` : JSON.stringify(part)));
        goesToItsHost(jsonata([JSON.stringify(start), ...items].join(" & ")), fillings);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what a role must allow", () => {
  it("is listed for every HTTP Task of a definition, wherever it stands", () => {
    const child = { StartAt: "Inner", States: (machine({ Method: "PUT" }) as { States: Json }).States };
    const { Call: inner } = child.States as { Call: Json };
    const definition = machine(
      { Method: "POST" },
      { Next: "Both" },
      {
        Both: {
          Type: "Parallel",
          Branches: [{ StartAt: "Inner", States: { Inner: inner } }],
          End: true,
        },
      },
    );

    expect(httpTasksOf(definition)).toEqual([
      {
        state: "Call",
        path: "$.States.Call",
        endpoint: fixed("https://api.example.com/v1/orders"),
        methods: ["POST"],
        connectionArn: CONNECTION_ARN,
      },
      {
        state: "Inner",
        path: "$.States.Both.Branches[0].States.Inner",
        endpoint: fixed("https://api.example.com/v1/orders"),
        methods: ["PUT"],
        connectionArn: CONNECTION_ARN,
      },
    ]);
  });

  it.each<[Json, readonly string[] | undefined]>([
    [{ Method: "GET" }, ["GET"]],
    [{ "Method.$": "States.Format('{}', 'PATCH')" }, ["PATCH"]],
    [{ "Method.$": "$.method" }, undefined],
    [{ Method: "${Method}" }, undefined],
    [{}, undefined],
  ])("is the methods of %j: %j", (method, expected) => {
    const { Method: __, ...request } = REQUEST;
    const definition = machine({}, { Parameters: { ...request, ...method } });

    expect(httpTasksOf(definition)[0]!.methods).toEqual(expected);
  });

  it.each<[Json, unknown]>([
    [{ InvocationConfig: { ConnectionArn: "${Arn}" } }, "${Arn}"],
    [{ Authentication: { ConnectionArn: CONNECTION_ARN } }, CONNECTION_ARN],
    [{ InvocationConfig: { "ConnectionArn.$": "$.arn" } }, undefined],
    [{ InvocationConfig: {} }, undefined],
    [{ InvocationConfig: "${Config}" }, undefined],
    [{}, undefined],
  ])("is the connection of %j: %j", (connection, expected) => {
    const { InvocationConfig: __, ...request } = REQUEST;

    expect(httpTasksOf(machine({}, { Parameters: { ...request, ...connection } }))[0]!.connectionArn).toEqual(expected);
  });

  it("is unknown where all arguments are one expression", () => {
    expect(httpTasksOf(jsonataMachine({}, { Arguments: "{% $states.input %}" }))).toEqual([
      { state: "Call", path: "$.States.Call", endpoint: DYNAMIC, methods: undefined, connectionArn: undefined },
    ]);
  });

  it.each([undefined, null, 5, [], {}, { States: 5 }, { States: { A: null } }])("is nothing in %j", (definition) => {
    expect(httpTasksOf(definition)).toEqual([]);
  });
});
