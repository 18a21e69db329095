import type { TerraformStack } from "cdktf";
import {
  DeliveryStream,
  EventBus,
  EventField,
  type EventPath,
  type IRuleTarget,
  Key,
  LogGroup,
  Queue,
  Role,
  Rule,
  RuleTargetInput,
  Stream,
  Topic,
  targets,
} from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { codesOf, findings, refusal, type SynthesizedStack, synth } from "../support/synth";
import { allTargets, DELIVERY_STREAM, STREAM } from "./all-targets";

const TARGET = "aws_cloudwatch_event_target";
const RULE_ARN = expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.Rule_\w+\.arn\}$/);
const RETRY = { maximum_retry_attempts: 185, maximum_event_age_in_seconds: 86_400 };
const WITHOUT = { withoutDeadLetterQueue: "not what is tested" };

/** A rule `Rule` with the one target `T`. */
function ruleTo(scope: TerraformStack, target: IRuleTarget): Rule {
  return new Rule(scope, "Rule", { eventPattern: { source: ["shop"] }, targets: { T: target } });
}

const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;

/** The target without what all have in common. */
function targetOf(stack: SynthesizedStack) {
  const { rule, event_bus_name, target_id, ...rest } = stack.resource(TARGET);
  expect({ event_bus_name, target_id }).toEqual({ event_bus_name: "default", target_id: "T" });
  return rest;
}

describe("a target", () => {
  const all = synth(allTargets).resources(TARGET);

  it.each(["Queue", "Fifo", "Topic", "Log"])("%s has no role: the policy of the resource lets the rule in", (id) => {
    const target = Object.values(all).find(({ target_id }) => target_id === id)!;

    expect(target).not.toHaveProperty("role_arn");
    expect(target.depends_on).toContainEqual(
      expect.stringMatching(/^aws_(sqs_queue|sns_topic|cloudwatch_log_resource)_policy\./),
    );
  });

  it.each(["Api", "Bus", "Stream", "Firehose"])("%s has a role of its own, with its policy applied before", (id) => {
    const target = Object.values(all).find(({ target_id }) => target_id === id)!;

    expect(target.role_arn).toMatch(new RegExp(`^\\$\\{aws_iam_role\\.ByRole_${id}_Role_\\w+\\.arn\\}$`));
    expect(target.depends_on).toContainEqual(
      expect.stringMatching(new RegExp(`^aws_iam_role_policy\\.ByRole_${id}_Role_`)),
    );
  });

  it("of any kind has both halves of the retry policy and a dead-letter queue whose policy is applied before", () => {
    expect(Object.values(all)).toHaveLength(8);
    for (const { target_id, retry_policy, dead_letter_config, depends_on } of Object.values(all)) {
      expect(retry_policy).toEqual(RETRY);
      expect(dead_letter_config).toEqual({ arn: expect.stringContaining(`_${target_id}_DeadLetterQueue_`) });
      expect(depends_on).toContainEqual(
        expect.stringMatching(new RegExp(`^aws_sqs_queue_policy\\.\\w+_${target_id}_DeadLetterQueue_`)),
      );
    }
  });

  it("shares a role that it is given, which is then not made", () => {
    const stack = synth((scope) => {
      const eventRole = new Role(scope, "Delivery", { servicePrincipal: "events.amazonaws.com" });
      new Rule(scope, "Rule", {
        eventPattern: { source: ["shop"] },
        targets: {
          Stream: new targets.KinesisStream(Stream.fromStreamArn(scope, "S", STREAM), { ...WITHOUT, eventRole }),
          Firehose: new targets.FirehoseDeliveryStream(
            DeliveryStream.fromDeliveryStreamArn(scope, "F", DELIVERY_STREAM),
            { ...WITHOUT, eventRole },
          ),
          Bus: new targets.EventBus(new EventBus(scope, "B"), { ...WITHOUT, eventRole }),
        },
      });
    });

    expect(Object.keys(stack.resources("aws_iam_role"))).toHaveLength(1);
    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toHaveLength(3);
  });
});

