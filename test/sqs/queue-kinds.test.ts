import {
  DeduplicationScope,
  Duration,
  FifoThroughputLimit,
  Key,
  Queue,
  RedrivePermission,
  Role,
} from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { findings, refusal, synth, thrownBy, validationFailure } from "../support/synth";

const QUEUE = "${aws_sqs_queue.Queue_4A7E3555.arn}";
const IMPORTED = "arn:aws:sqs:us-east-1:123456789012:elsewhere";

describe("a FIFO queue", () => {
  it("has .fifo at the end of its name, and content-based deduplication, which EventBridge needs", () => {
    const stack = synth((scope) => new Queue(scope, "Queue", { fifo: true }));

    expect(stack.resource("aws_sqs_queue")).toEqual({
      name: "stack-Queue-392afc1d.fifo",
      message_retention_seconds: 1_209_600,
      visibility_timeout_seconds: 30,
      sqs_managed_sse_enabled: true,
      fifo_queue: true,
      content_based_deduplication: true,
    });
  });

  it("takes what only a FIFO queue has", () => {
    const stack = synth(
      (scope) =>
        new Queue(scope, "Queue", {
          fifo: true,
          contentBasedDeduplication: false,
          deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
          fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        }),
    );

    expect(stack.resource("aws_sqs_queue")).toMatchObject({
      content_based_deduplication: false,
      deduplication_scope: "messageGroup",
      fifo_throughput_limit: "perMessageGroupId",
    });
  });

  it("keeps a given name, with or without .fifo, and a token", () => {
    const name = (queueName: string | undefined) =>
      synth((scope) => new Queue(scope, "Queue", { fifo: true, queueName: queueName ?? stringToken(scope) })).resource(
        "aws_sqs_queue",
      ).name;

    expect([name("orders"), name("orders.fifo"), name(undefined)]).toEqual([
      "orders.fifo",
      "orders.fifo",
      "${var.string}.fifo",
    ]);
  });

  it.each([
    ["x".repeat(75), true],
    ["x".repeat(76), false],
    [`${"x".repeat(75)}.fifo`, true],
    [".fifo", false],
  ])("takes the name %j: %s", (queueName, isAllowed) => {
    expect(thrownBy(() => synth((scope) => new Queue(scope, "Queue", { fifo: true, queueName }))) === undefined).toBe(
      isAllowed,
    );
  });

  it("fails when a standard queue has what only a FIFO queue has", () => {
    const error = refusal(
      (scope) =>
        new Queue(scope, "Queue", {
          contentBasedDeduplication: true,
          deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
          fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        }),
    );

    expect(findings(error)).toEqual([
      "contentBasedDeduplication: queue-fifo-only",
      "deduplicationScope: queue-fifo-only",
      "fifoThroughputLimit: queue-fifo-only",
    ]);
  });
});

describe("a queue with a customer managed key", () => {
  const forEvents = {
    Sid: "AllowEventsToUseTheKey",
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: ["*"],
  };

  it("uses it, and lets each sending service use it once", () => {
    const stack = synth((scope) => {
      const key = new Key(scope, "Key");
      const queue = new Queue(scope, "Queue", { encryptionMasterKey: key, dataKeyReuse: Duration.hours(1) });
      expect(queue.allowService("events.amazonaws.com", "arn:rule/a")).toEqual([queue.policy, key.resource]);
      queue.allowService("events.amazonaws.com", "arn:rule/b");
    });

    expect(stack.resource("aws_sqs_queue")).toEqual({
      name: "stack-Queue-392afc1d",
      message_retention_seconds: 1_209_600,
      visibility_timeout_seconds: 30,
      kms_master_key_id: "${aws_kms_key.Key_961B73FD.arn}",
      kms_data_key_reuse_period_seconds: 3600,
    });
    expect(JSON.parse(stack.resource("aws_kms_key").policy as string).Statement.slice(1)).toEqual([forEvents]);
  });

  it("lets an identity that may send use it too", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      new Queue(scope, "Queue", { encryptionMasterKey: new Key(scope, "Key") }).grantSendMessages(role);
    });

    expect(JSON.parse(stack.resource("aws_iam_role_policy").policy as string).Statement).toEqual([
      { Effect: "Allow", Action: forEvents.Action, Resource: ["${aws_kms_key.Key_961B73FD.arn}"] },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [QUEUE] },
    ]);
  });

  it("may be imported, and its key made here", () => {
    const stack = synth((scope) => {
      const encryptionMasterKey = new Key(scope, "Key");
      const queue = Queue.fromQueueAttributes(scope, "Queue", { queueArn: IMPORTED, encryptionMasterKey });
      expect(queue.allowService("events.amazonaws.com", "arn:rule")).toEqual([encryptionMasterKey.resource]);
    });

    expect(JSON.parse(stack.resource("aws_kms_key").policy as string).Statement.slice(1)).toEqual([forEvents]);
  });

  it.each([
    [59, false],
    [60, true],
    [86_400, true],
    [86_401, false],
  ])("uses a data key again for %i seconds: %s", (seconds, isAllowed) => {
    const make = () =>
      synth((scope) => {
        const encryptionMasterKey = new Key(scope, "Key");
        new Queue(scope, "Queue", { encryptionMasterKey, dataKeyReuse: Duration.seconds(seconds) });
      });

    expect(thrownBy(make) === undefined).toBe(isAllowed);
  });
});

