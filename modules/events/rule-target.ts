import {
  CloudwatchEventTarget,
  type CloudwatchEventTargetHttpTarget,
  type CloudwatchEventTargetKinesisTarget,
  type CloudwatchEventTargetSqsTarget,
} from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { addDependencies } from "../core/reference";
import { Problems } from "../core/validate";
import { MAX_EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "./limits";
import type { IRule } from "./rule";
import type { RuleTargetInput } from "./rule-target-input";

/** What a target becomes on a rule. */
export interface RuleTargetConfig {
  /** @terraform aws_cloudwatch_event_target.arn */
  readonly arn: string;
  /** The role that EventBridge assumes; some kinds of target take none. @terraform aws_cloudwatch_event_target.role_arn */
  readonly roleArn?: string;
  /** What the target receives. Default: the whole event. */
  readonly input?: RuleTargetInput;
  /** @terraform aws_cloudwatch_event_target.http_target */
  readonly httpTarget?: CloudwatchEventTargetHttpTarget;
  /** @terraform aws_cloudwatch_event_target.sqs_target */
  readonly sqsTarget?: CloudwatchEventTargetSqsTarget;
  /** @terraform aws_cloudwatch_event_target.kinesis_target */
  readonly kinesisTarget?: CloudwatchEventTargetKinesisTarget;
  /** @terraform aws_cloudwatch_event_target.dead_letter_config.arn */
  readonly deadLetterArn?: string;
  /** Both are always given: setting only one in Terraform sets the other to 0. */
  readonly retryPolicy: { readonly maximumRetryAttempts: number; readonly maximumEventAgeInSeconds: number };
  /** What must exist before the first delivery: the role's policy, the queue's policy. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Something a rule can send events to. */
export interface IRuleTarget {
  /**
   * Makes in `scope` what the target needs (role, dead-letter queue) and says what to write on the rule.
   *
   * @param problems takes whatever is wrong with the target's properties
   */
  bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig;
}

/** A target on a rule. Makes `aws_cloudwatch_event_target` and what `IRuleTarget.bind` makes. */
export class RuleTarget extends AwsConstruct {
  public readonly resource: CloudwatchEventTarget;

  /** @internal */
  constructor(scope: Construct, id: string, props: { readonly rule: IRule; readonly target: IRuleTarget }) {
    super(scope, id);
    const { rule, target } = props;
    const problems = new Problems(this);
    problems.check(id.length <= 64, "target-id-too-long", { property: "id", given: id });
    if (typeof target?.bind !== "function") {
      problems.add("target-not-a-target", { property: "target", given: target });
      problems.throwIfAny();
    }
    const config = target.bind(this, rule, problems);
    const { maximumRetryAttempts, maximumEventAgeInSeconds } = config.retryPolicy;
    problems.integer(maximumRetryAttempts, RETRY_ATTEMPTS, "retry-attempts-out-of-range", "retryAttempts");
    problems.integer(maximumEventAgeInSeconds, MAX_EVENT_AGE_SECONDS, "max-event-age-out-of-range", "maxEventAge");
    const input = config.input?.bind({ problems, property: "event", targetId: id });
    problems.throwIfAny();

    this.resource = this.make(CloudwatchEventTarget, "Resource", {
      rule: rule.ruleName,
      eventBusName: rule.eventBusName,
      targetId: id,
      arn: config.arn,
      roleArn: config.roleArn,
      ...input,
      httpTarget: config.httpTarget,
      sqsTarget: config.sqsTarget,
      kinesisTarget: config.kinesisTarget,
      retryPolicy: config.retryPolicy,
      deadLetterConfig: config.deadLetterArn === undefined ? undefined : { arn: config.deadLetterArn },
    });
    // A queue can be target and dead-letter queue at once.
    addDependencies(this.resource, [...new Set(config.dependsOn)]);
  }
}
