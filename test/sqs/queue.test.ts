import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Duration, Queue, type QueueProps, Role } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../support/synth";

const QUEUE = "${aws_sqs_queue.Queue_4A7E3555.arn}";
const IMPORTED = "arn:aws:sqs:us-east-1:123456789012:elsewhere";
const TLS_ONLY = {
  Sid: "DenyInsecureTransport",
  Effect: "Deny",
  Principal: "*",
  Action: ["sqs:*"],
  Resource: [QUEUE],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

function policyWith(...statements: object[]) {
  return {
    queue_url: "${aws_sqs_queue.Queue_4A7E3555.url}",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  };
}

describe("Queue", () => {
  it("is an encrypted queue that keeps messages for 14 days and refuses requests without TLS", () => {
    const stack = synth((scope) => new Queue(scope, "Queue"));

    expect(stack.json.resource).toEqual({
      aws_sqs_queue: {
        Queue_4A7E3555: {
          name: "stack-Queue-392afc1d",
          message_retention_seconds: 1_209_600,
          visibility_timeout_seconds: 30,
          sqs_managed_sse_enabled: true,
        },
      },
      aws_sqs_queue_policy: { Queue_Policy_578A1801: policyWith(TLS_ONLY) },
    });
  });

  it("takes name, retention and visibility timeout", () => {
    const stack = synth(
      (scope) =>
        new Queue(scope, "Queue", {
          queueName: "failed_Orders-1",
          retentionPeriod: Duration.days(1),
          visibilityTimeout: Duration.minutes(2),
        }),
    );

    expect(stack.resource("aws_sqs_queue")).toEqual({
      name: "failed_Orders-1",
      message_retention_seconds: 86_400,
      visibility_timeout_seconds: 120,
      sqs_managed_sse_enabled: true,
    });
  });

  it("lets services send on behalf of resources: one statement for each service, each resource once", () => {
    const stack = synth((scope) => {
      const queue = new Queue(scope, "Queue");
      expect(queue.allowService("events.amazonaws.com", "arn:rule/a")).toEqual([queue.policy]);
      queue.allowService("events.amazonaws.com", "arn:rule/b");
      queue.allowService("events.amazonaws.com", "arn:rule/a");
      queue.allowService("sns.amazonaws.com", "arn:topic");
      queue.addToResourcePolicy({
        principals: { AWS: ["arn:aws:iam::123456789012:root"] },
        actions: ["sqs:ReceiveMessage"],
        resources: [queue.queueArn],
      });
    });
    const allow = (service: string, sid: string, sources: string[]) => ({
      Sid: sid,
      Effect: "Allow",
      Principal: { Service: [service] },
      Action: ["sqs:SendMessage"],
      Resource: [QUEUE],
      Condition: { ArnEquals: { "aws:SourceArn": sources } },
    });

    expect(stack.resource("aws_sqs_queue_policy")).toEqual(
      policyWith(
        allow("events.amazonaws.com", "AllowEventsToSendMessages", ["arn:rule/a", "arn:rule/b"]),
        allow("sns.amazonaws.com", "AllowSnsToSendMessages", ["arn:topic"]),
        {
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
          Action: ["sqs:ReceiveMessage"],
          Resource: [QUEUE],
        },
        TLS_ONLY,
      ),
    );
  });

  it("lets an identity send", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      new Queue(scope, "Queue").grantSendMessages(role);
    });

    expect(stack.resource("aws_iam_role_policy").policy).toBe(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [QUEUE] }],
      }),
    );
  });

  it("hands provider and depends_on to queue and policy, and names both as dependables", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      const queue = new Queue(scope, "Queue", { provider, dependsOn: [first] });
      expect(queue.dependables).toEqual([queue.resource, queue.policy]);
    });
    const meta = { provider: "aws.other", depends_on: ["aws_sqs_queue.First"] };

    expect(stack.resource("aws_sqs_queue", "Queue")).toMatchObject(meta);
    expect(stack.resource("aws_sqs_queue_policy")).toMatchObject(meta);
  });

  it("fails when several properties are wrong, with all of them in one error", () => {
    const props: QueueProps = {
      queueName: "orders.fifo",
      retentionPeriod: Duration.seconds(59),
      visibilityTimeout: Duration.hours(13),
    };

    expect(findings(refusal((scope) => new Queue(scope, "Queue", props)))).toEqual([
      "queueName: queue-name-invalid",
      "retentionPeriod: queue-retention-out-of-range",
      "visibilityTimeout: queue-visibility-out-of-range",
    ]);
  });
});

describe("Queue.fromQueueArn", () => {
  it("makes no resource, and its ARN can be granted", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      Queue.fromQueueArn(scope, "Queue", IMPORTED).grantSendMessages(role);
    });

    expect(Object.keys(stack.json.resource ?? {})).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
    expect(stack.resource("aws_iam_role_policy").policy).toContain(`"Resource":["${IMPORTED}"]`);
  });

  it("warns that its policy is not ours to change", () => {
    const stack = synth((scope) => {
      const queue = Queue.fromQueueArn(scope, "Queue", IMPORTED);
      expect(queue.allowService("events.amazonaws.com", "arn:rule")).toEqual([]);
    });

    expect(codesOf(stack.warnings)).toEqual(["queue-imported-without-statement"]);
  });

  it("prints in the warning the whole statement to add, as AWS spells it", () => {
    const stack = synth((scope) => {
      const rule = "arn:aws:events:us-east-1:123456789012:rule/orders/placed";
      Queue.fromQueueArn(scope, "Queue", IMPORTED).allowService("events.amazonaws.com", rule);
    });
    const statement = JSON.stringify({
      Sid: "AllowEventsToSendMessages",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com"] },
      Action: ["sqs:SendMessage"],
      Resource: [IMPORTED],
      Condition: { ArnEquals: { "aws:SourceArn": ["arn:aws:events:us-east-1:123456789012:rule/orders/placed"] } },
    });

    expect(stack.warnings[0]).toContain(statement);
  });

  it.each(["elsewhere", "arn:aws:sqs:us-east-1:12:q", "arn:aws:sns:us-east-1:123456789012:q"])(
    "fails when the ARN is %j",
    (arn) => {
      const error = refusal((scope) => Queue.fromQueueArn(scope, "Queue", arn));
      expect(findings(error)).toEqual(["queueArn: queue-arn-invalid"]);
    },
  );
});
