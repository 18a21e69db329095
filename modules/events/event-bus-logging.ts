import type { AwsConstruct } from "../core/aws-construct";
import type { IKey } from "../kms/key";
import { LogDelivery } from "../logs/log-delivery";
import { type ILogGroup, LogGroup } from "../logs/log-group";

/** Which records a bus logs. */
export enum EventBusLogLevel {
  /** None. */
  OFF = "OFF",
  /** Failures. */
  ERROR = "ERROR",
  /** Failures and the main steps. */
  INFO = "INFO",
  /** Every step. */
  TRACE = "TRACE",
}

/** What a record of a bus's log holds. */
export enum EventBusLogDetail {
  /** Nothing of the event's content, nor of requests and answers. */
  NONE = "NONE",
  /** The event's detail, the target's input and its answer: as confidential as the events. */
  FULL = "FULL",
}

/** What a bus logs, and where to. */
export interface EventBusLogConfig {
  /**
   * Once a bus has had logging, leaving `logConfig` out changes nothing: the provider does not unset it. Say `OFF`.
   *
   * @terraform aws_cloudwatch_event_bus.log_config.level
   */
  readonly level: EventBusLogLevel;
  /**
   * @default EventBusLogDetail.NONE
   * @terraform aws_cloudwatch_event_bus.log_config.include_detail
   */
  readonly includeDetail?: EventBusLogDetail;
  /**
   * @default - a new group `/aws/vendedlogs/events/event-bus/<name>`, with the key of the bus; none if `level` is OFF
   * @terraform aws_cloudwatch_log_delivery_destination.delivery_destination_configuration.destination_resource_arn
   */
  readonly logGroup?: ILogGroup;
}

/** The levels of `log_config` take the records of those above them too; each kind needs a delivery of its own. */
const LOG_TYPES: { readonly [level in EventBusLogLevel]: readonly string[] } = {
  OFF: [],
  ERROR: ["ERROR_LOGS"],
  INFO: ["ERROR_LOGS", "INFO_LOGS"],
  TRACE: ["ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS"],
};

/** Makes what takes the records of a bus to its log group. `log_config` alone writes nowhere. */
export function deliverBusLogs(
  scope: AwsConstruct,
  config: EventBusLogConfig,
  bus: { readonly name: string; readonly arn: string; readonly key: IKey | undefined },
): void {
  const logTypes = LOG_TYPES[config.level];
  if (logTypes.length === 0) {
    return;
  }
  const logGroup =
    config.logGroup ??
    new LogGroup(scope, "LogGroup", {
      logGroupName: `/aws/vendedlogs/events/event-bus/${bus.name}`,
      encryptionKey: bus.key,
    });
  new LogDelivery(scope, "LogDelivery", { resourceArn: bus.arn, logTypes, logGroup });
}
