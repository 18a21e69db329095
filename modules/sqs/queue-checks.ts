import type { Problems } from "../core/validate";
import {
  DATA_KEY_REUSE_SECONDS,
  FIFO_SUFFIX,
  MAX_QUEUE_NAME,
  MIN_RECEIVE_COUNT,
  QUEUE_NAME,
  RETENTION_SECONDS,
  VISIBILITY_SECONDS,
} from "./limits";
import { DeduplicationScope, FifoThroughputLimit, type QueueProps, RedrivePermission } from "./queue-props";

export function checkQueue(problems: Problems, props: QueueProps, retention: number, visibility: number): void {
  const fifo = props.fifo ?? false;
  problems.string(props.queueName, (name) => isQueueName(name, fifo), "queue-name-invalid", "queueName");
  problems.integer(retention, RETENTION_SECONDS, "queue-retention-out-of-range", "retentionPeriod");
  problems.integer(visibility, VISIBILITY_SECONDS, "queue-visibility-out-of-range", "visibilityTimeout");
  checkKey(problems, props);
  checkFifo(problems, props, fifo);
  checkRedrive(problems, props, fifo);
}

function isQueueName(name: string, fifo: boolean): boolean {
  if (!fifo) {
    return QUEUE_NAME.test(name);
  }
  const stem = name.endsWith(FIFO_SUFFIX) ? name.slice(0, -FIFO_SUFFIX.length) : name;
  return QUEUE_NAME.test(stem) && stem.length + FIFO_SUFFIX.length <= MAX_QUEUE_NAME;
}

function checkKey(problems: Problems, { encryptionMasterKey, dataKeyReuse }: QueueProps): void {
  if (encryptionMasterKey !== undefined) {
    problems.check(typeof encryptionMasterKey.addToResourcePolicy === "function", "queue-key-not-a-key", {
      property: "encryptionMasterKey",
      given: encryptionMasterKey,
    });
  }
  if (dataKeyReuse !== undefined) {
    problems.check(encryptionMasterKey !== undefined, "queue-data-key-reuse-without-key", { property: "dataKeyReuse" });
    problems.integer(
      dataKeyReuse.toSeconds(),
      DATA_KEY_REUSE_SECONDS,
      "queue-data-key-reuse-out-of-range",
      "dataKeyReuse",
    );
  }
}

function checkFifo(problems: Problems, props: QueueProps, fifo: boolean): void {
  for (const property of ["contentBasedDeduplication", "deduplicationScope", "fifoThroughputLimit"] as const) {
    if (!fifo && props[property]) {
      problems.add("queue-fifo-only", { property, given: props[property] });
    }
  }
  if (
    props.fifoThroughputLimit === FifoThroughputLimit.PER_MESSAGE_GROUP_ID &&
    props.deduplicationScope !== DeduplicationScope.MESSAGE_GROUP
  ) {
    problems.add("queue-throughput-without-scope", { property: "deduplicationScope", given: props.deduplicationScope });
  }
}

function checkRedrive(problems: Problems, { deadLetterQueue, redriveAllowPolicy }: QueueProps, fifo: boolean): void {
  if (deadLetterQueue !== undefined) {
    problems.integer(
      deadLetterQueue.maxReceiveCount,
      [MIN_RECEIVE_COUNT, Number.MAX_SAFE_INTEGER],
      "queue-max-receive-count-out-of-range",
      "deadLetterQueue.maxReceiveCount",
    );
    const kind = deadLetterQueue.queue.fifo;
    problems.check(kind === undefined || kind === fifo, "queue-dead-letter-queue-of-other-kind", {
      property: "deadLetterQueue.queue",
      given: kind === true ? "a FIFO queue" : "a standard queue",
      allowed: `must be a ${fifo ? "FIFO" : "standard"} queue, like the queue itself`,
    });
  }
  if (redriveAllowPolicy?.sourceQueues !== undefined) {
    problems.check(
      redriveAllowPolicy.redrivePermission === RedrivePermission.BY_QUEUE,
      "queue-redrive-sources-invalid",
      {
        property: "redriveAllowPolicy.sourceQueues",
        allowed: "can stand only beside RedrivePermission.BY_QUEUE",
        given: `${redriveAllowPolicy.sourceQueues.length} queues beside ${redriveAllowPolicy.redrivePermission}`,
      },
    );
  }
}
