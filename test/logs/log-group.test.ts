import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Duration, Key, LogGroup } from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { findings, refusal, synth, thrownBy } from "../support/synth";

const GROUP = "aws_cloudwatch_log_group";

describe("LogGroup", () => {
  it("keeps logs for a year, and depends on nothing", () => {
    const stack = synth((scope) => new LogGroup(scope, "Log"));

    expect(stack.json.resource).toEqual({
      [GROUP]: { Log_95422804: { name: "stack-Log-7921263d", retention_in_days: 365 } },
    });
  });

  it("takes name and retention", () => {
    const stack = synth(
      (scope) => new LogGroup(scope, "Log", { logGroupName: "/aws/events/shop", retention: Duration.days(7) }),
    );

    expect(stack.resource(GROUP)).toEqual({ name: "/aws/events/shop", retention_in_days: 7 });
  });

  it("lets CloudWatch Logs use the key for this group alone, without a cycle", () => {
    const stack = synth((scope) => {
      new LogGroup(scope, "Log", { logGroupName: "/aws/events/shop", encryptionKey: new Key(scope, "Key") });
    });
    const [, describe, statement] = JSON.parse(stack.resource("aws_kms_key").policy as string).Statement;

    expect(stack.resource(GROUP)).toMatchObject({
      kms_key_id: "${aws_kms_key.Key_961B73FD.arn}",
      depends_on: ["aws_kms_key.Key_961B73FD"],
    });
    expect(statement.Principal.Service[0]).toMatch(/^logs\.\$\{data\.aws_region\.\w+\.id\}\.amazonaws\.com$/);
    expect(describe).toEqual({
      Effect: "Allow",
      Principal: statement.Principal,
      Action: ["kms:DescribeKey"],
      Resource: ["*"],
    });
    expect(statement.Action).not.toContainEqual(expect.stringContaining("*"));
    expect(statement.Condition.ArnEquals["kms:EncryptionContext:aws:logs:arn"]).toMatch(
      /:log-group:\/aws\/events\/shop$/,
    );
  });

  it("hands on provider and depends_on", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new CloudwatchLogGroup(scope, "First", {});
      new LogGroup(scope, "Log", { provider, dependsOn: [first] });
    });

    expect(stack.resource(GROUP, "Log")).toMatchObject({
      provider: "aws.other",
      depends_on: ["aws_cloudwatch_log_group.First"],
    });
  });

  it.each([
    ["", false],
    ["a", true],
    ["x".repeat(512), true],
    ["x".repeat(513), false],
    ["a b", false],
    ["a:b", false],
  ])("takes the name %j: %s", (logGroupName, isAllowed) => {
    expect(thrownBy(() => synth((scope) => new LogGroup(scope, "Log", { logGroupName }))) === undefined).toBe(
      isAllowed,
    );
    expect(thrownBy(() => synth((scope) => LogGroup.fromLogGroupName(scope, "Log", logGroupName))) === undefined).toBe(
      isAllowed,
    );
  });

  it("does not judge a name that is a token", () => {
    const stack = synth((scope) => {
      const group = new LogGroup(scope, "Log", { logGroupName: stringToken(scope) });
      expect(group.knownName).toBeUndefined();
    });

    expect(stack.resource(GROUP).name).toBe("${var.string}");
  });

  it("fails when the retention is none that CloudWatch Logs offers", () => {
    const error = refusal((scope) => new LogGroup(scope, "Log", { retention: Duration.days(2) }));

    expect(findings(error)).toEqual(["retention: log-group-retention-invalid"]);
  });
});
