import type { TerraformStack } from "cdktf";
import {
  Archive,
  Duration,
  EventBus,
  type EventPattern,
  Queue,
  Rule,
  type RuleState,
  Schedule,
} from "cdktf-aws-http-integrations";
import { codesOf, synth } from "../support/synth";
import { stringToken } from "./parts";
import { sendingTo } from "./rule-cases/rule-and-bus";

const eventPattern: EventPattern = { source: ["a"] };
const targets = { T: sendingTo("arn:aws:sns:us-east-1:123456789012:t") };
const PARTNER = "aws.partner/example.com/1";

type Use = (stack: TerraformStack, token: string) => unknown;
const USES: { readonly [property: string]: Use } = {
  "EventBus.eventBusName": (stack, eventBusName) => new EventBus(stack, "B", { eventBusName }),
  "EventBus.eventSourceName": (stack, eventSourceName) =>
    new EventBus(stack, "B", { eventSourceName, eventBusName: PARTNER }),
  "EventBus.eventBusName beside eventSourceName": (stack, eventBusName) =>
    new EventBus(stack, "B", { eventSourceName: PARTNER, eventBusName }),
  "EventBus.fromEventBusArn": (stack, arn) => {
    const T = sendingTo(EventBus.fromEventBusArn(stack, "B", arn).eventBusArn);
    new EventBus(stack, "Own").addRule("R", { eventPattern, targets: { T } });
  },
  "Archive.archiveName": (stack, archiveName) =>
    new Archive(stack, "A", { sourceEventBus: new EventBus(stack, "B"), archiveName }),
  "Archive.fromArchiveName": (stack, name) =>
    new Queue(stack, "Q", { queueName: Archive.fromArchiveName(stack, "A", name).archiveName }),
  "accountId of a grant": (stack, id) => new EventBus(stack, "B").grantPutEventsToAccount("One", id),
  "organizationId of a grant": (stack, id) => new EventBus(stack, "B").grantPutEventsToOrganization("One", id),
  "ruleArn of a grant": (stack, arn) => new EventBus(stack, "B").grantPutEventsToRule("One", arn),
  "Rule.schedule": (stack, text) => new Rule(stack, "R", { schedule: Schedule.expression(text), targets }),
  "Rule.schedule on a bus that may be the default one": (stack, name) =>
    new Rule(stack, "R", {
      schedule: Schedule.rate(Duration.days(1)),
      eventBus: EventBus.fromEventBusName(stack, "B", name),
      targets,
    }),
  "Rule.state": (stack, state) => new Rule(stack, "R", { eventPattern, state: state as RuleState, targets }),
};

describe("a value that only Terraform knows is not judged", () => {
  it.each(Object.entries(USES))("%s", (_property, use) => {
    const stack = synth((scope) => {
      use(scope, stringToken(scope));
    });

    expect(codesOf(stack.warnings)).toEqual([]);
    expect(stack.text).toContain("var.string");
  });
});