describe("targets.SqsQueue", () => {
  it("sends to a queue that lets this rule in", () => {
    const stack = synth((scope) => ruleTo(scope, new targets.SqsQueue(new Queue(scope, "Queue"), WITHOUT)));

    expect(targetOf(stack)).toEqual({
      arn: "${aws_sqs_queue.Queue_4A7E3555.arn}",
      retry_policy: RETRY,
      depends_on: ["aws_sqs_queue_policy.Queue_Policy_578A1801"],
    });
    expect(statementsOf(stack.resource("aws_sqs_queue_policy").policy)[0].Condition).toEqual({
      ArnEquals: { "aws:SourceArn": [RULE_ARN] },
    });
  });

  it("names the message group, of a FIFO queue or of a fair one", () => {
    for (const fifo of [true, false]) {
      const stack = synth((scope) => {
        const queue = new Queue(scope, "Queue", { fifo });
        ruleTo(scope, new targets.SqsQueue(queue, { ...WITHOUT, messageGroupId: "orders" }));
      });
      expect(targetOf(stack).sqs_target).toEqual({ message_group_id: "orders" });
    }
  });

  it("lets EventBridge use the queue's key before it sends", () => {
    const stack = synth((scope) => {
      const encryptionMasterKey = new Key(scope, "Key");
      ruleTo(scope, new targets.SqsQueue(new Queue(scope, "Queue", { encryptionMasterKey }), WITHOUT));
    });

    expect(targetOf(stack).depends_on).toEqual([
      "aws_sqs_queue_policy.Queue_Policy_578A1801",
      "aws_kms_key.Key_961B73FD",
    ]);
  });

  it("may have its queue as dead-letter queue: one statement, one dependency", () => {
    const stack = synth((scope) => {
      const queue = new Queue(scope, "Queue");
      ruleTo(scope, new targets.SqsQueue(queue, { deadLetterQueue: queue }));
    });

    expect(targetOf(stack).depends_on).toEqual(["aws_sqs_queue_policy.Queue_Policy_578A1801"]);
    expect(statementsOf(stack.resource("aws_sqs_queue_policy").policy)).toHaveLength(2);
  });

  it.each([
    [undefined, ["message-group-id-missing"]],
    ["", ["message-group-id-invalid"]],
    ["x", []],
    ["x".repeat(100), []],
    ["x".repeat(101), ["message-group-id-invalid"]],
  ])("of a FIFO queue has the message group %j: %j", (messageGroupId, codes) => {
    const build = (scope: TerraformStack) =>
      ruleTo(scope, new targets.SqsQueue(new Queue(scope, "Queue", { fifo: true }), { ...WITHOUT, messageGroupId }));

    expect(codes.length === 0 ? synth(build).errors : refusal(build).problems.map(({ code }) => code)).toEqual(codes);
  });

  it("does not judge what only Terraform knows", () => {
    const stack = synth((scope) => {
      const queue = Queue.fromQueueArn(scope, "Queue", stringToken(scope, "arn"));
      ruleTo(scope, new targets.SqsQueue(queue, { ...WITHOUT, messageGroupId: stringToken(scope) }));
    });

    expect(targetOf(stack)).toMatchObject({ arn: "${var.arn}", sqs_target: { message_group_id: "${var.string}" } });
  });

  it("warns with an imported queue of the statement to add", () => {
    const arn = "arn:aws:sqs:us-east-1:123456789012:elsewhere";
    const stack = synth((scope) =>
      ruleTo(scope, new targets.SqsQueue(Queue.fromQueueArn(scope, "Queue", arn), WITHOUT)),
    );

    expect(codesOf(stack.warnings)).toEqual(["queue-imported-without-statement"]);
    expect(targetOf(stack)).toEqual({ arn, retry_policy: RETRY });
  });
});

