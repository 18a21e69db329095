export { type IQueue, Queue, type QueueProps } from "./queue";