describe("a queue with a dead-letter queue", () => {
  it("names it, and is named by it without a cycle where the dead-letter queue asks for names", () => {
    const stack = synth((scope) => {
      const queue = new Queue(scope, "Dead", { redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE } });
      new Queue(scope, "Queue", { deadLetterQueue: { queue, maxReceiveCount: 3 } });
    });
    const dead = Object.keys(stack.resources("aws_sqs_queue")).find((name) => name.startsWith("Dead"));

    expect(stack.resource("aws_sqs_queue", "Queue").redrive_policy).toBe(
      `{"deadLetterTargetArn":"\${aws_sqs_queue.${dead}.arn}","maxReceiveCount":3}`,
    );
    expect(stack.resource("aws_sqs_queue", "Dead")).not.toHaveProperty("redrive_allow_policy");
    expect(stack.resource("aws_sqs_queue_redrive_allow_policy")).toEqual({
      queue_url: `\${aws_sqs_queue.${dead}.url}`,
      redrive_allow_policy: `{"redrivePermission":"byQueue","sourceQueueArns":["${QUEUE}"]}`,
    });
  });

  it("may be refused to all", () => {
    const stack = synth(
      (scope) => new Queue(scope, "Queue", { redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL } }),
    );

    expect(stack.resource("aws_sqs_queue").redrive_allow_policy).toBe('{"redrivePermission":"denyAll"}');
    expect(stack.resources("aws_sqs_queue_redrive_allow_policy")).toEqual({});
  });

  it.each([
    [0, false],
    [1, true],
    [10, true],
    [11, false],
  ])("names %i source queues: %s", (count, isAllowed) => {
    const build = (scope: Parameters<Parameters<typeof synth>[0]>[0]) => {
      const sourceQueues = Array.from({ length: count }, (_, i) =>
        Queue.fromQueueArn(scope, `Source${i}`, `${IMPORTED}${i}`),
      );
      new Queue(scope, "Queue", {
        redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues },
      });
    };

    if (isAllowed) {
      synth(build);
    } else {
      expect(validationFailure(build)).toContain("queue-redrive-sources-invalid");
    }
  });

  it("fails when source queues are named beside another permission", () => {
    const redriveAllowPolicy = { redrivePermission: RedrivePermission.ALLOW_ALL, sourceQueues: [] };

    expect(findings(refusal((scope) => new Queue(scope, "Queue", { redriveAllowPolicy })))).toEqual([
      "redriveAllowPolicy.sourceQueues: queue-redrive-sources-invalid",
    ]);
  });

  it("does not judge a dead-letter queue of which only Terraform knows the kind", () => {
    const stack = synth((scope) => {
      const queue = Queue.fromQueueArn(scope, "Dead", stringToken(scope));
      new Queue(scope, "Queue", { fifo: true, deadLetterQueue: { queue, maxReceiveCount: 1 } });
    });

    expect(stack.resource("aws_sqs_queue").redrive_policy).toContain("var.string");
  });
});
