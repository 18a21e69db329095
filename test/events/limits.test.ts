import type { TerraformStack } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  type EventPath,
  Queue,
  Role,
  type RuleId,
  RuleTargetInput,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { codesOf, refusal, synth } from "../support/synth";
import { connection, destination, numberToken, ruleTo, stringToken, token } from "./parts";

/** One limit: what is made with a value, and the code it is refused with outside. */
interface Limit<T> {
  readonly what: string;
  readonly code: RuleId;
  readonly make: (stack: TerraformStack, value: T) => unknown;
  readonly inside: readonly T[];
  readonly outside: readonly T[];
  /** Outside, but a warning only. */
  readonly doubtful?: readonly T[];
}

const text = (length: number) => "x".repeat(length);
const secret = (length: number) => SecretValue.unsafePlainText(text(length));

const INTEGERS: readonly Limit<number>[] = [
  {
    what: "retryAttempts",
    code: "retry-attempts-out-of-range",
    make: (stack, retryAttempts) => ruleTo(stack, { retryAttempts }),
    inside: [0, 1, 184, 185],
    outside: [-1, 186, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "5" as never],
  },
  {
    what: "rateLimitPerSecond",
    code: "rate-limit-out-of-range",
    make: (stack, rateLimitPerSecond) => destination(stack, { rateLimitPerSecond }),
    inside: [1, 2, 299, 300],
    outside: [0, -1, 1.5, Number.NaN],
  },
  {
    what: "rateLimitPerSecond above the quota",
    code: "rate-limit-above-quota",
    make: (stack, rateLimitPerSecond) => destination(stack, { rateLimitPerSecond }),
    inside: [300],
    outside: [],
    doubtful: [301, 1_000_000],
  },
];

const SECONDS: readonly Limit<number>[] = [
  {
    what: "maxEventAge",
    code: "max-event-age-out-of-range",
    make: (stack, seconds) => ruleTo(stack, { maxEventAge: Duration.seconds(seconds) }),
    inside: [60, 61, 86_399, 86_400],
    outside: [0, 59, 60.5, 86_401],
  },
  {
    what: "retentionPeriod",
    code: "queue-retention-out-of-range",
    make: (stack, seconds) => new Queue(stack, "Queue", { retentionPeriod: Duration.seconds(seconds) }),
    inside: [60, 61, 1_209_599, 1_209_600],
    outside: [0, 59, 60.5, 1_209_601],
  },
  {
    what: "visibilityTimeout",
    code: "queue-visibility-out-of-range",
    make: (stack, seconds) => new Queue(stack, "Queue", { visibilityTimeout: Duration.seconds(seconds) }),
    inside: [0, 1, 43_199, 43_200],
    outside: [0.5, 43_201],
  },
];

