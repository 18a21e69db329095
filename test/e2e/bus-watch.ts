import {
  DeleteRuleCommand,
  type EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from "@aws-sdk/client-eventbridge";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";

const NAME = "everything-on-the-bus";

/** A rule of our own that keeps every event on a bus. */
export interface BusWatch {
  /** The events, as soon as there are so many or the time is up. */
  events(count: number, timeoutMs: number): Promise<unknown[]>;
  stop(): Promise<void>;
}

export async function watchBus(events: EventBridgeClient, queues: SQSClient, bus: string): Promise<BusWatch> {
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: NAME }));
  const { Attributes } = await queues.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const rule = { Name: NAME, EventBusName: bus };
  await events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify({ source: [{ prefix: "" }] }) }));
  const target = { Id: NAME, Arn: Attributes?.QueueArn };
  await events.send(new PutTargetsCommand({ Rule: NAME, EventBusName: bus, Targets: [target] }));

  const seen: unknown[] = [];
  return {
    events: async (count, timeoutMs) => {
      const deadline = Date.now() + timeoutMs;
      do {
        const { Messages = [] } = await queues.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1, VisibilityTimeout: 600 }),
        );
        seen.push(...Messages.map(({ Body }) => JSON.parse(Body ?? "null") as unknown));
      } while (seen.length < count && Date.now() < deadline);
      return seen;
    },
    stop: async () => {
      await events.send(new RemoveTargetsCommand({ Rule: NAME, EventBusName: bus, Ids: [NAME] }));
      await events.send(new DeleteRuleCommand(rule));
      await queues.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
}
