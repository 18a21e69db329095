import type { TerraformStack } from "cdktf";
import {
  Authorization,
  Connection,
  Duration,
  EventField,
  type EventPath,
  type EventPattern,
  Key,
  Queue,
  type RuleId,
  RuleTargetInput,
  SecretValue,
} from "cdktf-aws-http-integrations";
import { ValidationError } from "../../modules/core/errors";
import { codesOf, synth, thrownBy } from "../support/synth";
import { destination, ruleTo } from "./parts";

type Build = (stack: TerraformStack) => unknown;

const pattern = (eventPattern: object) => (stack: TerraformStack) =>
  ruleTo(stack, {}, { eventPattern: eventPattern as EventPattern });
const input = (event: () => RuleTargetInput) => (stack: TerraformStack) => ruleTo(stack, { event: event() });
const template = (inputTemplate: string, inputPathsMap?: { [key: string]: string }) =>
  input(() => RuleTargetInput.fromInputTransformer({ inputTemplate, inputPathsMap }));
const fields = Array.from({ length: 101 }, (_, i) => EventField.fromPath(`$.detail.f${i}`));

/** Twenty mistakes that plan, and mostly apply, and then deliver nothing: what synth says of each. */
const MISTAKES: { readonly [mistake: string]: readonly [RuleId, "error" | "warning", Build] } = {
  "a scalar where a list belongs": ["event-pattern-invalid", "error", pattern({ source: "shop" })],
  "a nested scalar in detail": ["event-pattern-invalid", "error", pattern({ detail: { order: { id: 7 } } })],
  "an unknown operator": ["event-pattern-invalid", "error", pattern({ detail: { id: [{ startsWith: "a" }] } })],
  "an empty list": ["event-pattern-invalid", "error", pattern({ source: [] })],
  "an unknown top-level key": ["event-pattern-suspicious", "warning", pattern({ sauce: ["shop"] })],
  "a literal <https://…> in a template": [
    "input-literal-angle-bracket",
    "warning",
    template('{"text":"see <https://example.com>"}'),
  ],
  "a JSONPath without $": [
    "input-invalid-path",
    "error",
    input(() => RuleTargetInput.fromEventPath("detail.id" as EventPath)),
  ],
  "101 input paths": ["input-too-many-paths", "error", input(() => RuleTargetInput.fromObject(fields))],
  "a template of 9 KB": [
    "input-template-too-long",
    "error",
    input(() => RuleTargetInput.fromObject({ id: EventField.eventId, text: "x".repeat(9 * 1024) })),
  ],
  "an http:// endpoint": [
    "endpoint-not-https",
    "error",
    (stack) => destination(stack, { endpoint: "http://a.example" }),
  ],
  "an endpoint that is no URL": [
    "endpoint-not-https",
    "error",
    (stack) => destination(stack, { endpoint: "not a url" }),
  ],
  "a rate of 0": ["rate-limit-out-of-range", "error", (stack) => destination(stack, { rateLimitPerSecond: 0 })],
  "a rate of 9999": ["rate-limit-above-quota", "warning", (stack) => destination(stack, { rateLimitPerSecond: 9999 })],
  "an invalid connection name": [
    "connection-name-invalid",
    "error",
    (stack) => new Connection(stack, "C", { connectionName: "my connection!!", authorization: Authorization.none() }),
  ],
  "999 retries": ["retry-attempts-out-of-range", "error", (stack) => ruleTo(stack, { retryAttempts: 999 })],
  "an event age of 5 seconds": [
    "max-event-age-out-of-range",
    "error",
    (stack) => ruleTo(stack, { maxEventAge: Duration.seconds(5) }),
  ],
  "two path wildcards with one value": [
    "path-parameter-count",
    "warning",
    (stack) => ruleTo(stack, { pathParameterValues: ["a"] }, { endpoint: "https://a.example/*/b/*" }),
  ],
  "a plain-text secret": [
    "secret-plain-text",
    "warning",
    (stack) =>
      new Connection(stack, "C", { authorization: Authorization.bearerToken(SecretValue.unsafePlainText("hunter2")) }),
  ],
  "a queue whose customer managed key does not let EventBridge in": [
    "key-imported-without-statement",
    "warning",
    (stack) => {
      const keyArn = "arn:aws:kms:us-east-1:123456789012:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
      const deadLetterQueue = new Queue(stack, "Q", { encryptionMasterKey: Key.fromKeyArn(stack, "Key", keyArn) });
      return ruleTo(stack, { deadLetterQueue });
    },
  ],
  "a placeholder without a path": ["input-undeclared-placeholder", "error", template('{"id":<id>}')],
};

test("there are twenty of them", () => {
  expect(Object.keys(MISTAKES)).toHaveLength(20);
});

test.each(Object.entries(MISTAKES))("%s is caught at synth", (_mistake, [code, severity, build]) => {
  let warnings: readonly string[] = [];
  const error = thrownBy(() => {
    warnings = synth(build).warnings;
  });
  const errors = error instanceof ValidationError ? error.problems.map((problem) => problem.code) : [];
  expect(severity === "error" ? errors : codesOf(warnings)).toContain(code);
});

test("a customer managed key made here lets EventBridge in by itself", () => {
  const stack = synth((scope) => {
    const deadLetterQueue = new Queue(scope, "Q", { encryptionMasterKey: new Key(scope, "Key") });
    ruleTo(scope, { deadLetterQueue });
  });
  expect(stack.resource("aws_kms_key").policy).toContain('"Service":["events.amazonaws.com"]');
});
