import type { TerraformStack } from "cdktf";
import {
  type ApiDestination,
  Authorization,
  Connection,
  DeduplicationScope,
  DeliveryStream,
  Duration,
  EventBus,
  EventField,
  FifoThroughputLimit,
  type IRuleTarget,
  Key,
  LogGroup,
  Queue,
  type QueueProps,
  RedrivePermission,
  Rule,
  RuleTargetInput,
  Stream,
  Topic,
  targets,
} from "cdktf-aws-http-integrations";
import { destination, ruleTo, token } from "../parts";
import type { Build, Cases } from "./case";

const QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";
const TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

/** A rule with the one target. */
const to =
  (make: (stack: TerraformStack) => IRuleTarget): Build =>
  (stack) =>
    new Rule(stack, "R", { eventPattern: { source: ["a"] }, targets: { T: make(stack) } });
const queue =
  (props: QueueProps | ((stack: TerraformStack) => QueueProps)): Build =>
  (stack) =>
    new Queue(stack, "Q", typeof props === "function" ? props(stack) : props);
const api =
  (props: targets.ApiDestinationTargetProps): Build =>
  (stack) =>
    ruleTo(stack, props);
const logs = (logGroupName: string, event?: RuleTargetInput) =>
  to((stack) => new targets.CloudWatchLogGroup(new LogGroup(stack, "L", { logGroupName }), { event }));
const fifo = (target: targets.SqsQueueTargetProps, props: QueueProps = {}) =>
  to((stack) => new targets.SqsQueue(new Queue(stack, "Q", { ...props, fifo: true }), target));

/** A destination whose connection sets the header `X-Shop`. */
function withHeader(stack: TerraformStack): ApiDestination {
  const authorization = Authorization.apiKey("X-Shop", token(stack));
  return destination(stack, { connection: new Connection(stack, "C", { authorization }) });
}

function oauth(stack: TerraformStack): ApiDestination {
  const authorization = Authorization.oauth({
    authorizationEndpoint: "https://a.example/token",
    clientId: "shop",
    clientSecret: token(stack),
  });
  return destination(stack, { connection: new Connection(stack, "C", { authorization }) });
}

function buses(stack: TerraformStack, names: readonly string[]): EventBus[] {
  const all = names.map((name) => new EventBus(stack, name));
  all.slice(0, -1).forEach((bus, index) => {
    const next = new targets.EventBus(all[index + 1]!);
    bus.addRule("Forward", { eventPattern: { source: ["a"] }, targets: { Next: next } });
  });
  return all;
}

