import { type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import type { Grant, IGrantable } from "../iam/grant";
import { statementText } from "../iam/policy";
import type { IKey } from "../kms/key";
import { FIFO_SUFFIX } from "./limits";
import type { IQueue } from "./queue";
import { allowServiceToUseKey, grantSendMessages, serviceStatement } from "./queue-access";

/** What identifies a queue that is made elsewhere. */
export interface QueueAttributes {
  readonly queueArn: string;
  /**
   * Only needed where the ARN is a token.
   *
   * @default - whether the ARN ends with `.fifo`
   */
  readonly fifo?: boolean;
  /**
   * The customer managed key of the queue, if it has one.
   *
   * @default - none: senders need no permission for a key
   */
  readonly encryptionMasterKey?: IKey;
}

/** @internal */
export class ImportedQueue extends AwsConstruct implements IQueue {
  public readonly queueArn: string;
  public readonly fifo: boolean | undefined;
  public readonly contentBasedDeduplication = undefined;
  readonly #key: IKey | undefined;

  constructor(scope: Construct, id: string, attributes: QueueAttributes) {
    super(scope, id);
    const { queueArn, fifo, encryptionMasterKey } = (attributes ?? {}) as QueueAttributes;
    const problems = new Problems(this);
    problems.required(
      queueArn,
      (arn) => /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/.test(arn),
      "queue-arn-invalid",
      "queueArn",
    );
    problems.throwIfAny();
    this.queueArn = queueArn;
    this.fifo = Token.isUnresolved(queueArn) ? fifo : queueArn.endsWith(FIFO_SUFFIX);
    this.#key = encryptionMasterKey;
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    const problems = new Problems(this);
    problems.add("queue-imported-without-statement", {
      property: "queueArn",
      fix: `add this statement to the queue's policy, where the queue is made: ${statementText(
        this,
        serviceStatement(this.queueArn, servicePrincipal, [sourceArn]),
      )}`,
    });
    problems.throwIfAny();
    return this.#key === undefined ? [] : allowServiceToUseKey(this.#key, servicePrincipal);
  }

  public grantSendMessages(grantee: IGrantable): Grant {
    return grantSendMessages(grantee, this.queueArn, this.#key);
  }
}
