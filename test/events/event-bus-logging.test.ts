import {
  EventBus,
  type EventBusLogConfig,
  EventBusLogDetail,
  EventBusLogLevel,
  Key,
  LogGroup,
  Queue,
} from "cdktf-aws-http-integrations";
import { findings, refusal, synth } from "../support/synth";

const BUS = "aws_cloudwatch_event_bus";
const logging = (logConfig: EventBusLogConfig) =>
  synth((scope) => new EventBus(scope, "Bus", { eventBusName: "orders", logConfig }));

describe("logging of a bus", () => {
  it("is not mentioned where nothing is said of it, since older providers do not know the argument", () => {
    const stack = synth((scope) => new EventBus(scope, "Bus"));
    expect(Object.keys(stack.json.resource ?? {})).toEqual([BUS]);
    expect(stack.resource(BUS)).not.toHaveProperty("log_config");
  });

  it("that is off is written as off, and delivers nothing", () => {
    const stack = logging({ level: EventBusLogLevel.OFF });
    expect(stack.resource(BUS).log_config).toEqual({ level: "OFF", include_detail: "NONE" });
    expect(Object.keys(stack.json.resource ?? {})).toEqual([BUS]);
    expect(stack.json.data).toBeUndefined();
  });

  it("of errors makes a source, a destination, a delivery, a log group, and lets CloudWatch Logs write to it", () => {
    const stack = logging({ level: EventBusLogLevel.ERROR });

    expect(stack.resource(BUS).log_config).toEqual({ level: "ERROR", include_detail: "NONE" });
    expect(stack.resource("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/vendedlogs/events/event-bus/orders",
      retention_in_days: 365,
    });
    const { name } = stack.resource("aws_cloudwatch_log_delivery_destination");
    expect(name).toMatch(/^stack-Bus-LogDelivery-[0-9a-f]{8}$/);
    expect(stack.resource("aws_cloudwatch_log_delivery_destination")).toEqual({
      name,
      delivery_destination_configuration: [
        { destination_resource_arn: "${aws_cloudwatch_log_group.Bus_LogGroup_2CBC078A.arn}" },
      ],
    });
    expect(stack.resource("aws_cloudwatch_log_delivery_source")).toEqual({
      name: `${name}-ERROR_LOGS`,
      log_type: "ERROR_LOGS",
      resource_arn: "${aws_cloudwatch_event_bus.Bus_EA82B648.arn}",
    });
    expect(stack.resource("aws_cloudwatch_log_delivery")).toEqual({
      delivery_source_name: expect.stringMatching(/^\$\{aws_cloudwatch_log_delivery_source\..+\.name\}$/),
      delivery_destination_arn: expect.stringMatching(/^\$\{aws_cloudwatch_log_delivery_destination\..+\.arn\}$/),
      depends_on: [expect.stringMatching(/^aws_cloudwatch_log_resource_policy\./)],
    });
    expect(stack.resource("aws_cloudwatch_log_resource_policy").policy_document).toContain(
      '"Principal":{"Service":["delivery.logs.amazonaws.com"]}',
    );
    expect(stack.warnings).toEqual([]);
  });

  it.each([
    [EventBusLogLevel.ERROR, ["ERROR_LOGS"]],
    [EventBusLogLevel.INFO, ["ERROR_LOGS", "INFO_LOGS"]],
    [EventBusLogLevel.TRACE, ["ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS"]],
  ])("at level %s delivers %j, one after the other", (level, logTypes) => {
    const stack = logging({ level });
    const sources = Object.values(stack.resources("aws_cloudwatch_log_delivery_source"));
    const deliveries = Object.entries(stack.resources("aws_cloudwatch_log_delivery"));

    expect(sources.map((source) => source.log_type)).toEqual(logTypes);
    expect(Object.keys(stack.resources("aws_cloudwatch_log_delivery_destination"))).toHaveLength(1);
    deliveries.forEach(([, delivery], i) => {
      const before = deliveries.slice(Math.max(0, i - 1), i).map(([id]) => `aws_cloudwatch_log_delivery.${id}`);
      expect((delivery.depends_on as string[]).filter((address) => /log_delivery\./.test(address))).toEqual(before);
    });
  });

  it("goes to a group of the user's own, with the events' content where it is wanted", () => {
    const stack = synth((scope) => {
      const logGroup = new LogGroup(scope, "Logs", { logGroupName: "/shop/bus" });
      new EventBus(scope, "Bus", {
        logConfig: { level: EventBusLogLevel.ERROR, includeDetail: EventBusLogDetail.FULL, logGroup },
      });
    });

    expect(stack.resource(BUS).log_config).toEqual({ level: "ERROR", include_detail: "FULL" });
    expect(stack.resource("aws_cloudwatch_log_group").name).toBe("/shop/bus");
  });

  it("of a bus with a key uses the key for the group, and lets EventBridge and CloudWatch Logs use it", () => {
    const stack = synth((scope) => {
      new EventBus(scope, "Bus", {
        kmsKey: new Key(scope, "Key"),
        deadLetterQueue: new Queue(scope, "Queue"),
        logConfig: { level: EventBusLogLevel.ERROR },
      });
    });
    const { Statement } = JSON.parse(String(stack.resource("aws_kms_key").policy));
    const context = {
      "kms:EncryptionContext:SourceArn": expect.stringMatching(/^arn:\$\{.+\}:logs:\$\{.+\}:\$\{.+\}:\*$/),
    };

    expect(stack.resource("aws_cloudwatch_log_group").kms_key_id).toBe("${aws_kms_key.Key_961B73FD.arn}");
    expect(Statement.slice(3, 5)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:GenerateDataKey"],
        Resource: ["*"],
        Condition: { StringLike: context },
      },
      {
        Effect: "Allow",
        Principal: { Service: ["delivery.logs.amazonaws.com"] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
        Condition: { StringLike: context },
      },
    ]);
  });

  it("makes names that fit 60 characters however long the path is", () => {
    const id = "x".repeat(80);
    const stack = synth((scope) => new EventBus(scope, id, { logConfig: { level: EventBusLogLevel.TRACE } }));
    const names = ["aws_cloudwatch_log_delivery_source", "aws_cloudwatch_log_delivery_destination"].flatMap((type) =>
      Object.values(stack.resources(type)).map(({ name }) => name),
    );

    expect(new Set(names).size).toBe(4);
    for (const name of names) {
      expect(name).toMatch(/^[\w-]{1,60}$/);
    }
  });

  it("fails with a level or detail that does not exist, each by itself", () => {
    const error = refusal(
      (scope) => new EventBus(scope, "Bus", { logConfig: { level: "DEBUG", includeDetail: "SOME" } as never }),
    );
    expect(findings(error)).toEqual([
      "logConfig.level: event-bus-log-config-invalid",
      "logConfig.includeDetail: event-bus-log-config-invalid",
    ]);
  });
});
