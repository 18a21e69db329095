import type { TerraformStack } from "cdktf";
import {
  Duration,
  EventBus,
  type EventBusPolicyStatement,
  type EventBusProps,
  type EventPattern,
  type IRuleTarget,
  Key,
  Match,
  Queue,
  Rule,
  type RuleProps,
  RuleState,
  Schedule,
} from "cdktf-aws-http-integrations";
import type { Cases } from "./case";

const EVENTS = "arn:aws:events:us-east-1:123456789012";
const PARTNER = "aws.partner/example.com/1";

const bus = (props: EventBusProps) => (stack: TerraformStack) => new EventBus(stack, "B", props);
const archive = (props: Parameters<EventBus["archive"]>[1]) => (stack: TerraformStack) =>
  new EventBus(stack, "B").archive("A", props);
const statement = (props: Partial<EventBusPolicyStatement>) => (stack: TerraformStack) =>
  new EventBus(stack, "B").addToResourcePolicy({
    sid: "One",
    principals: { AWS: ["123456789012"] },
    actions: ["events:PutEvents"],
    ...props,
  });
const granting = (grant: (bus: EventBus) => void) => (stack: TerraformStack) => grant(new EventBus(stack, "B"));
const encrypted = (props: EventBusProps) => (stack: TerraformStack) =>
  new EventBus(stack, "B", { kmsKey: new Key(stack, "K"), ...props });

/** A target that is nothing but an ARN. */
export const sendingTo = (arn: string): IRuleTarget => ({
  bind: () => ({ arn, retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 }, dependsOn: [] }),
});

const TARGETS = { T: sendingTo("arn:aws:sns:us-east-1:123456789012:t") };
const eventPattern: EventPattern = { source: ["a"] };
const rule = (props: RuleProps) => (stack: TerraformStack) => new Rule(stack, "R", { targets: TARGETS, ...props });
const schedule = (made: Schedule) => rule({ schedule: made });
const rules = (count: number, pattern: EventPattern) => (stack: TerraformStack) => {
  for (let i = 0; i < count; i++) {
    new Rule(stack, `R${i}`, { eventPattern: pattern, targets: TARGETS });
  }
};
const forwarding = (to: (own: EventBus, stack: TerraformStack) => EventBus) => (stack: TerraformStack) => {
  const own = new EventBus(stack, "B");
  own.addRule("R", { eventPattern, targets: { T: sendingTo(to(own, stack).eventBusArn) } });
};

