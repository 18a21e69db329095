import { type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { Duration } from "../core/duration";
import type { Problems } from "../core/validate";
import { MAX_EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "../events/limits";
import type { IRule } from "../events/rule";
import type { RuleTargetInput } from "../events/rule-target-input";
import { type IRole, Role } from "../iam/role";
import { type IQueue, Queue } from "../sqs/queue";
import { knownRegion } from "./known-region";

/** The service that delivers events. */
export const EVENTS_SERVICE = "events.amazonaws.com";

/** Properties of every target. */
export interface TargetBaseProps {
  /**
   * What the target receives.
   *
   * @default - the whole event
   * @terraform aws_cloudwatch_event_target.input, input_path, input_transformer
   */
  readonly event?: RuleTargetInput;
  /**
   * How often EventBridge tries again, 0 to 185. A delivery that may succeed later is retried with growing pauses until
   * this or `maxEventAge` is reached; a missing permission or target is not retried.
   *
   * @default 185
   * @terraform aws_cloudwatch_event_target.retry_policy.maximum_retry_attempts
   */
  readonly retryAttempts?: number;
  /**
   * How old an event may become, 60 seconds to 24 hours.
   *
   * @default Duration.hours(24)
   * @terraform aws_cloudwatch_event_target.retry_policy.maximum_event_age_in_seconds
   */
  readonly maxEventAge?: Duration;
  /**
   * A standard SQS queue of the same Region that takes what could not be delivered.
   *
   * @default - a new queue that keeps messages for 14 days
   * @terraform aws_cloudwatch_event_target.dead_letter_config.arn
   */
  readonly deadLetterQueue?: IQueue;
  /**
   * Why there is no dead-letter queue. What cannot be delivered is then lost.
   *
   * @default - there is one
   */
  readonly withoutDeadLetterQueue?: string;
}

/** Properties of the targets for which EventBridge assumes a role. */
export interface RoleTargetProps extends TargetBaseProps {
  /**
   * The role that EventBridge assumes. It is given the permission that the target needs.
   *
   * @default - a new role, for this rule only
   * @terraform aws_cloudwatch_event_target.role_arn
   */
  readonly eventRole?: IRole;
}

/** What all targets have in common on a rule. */
export interface TargetBase {
  readonly input?: RuleTargetInput;
  readonly deadLetterQueue?: IQueue;
  readonly deadLetterArn?: string;
  readonly retryPolicy: { readonly maximumRetryAttempts: number; readonly maximumEventAgeInSeconds: number };
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Makes the dead-letter queue of a target, lets the rule use it, and completes the retry policy. */
export function bindTargetBase(scope: Construct, rule: IRule, props: TargetBaseProps, problems: Problems): TargetBase {
  const retryPolicy = {
    maximumRetryAttempts: props.retryAttempts ?? RETRY_ATTEMPTS[1],
    maximumEventAgeInSeconds: (props.maxEventAge ?? Duration.seconds(MAX_EVENT_AGE_SECONDS[1])).toSeconds(),
  };
  if (props.withoutDeadLetterQueue !== undefined) {
    problems.check(props.withoutDeadLetterQueue.trim() !== "", "dead-letter-queue-opt-out-without-reason", {
      property: "withoutDeadLetterQueue",
      given: props.withoutDeadLetterQueue,
    });
    problems.check(props.deadLetterQueue === undefined, "dead-letter-queue-contradiction", {
      property: "withoutDeadLetterQueue",
    });
    return { input: props.event, retryPolicy, dependsOn: [] };
  }
  const queue = props.deadLetterQueue ?? new Queue(scope, "DeadLetterQueue");
  if (props.deadLetterQueue !== undefined) {
    checkDeadLetterQueue(scope, rule, queue, problems);
  }
  const dependsOn = queue.allowService(EVENTS_SERVICE, rule.ruleArn);
  return { input: props.event, deadLetterQueue: queue, deadLetterArn: queue.queueArn, retryPolicy, dependsOn };
}

/** The role of a target, which only this rule may have EventBridge assume, or those that share it. */
export function bindTargetRole(scope: Construct, rule: IRule, props: RoleTargetProps): IRole {
  const role = props.eventRole ?? new Role(scope, "Role", { servicePrincipal: EVENTS_SERVICE });
  role.addTrustedSource(rule.ruleArn);
  return role;
}

function checkDeadLetterQueue(scope: Construct, rule: IRule, queue: IQueue, problems: Problems): void {
  const property = "deadLetterQueue";
  const arn = queue.queueArn;
  problems.string(arn, (text) => text.split(":")[2] === "sqs", "dead-letter-queue-not-a-queue", property);
  problems.check(queue.fifo !== true, "dead-letter-queue-fifo", {
    property,
    given: Token.isUnresolved(arn) ? undefined : arn,
  });
  if (Token.isUnresolved(arn)) {
    return;
  }
  const region = knownRegion(scope, rule);
  problems.string(
    arn,
    (text) => region === undefined || text.split(":")[3] === region,
    "dead-letter-queue-other-region",
    property,
  );
}
