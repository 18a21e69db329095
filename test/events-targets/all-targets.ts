import type { TerraformStack } from "cdktf";
import {
  DeliveryStream,
  EventBus,
  EventField,
  Key,
  LogGroup,
  Queue,
  Rule,
  RuleTargetInput,
  Stream,
  Topic,
  targets,
} from "cdktf-aws-http-integrations";
import { destination } from "../events/parts";

export const STREAM = "arn:aws:kinesis:us-east-1:123456789012:stream/clicks";
export const DELIVERY_STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/archive";

/** Two rules with one target of each kind, each id once. */
export function allTargets(stack: TerraformStack): void {
  const key = new Key(stack, "Key");
  const source = new EventBus(stack, "Bus", { eventBusName: "shop" });
  const eventPattern = { source: ["shop"] };
  new Rule(stack, "ByPolicy", {
    eventBus: source,
    eventPattern,
    targets: {
      Queue: new targets.SqsQueue(new Queue(stack, "Orders", { encryptionMasterKey: key })),
      Fifo: new targets.SqsQueue(new Queue(stack, "InOrder", { fifo: true }), {
        messageGroupId: "orders",
        event: RuleTargetInput.fromMultilineText(`Order ${EventField.fromPath("$.detail.id")}\nfrom the shop`),
      }),
      Topic: new targets.SnsTopic(new Topic(stack, "News", { masterKey: key })),
      Log: new targets.CloudWatchLogGroup(new LogGroup(stack, "Log", { logGroupName: "/aws/events/shop" }), {
        event: RuleTargetInput.fromObject({ timestamp: EventField.time, message: EventField.detailType }),
      }),
    },
  });
  new Rule(stack, "ByRole", {
    eventBus: source,
    eventPattern,
    targets: {
      Api: new targets.ApiDestination(destination(stack)),
      Bus: new targets.EventBus(new EventBus(stack, "Other", { eventBusName: "other" })),
      Stream: new targets.KinesisStream(Stream.fromStreamArn(stack, "Clicks", STREAM), {
        partitionKeyPath: "$.detail.customer",
      }),
      Firehose: new targets.FirehoseDeliveryStream(
        DeliveryStream.fromDeliveryStreamArn(stack, "Archive", DELIVERY_STREAM),
      ),
    },
  });
}
