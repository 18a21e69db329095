import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import { type BoundRuleTargetInput, RuleTargetInput } from "../events/rule-target-input";
import { checkLogEventTemplate, type InputContext } from "../events/rule-target-input-checks";
import type { ILogGroup } from "../logs/log-group";
import { bindTargetBase, EVENTS_SERVICE, type TargetBaseProps } from "./target-base";

export interface CloudWatchLogGroupTargetProps extends TargetBaseProps {
  /**
   * What is logged. A template must be an object of `timestamp` and `message`, such as
   * `RuleTargetInput.fromObject({ timestamp: EventField.time, message: EventField.detailType })`.
   *
   * @default - the whole event
   * @terraform aws_cloudwatch_event_target.input, input_path, input_transformer
   */
  readonly event?: RuleTargetInput;
}

/** The names that EventBridge's console and its policies know. */
const KNOWN_PREFIX = /^\/aws\/(events|vendedlogs)\//;

/**
 * Writes events to a CloudWatch log group, which the one log resource policy of the stack allows. Takes no role. The
 * group's name should start with `/aws/events/` or `/aws/vendedlogs/`.
 */
export class CloudWatchLogGroup implements IRuleTarget {
  constructor(
    private readonly logGroup: ILogGroup,
    private readonly props: CloudWatchLogGroupTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { logGroup, props } = this;
    problems.string(logGroup.knownName, (name) => KNOWN_PREFIX.test(name), "target-log-group-name", "logGroup");
    const base = bindTargetBase(scope, rule, props, problems);
    const access = logGroup.allowService(EVENTS_SERVICE, rule.ruleArn);
    return {
      ...base,
      input: base.input && new LogEventInput(base.input),
      arn: logGroup.logGroupArn,
      dependsOn: [...access, ...base.dependsOn],
    };
  }
}

/** Checks in addition what CloudWatch Logs makes of it. */
class LogEventInput extends RuleTargetInput {
  constructor(private readonly input: RuleTargetInput) {
    super();
  }

  public bind(context: InputContext): BoundRuleTargetInput {
    const bound = this.input.bind(context);
    checkLogEventTemplate(context, bound.inputTransformer?.inputTemplate);
    return bound;
  }
}