/** What breaks each rule of core/rules/rule-and-bus.ts, and the nearest thing that does not. */
export const RULE_AND_BUS_CASES: Cases = {
  "event-source-name-invalid": {
    bad: bus({ eventSourceName: "aws.partner/example.com" }),
    good: bus({ eventSourceName: PARTNER }),
  },
  "event-bus-name-not-of-source": {
    bad: bus({ eventSourceName: PARTNER, eventBusName: "mine" }),
    good: bus({ eventSourceName: PARTNER, eventBusName: PARTNER }),
  },
  "event-bus-arn-invalid": {
    bad: (stack) => EventBus.fromEventBusArn(stack, "B", "b"),
    good: (stack) => EventBus.fromEventBusArn(stack, "B", `${EVENTS}:event-bus/b`),
  },
  "event-bus-by-arn": {
    bad: (stack) => EventBus.fromEventBusArn(stack, "B", `${EVENTS}:event-bus/b`).addRule("R", { eventPattern }),
    good: (stack) => EventBus.fromEventBusName(stack, "B", "b").addRule("R", { eventPattern }),
  },
  "event-bus-dead-letter-queue-without-key": {
    bad: (stack) => new EventBus(stack, "B", { deadLetterQueue: new Queue(stack, "Q") }),
    good: (stack) => encrypted({ deadLetterQueue: new Queue(stack, "Q") })(stack),
  },
  "event-bus-key-without-dead-letter-queue": {
    bad: encrypted({}),
    good: (stack) => encrypted({ deadLetterQueue: new Queue(stack, "Q") })(stack),
  },
  "event-bus-log-config-invalid": {
    bad: bus({ logConfig: { level: "ALL" as never } }),
    good: bus({ logConfig: { level: "TRACE" as never } }),
  },
  "event-bus-policy-sid-invalid": { bad: statement({ sid: "a-b" }), good: statement({ sid: "aB1" }) },
  "event-bus-policy-sid-taken": {
    bad: granting((own) => {
      own.grantPutEventsToAccount("One", "123456789012");
      own.grantPutEventsToAccount("One", "210987654321");
    }),
    good: granting((own) => {
      own.grantPutEventsToAccount("One", "123456789012");
      own.grantPutEventsToAccount("Two", "210987654321");
    }),
  },
  "event-bus-policy-without-principal": {
    bad: statement({ principals: { AWS: [] } }),
    good: statement({ principals: { Service: ["events.amazonaws.com"] } }),
  },
  "event-bus-policy-public": {
    bad: statement({ principals: { AWS: ["*"] } }),
    good: statement({ principals: "*", conditions: { StringEquals: { "aws:PrincipalOrgID": "o-1a2b3c4d5e" } } }),
  },
  "event-bus-policy-too-long": {
    bad: statement({ conditions: { StringEquals: { "events:source": ["x".repeat(10_240)] } } }),
    good: statement({ conditions: { StringEquals: { "events:source": ["x".repeat(9_900)] } } }),
  },
  "event-bus-policy-twice": {
    bad: (stack) => {
      EventBus.defaultBus(stack, "B1").grantPutEventsToAccount("One", "123456789012");
      EventBus.defaultBus(stack, "B2").grantPutEventsToAccount("Two", "123456789012");
    },
    good: (stack) => {
      EventBus.defaultBus(stack, "B1").grantPutEventsToAccount("One", "123456789012");
      EventBus.fromEventBusName(stack, "B2", "b").grantPutEventsToAccount("Two", "123456789012");
    },
  },
  "account-id-invalid": {
    bad: granting((own) => own.grantPutEventsToAccount("One", "12345678901")),
    good: granting((own) => own.grantPutEventsToAccount("One", "123456789012")),
  },
  "organization-id-invalid": {
    bad: granting((own) => own.grantPutEventsToOrganization("One", "r-1a2b")),
    good: granting((own) => own.grantPutEventsToOrganization("One", "o-1a2b3c4d5e")),
  },
  "rule-arn-invalid": {
    bad: granting((own) => own.grantPutEventsToRule("One", `${EVENTS}:event-bus/b`)),
    good: granting((own) => own.grantPutEventsToRule("One", `${EVENTS}:rule/b/r`)),
  },
  "archive-name-invalid": {
    bad: archive({ archiveName: "x".repeat(49) }),
    good: archive({ archiveName: "x".repeat(48) }),
  },
  "archive-retention-invalid": {
    bad: archive({ retention: Duration.hours(36) }),
    good: archive({ retention: Duration.hours(48) }),
  },
  "rule-without-pattern-or-schedule": { bad: rule({}), good: rule({ eventPattern }) },
  "rule-schedule-on-custom-bus": {
    bad: (stack) => rule({ schedule: Schedule.rate(Duration.days(1)), eventBus: new EventBus(stack, "B") })(stack),
    good: (stack) =>
      rule({ schedule: Schedule.rate(Duration.days(1)), eventBus: EventBus.defaultBus(stack, "B") })(stack),
  },
  "schedule-invalid": {
    bad: schedule(Schedule.rate(Duration.seconds(90))),
    good: schedule(Schedule.rate(Duration.seconds(60))),
  },
  "schedule-suspicious": {
    bad: schedule(Schedule.expression("cron(0 0 31 2 ? *)")),
    good: schedule(Schedule.expression("cron(0 0 29 2 ? *)")),
  },
  "schedule-every-minute": {
    bad: schedule(Schedule.cron({ hour: "10" })),
    good: schedule(Schedule.cron({ minute: "0", hour: "10" })),
  },
  "rule-state-invalid": {
    bad: rule({ eventPattern, state: "ON" as never }),
    good: rule({ eventPattern, state: "DISABLED" as never }),
  },
  "rule-state-contradiction": {
    bad: rule({ eventPattern, enabled: true, state: RuleState.DISABLED }),
    good: rule({ eventPattern, state: RuleState.DISABLED }),
  },
  "rule-state-with-schedule": {
    bad: rule({
      schedule: Schedule.rate(Duration.days(1)),
      state: RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS,
    }),
    good: rule({ eventPattern, state: RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS }),
  },
  "rule-exclude-replays-contradiction": {
    bad: rule({ eventPattern: { replayName: ["r"] }, excludeReplays: true }),
    good: rule({ eventPattern, excludeReplays: true }),
  },
  "event-pattern-matches-everything": {
    bad: rule({ eventPattern: { source: Match.prefix("") } }),
    good: rule({ eventPattern: { source: Match.prefix("") }, matchEverything: true }),
  },
  "rule-too-many-wildcards": {
    bad: rules(31, { source: Match.wildcard("a*b") }),
    good: (stack) => {
      rules(30, { source: Match.wildcard("a*b") })(stack);
      rule({ eventPattern })(stack);
    },
  },
  "rule-count-above-quota": { bad: rules(301, eventPattern), good: rules(300, eventPattern) },
  "rule-feedback-loop": {
    bad: forwarding((own) => own),
    good: forwarding((_own, stack) => new EventBus(stack, "Other")),
  },
};
