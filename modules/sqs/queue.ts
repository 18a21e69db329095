import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SqsQueueRedriveAllowPolicy } from "@cdktf/provider-aws/lib/sqs-queue-redrive-allow-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Duration } from "../core/duration";
import { renderJson } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import type { Grant, IGrantable } from "../iam/grant";
import { type PolicyStatement, renderPolicy } from "../iam/policy";
import type { IKey } from "../kms/key";
import { ImportedQueue, type QueueAttributes } from "./imported-queue";
import { FIFO_SUFFIX, MAX_QUEUE_NAME, MAX_SOURCE_QUEUES } from "./limits";
import { allowServiceToUseKey, grantSendMessages, serviceStatement } from "./queue-access";
import { checkQueue } from "./queue-checks";
import { type QueueProps, RedrivePermission } from "./queue-props";

/** An SQS queue, made here or elsewhere. */
export interface IQueue {
  /** @terraform aws_sqs_queue.arn */
  readonly queueArn: string;
  /** Undefined where it is not known at synth. @terraform aws_sqs_queue.fifo_queue */
  readonly fifo: boolean | undefined;
  /** Undefined where it is not known at synth. @terraform aws_sqs_queue.content_based_deduplication */
  readonly contentBasedDeduplication: boolean | undefined;
  /**
   * Lets a service send messages on behalf of a resource (`aws:SourceArn`), and use the queue's key. An imported queue's
   * policy is not ours to change: a warning then prints the statement to add.
   *
   * @returns what must exist before the service can send
   */
  allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[];
  /** Lets an identity send messages. */
  grantSendMessages(grantee: IGrantable): Grant;
}

interface ServiceAccess {
  readonly sourceArns: Set<string>;
  readonly dependables: ITerraformDependable[];
}

/**
 * An encrypted queue whose policy refuses requests without TLS. Makes `aws_sqs_queue` and the one `aws_sqs_queue_policy`
 * of it: a second policy resource would overwrite the first at every apply.
 *
 * @throws ValidationError
 */
export class Queue extends AwsConstruct implements IQueue {
  /** An existing queue. */
  public static fromQueueArn(scope: Construct, id: string, queueArn: string): IQueue {
    return new ImportedQueue(scope, id, { queueArn });
  }

  /** An existing queue with a customer managed key, or of a kind that its ARN does not show. */
  public static fromQueueAttributes(scope: Construct, id: string, attributes: QueueAttributes): IQueue {
    return new ImportedQueue(scope, id, attributes);
  }

  public readonly resource: SqsQueue;
  /** The queue's policy. */
  public readonly policy: SqsQueuePolicy;
  public readonly queueArn: string;
  /** @terraform aws_sqs_queue.url */
  public readonly queueUrl: string;
  public readonly fifo: boolean;
  public readonly contentBasedDeduplication: boolean;

  readonly #key: IKey | undefined;
  readonly #statements: PolicyStatement[] = [];
  readonly #services = new Map<string, ServiceAccess>();
  /** Only for a queue that names those who may use it as their dead-letter queue. */
  #sourceQueues: Set<string> | undefined;

  constructor(scope: Construct, id: string, props: QueueProps = {}) {
    super(scope, id, props);
    const retention = props.retentionPeriod ?? Duration.days(14);
    const visibility = props.visibilityTimeout ?? Duration.seconds(30);
    const problems = new Problems(this);
    checkQueue(problems, props, retention.toSeconds(), visibility.toSeconds());
    problems.throwIfAny();

    this.fifo = props.fifo ?? false;
    this.contentBasedDeduplication = this.fifo && (props.contentBasedDeduplication ?? true);
    this.#key = props.encryptionMasterKey;
    this.resource = this.make(SqsQueue, "Resource", {
      name: this.nameFor(props.queueName),
      messageRetentionSeconds: retention.toSeconds(),
      visibilityTimeoutSeconds: visibility.toSeconds(),
      ...encryption(props),
      ...(this.fifo ? this.fifoArguments(props) : {}),
      ...redrive(props),
    });
    this.queueArn = attributeOf(this.resource, "arn");
    this.queueUrl = attributeOf(this.resource, "url");
    this.policy = this.make(SqsQueuePolicy, "Policy", {
      queueUrl: this.queueUrl,
      policy: renderPolicy(() => this.policyStatements()),
    });
    if (props.redriveAllowPolicy?.redrivePermission === RedrivePermission.BY_QUEUE) {
      this.allowSourceQueues(props.redriveAllowPolicy.sourceQueues ?? []);
    }
    const deadLetterQueue = props.deadLetterQueue?.queue;
    if (deadLetterQueue instanceof Queue) {
      deadLetterQueue.#sourceQueues?.add(this.queueArn);
    }
  }

