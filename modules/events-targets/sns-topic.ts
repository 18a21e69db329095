import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import type { ITopic } from "../sns/topic";
import { bindTargetBase, EVENTS_SERVICE, type TargetBaseProps } from "./target-base";

export interface SnsTopicTargetProps extends TargetBaseProps {}

/** Publishes events to an SNS topic, whose policy lets this one rule publish. Takes no role. */
export class SnsTopic implements IRuleTarget {
  constructor(
    private readonly topic: ITopic,
    private readonly props: SnsTopicTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { topic, props } = this;
    problems.check(topic.fifo !== true, "target-topic-fifo", { property: "topic", given: topic.topicArn });
    const base = bindTargetBase(scope, rule, props, problems);
    const access = topic.allowService(EVENTS_SERVICE, rule.ruleArn);
    return { ...base, arn: topic.topicArn, dependsOn: [...access, ...base.dependsOn] };
  }
}
