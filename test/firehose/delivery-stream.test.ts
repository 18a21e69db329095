import { DeliveryStream, Role } from "cdktf-aws-http-integrations";
import { stringToken } from "../events/parts";
import { findings, refusal, synth } from "../support/synth";

const STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/archive";

describe("DeliveryStream", () => {
  it("lets an identity put records", () => {
    const stack = synth((scope) => {
      const role = new Role(scope, "Role", { servicePrincipal: "lambda.amazonaws.com" });
      DeliveryStream.fromDeliveryStreamArn(scope, "Stream", STREAM).grantPutRecords(role);
    });

    expect(JSON.parse(stack.resource("aws_iam_role_policy").policy as string).Statement).toEqual([
      { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: [STREAM] },
    ]);
  });

  it("does not judge an ARN that is a token", () => {
    synth((scope) => {
      const token = stringToken(scope);
      expect(DeliveryStream.fromDeliveryStreamArn(scope, "Stream", token).deliveryStreamArn).toBe(token);
    });
  });

  it.each(["archive", "arn:aws:firehose:us-east-1:123456789012:archive", STREAM.replace("firehose", "kinesis")])(
    "fails when the ARN is %j",
    (arn) => {
      expect(findings(refusal((scope) => DeliveryStream.fromDeliveryStreamArn(scope, "Stream", arn)))).toEqual([
        "deliveryStreamArn: delivery-stream-arn-invalid",
      ]);
    },
  );
});
