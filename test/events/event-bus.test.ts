import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { EventBus, type EventBusProps, Key, Queue, Role, Rule } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";
import { stringToken } from "./parts";

const BUS = "aws_cloudwatch_event_bus";

describe("EventBus", () => {
  it("is one bus with a name made from its path", () => {
    const stack = synth((scope) => new EventBus(scope, "Bus"));

    expect(stack.json.resource).toEqual({ [BUS]: { Bus_EA82B648: { name: "stack-Bus-b3dc1492" } } });
  });

  it("takes every argument, escaped for Terraform", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      new EventBus(scope, "Bus", {
        eventBusName: "shop.Orders_1-x",
        description: "Orders ${x} %{y}",
        provider,
        dependsOn: [first],
      });
    });

    expect(stack.resource(BUS)).toEqual({
      name: "shop.Orders_1-x",
      description: "Orders $${x} %%{y}",
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
  });

  it("adds rules on itself", () => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      expect(bus.addRule("Rule", { eventPattern: { source: ["shop"] } }).eventBusName).toBe(bus.eventBusName);
    });

    expect(stack.resource("aws_cloudwatch_event_rule").event_bus_name).toBe(
      "${aws_cloudwatch_event_bus.Bus_EA82B648.name}",
    );
  });

  it("lets an identity put events, all or those of some sources and detail types", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      const bus = new EventBus(scope, "Bus");
      bus.grantPutEvents(role);
      bus.grantPutEvents(role, { sources: ["shop"] });
      bus.grantPutEvents(role, { detailTypes: ["Placed", "Paid"] });
    });
    const statement = {
      Effect: "Allow",
      Action: ["events:PutEvents"],
      Resource: ["${aws_cloudwatch_event_bus.Bus_EA82B648.arn}"],
    };

    expect(stack.resource("aws_iam_role_policy").policy).toBe(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          statement,
          { ...statement, Condition: { StringEquals: { "events:source": ["shop"] } } },
          { ...statement, Condition: { StringEquals: { "events:detail-type": ["Placed", "Paid"] } } },
        ],
      }),
    );
  });

  it("fails when name and description are wrong, with both in one error", () => {
    const error = refusal(
      (scope) => new EventBus(scope, "Bus", { eventBusName: "aws.partner/x", description: "x".repeat(513) }),
    );

    expect(findings(error)).toEqual(["eventBusName: event-bus-name-invalid", "description: description-too-long"]);
  });

  it.each(["default", "", "a b", "a/b"])("fails when the name is %j", (eventBusName) => {
    expect(findings(refusal((scope) => new EventBus(scope, "Bus", { eventBusName })))).toEqual([
      "eventBusName: event-bus-name-invalid",
    ]);
  });

  it("warns of a name like those of partner buses", () => {
    const stack = synth((scope) => new EventBus(scope, "Bus", { eventBusName: "aws.mine" }));

    expect(codesOf(stack.warnings)).toEqual(["event-bus-name-reserved"]);
  });
});

describe("a partner bus", () => {
  const SOURCE = "aws.partner/example.com/acme/orders";

  it("has the name of its event source", () => {
    const stack = synth((scope) => new EventBus(scope, "Bus", { eventSourceName: SOURCE }));

    expect(stack.resource(BUS)).toEqual({ name: SOURCE, event_source_name: SOURCE });
    expect(stack.warnings).toEqual([]);
  });

  it.each([
    "aws.partner/a/b",
    `aws.partner/a/${"x".repeat(241)}`,
    `aws.partner/a/${"x".repeat(242)}`,
    "aws.partner/a.B-1_/b/c/d",
  ])("takes %s", (eventSourceName) => {
    expect(synth((scope) => new EventBus(scope, "Bus", { eventSourceName })).warnings).toEqual([]);
  });

  it.each([
    "",
    "aws.partner/a",
    "aws.partner//b",
    "aws.partner/a/",
    "partner/a/b",
    "aws.partner/a/b c",
    `aws.partner/a/${"x".repeat(243)}`,
  ])("fails when the source is %j", (eventSourceName) => {
    expect(findings(refusal((scope) => new EventBus(scope, "Bus", { eventSourceName })))).toEqual([
      "eventSourceName: event-source-name-invalid",
    ]);
  });

  it("fails when it is named otherwise", () => {
    const error = refusal((scope) => new EventBus(scope, "Bus", { eventSourceName: SOURCE, eventBusName: "orders" }));
    expect(findings(error)).toEqual(["eventBusName: event-bus-name-not-of-source"]);
  });
});