const NAMES: readonly Limit<string>[] = [
  {
    what: "connectionName",
    code: "connection-name-invalid",
    make: (stack, connectionName) =>
      new Connection(stack, "C", { authorization: Authorization.none(), connectionName }),
    inside: ["x", text(63), text(64), "a.B-1_"],
    outside: ["", text(65), "a b", "a/b", "ä", "ab cd!!", "a\n"],
  },
  {
    what: "apiDestinationName",
    code: "api-destination-name-invalid",
    make: (stack, apiDestinationName) => destination(stack, { apiDestinationName }),
    inside: ["x", text(63), text(64), "a.B-1_"],
    outside: ["", text(65), "a b", "a/b", "a\n"],
  },
  {
    what: "ruleName",
    code: "rule-name-invalid",
    make: (stack, ruleName) => ruleTo(stack, {}, { ruleName }),
    inside: ["x", text(63), text(64), "a.B-1_"],
    outside: ["", text(65), "a b", "a/b", "a\n"],
  },
  {
    what: "eventBusName",
    code: "event-bus-name-invalid",
    make: (stack, eventBusName) => new EventBus(stack, "Bus", { eventBusName }),
    inside: ["x", text(255), text(256), "a.B-1_"],
    outside: ["", text(257), "a b", "default", "a\n"],
  },
  {
    what: "queueName",
    code: "queue-name-invalid",
    make: (stack, queueName) => new Queue(stack, "Queue", { queueName }),
    inside: ["x", text(79), text(80), "a-B_1"],
    outside: ["", text(81), "a.b", "a\n"],
  },
  {
    what: "roleName",
    code: "role-name-invalid",
    make: (stack, roleName) => new Role(stack, "Role", { servicePrincipal: "events.amazonaws.com", roleName }),
    inside: ["x", text(63), text(64), "a+=,.@_-1"],
    outside: ["", text(65), "a b", "a\n"],
  },
  ...(
    [
      [
        "connection",
        (stack, description) => new Connection(stack, "C", { authorization: Authorization.none(), description }),
      ],
      ["API destination", (stack, description) => destination(stack, { description })],
      ["bus", (stack, description) => new EventBus(stack, "Bus", { description })],
      ["rule", (stack, description) => ruleTo(stack, {}, { description })],
    ] as [string, Limit<string>["make"]][]
  ).map(
    ([what, make]): Limit<string> => ({
      what: `description of a ${what}`,
      code: "description-too-long",
      make,
      inside: ["x", text(511), text(512)],
      outside: [text(513)],
    }),
  ),
  {
    what: "user name",
    code: "authorization-parameter-invalid",
    make: (stack, username) =>
      new Connection(stack, "C", { authorization: Authorization.basic(username, token(stack)) }),
    inside: ["x", text(511), text(512), "a b", "ä"],
    outside: ["", " ", text(513), "a:b", "a\nb"],
  },
  {
    what: "API key name",
    code: "header-name-invalid",
    make: (stack, name) => new Connection(stack, "C", { authorization: Authorization.apiKey(name, token(stack)) }),
    inside: ["x", text(511), text(512)],
    outside: ["", text(513)],
  },
  {
    what: "header name",
    code: "header-name-invalid",
    make: (stack, name) => ruleTo(stack, { headerParameters: { [name]: "v" } }),
    inside: ["x", text(511), text(512), "X-A_b.1"],
    outside: ["", text(513), "a b", "a:"],
  },
  {
    what: "header value",
    code: "http-parameter-invalid",
    make: (stack, value) => ruleTo(stack, { headerParameters: { a: value } }),
    inside: ["x", text(511), text(512), "a\tb"],
    outside: ["", " ", text(513), "ä", "a\nb"],
  },
  {
    what: "query value",
    code: "http-parameter-invalid",
    make: (stack, value) => ruleTo(stack, { queryStringParameters: { a: value } }),
    inside: ["x", text(511), text(512), "ä"],
    outside: ["", text(513), "a\u0000b"],
  },
  {
    what: "endpoint",
    code: "endpoint-invalid",
    make: (stack, endpoint) =>
      endpoint.startsWith("https://")
        ? destination(stack, { endpoint })
        : destination(stack, { endpoint: `${endpoint}` }),
    inside: [`https://a.example/${text(2047 - 18)}`, `https://a.example/${text(2048 - 18)}`],
    outside: [`https://a.example/${text(2049 - 18)}`],
  },
  {
    what: "path into the event",
    code: "input-invalid-path",
    make: (stack, path) => ruleTo(stack, { event: RuleTargetInput.fromEventPath(path as EventPath) }),
    inside: ["$", `$.detail.${text(246)}`, `$.detail.${text(247)}`],
    outside: [`$.detail.${text(248)}`],
  },
];

