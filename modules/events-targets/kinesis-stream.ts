import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { EventPath } from "../events/event-field";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import { checkInputPath } from "../events/rule-target-input-checks";
import type { IStream } from "../kinesis/stream";
import { bindTargetBase, bindTargetRole, type RoleTargetProps } from "./target-base";

export interface KinesisStreamTargetProps extends RoleTargetProps {
  /**
   * The field of the event that becomes the partition key.
   *
   * @default - the event's id
   * @terraform aws_cloudwatch_event_target.kinesis_target.partition_key_path
   */
  readonly partitionKeyPath?: EventPath;
}

/** Puts events into a Kinesis data stream, with a role that may write to this one stream for this one rule. */
export class KinesisStream implements IRuleTarget {
  constructor(
    private readonly stream: IStream,
    private readonly props: KinesisStreamTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { stream, props } = this;
    const { partitionKeyPath } = props;
    if (partitionKeyPath !== undefined) {
      checkInputPath({ problems, property: "partitionKeyPath" }, partitionKeyPath);
    }
    const base = bindTargetBase(scope, rule, props, problems);
    const role = bindTargetRole(scope, rule, props);
    const grant = stream.grantWrite(role);
    return {
      ...base,
      arn: stream.streamArn,
      roleArn: role.roleArn,
      kinesisTarget: partitionKeyPath === undefined ? undefined : { partitionKeyPath },
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
  }
}
