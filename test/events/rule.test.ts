import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import {
  Duration,
  EventBus,
  type EventPattern,
  type IRuleTarget,
  Match,
  Queue,
  Role,
  Rule,
  type RuleProps,
  RuleState,
  type RuleTargetConfig,
  Schedule,
  targets,
  ValidationError,
} from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";
import { destination, ruleTo, stringToken } from "./parts";

const RULE = "aws_cloudwatch_event_rule";
const eventPattern: EventPattern = { source: ["shop"] };

/** A target without role and queue, as somebody else's package may have one. */
class BareTarget implements IRuleTarget {
  constructor(private readonly config: Partial<RuleTargetConfig> = {}) {}

  public bind(): RuleTargetConfig {
    return {
      arn: "arn:aws:sns:us-east-1:123456789012:topic",
      retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
      dependsOn: [],
      ...this.config,
    };
  }
}

const bare = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`T${i}`, new BareTarget()]));

describe("Rule", () => {
  it("is one enabled rule on the default bus", () => {
    const stack = synth((scope) => new Rule(scope, "Rule", { eventPattern, targets: bare(1) }));

    expect(stack.resources(RULE)).toEqual({
      Rule_4C995B7F: {
        name: "stack-Rule-bf92b032",
        event_bus_name: "default",
        event_pattern: '{"source":["shop"]}',
        state: "ENABLED",
      },
    });
    expect(stack.warnings).toEqual([]);
  });

  it("takes every argument, escaped for Terraform, and hands provider and depends_on to its targets", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "other", { alias: "other", region: "eu-central-1" });
      const first = new SqsQueue(scope, "First");
      new Rule(scope, "Rule", {
        eventPattern,
        eventBus: new EventBus(scope, "Bus"),
        ruleName: "orders.Placed_1-x",
        description: "Orders ${x}",
        enabled: false,
        targets: bare(1),
        provider,
        dependsOn: [first],
      });
    });

    expect(stack.resource(RULE)).toEqual({
      name: "orders.Placed_1-x",
      description: "Orders $${x}",
      event_bus_name: "${aws_cloudwatch_event_bus.Bus_EA82B648.name}",
      event_pattern: '{"source":["shop"]}',
      state: "DISABLED",
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
    expect(stack.resource("aws_cloudwatch_event_target")).toMatchObject({
      provider: "aws.other",
      depends_on: ["aws_sqs_queue.First"],
    });
  });

  it("writes every field of a pattern as AWS spells it, sorted, with tokens and text that Terraform would evaluate", () => {
    const stack = synth((scope) => {
      new Rule(scope, "Rule", {
        eventPattern: {
          version: ["0"],
          time: [{ prefix: "2026-" }],
          source: ["shop"],
          resources: ["arn:x"],
          replayName: ["replay"],
          region: ["us-east-1"],
          id: [{ exists: true }],
          detailType: ["Placed"],
          detail: { z: ["${x} <b>"], a: { c: Match.exists(), b: [stringToken(scope)] } },
          account: ["123456789012"],
        },
        targets: bare(1),
      });
    });

    expect(stack.resource(RULE).event_pattern).toBe(
      '{"account":["123456789012"],"detail":{"a":{"b":[${jsonencode(var.string)}],"c":[{"exists":true}]},' +
        '"z":["$${x} <b>"]},"detail-type":["Placed"],"id":[{"exists":true}],"region":["us-east-1"],' +
        '"replay-name":["replay"],"resources":["arn:x"],"source":["shop"],"time":[{"prefix":"2026-"}],"version":["0"]}',
    );
  });

  it("matches one of several alternatives over different fields", () => {
    const stack = synth((scope) => {
      new Rule(scope, "Rule", {
        eventPattern: { $or: [{ source: ["shop"] }, { "detail-type": ["Placed"] }] },
        targets: bare(1),
      });
    });

    expect(stack.resource(RULE).event_pattern).toBe('{"$or":[{"source":["shop"]},{"detail-type":["Placed"]}]}');
  });

  it("spells the fields of an alternative as it does those of the pattern", () => {
    const stack = synth((scope) => {
      new Rule(scope, "Rule", {
        eventPattern: { $or: [{ source: ["shop"] }, { detailType: ["Placed"], detail: { detailType: ["x"] } }] },
        targets: bare(1),
      });
    });

    expect(stack.resource(RULE).event_pattern).toBe(
      '{"$or":[{"source":["shop"]},{"detail-type":["Placed"],"detail":{"detailType":["x"]}}]}',
    );
    expect(stack.warnings).toEqual([]);
  });

  it.each(Object.values(RuleState))("has the state %s", (state) => {
    const stack = synth((scope) => new Rule(scope, "Rule", { eventPattern, state, targets: bare(1) }));
    expect(stack.resource(RULE).state).toBe(state);
  });

  it.each([undefined, true, false])(
    "fails when it has a state and enabled is %j, unless that is left out",
    (enabled) => {
      const make = (scope: TerraformStack) =>
        new Rule(scope, "Rule", { eventPattern, enabled, state: RuleState.ENABLED, targets: bare(1) });
      if (enabled === undefined) {
        expect(synth(make).resource(RULE).state).toBe("ENABLED");
      } else {
        expect(findings(refusal(make))).toEqual(["enabled: rule-state-contradiction"]);
      }
    },
  );

  it("leaves out replays where they are excluded, and leaves the caller's pattern as it is", () => {
    const given: EventPattern = { source: ["shop"] };
    const stack = synth(
      (scope) => new Rule(scope, "Rule", { eventPattern: given, excludeReplays: true, targets: bare(1) }),
    );

    expect(stack.resource(RULE).event_pattern).toBe('{"replay-name":[{"exists":false}],"source":["shop"]}');
    expect(given).toEqual({ source: ["shop"] });
  });

  it("fails when replays are excluded from a schedule, or from a pattern that names them", () => {
    const refused = (props: RuleProps) => findings(refusal((scope) => new Rule(scope, "Rule", props)));

    expect(refused({ schedule: Schedule.rate(Duration.hours(1)), excludeReplays: true })).toEqual([
      "excludeReplays: rule-exclude-replays-contradiction",
    ]);
    expect(refused({ eventPattern: { replayName: ["r"] }, excludeReplays: true })).toEqual([
      "excludeReplays: rule-exclude-replays-contradiction",
    ]);
    expect(refused({ eventPattern: {}, excludeReplays: true })).toEqual(["eventPattern: event-pattern-invalid"]);
    expect(refused({ excludeReplays: true })).toEqual([
      "eventPattern: rule-without-pattern-or-schedule",
      "excludeReplays: rule-exclude-replays-contradiction",
    ]);
  });

  it.each<EventPattern>([
    { source: [{ prefix: "" }] },
    { source: ["shop", { exists: true }] },
    { detailType: [{ suffix: "" }] },
    { id: [{ wildcard: "*" }] },
    { account: ["123456789012"] },
    { account: ["123456789012"], region: ["us-east-1"], version: ["0"] },
    { replayName: [{ exists: false }] },
    { account: ["123456789012"], source: [{ prefix: "" }], replayName: [{ exists: false }] },
  ])("warns of a pattern that matches everything, unless it is meant so: %j", (everything) => {
    const make = (matchEverything?: boolean) =>
      synth((scope) => new Rule(scope, "Rule", { eventPattern: everything, matchEverything, targets: bare(1) }));

    expect(codesOf(make().warnings)).toEqual(["event-pattern-matches-everything"]);
    expect(codesOf(make(true).warnings)).toEqual([]);
  });

  it.each<EventPattern>([
    { source: [{ prefix: "s" }] },
    { source: [{ exists: false }] },
    { source: [{ "anything-but": "shop" }] },
    { account: ["123456789012"], source: ["shop"] },
    { detail: { a: [{ prefix: "" }] } },
    { resources: [{ prefix: "" }] },
    { replayName: [{ exists: true }] },
    { $or: [{ source: [{ prefix: "" }] }, { detailType: ["a"] }] },
  ])("does not warn of a pattern that some events do not match: %j", (some) => {
    const stack = synth((scope) => new Rule(scope, "Rule", { eventPattern: some, targets: bare(1) }));
    expect(stack.warnings).toEqual([]);
  });

  it("takes targets later as well, each under its id", () => {
    const stack = synth((scope) => {
      const rule = new Rule(scope, "Rule", { eventPattern });
      const added = rule.addTarget("Late", new BareTarget());
      expect([...rule.targets]).toEqual([["Late", added]]);
    });

    expect(stack.resources("aws_cloudwatch_event_target")).toEqual({
      Rule_Late_3A179D4C: {
        rule: "${aws_cloudwatch_event_rule.Rule_4C995B7F.name}",
        event_bus_name: "default",
        target_id: "Late",
        arn: "arn:aws:sns:us-east-1:123456789012:topic",
        retry_policy: { maximum_retry_attempts: 0, maximum_event_age_in_seconds: 60 },
      },
    });
  });

  it("warns when matching events go nowhere", () => {
    const stack = synth((scope) => new Rule(scope, "Rule", { eventPattern }));

    expect(codesOf(stack.warnings)).toEqual(["rule-without-target"]);
  });

  it("takes 5 targets and fails with the sixth, which leaves the five in place", () => {
    const stack = synth((scope) => {
      const rule = new Rule(scope, "Rule", { eventPattern, targets: bare(5) });
      const error = thrownBy(() => rule.addTarget("Sixth", new BareTarget())) as ValidationError;
      expect(findings(error)).toEqual(["targets.Sixth: rule-too-many-targets"]);
    });

    expect(Object.keys(stack.resources("aws_cloudwatch_event_target"))).toHaveLength(5);
  });

  it("fails when name, description and pattern are wrong, with all in one error", () => {
    const error = refusal(
      (scope) =>
        new Rule(scope, "Rule", {
          ruleName: "a b",
          description: "x".repeat(513),
          eventPattern: { source: [], detail: { amount: [{ numeric: [">", 2, "<", 1] }] } },
        }),
    );

    expect(findings(error)).toEqual([
      "ruleName: rule-name-invalid",
      "description: description-too-long",
      "eventPattern.detail.amount[0].numeric: event-pattern-invalid",
      "eventPattern.source: event-pattern-invalid",
    ]);
  });

  it("fails with the faults of all targets in one error, each under the rule and its own id", () => {
    const error = refusal((scope) => {
      const api = destination(scope);
      new Rule(scope, "Rule", {
        eventPattern,
        targets: {
          Good: new targets.ApiDestination(api),
          Bad: new targets.ApiDestination(api, { retryAttempts: -1, withoutDeadLetterQueue: " " }),
          Foreign: { arn: "arn:x" } as never,
          "a b": new BareTarget(),
        },
      });
    });

    expect(error.constructPath).toBe("stack/Rule");
    expect(findings(error)).toEqual([
      "targets.Bad.withoutDeadLetterQueue: dead-letter-queue-opt-out-without-reason",
      "targets.Bad.retryAttempts: retry-attempts-out-of-range",
      "targets.Foreign.target: target-not-a-target",
      "targets.a b.id: construct-id-invalid",
    ]);
    expect(error.message.split("\n\n")[1]).toBe(
      "[stack/Rule] retry-attempts-out-of-range\n" +
        "  `targets.Bad.retryAttempts` must be an integer from 0 to 185, got: -1.\n" +
        "  Terraform: aws_cloudwatch_event_target.retry_policy.maximum_retry_attempts\n" +
        "  Fix: lower it, or leave it out for the EventBridge default of 185. See docs/rules.md#retry-attempts-out-of-range",
    );
  });

  it("counts refused targets among the five, so that one error holds all faults", () => {
    const error = refusal(
      (scope) =>
        new Rule(scope, "Rule", {
          eventPattern,
          targets: { Bad: new BareTarget({ retryPolicy: RETRY_TOO_OFTEN }), ...bare(5) },
        }),
    );

    expect(findings(error)).toEqual([
      "targets.Bad.retryAttempts: retry-attempts-out-of-range",
      "targets.T4: rule-too-many-targets",
    ]);
  });

  it("fails when an id is taken", () => {
    const error = thrownBy(() =>
      synth((scope) => {
        const rule = new Rule(scope, "Rule", { eventPattern, targets: { Slack: new BareTarget() } });
        rule.addTarget("Slack", new BareTarget());
      }),
    );

    expect((error as Error).message).toBe("There is already a Construct with name 'Slack' in Rule [Rule]");
  });
});

