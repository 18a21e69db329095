import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";

/** A Firehose delivery stream, made elsewhere. */
export interface IDeliveryStream {
  /** @terraform aws_kinesis_firehose_delivery_stream.arn */
  readonly deliveryStreamArn: string;
  /** Lets an identity put records (`firehose:PutRecord`, `firehose:PutRecordBatch`). */
  grantPutRecords(grantee: IGrantable): Grant;
}

/** A Firehose delivery stream. There is no construct that makes one: pass the ARN of your own resource. */
export abstract class DeliveryStream extends AwsConstruct implements IDeliveryStream {
  /** An existing delivery stream. */
  public static fromDeliveryStreamArn(scope: Construct, id: string, deliveryStreamArn: string): IDeliveryStream {
    return new ImportedDeliveryStream(scope, id, deliveryStreamArn);
  }

  public abstract readonly deliveryStreamArn: string;
  public abstract grantPutRecords(grantee: IGrantable): Grant;
}

class ImportedDeliveryStream extends DeliveryStream {
  constructor(
    scope: Construct,
    id: string,
    public readonly deliveryStreamArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      deliveryStreamArn,
      (arn) => /^arn:[\w-]+:firehose:[\w-]+:\d{12}:deliverystream\/[\w.-]{1,64}$/.test(arn),
      "delivery-stream-arn-invalid",
      "deliveryStreamArn",
    );
    problems.throwIfAny();
  }

  public grantPutRecords(grantee: IGrantable): Grant {
    return Grant.addToPrincipal(grantee, {
      actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      resources: [this.deliveryStreamArn],
    });
  }
}