describe("targets.SnsTopic", () => {
  it("publishes to a topic that lets this rule in", () => {
    const stack = synth((scope) => ruleTo(scope, new targets.SnsTopic(new Topic(scope, "Topic"), WITHOUT)));
    const { arn, policy } = stack.resource("aws_sns_topic_policy");

    expect(targetOf(stack)).toEqual({
      arn,
      retry_policy: RETRY,
      depends_on: [expect.stringMatching(/^aws_sns_topic_policy\.Topic_Policy_/)],
    });
    expect(statementsOf(policy)[0].Condition).toEqual({ ArnEquals: { "aws:SourceArn": [RULE_ARN] } });
  });
});

describe("targets.CloudWatchLogGroup", () => {
  const logGroupName = "/aws/events/shop";

  it("writes to a group that the one log policy opens to the rules of the stack", () => {
    const stack = synth((scope) => {
      const target = new targets.CloudWatchLogGroup(new LogGroup(scope, "Log", { logGroupName }), WITHOUT);
      ruleTo(scope, target);
      new Rule(scope, "Second", { eventPattern: { source: ["shop"] }, targets: { T: target } });
    });
    const policy = Object.keys(stack.resources("aws_cloudwatch_log_resource_policy"));

    expect(policy).toHaveLength(1);
    expect(stack.resource(TARGET, "Rule")).toEqual({
      rule: expect.any(String),
      event_bus_name: "default",
      target_id: "T",
      arn: "${aws_cloudwatch_log_group.Log_95422804.arn}",
      retry_policy: RETRY,
      depends_on: [`aws_cloudwatch_log_resource_policy.${policy[0]}`],
    });
    const [, events] = statementsOf(stack.resource("aws_cloudwatch_log_resource_policy").policy_document);
    expect(events.Condition.ArnEquals["aws:SourceArn"]).toEqual([
      RULE_ARN,
      expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.Second_\w+\.arn\}$/),
    ]);
  });

  it.each([
    ["/aws/events/a", []],
    ["/aws/vendedlogs/events/a", []],
    ["/aws/eventsa", ["target-log-group-name"]],
    ["a", ["target-log-group-name"]],
  ])("of the name %j has the warnings %j", (name, codes) => {
    for (const imported of [true, false]) {
      const stack = synth((scope) => {
        const group = imported
          ? LogGroup.fromLogGroupName(scope, "Log", name)
          : new LogGroup(scope, "Log", { logGroupName: name });
        ruleTo(scope, new targets.CloudWatchLogGroup(group, WITHOUT));
      });
      expect(codesOf(stack.warnings)).toEqual(codes);
    }
  });

  it.each<[string, RuleTargetInput, boolean]>([
    [
      "an object of timestamp and message",
      RuleTargetInput.fromObject({ timestamp: EventField.time, message: "x" }),
      true,
    ],
    [
      "the same with fields inside text",
      RuleTargetInput.fromObject({ message: `${EventField.source} <x> ok`, timestamp: EventField.time }),
      true,
    ],
    ["a part of the event", RuleTargetInput.fromEventPath("$.detail"), true],
    ["no timestamp", RuleTargetInput.fromObject({ message: EventField.source }), false],
    ["a third field", RuleTargetInput.fromObject({ timestamp: EventField.time, message: "x", level: "x" }), false],
    ["text", RuleTargetInput.fromText(`from ${EventField.source}`), false],
    [
      "a template by hand",
      RuleTargetInput.fromInputTransformer({
        inputPathsMap: { t: "$.time" },
        inputTemplate: '{"timestamp": <t>, "message": "at <t>"}',
      }),
      true,
    ],
  ])("logs %s", (_name, event, isAllowed) => {
    const build = (scope: TerraformStack) =>
      ruleTo(
        scope,
        new targets.CloudWatchLogGroup(new LogGroup(scope, "Log", { logGroupName }), { ...WITHOUT, event }),
      );

    if (isAllowed) {
      expect(codesOf(synth(build).warnings)).toEqual([]);
    } else {
      expect(findings(refusal(build))).toEqual(["targets.T.event: input-log-event-invalid"]);
    }
  });

  it("reports a broken template once", () => {
    const event = RuleTargetInput.fromInputTransformer({ inputTemplate: "{timestamp}" });
    const error = refusal((scope) =>
      ruleTo(
        scope,
        new targets.CloudWatchLogGroup(new LogGroup(scope, "Log", { logGroupName }), { ...WITHOUT, event }),
      ),
    );

    expect(findings(error)).toEqual(["targets.T.event: input-template-not-json"]);
  });
});

