import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  EventField,
  type EventPath,
  type EventPattern,
  Key,
  LogGroup,
  Queue,
  Role,
  Rule,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import { destination, ruleTo, stringToken, token } from "../parts";
import type { Cases } from "./case";

const ACCOUNT = "arn:aws:events:us-east-1:123456789012";
const UUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const KEY = "arn:aws:kms:us-east-1:123456789012:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";

const queue = (arn: string) => (stack: TerraformStack) => Queue.fromQueueArn(stack, "Q", arn);
const endpoint = (url: string) => (stack: TerraformStack) => destination(stack, { endpoint: url });
const pattern = (eventPattern: EventPattern) => (stack: TerraformStack) => ruleTo(stack, {}, { eventPattern });
const target = (props: targets.ApiDestinationTargetProps) => (stack: TerraformStack) => ruleTo(stack, props);
const input = (event: () => RuleTargetInput) => (stack: TerraformStack) => ruleTo(stack, { event: event() });
const template = (inputTemplate: string, inputPathsMap?: { readonly [key: string]: string }) =>
  input(() => RuleTargetInput.fromInputTransformer({ inputTemplate, inputPathsMap }));
const authorization = (make: (stack: TerraformStack) => Authorization) => (stack: TerraformStack) =>
  new Connection(stack, "C", { authorization: make(stack) });
const bearer = (make: (stack: TerraformStack) => SecretValue) =>
  authorization((stack) => Authorization.bearerToken(make(stack)));
const variable = (config: { sensitive?: boolean; default?: string }) => (stack: TerraformStack) =>
  SecretValue.terraformVariable(new TerraformVariable(stack, "v", { type: "string", ...config }));

const otherStack = (stack: TerraformStack) => {
  const other = new TerraformStack(stack.node.root, "other");
  new AwsProvider(other, "aws", { region: "us-east-1" });
  return other;
};