/** Limits whose value is no text of the user: there is no token to give. */
const SIZES: readonly Limit<number>[] = [
  {
    what: "password in clear text",
    code: "authorization-parameter-invalid",
    make: (stack, length) => new Connection(stack, "C", { authorization: Authorization.basic("u", secret(length)) }),
    inside: [1, 511, 512],
    outside: [0, 513],
  },
  {
    what: "characters of a target id",
    code: "target-id-too-long",
    make: (stack, length) => ruleTo(stack, {}, {}).addTarget(text(length), notADelivery),
    inside: [1, 63, 64],
    outside: [65],
  },
  {
    what: "characters of a constant input",
    code: "input-too-long",
    make: (stack, length) => ruleTo(stack, { event: RuleTargetInput.fromText(text(length - 2)) }),
    inside: [2, 8191, 8192],
    outside: [8193],
  },
  {
    what: "characters of a template",
    code: "input-template-too-long",
    make: (stack, length) =>
      ruleTo(stack, { event: RuleTargetInput.fromInputTransformer({ inputTemplate: `"${text(length - 2)}"` }) }),
    inside: [2, 8191, 8192],
    outside: [8193],
  },
  {
    what: "paths of a template",
    code: "input-too-many-paths",
    make: (stack, count) => {
      const names = Array.from({ length: count }, (_, i) => `k${i}`);
      const inputPathsMap = Object.fromEntries(names.map((name) => [name, `$.detail.${name}`]));
      const inputTemplate = `[${names.map((name) => `<${name}>`).join()}]`;
      return ruleTo(stack, { event: RuleTargetInput.fromInputTransformer({ inputPathsMap, inputTemplate }) });
    },
    inside: [1, 99, 100],
    outside: [101],
  },
  {
    what: "characters of a placeholder's name",
    code: "input-invalid-key",
    make: (stack, length) => {
      const event = RuleTargetInput.fromInputTransformer({
        inputPathsMap: { [text(length)]: "$.detail" },
        inputTemplate: `[<${text(length)}>]`,
      });
      return ruleTo(stack, { event });
    },
    inside: [1, 255, 256],
    outside: [257],
  },
];

const notADelivery = {
  bind: () => ({
    arn: "arn:aws:sns:us-east-1:123456789012:topic",
    retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
    dependsOn: [],
  }),
};

function check<T>({ code, make, inside, outside, doubtful = [] }: Limit<T>): void {
  for (const value of inside) {
    const warnings = codesOf(synth((stack) => make(stack, value)).warnings);
    expect({ value, warnings: warnings.filter((warning) => warning === code) }).toEqual({ value, warnings: [] });
  }
  for (const value of outside) {
    expect({ value, codes: refusal((stack) => make(stack, value)).problems.map((p) => p.code) }).toEqual({
      value,
      codes: expect.arrayContaining([code]),
    });
  }
  for (const value of doubtful) {
    expect(codesOf(synth((stack) => make(stack, value)).warnings)).toContain(code);
  }
}

describe("limits, at their bounds and one beyond", () => {
  it.each([...INTEGERS, ...SECONDS].map((limit) => [limit.what, limit] as const))("%s", (_what, limit) => check(limit));
  it.each(NAMES.map((limit) => [limit.what, limit] as const))("%s", (_what, limit) => check(limit));
  it.each(SIZES.map((limit) => [limit.what, limit] as const))("%s", (_what, limit) => check(limit));
});

describe("a value that only Terraform knows is not judged", () => {
  it.each([...INTEGERS, ...SECONDS].map((limit) => [limit.what, limit] as const))("%s", (_what, { make }) => {
    const stack = synth((scope) => make(scope, numberToken(scope)));
    expect(codesOf(stack.warnings)).toEqual([]);
    expect(stack.text).toContain("${var.number}");
  });

  const withTokens = NAMES.filter(({ what }) => what !== "header name");
  it.each(withTokens.map((limit) => [limit.what, limit] as const))("%s", (_what, { make }) => {
    const stack = synth((scope) => make(scope, stringToken(scope)));
    expect(codesOf(stack.warnings)).toEqual([]);
    expect(stack.text).toContain("${var.string}");
  });
});

describe("a default", () => {
  it("holds for everything that is left out", () => {
    const stack = synth((scope) => {
      new ApiDestination(scope, "D", { connection: connection(scope), endpoint: "https://a.example" });
      new Queue(scope, "Q");
    });

    expect(stack.resource("aws_cloudwatch_event_api_destination")).toMatchObject({
      http_method: "POST",
      invocation_rate_limit_per_second: 300,
    });
    expect(stack.resource("aws_sqs_queue")).toMatchObject({
      message_retention_seconds: 1_209_600,
      visibility_timeout_seconds: 30,
    });
  });
});
