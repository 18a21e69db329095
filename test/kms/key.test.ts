import { Duration, Key, LogGroup, Role } from "cdktf-aws-http-integrations";
import { numberToken } from "../events/parts";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";

const KEY = "${aws_kms_key.Key_961B73FD.arn}";
const IMPORTED = "arn:aws:kms:us-east-1:123456789012:key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const ACTIONS = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"];
const FOR_EVENTS = { principals: { Service: ["events.amazonaws.com"] }, actions: ["kms:Decrypt"] };

const statementsOf = (policy: unknown) => JSON.parse(String(policy)).Statement;

describe("Key", () => {
  it("is rotated each year, kept 30 days after its deletion, and left to the account's own policies", () => {
    const stack = synth((scope) => new Key(scope, "Key", { description: "orders ${a}" }));
    const { policy, ...key } = stack.resource("aws_kms_key");

    expect(key).toEqual({ description: "orders $${a}", deletion_window_in_days: 30, enable_key_rotation: true });
    expect(statementsOf(policy)).toEqual([
      {
        Sid: "AllowAccountToUseIamPolicies",
        Effect: "Allow",
        Principal: {
          AWS: [expect.stringMatching(/^arn:\$\{data\.aws_partition\.\w+\.partition\}:iam::\$\{.*account_id\}:root$/)],
        },
        Action: ["kms:*"],
        Resource: ["*"],
      },
    ]);
  });

  it("takes each statement once, about itself", () => {
    const stack = synth((scope) => {
      const key = new Key(scope, "Key");
      expect(key.addToResourcePolicy(FOR_EVENTS)).toEqual([key.resource]);
      key.addToResourcePolicy({ ...FOR_EVENTS });
    });

    expect(statementsOf(stack.resource("aws_kms_key").policy).slice(1)).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["events.amazonaws.com"] },
        Action: ["kms:Decrypt"],
        Resource: ["*"],
      },
    ]);
  });

  it("takes statements that differ only in their last characters", () => {
    const stack = synth((scope) => {
      const encryptionKey = new Key(scope, "Key");
      new LogGroup(scope, "A", { logGroupName: "/aws/events/a", encryptionKey });
      new LogGroup(scope, "B", { logGroupName: "/aws/events/b", encryptionKey });
    });
    const [, , a, b] = statementsOf(stack.resource("aws_kms_key").policy);

    expect(JSON.stringify(a.Condition)).toContain("log-group:/aws/events/a");
    expect(JSON.stringify(b.Condition)).toContain("log-group:/aws/events/b");
  });

  it("adds tags to those it has", () => {
    const stack = synth((scope) => {
      const key = new Key(scope, "Key");
      key.addTag("One", "1");
      key.addTag("Two", "2");
    });

    expect(stack.resource("aws_kms_key").tags).toEqual({ One: "1", Two: "2" });
  });

  it("lets an identity encrypt and decrypt", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      new Key(scope, "Key").grantEncryptDecrypt(role);
      Key.fromKeyArn(scope, "Other", IMPORTED).grantEncryptDecrypt(role);
    });

    expect(statementsOf(stack.resource("aws_iam_role_policy").policy)).toEqual([
      { Effect: "Allow", Action: ACTIONS, Resource: [KEY] },
      { Effect: "Allow", Action: ACTIONS, Resource: [IMPORTED] },
    ]);
  });

  it.each([
    [6, false],
    [7, true],
    [30, true],
    [31, false],
  ])("takes %i days before its deletion: %s", (days, isAllowed) => {
    const make = () => synth((scope) => new Key(scope, "Key", { pendingWindow: Duration.days(days) }));

    expect(thrownBy(make) === undefined).toBe(isAllowed);
  });

  it("fails when the days before its deletion are a token, which cannot be divided", () => {
    const make = () => synth((scope) => new Key(scope, "Key", { pendingWindow: Duration.seconds(numberToken(scope)) }));

    expect(thrownBy(make)).toBeInstanceOf(TypeError);
  });
});

describe("Key.fromKeyArn", () => {
  it("warns with the statement and the tag to add, and makes nothing", () => {
    const stack = synth((scope) => {
      const key = Key.fromKeyArn(scope, "Key", IMPORTED);
      expect(key.addToResourcePolicy(FOR_EVENTS)).toEqual([]);
      key.addTag("EventBridgeApiDestinations", "true");
    });

    expect(codesOf(stack.warnings)).toEqual(["key-imported-without-statement", "key-imported-without-tag"]);
    expect(stack.warnings[0]).toContain('"Principal":{"Service":["events.amazonaws.com"]}');
    expect(stack.warnings[1]).toContain("EventBridgeApiDestinations = true");
    expect(stack.json.resource).toBeUndefined();
  });

  it.each([
    "alias/aws/sqs",
    "arn:aws:kms:us-east-1:123456789012:alias/aws/sqs",
    "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
    "arn:aws:sqs:us-east-1:123456789012:key/a",
  ])("fails when it is given %j", (arn) => {
    expect(findings(refusal((scope) => Key.fromKeyArn(scope, "Key", arn)))).toEqual(["keyArn: key-arn-invalid"]);
  });
});
