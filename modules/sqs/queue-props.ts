import type { AwsConstructProps } from "../core/aws-construct";
import type { Duration } from "../core/duration";
import type { IKey } from "../kms/key";
import type { IQueue } from "./queue";

/** Where a FIFO queue looks for duplicates. */
export enum DeduplicationScope {
  MESSAGE_GROUP = "messageGroup",
  QUEUE = "queue",
}

/** What the throughput quota of a FIFO queue counts. */
export enum FifoThroughputLimit {
  PER_QUEUE = "perQueue",
  /** Needs `DeduplicationScope.MESSAGE_GROUP`. */
  PER_MESSAGE_GROUP_ID = "perMessageGroupId",
}

/** Which queues may name this one as their dead-letter queue. */
export enum RedrivePermission {
  ALLOW_ALL = "allowAll",
  BY_QUEUE = "byQueue",
  DENY_ALL = "denyAll",
}

/** Where messages go that consumers do not delete. */
export interface DeadLetterQueue {
  /** Of the same kind: a FIFO queue for a FIFO queue. @terraform aws_sqs_queue.redrive_policy */
  readonly queue: IQueue;
  /** How often a message is received before it goes there; at least 1. @terraform aws_sqs_queue.redrive_policy */
  readonly maxReceiveCount: number;
}

export interface RedriveAllowPolicy {
  readonly redrivePermission: RedrivePermission;
  /**
   * With `BY_QUEUE`: queues made elsewhere, at most 10 with those of the stack.
   *
   * @default - only the queues of this stack that name this one in `deadLetterQueue`, which are added in any case
   */
  readonly sourceQueues?: readonly IQueue[];
}

export interface QueueProps extends AwsConstructProps {
  /**
   * 1 to 80 letters, digits, `_` and `-`. The name of a FIFO queue gets `.fifo` at its end, which counts.
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
  /**
   * A customer managed key. Its policy is given the statement that each sending service needs. `alias/aws/sqs` does not
   * do: no other service can use it.
   *
   * @default - a key of SQS (SSE-SQS)
   * @terraform aws_sqs_queue.kms_master_key_id
   */
  readonly encryptionMasterKey?: IKey;
  /**
   * How long SQS uses a data key before it asks KMS for the next; 60 seconds to 24 hours. Only beside
   * `encryptionMasterKey`.
   *
   * @default Duration.minutes(5)
   * @terraform aws_sqs_queue.kms_data_key_reuse_period_seconds
   */
  readonly dataKeyReuse?: Duration;
  /**
   * First in, first out. Changing it replaces the queue. EventBridge does not use such a queue as a dead-letter queue.
   *
   * @default false
   * @terraform aws_sqs_queue.fifo_queue
   */
  readonly fifo?: boolean;
  /**
   * Takes messages with the same body for one. EventBridge needs it to send to a FIFO queue.
   *
   * @default true for a FIFO queue, where AWS's own default is false
   * @terraform aws_sqs_queue.content_based_deduplication
   */
  readonly contentBasedDeduplication?: boolean;
  /**
   * FIFO only.
   *
   * @default DeduplicationScope.QUEUE
   * @terraform aws_sqs_queue.deduplication_scope
   */
  readonly deduplicationScope?: DeduplicationScope;
  /**
   * FIFO only.
   *
   * @default FifoThroughputLimit.PER_QUEUE
   * @terraform aws_sqs_queue.fifo_throughput_limit
   */
  readonly fifoThroughputLimit?: FifoThroughputLimit;
  /**
   * Where messages go that consumers received too often.
   *
   * @default - they stay until `retentionPeriod` ends
   * @terraform aws_sqs_queue.redrive_policy
   */
  readonly deadLetterQueue?: DeadLetterQueue;
  /**
   * Which queues may name this one as their dead-letter queue.
   *
   * @default - all queues of the account and Region
   * @terraform aws_sqs_queue.redrive_allow_policy
   */
  readonly redriveAllowPolicy?: RedriveAllowPolicy;
}