/** What breaks each rule, and the nearest thing that does not. */
export const GENERAL_CASES: Cases = {
  "construct-id-invalid": {
    bad: (stack) => new EventBus(stack, "a.b"),
    good: (stack) => new EventBus(stack, "a-b_1"),
  },
  "stacks-need-each-other": {
    // The policy of the key names the log group.
    bad: (stack) => new LogGroup(stack, "L", { encryptionKey: new Key(otherStack(stack), "K") }),
    good: (stack) => new LogGroup(stack, "L", { encryptionKey: Key.fromKeyArn(otherStack(stack), "K", KEY) }),
  },
  "description-too-long": {
    bad: (stack) => new EventBus(stack, "B", { description: "x".repeat(513) }),
    good: (stack) => new EventBus(stack, "B", { description: "x".repeat(512) }),
  },
  "role-name-invalid": {
    bad: (stack) => new Role(stack, "R", { servicePrincipal: "s", roleName: "a b" }),
    good: (stack) => new Role(stack, "R", { servicePrincipal: "s", roleName: "a@b" }),
  },
  "role-arn-invalid": {
    bad: (stack) => Role.fromRoleArn(stack, "R", "arn:aws:iam::123456789012:user/x"),
    good: (stack) => Role.fromRoleArn(stack, "R", "arn:aws-cn:iam::123456789012:role/a/x"),
  },
  "queue-name-invalid": {
    bad: (stack) => new Queue(stack, "Q", { queueName: "a.b" }),
    good: (stack) => new Queue(stack, "Q", { queueName: "a-b" }),
  },
  "queue-retention-out-of-range": {
    bad: (stack) => new Queue(stack, "Q", { retentionPeriod: Duration.days(15) }),
    good: (stack) => new Queue(stack, "Q", { retentionPeriod: Duration.days(14) }),
  },
  "queue-visibility-out-of-range": {
    bad: (stack) => new Queue(stack, "Q", { visibilityTimeout: Duration.hours(13) }),
    good: (stack) => new Queue(stack, "Q", { visibilityTimeout: Duration.hours(12) }),
  },
  "queue-arn-invalid": { bad: queue("q"), good: queue(QUEUE) },
  "queue-imported-without-statement": {
    bad: (stack) => ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", QUEUE) }),
    good: (stack) => ruleTo(stack, { deadLetterQueue: new Queue(stack, "Q") }),
  },
  "key-arn-invalid": {
    bad: (stack) => Key.fromKeyArn(stack, "K", "arn:aws:kms:us-east-1:123456789012:alias/k"),
    good: (stack) => Key.fromKeyArn(stack, "K", KEY),
  },
  "key-pending-window-out-of-range": {
    bad: (stack) => new Key(stack, "K", { pendingWindow: Duration.days(6) }),
    good: (stack) => new Key(stack, "K", { pendingWindow: Duration.days(7) }),
  },
  "key-imported-without-statement": {
    bad: (stack) => Key.fromKeyArn(stack, "K", KEY).addToResourcePolicy({ actions: ["kms:Decrypt"] }),
    good: (stack) => new Key(stack, "K").addToResourcePolicy({ actions: ["kms:Decrypt"] }),
  },
  "key-imported-without-tag": {
    bad: (stack) => Key.fromKeyArn(stack, "K", KEY).addTag("EventBridgeApiDestinations", "true"),
    good: (stack) => new Key(stack, "K").addTag("EventBridgeApiDestinations", "true"),
  },
  "log-group-name-invalid": {
    bad: (stack) => new LogGroup(stack, "L", { logGroupName: "a b" }),
    good: (stack) => new LogGroup(stack, "L", { logGroupName: "/a/b" }),
  },
  "log-group-retention-invalid": {
    bad: (stack) => new LogGroup(stack, "L", { retention: Duration.days(2) }),
    good: (stack) => new LogGroup(stack, "L", { retention: Duration.days(3) }),
  },
  "connection-name-invalid": {
    bad: (stack) => new Connection(stack, "C", { authorization: Authorization.none(), connectionName: "a b" }),
    good: (stack) => new Connection(stack, "C", { authorization: Authorization.none(), connectionName: "a.b" }),
  },
  "connection-arn-invalid": {
    bad: (stack) =>
      Connection.fromConnectionAttributes(stack, "C", {
        connectionArn: `${ACCOUNT}:connection/c`,
        connectionName: "c",
        connectionSecretArn: "arn:s",
      }),
    good: (stack) =>
      Connection.fromConnectionAttributes(stack, "C", {
        connectionArn: `${ACCOUNT}:connection/c/${UUID}`,
        connectionName: "c",
        connectionSecretArn: "arn:s",
      }),
  },
  "authorization-missing": {
    bad: (stack) => new Connection(stack, "C", {} as never),
    good: authorization(() => Authorization.none()),
  },
  "authorization-parameter-invalid": {
    bad: authorization((stack) => Authorization.basic("a:b", token(stack))),
    good: authorization((stack) => Authorization.basic("a b", token(stack))),
  },
  "header-name-invalid": {
    bad: authorization((stack) => Authorization.apiKey("a b", token(stack))),
    good: authorization((stack) => Authorization.apiKey("a_b", token(stack))),
  },
  "header-name-unusual": {
    bad: authorization((stack) => Authorization.apiKey("a(b)", token(stack))),
    good: authorization((stack) => Authorization.apiKey("a~b", token(stack))),
  },
  "header-forbidden": {
    bad: target({ headerParameters: { via: "x" } }),
    good: target({ headerParameters: { vi: "x" } }),
  },
  "secret-not-a-secret-value": { bad: bearer(() => "text" as never), good: bearer(token) },
  "secret-variable-not-sensitive": {
    bad: bearer(variable({ sensitive: false })),
    good: bearer(variable({ sensitive: true })),
  },
  "secret-variable-default": {
    bad: bearer(variable({ sensitive: true, default: "text" })),
    good: bearer(variable({ sensitive: true })),
  },
  "secret-json-field-invalid": {
    bad: bearer(() => SecretValue.secretsManager("s", { jsonField: 'a"b' })),
    good: bearer(() => SecretValue.secretsManager("s", { jsonField: "a-b" })),
  },
  "secret-plain-text": { bad: bearer(() => SecretValue.unsafePlainText("text")), good: bearer(token) },
  "secret-hidden-literal": {
    bad: bearer((stack) => SecretValue.resourceAttribute(`a${stringToken(stack)}`)),
    good: bearer((stack) => SecretValue.resourceAttribute(stringToken(stack))),
  },
  "secret-in-state": { bad: bearer(token), good: authorization(() => Authorization.none()) },
  "api-destination-name-invalid": {
    bad: (stack) => destination(stack, { apiDestinationName: "a b" }),
    good: (stack) => destination(stack, { apiDestinationName: "a.b" }),
  },
  "api-destination-arn-invalid": {
    bad: (stack) => ApiDestination.fromApiDestinationArn(stack, "D", `${ACCOUNT}:api-destination/d`),
    good: (stack) => ApiDestination.fromApiDestinationArn(stack, "D", `${ACCOUNT}:api-destination/d/${UUID}`),
  },
  "endpoint-not-https": { bad: endpoint("http://a.example"), good: endpoint("https://a.example") },
  "endpoint-invalid": { bad: endpoint("https://a.example/a b"), good: endpoint("https://a.example/a%20b") },
  "endpoint-wildcard-outside-path": { bad: endpoint("https://a.example/?a=*"), good: endpoint("https://a.example/*") },
  "endpoint-credentials": { bad: endpoint("https://u:p@a.example"), good: endpoint("https://a.example/u:p@b") },
  "endpoint-secret": {
    bad: endpoint("https://a.example/?sig=8f14e45f"),
    good: endpoint("https://a.example/?sign=8f14e45f"),
  },
  "http-method-invalid": {
    bad: (stack) => destination(stack, { httpMethod: "TRACE" as never }),
    good: (stack) => destination(stack, { httpMethod: "GET" as never }),
  },
  "rate-limit-out-of-range": {
    bad: (stack) => destination(stack, { rateLimitPerSecond: 0 }),
    good: (stack) => destination(stack, { rateLimitPerSecond: 1 }),
  },
  "rate-limit-above-quota": {
    bad: (stack) => destination(stack, { rateLimitPerSecond: 301 }),
    good: (stack) => destination(stack, { rateLimitPerSecond: 300 }),
  },
  "event-bus-name-invalid": {
    bad: (stack) => new EventBus(stack, "B", { eventBusName: "default" }),
    good: (stack) => new EventBus(stack, "B", { eventBusName: "defaults" }),
  },
  "event-bus-name-reserved": {
    bad: (stack) => new EventBus(stack, "B", { eventBusName: "aws.b" }),
    good: (stack) => new EventBus(stack, "B", { eventBusName: "awsb" }),
  },
  "event-bus-name-not-a-name": {
    bad: (stack) => EventBus.fromEventBusName(stack, "B", `${ACCOUNT}:event-bus/b`),
    good: (stack) => EventBus.fromEventBusName(stack, "B", "b"),
  },
  "rule-name-invalid": {
    bad: (stack) => ruleTo(stack, {}, { ruleName: "a b" }),
    good: (stack) => ruleTo(stack, {}, { ruleName: "a.b" }),
  },
  "rule-without-target": {
    bad: (stack) => new Rule(stack, "R", { eventPattern: { source: ["a"] }, targets: {} }),
    good: (stack) => ruleTo(stack),
  },
  "rule-too-many-targets": { bad: (stack) => ruleWithTargets(stack, 6), good: (stack) => ruleWithTargets(stack, 5) },
  "event-pattern-invalid": { bad: pattern({ source: [] }), good: pattern({ source: ["a"] }) },
  "event-pattern-suspicious": {
    bad: pattern({ "detail-typ": ["a"] } as EventPattern),
    good: pattern({ detailType: ["a"] }),
  },
  "target-not-a-target": {
    bad: (stack) =>
      new Rule(stack, "R", { eventPattern: { source: ["a"] }, targets: { T: destination(stack) as never } }),
    good: (stack) => ruleTo(stack),
  },
  "target-id-too-long": {
    bad: (stack) => ruleTo(stack).addTarget("x".repeat(65), new targets.ApiDestination(destination(stack, {}, "D"))),
    good: (stack) => ruleTo(stack).addTarget("x".repeat(64), new targets.ApiDestination(destination(stack, {}, "D"))),
  },
  "retry-attempts-out-of-range": { bad: target({ retryAttempts: 186 }), good: target({ retryAttempts: 185 }) },
  "max-event-age-out-of-range": {
    bad: target({ maxEventAge: Duration.seconds(59) }),
    good: target({ maxEventAge: Duration.minutes(1) }),
  },
  "dead-letter-queue-fifo": {
    bad: (stack) => ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", `${QUEUE}.fifo`) }),
    good: (stack) => ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", `${QUEUE}fifo`) }),
  },
  "dead-letter-queue-opt-out-without-reason": {
    bad: target({ withoutDeadLetterQueue: " " }),
    good: target({ withoutDeadLetterQueue: "the receiver asks again" }),
  },
  "dead-letter-queue-contradiction": {
    bad: (stack) => ruleTo(stack, { withoutDeadLetterQueue: "x", deadLetterQueue: new Queue(stack, "Q") }),
    good: target({ withoutDeadLetterQueue: "x" }),
  },
  "path-parameter-count": {
    bad: (stack) => ruleTo(stack, {}, { endpoint: "https://a.example/*" }),
    good: (stack) => ruleTo(stack, { pathParameterValues: ["x"] }, { endpoint: "https://a.example/*" }),
  },
  "http-parameter-invalid": {
    bad: target({ headerParameters: { a: " " } }),
    good: target({ headerParameters: { a: "x" } }),
  },
  "http-parameter-field-in-text": {
    bad: target({ headerParameters: { a: `x ${EventField.source}` } }),
    good: target({ headerParameters: { a: EventField.source } }),
  },
  "http-parameter-partial-path": {
    bad: target({ headerParameters: { a: "x $.source" } }),
    good: target({ headerParameters: { a: "$.source" } }),
  },
  "http-parameter-reserved-variable": {
    bad: target({ headerParameters: { a: EventField.ruleArn } }),
    good: target({ headerParameters: { a: EventField.fromPath("$.resources[0]") } }),
  },
  "input-too-long": {
    bad: input(() => RuleTargetInput.fromText("x".repeat(8191))),
    good: input(() => RuleTargetInput.fromText("x".repeat(8190))),
  },
  "input-not-json": {
    bad: input(() => RuleTargetInput.fromObject({ a: Number.NaN })),
    good: input(() => RuleTargetInput.fromObject({ a: 1 })),
  },
  "input-invalid-path": {
    bad: input(() => RuleTargetInput.fromEventPath("detail" as EventPath)),
    good: input(() => RuleTargetInput.fromEventPath("$.detail")),
  },
  "input-too-many-paths": {
    bad: input(() => RuleTargetInput.fromObject(fields(101))),
    good: input(() => RuleTargetInput.fromObject(fields(100))),
  },
  "input-invalid-key": { bad: template('"<AWSx>"', { AWSx: "$.id" }), good: template('"<x>"', { x: "$.id" }) },
  "input-template-empty": { bad: template(""), good: template('""') },
  "input-template-too-long": {
    bad: template(`"${"x".repeat(8191)}"`),
    good: template(`"${"x".repeat(8190)}"`),
  },
  "input-template-not-json": { bad: template("{a: 1}"), good: template('{"a": 1}') },
  "input-undeclared-placeholder": { bad: template('"<x>"'), good: template('"<x>"', { x: "$.id" }) },
  "input-escaped-placeholder": {
    bad: template('["\\u003cx\\u003e", <x>]', { x: "$.id" }),
    good: template('["\\u003cy\\u003e", <x>]', { x: "$.id" }),
  },
  "input-placeholder-as-key": { bad: template("{<x>: 1}", { x: "$.id" }), good: template('{"x": <x>}', { x: "$.id" }) },
  "input-reserved-variable-in-string": {
    bad: template('{"x": "<aws.events.event.json>"}'),
    good: template('{"x": <aws.events.event.json>}'),
  },
  "input-object-in-string": {
    bad: template('{"x": "<x>"}', { x: "$.detail" }),
    good: template('{"x": <x>}', { x: "$.detail" }),
  },
  "input-text-angle-bracket": {
    bad: input(() => RuleTargetInput.fromText(`<b> ${EventField.source}`)),
    good: input(() => RuleTargetInput.fromText("<b>")),
  },
  "input-unused-path": {
    bad: template('["a"]', { x: "$.id" }),
    good: template("[<x>]", { x: "$.id" }),
  },
  "input-path-may-not-resolve": {
    bad: input(() => RuleTargetInput.fromEventPath("$.details")),
    good: input(() => RuleTargetInput.fromEventPath("$.detail")),
  },
  "input-path-with-wildcard": {
    bad: input(() => RuleTargetInput.fromEventPath("$.detail.items[*]")),
    good: input(() => RuleTargetInput.fromEventPath("$.detail.items[0]")),
  },
  "input-path-with-unlisted-character": {
    bad: input(() => RuleTargetInput.fromEventPath("$.detail.a:b")),
    good: input(() => RuleTargetInput.fromEventPath("$.detail.a-b")),
  },
  "input-literal-angle-bracket": {
    bad: template('["a > b", <x>]', { x: "$.id" }),
    good: template('["a \\u003e b", <x>]', { x: "$.id" }),
  },
  "input-text-not-json-string": {
    bad: template('"a\tb <x>"', { x: "$.id" }),
    good: template('"a\\tb <x>"', { x: "$.id" }),
  },
  "input-scalar-template": { bad: template("<x>", { x: "$.id" }), good: template("[<x>]", { x: "$.id" }) },
};

function ruleWithTargets(stack: TerraformStack, count: number): Rule {
  const api = new targets.ApiDestination(destination(stack), { withoutDeadLetterQueue: "not what is tested" });
  const all = Object.fromEntries(Array.from({ length: count }, (_, i) => [`T${i}`, api]));
  return new Rule(stack, "R", { eventPattern: { source: ["a"] }, targets: all });
}

function fields(count: number): EventField[] {
  return Array.from({ length: count }, (_, i) => EventField.fromPath(`$.detail.f${i}`));
}