describe("targets.EventBus", () => {
  it("puts events on one bus", () => {
    const stack = synth((scope) => ruleTo(scope, new targets.EventBus(new EventBus(scope, "Bus"), WITHOUT)));
    const arn = expect.stringMatching(/^\$\{aws_cloudwatch_event_bus\.Bus_\w+\.arn\}$/);

    expect(targetOf(stack)).toEqual({
      arn,
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.Rule_T_Role_\w+\.arn\}$/),
      retry_policy: RETRY,
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\.Rule_T_Role_Policy_/)],
    });
    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ["events:PutEvents"], Resource: [arn] },
    ]);
  });

  it("warns of a third bus, whichever rule was made first, and not of two", () => {
    const forward = (from: EventBus, to: EventBus) =>
      from.addRule("Forward", { eventPattern: { source: ["a"] }, targets: { T: new targets.EventBus(to, WITHOUT) } });
    const chain = (order: "forwards" | "backwards" | "two") =>
      synth((scope) => {
        const [a, b, c] = ["A", "B", "C"].map((id) => new EventBus(scope, id)) as [EventBus, EventBus, EventBus];
        const rules = order === "two" ? [[a, c] as const, [b, c] as const] : [[a, b] as const, [b, c] as const];
        for (const [from, to] of order === "backwards" ? rules.reverse() : rules) {
          forward(from, to);
        }
      });

    expect(codesOf(chain("forwards").warnings)).toEqual(["target-bus-forwards"]);
    expect(codesOf(chain("backwards").warnings)).toEqual(["target-bus-forwards"]);
    expect(codesOf(chain("two").warnings)).toEqual([]);
  });
});

describe("targets.KinesisStream", () => {
  const build = (partitionKeyPath?: EventPath) => (scope: TerraformStack) =>
    ruleTo(
      scope,
      new targets.KinesisStream(Stream.fromStreamArn(scope, "Stream", STREAM), { ...WITHOUT, partitionKeyPath }),
    );

  it("puts records into one stream", () => {
    const stack = synth(build());

    expect(targetOf(stack)).toEqual({
      arn: STREAM,
      role_arn: expect.stringMatching(/^\$\{aws_iam_role\.Rule_T_Role_\w+\.arn\}$/),
      retry_policy: RETRY,
      depends_on: [expect.stringMatching(/^aws_iam_role_policy\.Rule_T_Role_Policy_/)],
    });
    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: [STREAM] },
    ]);
  });

  it("takes the partition key from the event", () => {
    expect(targetOf(synth(build("$.detail.customer"))).kinesis_target).toEqual({
      partition_key_path: "$.detail.customer",
    });
  });

  it("fails when the partition key is no path", () => {
    expect(findings(refusal(build("detail.customer" as EventPath)))).toEqual([
      "targets.T.partitionKeyPath: input-invalid-path",
    ]);
  });
});

describe("targets.FirehoseDeliveryStream", () => {
  it("puts records into one delivery stream", () => {
    const stack = synth((scope) => {
      const stream = DeliveryStream.fromDeliveryStreamArn(scope, "Stream", DELIVERY_STREAM);
      ruleTo(scope, new targets.FirehoseDeliveryStream(stream, WITHOUT));
    });

    expect(targetOf(stack)).toMatchObject({ arn: DELIVERY_STREAM, role_arn: expect.any(String), retry_policy: RETRY });
    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: [DELIVERY_STREAM] },
    ]);
  });
});