  /** Adds a statement to the queue's policy. */
  public addToResourcePolicy(statement: PolicyStatement): void {
    this.#statements.push(statement);
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    let access = this.#services.get(servicePrincipal);
    if (access === undefined) {
      const key = this.#key === undefined ? [] : allowServiceToUseKey(this.#key, servicePrincipal);
      access = { sourceArns: new Set(), dependables: [this.policy, ...key] };
      this.#services.set(servicePrincipal, access);
    }
    access.sourceArns.add(sourceArn);
    return access.dependables;
  }

  public grantSendMessages(grantee: IGrantable): Grant {
    return grantSendMessages(grantee, this.queueArn, this.#key);
  }

  private nameFor(given: string | undefined): string {
    if (!this.fifo) {
      return given ?? physicalName(this, MAX_QUEUE_NAME);
    }
    const name = given ?? physicalName(this, MAX_QUEUE_NAME - FIFO_SUFFIX.length);
    return name.endsWith(FIFO_SUFFIX) ? name : `${name}${FIFO_SUFFIX}`;
  }

  private fifoArguments(props: QueueProps): Partial<SqsQueueConfig> {
    return {
      fifoQueue: true,
      contentBasedDeduplication: this.contentBasedDeduplication,
      deduplicationScope: props.deduplicationScope,
      fifoThroughputLimit: props.fifoThroughputLimit,
    };
  }

  /** A resource of its own: as an argument of the queue it would make a cycle with the queues that it names. */
  private allowSourceQueues(queues: readonly IQueue[]): void {
    const sources = new Set(queues.map(({ queueArn }) => queueArn));
    this.#sourceQueues = sources;
    this.make(SqsQueueRedriveAllowPolicy, "RedriveAllowPolicy", {
      queueUrl: this.queueUrl,
      redriveAllowPolicy: renderJson(() => ({
        redrivePermission: RedrivePermission.BY_QUEUE,
        sourceQueueArns: [...sources],
      })),
    });
    this.node.addValidation({
      validate: () => {
        const problems = new Problems(this);
        problems.check(sources.size >= 1 && sources.size <= MAX_SOURCE_QUEUES, "queue-redrive-sources-invalid", {
          property: "redriveAllowPolicy.sourceQueues",
          given: `${sources.size} queues`,
        });
        return problems.messages();
      },
    });
  }

  private policyStatements(): PolicyStatement[] {
    const services = [...this.#services].map(([service, { sourceArns }]) =>
      serviceStatement(this.queueArn, service, [...sourceArns]),
    );
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

function encryption({ encryptionMasterKey, dataKeyReuse }: QueueProps): Partial<SqsQueueConfig> {
  return encryptionMasterKey === undefined
    ? { sqsManagedSseEnabled: true }
    : { kmsMasterKeyId: encryptionMasterKey.keyArn, kmsDataKeyReusePeriodSeconds: dataKeyReuse?.toSeconds() };
}

function redrive({ deadLetterQueue, redriveAllowPolicy }: QueueProps): Partial<SqsQueueConfig> {
  const permission = redriveAllowPolicy?.redrivePermission;
  return {
    ...(deadLetterQueue === undefined
      ? {}
      : {
          redrivePolicy: renderJson({
            deadLetterTargetArn: deadLetterQueue.queue.queueArn,
            maxReceiveCount: deadLetterQueue.maxReceiveCount,
          }),
        }),
    ...(permission === undefined || permission === RedrivePermission.BY_QUEUE
      ? {}
      : { redriveAllowPolicy: renderJson({ redrivePermission: permission }) }),
  };
}
