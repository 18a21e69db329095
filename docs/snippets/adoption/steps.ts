import type { AdoptedStack } from "./adopted";

/** For resources in the same state: they keep everything but their address. */
export function moveFromHandWritten(stack: AdoptedStack): void {
  // region moved
  stack.connection.resource.moveFromId("aws_cloudwatch_event_connection.Connection");
  stack.destination.resource.moveFromId("aws_cloudwatch_event_api_destination.Destination");
  stack.bus.resource.moveFromId("aws_cloudwatch_event_bus.Bus");
  stack.rule.resource.moveFromId("aws_cloudwatch_event_rule.Rule");
  stack.target.resource.moveFromId("aws_cloudwatch_event_target.Target");
  stack.role.resource.moveFromId("aws_iam_role.Role");
  stack.role.policy?.moveFromId("aws_iam_role_policy.RolePolicy");
  stack.queue.resource.moveFromId("aws_sqs_queue.Queue");
  stack.queue.policy.moveFromId("aws_sqs_queue_policy.QueuePolicy");
  // endregion
}

/** For resources that no state holds, or another one that gives them up. */
export function importExisting(stack: AdoptedStack, queueUrl: string): void {
  // region imported
  stack.connection.resource.importFrom("slack");
  stack.destination.resource.importFrom("slack-post-message");
  stack.bus.resource.importFrom("slack-notifications");
  stack.rule.resource.importFrom("slack-notifications/notification");
  stack.target.resource.importFrom("slack-notifications/notification/1");
  stack.role.resource.importFrom("slack-notification");
  stack.role.policy?.importFrom("slack-notification:invoke-slack");
  stack.queue.resource.importFrom(queueUrl);
  stack.queue.policy.importFrom(queueUrl);
  // endregion
}

/** What these modules would change, left as it is until someone wants the change. */
export function leaveAsItIs(stack: AdoptedStack): void {
  // region leave
  stack.role.resource.lifecycle = { ignoreChanges: ["assume_role_policy"] };
  stack.queue.policy.lifecycle = { ignoreChanges: ["policy"] };
  stack.target.resource.lifecycle = { ignoreChanges: ["retry_policy"] };
  // endregion
}
