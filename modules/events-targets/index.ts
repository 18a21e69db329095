export { ApiDestination, type ApiDestinationTargetProps, type HttpParameterValue } from "./api-destination";
export { CloudWatchLogGroup, type CloudWatchLogGroupTargetProps } from "./cloudwatch-log-group";
export { EventBus, type EventBusTargetProps } from "./event-bus";
export { FirehoseDeliveryStream, type FirehoseDeliveryStreamTargetProps } from "./firehose-delivery-stream";
export { KinesisStream, type KinesisStreamTargetProps } from "./kinesis-stream";
export { SfnStateMachine, type SfnStateMachineTargetProps } from "./sfn-state-machine";
export { SnsTopic, type SnsTopicTargetProps } from "./sns-topic";
export { SqsQueue, type SqsQueueTargetProps } from "./sqs-queue";
export type { RoleTargetProps, TargetBaseProps } from "./target-base";
