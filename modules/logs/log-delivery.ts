import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { physicalName } from "../core/names";
import { addDependencies, attributeOf } from "../core/reference";
import type { ILogGroup } from "./log-group";

export interface LogDeliveryProps extends AwsConstructProps {
  /** @terraform aws_cloudwatch_log_delivery_source.resource_arn */
  readonly resourceArn: string;
  /** Such as `ERROR_LOGS`. @terraform aws_cloudwatch_log_delivery_source.log_type */
  readonly logTypes: readonly string[];
  readonly logGroup: ILogGroup;
}

/** The service that writes the logs of others. */
const DELIVERY_SERVICE = "delivery.logs.amazonaws.com";

/** Names of sources and destinations. Source: CloudWatch Logs API model. */
const MAX_DELIVERY_NAME = 60;
/** `-` and the longest log type, `TRACE_LOGS`. */
const LOG_TYPE_SUFFIX = 11;

/**
 * Takes the logs of an AWS resource to a log group. Makes `aws_cloudwatch_log_delivery_source` and
 * `aws_cloudwatch_log_delivery` for each log type, one `aws_cloudwatch_log_delivery_destination`, and the permission in the
 * stack's `aws_cloudwatch_log_resource_policy`.
 */
export class LogDelivery extends AwsConstruct {
  public readonly resource: CloudwatchLogDeliveryDestination;

  constructor(scope: Construct, id: string, props: LogDeliveryProps) {
    super(scope, id, props);
    const { logGroup } = props;
    const name = physicalName(this, MAX_DELIVERY_NAME - LOG_TYPE_SUFFIX);
    this.resource = this.make(CloudwatchLogDeliveryDestination, "Resource", {
      name,
      deliveryDestinationConfiguration: [{ destinationResourceArn: logGroup.logGroupArn }],
    });
    const destinationArn = attributeOf(this.resource, "arn");
    let before: readonly ITerraformDependable[] = [];
    for (const logType of props.logTypes) {
      const source = this.make(CloudwatchLogDeliverySource, `${logType}_SOURCE`, {
        name: `${name}-${logType}`,
        logType,
        resourceArn: props.resourceArn,
      });
      const delivery = this.make(CloudwatchLogDelivery, logType, {
        deliverySourceName: attributeOf(source, "name"),
        deliveryDestinationArn: destinationArn,
      });
      const policy = logGroup.allowService(DELIVERY_SERVICE, attributeOf(source, "arn"));
      addDependencies(delivery, [...policy, ...before]);
      // One after the other: CloudWatch Logs refuses deliveries of one resource that are made at the same time.
      before = [delivery];
    }
  }
}
