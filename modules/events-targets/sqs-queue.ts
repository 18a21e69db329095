import type { Construct } from "constructs";
import type { Problems } from "../core/validate";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import type { IQueue } from "../sqs/queue";
import { MAX_MESSAGE_GROUP_ID } from "./limits";
import { bindTargetBase, EVENTS_SERVICE, type TargetBaseProps } from "./target-base";

export interface SqsQueueTargetProps extends TargetBaseProps {
  /**
   * The message group of all messages, 1 to 100 characters. A FIFO queue needs one; a standard queue becomes a fair queue
   * with it.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_target.sqs_target.message_group_id
   */
  readonly messageGroupId?: string;
}

/** Sends events to an SQS queue, whose policy lets this one rule send. Takes no role. */
export class SqsQueue implements IRuleTarget {
  constructor(
    private readonly queue: IQueue,
    private readonly props: SqsQueueTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { queue, props } = this;
    this.check(problems);
    const base = bindTargetBase(scope, rule, props, problems);
    const access = queue.allowService(EVENTS_SERVICE, rule.ruleArn);
    return {
      ...base,
      arn: queue.queueArn,
      sqsTarget: props.messageGroupId === undefined ? undefined : { messageGroupId: props.messageGroupId },
      dependsOn: [...access, ...base.dependsOn],
    };
  }

  private check(problems: Problems): void {
    const { fifo, contentBasedDeduplication } = this.queue;
    const { messageGroupId } = this.props;
    problems.check(fifo !== true || messageGroupId !== undefined, "message-group-id-missing", {
      property: "messageGroupId",
    });
    problems.check(fifo !== true || contentBasedDeduplication !== false, "target-queue-without-deduplication", {
      property: "queue",
    });
    problems.string(
      messageGroupId,
      (id) => id.length >= 1 && id.length <= MAX_MESSAGE_GROUP_ID,
      "message-group-id-invalid",
      "messageGroupId",
    );
  }
}