describe("after a refusal", () => {
  it("the construct is gone and its id can be used again", () => {
    const stack = synth((scope) => {
      const api = destination(scope);
      const make = (retryAttempts: number) =>
        new Rule(scope, "Rule", {
          eventPattern,
          targets: { Api: new targets.ApiDestination(api, { retryAttempts }), Other: new BareTarget() },
        });
      expect(thrownBy(() => make(186))).toBeInstanceOf(ValidationError);
      expect(scope.node.tryFindChild("Rule")).toBeUndefined();
      make(185);
    });

    expect(Object.keys(stack.resources(RULE))).toEqual(["Rule_4C995B7F"]);
    expect(Object.keys(stack.resources("aws_cloudwatch_event_target"))).toHaveLength(2);
    expect(Object.keys(stack.resources("aws_sqs_queue"))).toHaveLength(1);
  });

  it("a refused target leaves nothing on the rule, and its id can be used again", () => {
    const stack = synth((scope) => {
      const rule = new Rule(scope, "Rule", { eventPattern });
      const api = destination(scope);
      expect(
        thrownBy(() => rule.addTarget("Api", new targets.ApiDestination(api, { retryAttempts: 186 }))),
      ).toBeInstanceOf(ValidationError);
      expect(rule.targets.size).toBe(0);
      rule.addTarget("Api", new targets.ApiDestination(api));
    });

    expect(Object.keys(stack.resources("aws_iam_role"))).toHaveLength(1);
  });

  it("no warning of the refused construct is left", () => {
    const stack = synth((scope) => {
      const rateLimitPerSecond = 301;
      expect(thrownBy(() => destination(scope, { rateLimitPerSecond, endpoint: "http://x" }))).toBeInstanceOf(
        ValidationError,
      );
    });

    expect(stack.warnings).toEqual([]);
  });

  it("a shared queue and a shared role do not name the refused rule", () => {
    const stack = synth((scope) => {
      const deadLetterQueue = new Queue(scope, "Queue");
      const eventRole = new Role(scope, "Role", { servicePrincipal: "events.amazonaws.com" });
      thrownBy(() => ruleTo(scope, { deadLetterQueue, eventRole, retryAttempts: 186 }));
    });

    expect(JSON.stringify(stack.json)).not.toContain("aws_cloudwatch_event_rule");
  });
});

describe("Rule.fromRuleAttributes", () => {
  it("makes nothing and hands the attributes on", () => {
    const stack = synth((scope) => {
      const rule = Rule.fromRuleAttributes(scope, "Rule", { ruleArn: "arn:rule", ruleName: "placed" });
      expect([rule.ruleArn, rule.ruleName, rule.eventBusName]).toEqual(["arn:rule", "placed", "default"]);
    });

    expect(stack.json.resource).toBeUndefined();
  });
});

const RETRY_TOO_OFTEN = { maximumRetryAttempts: 186, maximumEventAgeInSeconds: 60 };
