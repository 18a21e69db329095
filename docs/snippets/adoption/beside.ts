import { ApiDestination, EventBus, EventField, RuleTargetInput, targets } from "cdktf-aws-http-integrations";
import type { HandWrittenStack } from "./before";

/** One rule more, made with these modules, in a stack that otherwise stays as it is. */
export function addRuleBeside(stack: HandWrittenStack): void {
  // region beside
  const bus = EventBus.fromEventBusName(stack, "ExistingBus", stack.bus.name);
  const postMessage = ApiDestination.fromApiDestinationArn(stack, "ExistingDestination", stack.destination.arn);
  bus.addRule("Failure", {
    eventPattern: { source: ["my.app"], detailType: ["Failure"] },
    targets: {
      Slack: new targets.ApiDestination(postMessage, {
        event: RuleTargetInput.fromObject({ channel: "C0123456789", text: EventField.fromPath("$.detail.reason") }),
      }),
    },
  });
  // endregion
}
