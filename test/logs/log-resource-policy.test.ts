import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { type ILogGroup, LogGroup } from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { codesOf, type SynthesizedStack, synth } from "../support/synth";

const EVENTS = "events.amazonaws.com";
const POLICY = "aws_cloudwatch_log_resource_policy";
const MAX_LENGTH = 5120;
const rule = (name: string) => `arn:aws:events:us-east-1:123456789012:rule/${name}`;

const statementsOf = (stack: SynthesizedStack) =>
  JSON.parse(stack.resource(POLICY).policy_document as string).Statement;

/** The policy with about the ARNs that AWS has. */
function filledIn(stack: SynthesizedStack): string {
  return String(stack.resource(POLICY).policy_document)
    .replace(/\$\{aws_cloudwatch_log_group\.(\w+)\.arn\}/g, (_, id: string) => {
      const name = stack.resources("aws_cloudwatch_log_group")[id]?.name;
      return `arn:aws-us-gov:logs:ap-southeast-1:123456789012:log-group:${name}`;
    })
    .replace(/\$\{[^}]*partition\}/g, "aws-us-gov")
    .replace(/\$\{[^}]*\.id\}/g, "ap-southeast-1")
    .replace(/\$\{[^}]*account_id\}/g, "123456789012");
}

function groups(scope: TerraformStack, count: number, folder = "/aws/events/"): ILogGroup[] {
  return Array.from(
    { length: count },
    (_, i) => new LogGroup(scope, `${folder.replaceAll("/", "")}${i}`, { logGroupName: `${folder}group-${i}` }),
  );
}

describe("the log resource policy", () => {
  it("is one for the stack, with each group and source once", () => {
    const stack = synth((scope) => {
      const [one, two] = groups(scope, 2);
      const [policy] = one!.allowService(EVENTS, rule("a"));
      expect(two!.allowService(EVENTS, rule("b"))).toEqual([policy]);
      one!.allowService(EVENTS, rule("a"));
      LogGroup.fromLogGroupName(scope, "Imported", "/aws/events/else").allowService(EVENTS, rule("a"));
    });
    const [streams, events] = statementsOf(stack);

    expect(Object.keys(stack.resources(POLICY))).toEqual([expect.stringMatching(/^LogResourcePolicy_/)]);
    expect(stack.resource(POLICY).policy_name).toMatch(/^stack-LogResourcePolicy-[0-9a-f]{8}$/);
    expect(streams).toEqual({
      Sid: "AllowEventsToCreateLogStreams",
      Effect: "Allow",
      Principal: { Service: [EVENTS] },
      Action: ["logs:CreateLogStream"],
      Resource: [
        expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.awsevents0_\w+\.arn\}:\*$/),
        expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.awsevents1_\w+\.arn\}:\*$/),
        expect.stringMatching(/^arn:\$\{.*\}:log-group:\/aws\/events\/else:\*$/),
      ],
    });
    expect(events).toEqual({
      Sid: "AllowEventsToPutLogEvents",
      Effect: "Allow",
      Principal: { Service: [EVENTS] },
      Action: ["logs:PutLogEvents"],
      Resource: streams.Resource,
      Condition: { ArnEquals: { "aws:SourceArn": [rule("a"), rule("b")] } },
    });
  });

  it("keeps services apart", () => {
    const stack = synth((scope) => {
      const [group] = groups(scope, 1);
      group!.allowService(EVENTS, rule("a"));
      group!.allowService("delivery.logs.amazonaws.com", "arn:aws:logs:us-east-1:123456789012:delivery-source:x");
    });

    expect(statementsOf(stack).map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      "AllowEventsToCreateLogStreams",
      "AllowEventsToPutLogEvents",
      "AllowDeliveryLogsToCreateLogStreams",
      "AllowDeliveryLogsToPutLogEvents",
    ]);
  });

  it("is one for each provider, as each is another Region", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      new LogGroup(scope, "Here").allowService(EVENTS, rule("a"));
      new LogGroup(scope, "There", { provider }).allowService(EVENTS, rule("b"));
    });

    expect(Object.values(stack.resources(POLICY)).map(({ provider }) => provider)).toEqual(["aws.other", undefined]);
  });

  it.each([20, 21, 22, 23, 24, 25, 26, 40, 400])("stays within AWS's length with %i rules of unknown ARNs", (count) => {
    const stack = synth((scope) => {
      const [group] = groups(scope, 1);
      for (let i = 0; i < count; i++) {
        group!.allowService(EVENTS, stringToken(scope, `rule${i}`));
      }
    });
    const long = `arn:aws-us-gov:events:ap-southeast-1:123456789012:rule/${"b".repeat(60)}/${"r".repeat(64)}`;
    const text = filledIn(stack)
      .replace(/\$\{jsonencode\(var\.rule\d+\)\}/g, `"${long}"`)
      .replace(/\$\{var\.rule\d+\}/g, long);

    expect(text).not.toContain("$");
    expect(text.length).toBeLessThanOrEqual(MAX_LENGTH);
  });

  it("names any resource of the service in the account when the sources are too many, and says so once", () => {
    const stack = synth((scope) => {
      const [group] = groups(scope, 1);
      for (let i = 0; i < 200; i++) {
        group!.allowService(EVENTS, rule(`bus/rule-${i}`));
      }
    });
    const [streams, events] = statementsOf(stack);

    expect(codesOf(stack.warnings)).toEqual(["log-resource-policy-widened"]);
    expect(streams.Resource).toHaveLength(1);
    expect(events.Condition).toEqual({
      ArnLike: { "aws:SourceArn": [expect.stringMatching(/^arn:\$\{.*\}:events:\$\{.*\}:\$\{.*\}:\*$/)] },
    });
  });

  it("names the folders of the groups when these are too many", () => {
    const stack = synth((scope) => {
      for (const group of [
        ...groups(scope, 40),
        ...groups(scope, 2, "/aws/vendedlogs/"),
        ...groups(scope, 1, "shop-"),
      ]) {
        group.allowService(EVENTS, rule("a"));
      }
    });
    const [streams] = statementsOf(stack);

    expect(streams.Resource).toEqual([
      expect.stringMatching(/:log-group:\/aws\/events\/\*:\*$/),
      expect.stringMatching(/:log-group:\/aws\/vendedlogs\/\*:\*$/),
      expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.shop-0_\w+\.arn\}:\*$/),
    ]);
    expect(filledIn(stack).length).toBeLessThanOrEqual(MAX_LENGTH);
  });
});
