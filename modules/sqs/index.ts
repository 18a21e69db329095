export type { QueueAttributes } from "./imported-queue";
export { type IQueue, Queue } from "./queue";
export {
  type DeadLetterQueue,
  DeduplicationScope,
  FifoThroughputLimit,
  type QueueProps,
  type RedriveAllowPolicy,
  RedrivePermission,
} from "./queue-props";