/** Targets, and the queues, topics, streams and log groups behind them. */
export const TARGET_CASES: Cases = {
  "dead-letter-queue-not-a-queue": {
    bad: (stack) =>
      ruleTo(stack, {
        deadLetterQueue: {
          queueArn: TOPIC,
          fifo: false,
          contentBasedDeduplication: false,
          allowService: () => [],
          grantSendMessages: () => undefined as never,
        },
      }),
    good: (stack) => ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", QUEUE) }),
  },
  "dead-letter-queue-other-region": {
    bad: (stack) =>
      ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", QUEUE.replace("us-east-1", "us-east-2")) }),
    good: (stack) => ruleTo(stack, { deadLetterQueue: Queue.fromQueueArn(stack, "Q", QUEUE) }),
  },
  "message-group-id-missing": { bad: fifo({}), good: fifo({ messageGroupId: "orders" }) },
  "message-group-id-invalid": {
    bad: fifo({ messageGroupId: "x".repeat(101) }),
    good: fifo({ messageGroupId: "x".repeat(100) }),
  },
  "target-queue-without-deduplication": {
    bad: fifo({ messageGroupId: "orders" }, { contentBasedDeduplication: false }),
    good: fifo({ messageGroupId: "orders" }, { contentBasedDeduplication: true }),
  },
  "target-topic-fifo": {
    bad: to((stack) => new targets.SnsTopic(Topic.fromTopicArn(stack, "T", `${TOPIC}.fifo`))),
    good: to((stack) => new targets.SnsTopic(Topic.fromTopicArn(stack, "T", TOPIC))),
  },
  "target-bus-forwards": {
    bad: (stack) => buses(stack, ["One", "Two", "Three"]),
    good: (stack) => buses(stack, ["One", "Two"]),
  },
  "target-log-group-name": { bad: logs("orders"), good: logs("/aws/events/orders") },
  "oauth-without-retry": {
    bad: to((stack) => new targets.ApiDestination(oauth(stack), { retryAttempts: 0 })),
    good: to((stack) => new targets.ApiDestination(oauth(stack), { retryAttempts: 1 })),
  },
  "http-parameter-of-connection": {
    bad: to((stack) => new targets.ApiDestination(withHeader(stack), { headerParameters: { "x-SHOP": "1" } })),
    good: to((stack) => new targets.ApiDestination(withHeader(stack), { headerParameters: { "x-SHOPS": "1" } })),
  },
  "http-parameter-credential": {
    bad: api({ queryStringParameters: { api_key: "x" } }),
    good: api({ queryStringParameters: { api_key: EventField.fromPath("$.detail.key") } }),
  },
  "query-parameter-name-invalid": {
    bad: api({ queryStringParameters: { "a\nb": "x" } }),
    good: api({ queryStringParameters: { "a b": "x" } }),
  },
  "target-header-name-with-backtick": {
    bad: api({ headerParameters: { "a`b": "x" } }),
    good: api({ headerParameters: { "a'b": "x" } }),
  },
  "input-log-event-invalid": {
    bad: logs("/aws/events/a", RuleTargetInput.fromObject({ text: EventField.source })),
    good: logs("/aws/events/a", RuleTargetInput.fromObject({ timestamp: EventField.time, message: EventField.source })),
  },
  "input-literal-variable": {
    bad: api({ event: RuleTargetInput.fromObject({ a: "<aws.events.rule-name>", b: EventField.source }) }),
    good: api({ event: RuleTargetInput.fromObject({ a: "<aws.events.rules>", b: EventField.ruleName }) }),
  },
  "queue-key-not-a-key": {
    bad: queue({ encryptionMasterKey: "alias/aws/sqs" as never }),
    good: queue((stack) => ({ encryptionMasterKey: new Key(stack, "K") })),
  },
  "queue-data-key-reuse-out-of-range": {
    bad: queue((stack) => ({ encryptionMasterKey: new Key(stack, "K"), dataKeyReuse: Duration.seconds(59) })),
    good: queue((stack) => ({ encryptionMasterKey: new Key(stack, "K"), dataKeyReuse: Duration.seconds(60) })),
  },
  "queue-data-key-reuse-without-key": {
    bad: queue({ dataKeyReuse: Duration.minutes(5) }),
    good: queue((stack) => ({ encryptionMasterKey: new Key(stack, "K"), dataKeyReuse: Duration.minutes(5) })),
  },
  "queue-fifo-only": {
    bad: queue({ contentBasedDeduplication: true }),
    good: queue({ contentBasedDeduplication: true, fifo: true }),
  },
  "queue-throughput-without-scope": {
    bad: queue({ fifo: true, fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID }),
    good: queue({
      fifo: true,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
    }),
  },
  "queue-max-receive-count-out-of-range": {
    bad: queue((stack) => ({ deadLetterQueue: { queue: new Queue(stack, "D"), maxReceiveCount: 0 } })),
    good: queue((stack) => ({ deadLetterQueue: { queue: new Queue(stack, "D"), maxReceiveCount: 1 } })),
  },
  "queue-dead-letter-queue-of-other-kind": {
    bad: queue((stack) => ({ deadLetterQueue: { queue: new Queue(stack, "D", { fifo: true }), maxReceiveCount: 3 } })),
    good: queue((stack) => ({
      fifo: true,
      deadLetterQueue: { queue: new Queue(stack, "D", { fifo: true }), maxReceiveCount: 3 },
    })),
  },
  "queue-redrive-sources-invalid": {
    bad: queue({ redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE } }),
    good: queue((stack) => ({
      redriveAllowPolicy: {
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueues: [Queue.fromQueueArn(stack, "S", QUEUE)],
      },
    })),
  },
  "topic-name-invalid": {
    bad: (stack) => new Topic(stack, "T", { topicName: "a.b" }),
    good: (stack) => new Topic(stack, "T", { topicName: "a-b" }),
  },
  "topic-arn-invalid": {
    bad: (stack) => Topic.fromTopicArn(stack, "T", QUEUE),
    good: (stack) => Topic.fromTopicArn(stack, "T", TOPIC),
  },
  "topic-imported-without-statement": {
    bad: to((stack) => new targets.SnsTopic(Topic.fromTopicArn(stack, "T", TOPIC))),
    good: to((stack) => new targets.SnsTopic(new Topic(stack, "T"))),
  },
  "stream-arn-invalid": {
    bad: (stack) => Stream.fromStreamArn(stack, "S", "arn:aws:kinesis:us-east-1:123456789012:s"),
    good: (stack) => Stream.fromStreamArn(stack, "S", "arn:aws:kinesis:us-east-1:123456789012:stream/s"),
  },
  "delivery-stream-arn-invalid": {
    bad: (stack) => DeliveryStream.fromDeliveryStreamArn(stack, "S", "arn:aws:firehose:us-east-1:123456789012:s"),
    good: (stack) =>
      DeliveryStream.fromDeliveryStreamArn(stack, "S", "arn:aws:firehose:us-east-1:123456789012:deliverystream/s"),
  },
  "log-resource-policy-widened": { bad: rulesToLogs(40), good: rulesToLogs(20) },
};

function rulesToLogs(count: number): Build {
  return (stack) => {
    const target = new targets.CloudWatchLogGroup(new LogGroup(stack, "L", { logGroupName: "/aws/events/all" }), {
      withoutDeadLetterQueue: "not what is tested",
    });
    for (let i = 0; i < count; i++) {
      new Rule(stack, `R${i}`, { eventPattern: { source: ["a"] }, targets: { Log: target } });
    }
  };
}
