import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import type { IKey } from "../kms/key";

/** A Kinesis data stream, made elsewhere. */
export interface IStream {
  /** @terraform aws_kinesis_stream.arn */
  readonly streamArn: string;
  /** Lets an identity put records (`kinesis:PutRecord`, `kinesis:PutRecords`), and use the stream's key. */
  grantWrite(grantee: IGrantable): Grant;
}

/** What identifies a stream that is made elsewhere. */
export interface StreamAttributes {
  readonly streamArn: string;
  /**
   * The customer managed key of the stream, if it has one.
   *
   * @default - none: producers need no permission for a key
   */
  readonly encryptionKey?: IKey;
}

/** A Kinesis data stream. There is no construct that makes one: pass the ARN of your own resource. */
export abstract class Stream extends AwsConstruct implements IStream {
  /** An existing stream. */
  public static fromStreamArn(scope: Construct, id: string, streamArn: string): IStream {
    return new ImportedStream(scope, id, { streamArn });
  }

  /** An existing stream with a customer managed key. */
  public static fromStreamAttributes(scope: Construct, id: string, attributes: StreamAttributes): IStream {
    return new ImportedStream(scope, id, attributes);
  }

  public abstract readonly streamArn: string;
  public abstract grantWrite(grantee: IGrantable): Grant;
}

class ImportedStream extends Stream {
  public readonly streamArn: string;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, attributes: StreamAttributes) {
    super(scope, id);
    const { streamArn, encryptionKey } = (attributes ?? {}) as StreamAttributes;
    const problems = new Problems(this);
    problems.required(
      streamArn,
      (arn) => /^arn:[\w-]+:kinesis:[\w-]+:\d{12}:stream\/[\w.-]{1,128}$/.test(arn),
      "stream-arn-invalid",
      "streamArn",
    );
    problems.throwIfAny();
    this.streamArn = streamArn;
    this.#key = encryptionKey;
  }

  public grantWrite(grantee: IGrantable): Grant {
    if (this.#key !== undefined) {
      Grant.addToPrincipal(grantee, { actions: ["kms:GenerateDataKey"], resources: [this.#key.keyArn] });
    }
    return Grant.addToPrincipal(grantee, {
      actions: ["kinesis:PutRecord", "kinesis:PutRecords"],
      resources: [this.streamArn],
    });
  }
}
