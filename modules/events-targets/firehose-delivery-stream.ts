import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import type { IDeliveryStream } from "../firehose/delivery-stream";
import { bindTargetBase, bindTargetRole, type RoleTargetProps } from "./target-base";

export interface FirehoseDeliveryStreamTargetProps extends RoleTargetProps {}

/** Puts events into a Firehose delivery stream, with a role that may write to this one stream for this one rule. */
export class FirehoseDeliveryStream implements IRuleTarget {
  constructor(
    private readonly stream: IDeliveryStream,
    private readonly props: FirehoseDeliveryStreamTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { stream, props } = this;
    const base = bindTargetBase(scope, rule, props, problems);
    const role = bindTargetRole(scope, rule, props);
    const grant = stream.grantPutRecords(role);
    return {
      ...base,
      arn: stream.deliveryStreamArn,
      roleArn: role.roleArn,
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
  }
}
