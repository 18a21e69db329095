import { Key, Role, Topic } from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";

const ARN = /^\$\{aws_sns_topic\.Topic_\w+\.arn\}$/;
const IMPORTED = "arn:aws:sns:us-east-1:123456789012:elsewhere";
const EVENTS = "events.amazonaws.com";
const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;

describe("Topic", () => {
  it("refuses requests without TLS, and lets services publish on behalf of resources", () => {
    const stack = synth((scope) => {
      const topic = new Topic(scope, "Topic");
      expect(topic.allowService(EVENTS, "arn:rule/a")).toEqual([topic.policy]);
      topic.allowService(EVENTS, "arn:rule/b");
      topic.allowService(EVENTS, "arn:rule/a");
    });
    const { arn, policy } = stack.resource("aws_sns_topic_policy");

    expect(stack.resource("aws_sns_topic")).toEqual({ name: expect.stringMatching(/^stack-Topic-[0-9a-f]{8}$/) });
    expect(arn).toMatch(ARN);
    expect(statementsOf(policy)).toEqual([
      {
        Sid: "AllowEventsToPublish",
        Effect: "Allow",
        Principal: { Service: [EVENTS] },
        Action: ["sns:Publish"],
        Resource: [arn],
        Condition: { ArnEquals: { "aws:SourceArn": ["arn:rule/a", "arn:rule/b"] } },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: ["sns:Publish"],
        Resource: [arn],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("takes further statements", () => {
    const stack = synth((scope) => {
      const topic = new Topic(scope, "Topic");
      topic.addToResourcePolicy({
        sid: "Subscribers",
        principals: { AWS: ["arn:aws:iam::123456789012:root"] },
        actions: ["sns:Subscribe"],
        resources: [topic.topicArn],
      });
    });

    expect(statementsOf(stack.resource("aws_sns_topic_policy").policy).map(({ Sid }: { Sid: string }) => Sid)).toEqual([
      "Subscribers",
      "DenyInsecureTransport",
    ]);
  });

  it("lets publishers use its key: services by the key's policy, identities by their own", () => {
    const stack = synth((scope) => {
      const masterKey = new Key(scope, "Key");
      const topic = new Topic(scope, "Topic", { masterKey });
      expect(topic.allowService(EVENTS, "arn:rule")).toEqual([topic.policy, masterKey.resource]);
      topic.grantPublish(new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" }));
    });
    const key = stack.resource("aws_sns_topic").kms_master_key_id;

    expect(key).toMatch(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/);
    expect(statementsOf(stack.resource("aws_kms_key").policy).slice(1)).toEqual([
      {
        Sid: "AllowEventsToUseTheKey",
        Effect: "Allow",
        Principal: { Service: [EVENTS] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
      },
    ]);
    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [key] },
      { Effect: "Allow", Action: ["sns:Publish"], Resource: [expect.stringMatching(ARN)] },
    ]);
  });

  it.each([
    ["", false],
    ["a", true],
    ["x".repeat(256), true],
    ["x".repeat(257), false],
    ["a.fifo", false],
  ])("takes the name %j: %s", (topicName, isAllowed) => {
    expect(thrownBy(() => synth((scope) => new Topic(scope, "Topic", { topicName }))) === undefined).toBe(isAllowed);
  });
});

describe("Topic.fromTopicArn", () => {
  it("makes nothing, can be granted, and warns with the statement to add", () => {
    const stack = synth((scope) => {
      const topic = Topic.fromTopicArn(scope, "Topic", IMPORTED);
      expect(topic.allowService(EVENTS, "arn:rule")).toEqual([]);
      topic.grantPublish(new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" }));
    });

    expect(Object.keys(stack.json.resource ?? {})).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
    expect(codesOf(stack.warnings)).toEqual(["topic-imported-without-statement"]);
    expect(stack.warnings[0]).toContain(
      `"Resource":["${IMPORTED}"],"Condition":{"ArnEquals":{"aws:SourceArn":["arn:rule"]}}`,
    );
  });

  it("knows a FIFO topic by its ARN, unless only Terraform knows that", () => {
    synth((scope) => {
      expect(Topic.fromTopicArn(scope, "A", `${IMPORTED}.fifo`).fifo).toBe(true);
      expect(Topic.fromTopicArn(scope, "B", IMPORTED).fifo).toBe(false);
      expect(Topic.fromTopicArn(scope, "C", stringToken(scope)).fifo).toBeUndefined();
    });
  });

  it.each(["elsewhere", "arn:aws:sqs:us-east-1:123456789012:t", "arn:aws:sns:us-east-1:12:t"])(
    "fails when the ARN is %j",
    (arn) => {
      expect(findings(refusal((scope) => Topic.fromTopicArn(scope, "Topic", arn)))).toEqual([
        "topicArn: topic-arn-invalid",
      ]);
    },
  );
});
