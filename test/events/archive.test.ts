import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Archive, type ArchiveProps, Duration, EventBus, Key, Match } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth } from "../support/synth";

const ARCHIVE = "aws_cloudwatch_event_archive";
type Props = Omit<ArchiveProps, "sourceEventBus">;
const archive = (props?: Props) => synth((stack) => new EventBus(stack, "Bus").archive("Archive", props));
const refused = (props: Props) => findings(refusal((stack) => new EventBus(stack, "Bus").archive("Archive", props)));

describe("Archive", () => {
  it("keeps everything for ever, under a name made from its path", () => {
    const stack = archive();

    expect(stack.resources(ARCHIVE)).toEqual({
      Bus_Archive_3B549D5B: {
        name: "stack-Bus-Archive-db65aa62",
        event_source_arn: "${aws_cloudwatch_event_bus.Bus_EA82B648.arn}",
      },
    });
    expect(stack.warnings).toEqual([]);
  });

  it("takes every argument, escaped for Terraform", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      const bus = EventBus.defaultBus(scope, "Bus");
      const made = new Archive(scope, "Archive", {
        sourceEventBus: bus,
        archiveName: "shop.Orders_1-x",
        description: "Orders ${x}",
        eventPattern: { source: ["shop"], detailType: Match.prefix("Order"), detail: { text: ["${x}"] } },
        retention: Duration.days(30),
        provider,
        dependsOn: [first],
      });
      expect([made.archiveName, made.archiveArn]).toEqual([expect.any(String), expect.any(String)]);
    });

    expect(stack.resource(ARCHIVE)).toEqual({
      name: "shop.Orders_1-x",
      description: "Orders $${x}",
      event_source_arn: "${data.aws_cloudwatch_event_bus.Bus_Data_B9A20A9C.arn}",
      event_pattern: '{"detail":{"text":["$${x}"]},"detail-type":[{"prefix":"Order"}],"source":["shop"]}',
      retention_days: 30,
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
  });

  it("lets EventBridge use its key for the bus, without a cycle where the bus has the same key", () => {
    const stack = synth((scope) => {
      const kmsKey = new Key(scope, "Key");
      const bus = new EventBus(scope, "Bus", { eventBusName: "orders", kmsKey });
      bus.archive("Archive", { kmsKey });
    });

    expect(stack.resource(ARCHIVE)).toMatchObject({
      kms_key_identifier: "${aws_kms_key.Key_961B73FD.arn}",
      depends_on: ["aws_kms_key.Key_961B73FD"],
    });
    const policy = String(stack.resource("aws_kms_key").policy);
    expect(policy).not.toContain("aws_cloudwatch_event_bus.");
    expect(policy).toContain('"Action":["kms:GenerateDataKey","kms:Decrypt","kms:ReEncryptFrom","kms:ReEncryptTo"]');
    expect(policy.match(/kms:DescribeKey/g)).toHaveLength(1);
  });

  it("takes the ARN of an existing bus from its data source", () => {
    const stack = synth((scope) => {
      EventBus.fromEventBusName(scope, "Bus", "orders").archive("Archive", { kmsKey: new Key(scope, "Key") });
    });

    expect(stack.resource("aws_kms_key").policy).toContain(
      '"kms:EncryptionContext:aws:events:event-bus:arn":"${data.aws_cloudwatch_event_bus.Bus_Data_B9A20A9C.arn}"',
    );
  });

  it.each([["x".repeat(47)], ["x".repeat(48)], ["a.B_1-x"]])("takes the name %s", (archiveName) => {
    expect(archive({ archiveName }).resource(ARCHIVE).name).toBe(archiveName);
  });

  it.each([[""], ["x".repeat(49)], ["a b"], ["a/b"], ["a\n"]])("fails when the name is %j", (archiveName) => {
    expect(refused({ archiveName })).toEqual(["archiveName: archive-name-invalid"]);
    expect(findings(refusal((stack) => Archive.fromArchiveName(stack, "A", archiveName)))).toEqual([
      "archiveName: archive-name-invalid",
    ]);
  });

  it.each([0, 1, 2, 3650])("keeps events for %d days", (days) => {
    expect(archive({ retention: Duration.days(days) }).resource(ARCHIVE).retention_days).toBe(days);
  });

  it.each([Duration.days(0.5), Duration.hours(25), Duration.days(2_147_483_648)])(
    "fails when it is %s",
    (retention) => {
      expect(refused({ retention })).toEqual(["retention: archive-retention-invalid"]);
    },
  );

  it("fails with everything that is wrong, at the archive's own arguments", () => {
    const error = refusal((stack) =>
      new EventBus(stack, "Bus").archive("Archive", {
        archiveName: "a b",
        description: "x".repeat(513),
        eventPattern: { source: [] },
      }),
    );

    expect(findings(error)).toEqual([
      "archiveName: archive-name-invalid",
      "description: description-too-long",
      "eventPattern.source: event-pattern-invalid",
    ]);
    expect(error.message).toContain("Terraform: aws_cloudwatch_event_archive.event_pattern");
  });

  it("does not mind a pattern that matches everything, and warns of one that is suspicious", () => {
    expect(archive({ eventPattern: { source: Match.prefix("") } }).warnings).toEqual([]);
    expect(codesOf(archive({ eventPattern: { Source: ["a"] } as never }).warnings)).toEqual([
      "event-pattern-suspicious",
    ]);
  });
});

describe("Archive.fromArchiveName", () => {
  it("makes nothing, and knows the ARN", () => {
    const stack = synth((scope) => {
      const imported = Archive.fromArchiveName(scope, "Archive", "orders");
      new SqsQueue(scope, "Shown", { name: imported.archiveName, policy: imported.archiveArn });
    });

    expect(stack.resources(ARCHIVE)).toEqual({});
    expect(stack.resource("aws_sqs_queue").policy).toMatch(/^arn:\$\{.+\}:events:\$\{.+\}:\$\{.+\}:archive\/orders$/);
  });
});
