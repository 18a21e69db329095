import { Key, Role, Stream } from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { findings, refusal, synth } from "../support/synth";

const STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
const WRITE = { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: [STREAM] };

describe("Stream", () => {
  it("lets an identity write, and use the key where there is one", () => {
    const stack = synth((scope) => {
      const plain = new Role(scope, "Plain", { servicePrincipal: "lambda.amazonaws.com" });
      const withKey = new Role(scope, "WithKey", { servicePrincipal: "lambda.amazonaws.com" });
      const encryptionKey = new Key(scope, "Key");
      Stream.fromStreamArn(scope, "A", STREAM).grantWrite(plain);
      Stream.fromStreamAttributes(scope, "B", { streamArn: STREAM, encryptionKey }).grantWrite(withKey);
    });
    const statementsOf = (id: string) =>
      JSON.parse(stack.resource("aws_iam_role_policy", id).policy as string).Statement;

    expect(statementsOf("Plain")).toEqual([WRITE]);
    expect(statementsOf("WithKey")).toEqual([
      {
        Effect: "Allow",
        Action: ["kms:GenerateDataKey"],
        Resource: [expect.stringMatching(/^\$\{aws_kms_key\.Key_\w+\.arn\}$/)],
      },
      WRITE,
    ]);
  });

  it("does not judge an ARN that is a token", () => {
    synth((scope) => {
      const token = stringToken(scope);
      expect(Stream.fromStreamArn(scope, "Stream", token).streamArn).toBe(token);
    });
  });

  it.each(["clicks", "arn:aws:kinesis:us-east-1:123456789012:clicks", `${STREAM}/consumer/x:1`])(
    "fails when the ARN is %j",
    (arn) => {
      expect(findings(refusal((scope) => Stream.fromStreamArn(scope, "Stream", arn)))).toEqual([
        "streamArn: stream-arn-invalid",
      ]);
    },
  );
});
