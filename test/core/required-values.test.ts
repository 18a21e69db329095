import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Archive,
  Connection,
  DeliveryStream,
  EventBus,
  Key,
  LogGroup,
  Queue,
  Role,
  Rule,
  StateMachine,
  Stream,
  Topic,
} from "cdktf-aws-http-integrations";
import { findings, refusal, synth, thrownBy } from "../support/synth";

type Import = (scope: TerraformStack, value: string) => unknown;

/** What imports take, and what is said of a value that is none. */
const IMPORTS: readonly (readonly [string, Import, string])[] = [
  [
    "ApiDestination.fromApiDestinationArn",
    (s, value) => ApiDestination.fromApiDestinationArn(s, "I", value),
    "apiDestinationArn: api-destination-arn-invalid",
  ],
  [
    "Archive.fromArchiveName",
    (s, value) => Archive.fromArchiveName(s, "I", value),
    "archiveName: archive-name-invalid",
  ],
  [
    "Connection.fromConnectionArn",
    (s, value) => Connection.fromConnectionArn(s, "I", value),
    "connectionArn: connection-arn-invalid",
  ],
  [
    "DeliveryStream.fromDeliveryStreamArn",
    (s, value) => DeliveryStream.fromDeliveryStreamArn(s, "I", value),
    "deliveryStreamArn: delivery-stream-arn-invalid",
  ],
  [
    "EventBus.fromEventBusArn",
    (s, value) => EventBus.fromEventBusArn(s, "I", value),
    "eventBusArn: event-bus-arn-invalid",
  ],
  [
    "EventBus.fromEventBusName",
    (s, value) => EventBus.fromEventBusName(s, "I", value),
    "eventBusName: event-bus-name-not-a-name",
  ],
  ["Key.fromKeyArn", (s, value) => Key.fromKeyArn(s, "I", value), "keyArn: key-arn-invalid"],
  [
    "LogGroup.fromLogGroupName",
    (s, value) => LogGroup.fromLogGroupName(s, "I", value),
    "logGroupName: log-group-name-invalid",
  ],
  ["Queue.fromQueueArn", (s, value) => Queue.fromQueueArn(s, "I", value), "queueArn: queue-arn-invalid"],
  ["Role.fromRoleArn", (s, value) => Role.fromRoleArn(s, "I", value), "roleArn: role-arn-invalid"],
  [
    "StateMachine.fromStateMachineArn",
    (s, value) => StateMachine.fromStateMachineArn(s, "I", value),
    "stateMachineArn: state-machine-arn-invalid",
  ],
  [
    "StateMachine.fromStateMachineName",
    (s, value) => StateMachine.fromStateMachineName(s, "I", value),
    "stateMachineName: state-machine-name-invalid",
  ],
  ["Stream.fromStreamArn", (s, value) => Stream.fromStreamArn(s, "I", value), "streamArn: stream-arn-invalid"],
  ["Topic.fromTopicArn", (s, value) => Topic.fromTopicArn(s, "I", value), "topicArn: topic-arn-invalid"],
];

/** Values that `process.env.NAME!` and plain JavaScript bring. */
const NONE: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["null", null],
  ["an empty text", ""],
  ["a number", 7],
  ["an object", { arn: "x" }],
];

const CASES = IMPORTS.flatMap(([name, make, finding]) =>
  NONE.map(([what, value]) => [name, what, make, value, finding] as const),
);

describe("An import", () => {
  it.each(CASES)("%s fails when it is given %s, and leaves nothing behind", (_name, _what, make, value, finding) => {
    synth((scope) => {
      const error = thrownBy(() => make(scope, value as string));
      expect(findings(error as never)).toEqual([finding]);
      expect(scope.node.tryFindChild("I")).toBeUndefined();
    });
  });

  it.each(IMPORTS)("%s may be given what Terraform alone knows", (_name, make) => {
    synth((scope) => make(scope, new TerraformVariable(scope, "value", { type: "string" }).stringValue));
  });

  it("says that a value is undefined", () => {
    expect(refusal((scope) => Key.fromKeyArn(scope, "I", undefined as never)).message).toContain("it is undefined");
  });

  it.each<[string, (scope: TerraformStack, attributes: never) => unknown, object, readonly string[]]>([
    [
      "Connection.fromConnectionAttributes",
      (s, a) => Connection.fromConnectionAttributes(s, "I", a),
      { connectionArn: "arn:aws:events:us-east-1:123456789012:connection/api/1-2" },
      ["connectionName: connection-name-invalid", "connectionSecretArn: connection-secret-arn-unknown"],
    ],
    ["Queue.fromQueueAttributes", (s, a) => Queue.fromQueueAttributes(s, "I", a), {}, ["queueArn: queue-arn-invalid"]],
    [
      "Rule.fromRuleAttributes",
      (s, a) => Rule.fromRuleAttributes(s, "I", a),
      {},
      ["ruleArn: rule-arn-invalid", "ruleName: rule-name-invalid"],
    ],
    [
      "Stream.fromStreamAttributes",
      (s, a) => Stream.fromStreamAttributes(s, "I", a),
      {},
      ["streamArn: stream-arn-invalid"],
    ],
  ])("%s fails when attributes are missing, and leaves nothing behind", (_name, make, attributes, expected) => {
    synth((scope) => {
      expect(findings(thrownBy(() => make(scope, attributes as never)) as never)).toEqual(expected);
      expect(findings(thrownBy(() => make(scope, undefined as never)) as never)).toEqual(
        expect.arrayContaining([expected.at(-1)]),
      );
      expect(scope.node.tryFindChild("I")).toBeUndefined();
    });
  });
});
