import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { Duration } from "../core/duration";
import { physicalName } from "../core/names";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import { type PolicyStatement, renderPolicy, statementText } from "../iam/policy";

/** An SQS queue, made here or elsewhere. */
export interface IQueue {
  /** @terraform aws_sqs_queue.arn */
  readonly queueArn: string;
  /**
   * Lets a service send messages on behalf of a resource (`aws:SourceArn`). An imported queue's policy is not ours to
   * change: a warning then prints the statement to add.
   *
   * @returns what must exist before the service can send
   */
  allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[];
  /** Lets an identity send messages. */
  grantSendMessages(grantee: IGrantable): Grant;
}

export interface QueueProps extends AwsConstructProps {
  /**
   * 1 to 80 letters, digits, `_` and `-`.
   *
   * @default - made from the construct path
   * @terraform aws_sqs_queue.name
   */
  readonly queueName?: string;
  /**
   * 60 seconds to 14 days. AWS's own default is 4 days.
   *
   * @default Duration.days(14)
   * @terraform aws_sqs_queue.message_retention_seconds
   */
  readonly retentionPeriod?: Duration;
  /**
   * 0 seconds to 12 hours.
   *
   * @default Duration.seconds(30)
   * @terraform aws_sqs_queue.visibility_timeout_seconds
   */
  readonly visibilityTimeout?: Duration;
}

/** Limits of the SQS API (CreateQueue). */
const QUEUE_NAME = /^[A-Za-z0-9_-]{1,80}$/;
const MAX_QUEUE_NAME = 80;
const RETENTION_SECONDS = [60, 1_209_600] as const;
const VISIBILITY_SECONDS = [0, 43_200] as const;

/**
 * A standard queue with SSE-SQS whose policy refuses requests without TLS. Makes `aws_sqs_queue` and the one
 * `aws_sqs_queue_policy` of it: a second policy resource would overwrite the first at every apply.
 *
 * @throws ValidationError
 */
export class Queue extends AwsConstruct implements IQueue {
  /** An existing queue. */
  public static fromQueueArn(scope: Construct, id: string, queueArn: string): IQueue {
    return new ImportedQueue(scope, id, queueArn);
  }

  public readonly resource: SqsQueue;
  /** The queue's policy. */
  public readonly policy: SqsQueuePolicy;
  public readonly queueArn: string;
  /** @terraform aws_sqs_queue.url */
  public readonly queueUrl: string;

  readonly #statements: PolicyStatement[] = [];
  readonly #sources = new Map<string, string[]>();

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, props);
    const retention = props.retentionPeriod ?? Duration.days(14);
    const visibility = props.visibilityTimeout ?? Duration.seconds(30);
    const problems = new Problems(this);
    problems.string(props.queueName, (name) => QUEUE_NAME.test(name), "queue-name-invalid", "queueName");
    problems.integer(retention.toSeconds(), RETENTION_SECONDS, "queue-retention-out-of-range", "retentionPeriod");
    problems.integer(visibility.toSeconds(), VISIBILITY_SECONDS, "queue-visibility-out-of-range", "visibilityTimeout");
    problems.throwIfAny();

    this.resource = new SqsQueue(this, "Resource", {
      ...this.metaArguments,
      name: props.queueName ?? physicalName(this, MAX_QUEUE_NAME),
      messageRetentionSeconds: retention.toSeconds(),
      visibilityTimeoutSeconds: visibility.toSeconds(),
      sqsManagedSseEnabled: true,
    });
    this.queueArn = this.resource.arn;
    this.queueUrl = this.resource.url;
    this.policy = new SqsQueuePolicy(this, "Policy", {
      ...this.metaArguments,
      queueUrl: this.queueUrl,
      policy: renderPolicy(() => this.policyStatements()),
    });
  }

  /** Adds a statement to the queue's policy. */
  public addToResourcePolicy(statement: PolicyStatement): void {
    this.#statements.push(statement);
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    const sources = this.#sources.get(servicePrincipal) ?? [];
    if (!sources.includes(sourceArn)) {
      this.#sources.set(servicePrincipal, [...sources, sourceArn]);
    }
    return [this.policy];
  }

  public grantSendMessages(grantee: IGrantable): Grant {
    return Grant.addToPrincipal(grantee, sendMessages(this.queueArn));
  }

  private policyStatements(): PolicyStatement[] {
    const services = [...this.#sources].map(([service, sources]) => serviceStatement(this.queueArn, service, sources));
    const tlsOnly: PolicyStatement = {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principals: "*",
      actions: ["sqs:*"],
      resources: [this.queueArn],
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
    return [...services, ...this.#statements, tlsOnly];
  }
}

class ImportedQueue extends AwsConstruct implements IQueue {
  constructor(
    scope: Construct,
    id: string,
    public readonly queueArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.string(
      queueArn,
      (arn) => /^arn:[\w-]+:sqs:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/.test(arn),
      "queue-arn-invalid",
      "queueArn",
    );
    problems.throwIfAny();
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
    return [];
  }

  public grantSendMessages(grantee: IGrantable): Grant {
    return Grant.addToPrincipal(grantee, sendMessages(this.queueArn));
  }
}

function sendMessages(queueArn: string): PolicyStatement {
  return { actions: ["sqs:SendMessage"], resources: [queueArn] };
}

/** One statement for all sources of a service, so that the policy stays short. */
function serviceStatement(queueArn: string, servicePrincipal: string, sourceArns: readonly string[]): PolicyStatement {
  const name = servicePrincipal.split(".")[0] as string;
  return {
    sid: `Allow${name.charAt(0).toUpperCase()}${name.slice(1)}ToSendMessages`,
    principals: { Service: [servicePrincipal] },
    actions: ["sqs:SendMessage"],
    resources: [queueArn],
    conditions: { ArnEquals: { "aws:SourceArn": sourceArns } },
  };
}