describe("a bus with a key", () => {
  const encrypted = (props: EventBusProps = {}) =>
    synth((scope) => {
      const kmsKey = new Key(scope, "Key");
      new EventBus(scope, "Bus", {
        eventBusName: "orders",
        kmsKey,
        deadLetterQueue: new Queue(scope, "Queue"),
        ...props,
      });
    });

  it("refers to the key, and sends to its queue what it could not encrypt", () => {
    const stack = encrypted();

    expect(stack.resource(BUS)).toEqual({
      name: "orders",
      kms_key_identifier: "${aws_kms_key.Key_961B73FD.arn}",
      dead_letter_config: { arn: "${aws_sqs_queue.Queue_4A7E3555.arn}" },
      depends_on: ["aws_kms_key.Key_961B73FD"],
    });
    expect(stack.resource("aws_sqs_queue_policy").policy).toContain(
      '"ArnEquals":{"aws:SourceArn":["${aws_cloudwatch_event_bus.Bus_EA82B648.arn}"]}',
    );
    expect(stack.warnings).toEqual([]);
  });

  it("is allowed to use the key, by an ARN that does not refer to the bus", () => {
    const { Statement } = JSON.parse(String(encrypted().resource("aws_kms_key").policy));
    const arn =
      "arn:${data.aws_partition.AwsAccount_Partition_778E3A84.partition}:events:${data.aws_region.AwsAccount_Region_A66FEA8D.id}:" +
      "${data.aws_caller_identity.AwsAccount_Identity_E18432DC.account_id}:event-bus/orders";

    expect(Statement.slice(1)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:DescribeKey"],
        Resource: ["*"],
      },
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: ["*"],
        Condition: {
          StringEquals: {
            "kms:EncryptionContext:aws:events:event-bus:arn": arn,
            "aws:SourceArn": arn,
            "aws:SourceAccount": "${data.aws_caller_identity.AwsAccount_Identity_E18432DC.account_id}",
          },
        },
      },
    ]);
  });

  it("shares the key with other buses", () => {
    const stack = synth((scope) => {
      const kmsKey = new Key(scope, "Key");
      const deadLetterQueue = new Queue(scope, "Queue");
      new EventBus(scope, "One", { eventBusName: "orders-1", kmsKey, deadLetterQueue });
      new EventBus(scope, "Two", { eventBusName: "orders-2", kmsKey, deadLetterQueue });
    });
    const policy = String(stack.resource("aws_kms_key").policy);

    expect(policy.match(/event-bus\/orders-1/g)).toHaveLength(2);
    expect(policy.match(/event-bus\/orders-2/g)).toHaveLength(2);
  });

  it("warns where the key has no queue, and the queue no key", () => {
    expect(codesOf(encrypted({ deadLetterQueue: undefined }).warnings)).toEqual([
      "event-bus-key-without-dead-letter-queue",
    ]);
    expect(codesOf(encrypted({ kmsKey: undefined }).warnings)).toEqual(["event-bus-dead-letter-queue-without-key"]);
  });

  it("fails when the queue is a FIFO queue", () => {
    const error = refusal((scope) => {
      const deadLetterQueue = Queue.fromQueueArn(scope, "Queue", "arn:aws:sqs:us-east-1:123456789012:q.fifo");
      new EventBus(scope, "Bus", { kmsKey: new Key(scope, "Key"), deadLetterQueue });
    });

    expect(findings(error)).toEqual(["deadLetterQueue: dead-letter-queue-fifo"]);
    expect(error.message).toContain("Terraform: aws_cloudwatch_event_bus.dead_letter_config.arn");
  });

  it("needs nothing of the account where there is no key", () => {
    expect(synth((scope) => new EventBus(scope, "Bus")).json.data).toBeUndefined();
  });
});

describe("EventBus.fromEventBusArn", () => {
  const ARN = "arn:aws:events:eu-central-1:123456789012:event-bus/central";

  it("makes nothing, and gives a grant the ARN", () => {
    const stack = synth((scope) => {
      const bus = EventBus.fromEventBusArn(scope, "Bus", ARN);
      expect([bus.eventBusArn, bus.eventBusName]).toEqual([ARN, "central"]);
      bus.grantPutEvents(new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" }));
    });

    expect(stack.json.data).toBeUndefined();
    expect(stack.resource("aws_iam_role_policy").policy).toContain(`"Resource":["${ARN}"]`);
  });

  it("fails when a rule or a policy is made on it, and leaves nothing of either", () => {
    const stack = synth((scope) => {
      const bus = EventBus.fromEventBusArn(scope, "Bus", ARN);
      const eventPattern = { source: ["shop"] };
      const refusals = [
        () => bus.addRule("Rule", { eventPattern }),
        () => new Rule(scope, "Rule", { eventPattern, eventBus: bus }),
        () => bus.grantPutEventsToAccount("One", "123456789012"),
      ].map((make) => findings(thrownBy(make) as ReturnType<typeof refusal>));
      expect(refusals).toEqual([
        ["eventBus: event-bus-by-arn"],
        ["eventBus: event-bus-by-arn"],
        ["resourcePolicy: event-bus-by-arn"],
      ]);
    });

    expect(stack.json.resource).toBeUndefined();
  });

  it.each([
    "central",
    "",
    "arn:aws:events:eu-central-1:123456789012:rule/r",
    "arn:aws:events:eu-central-1:1:event-bus/b",
  ])("fails when the ARN is %j", (arn) => {
    const error = refusal((scope) => EventBus.fromEventBusArn(scope, "Bus", arn));
    expect(findings(error)).toEqual(["eventBusArn: event-bus-arn-invalid"]);
  });
});

describe("EventBus.fromEventBusName", () => {
  it("makes nothing until the ARN is needed, which a data source then gives once", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      const bus = EventBus.fromEventBusName(scope, "Bus", "aws.partner/example.com/x");
      bus.addRule("Rule", { eventPattern: { source: ["shop"] } });
      bus.grantPutEvents(role);
      bus.grantPutEvents(role, { sources: ["shop"] });
    });

    expect(stack.resources(BUS)).toEqual({});
    expect(stack.json.data).toEqual({ [BUS]: { Bus_Data_B9A20A9C: { name: "aws.partner/example.com/x" } } });
    expect(stack.resource("aws_cloudwatch_event_rule").event_bus_name).toBe("aws.partner/example.com/x");
  });

  it("does not read the bus when only its name is needed", () => {
    const stack = synth((scope) => {
      EventBus.defaultBus(scope, "Default1").addRule("Rule", { eventPattern: { source: ["shop"] } });
    });

    expect(stack.json.data).toBeUndefined();
    expect(stack.resource("aws_cloudwatch_event_rule").event_bus_name).toBe("default");
  });

  it("does not judge a name that only Terraform knows", () => {
    const stack = synth((scope) => {
      EventBus.fromEventBusName(scope, "Bus", stringToken(scope)).addRule("Rule", { eventPattern: { source: ["a"] } });
    });

    expect(stack.resource("aws_cloudwatch_event_rule").event_bus_name).toBe("${var.string}");
  });

  it.each(["arn:aws:events:us-east-1:123456789012:event-bus/orders", "", "a b", "x".repeat(257)])(
    "fails when the name is %j",
    (name) => {
      const error = refusal((scope) => EventBus.fromEventBusName(scope, "Bus", name));
      expect(findings(error)).toEqual(["eventBusName: event-bus-name-not-a-name"]);
    },
  );
});
