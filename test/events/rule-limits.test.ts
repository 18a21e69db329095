import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { EventBus, type EventPattern, Match, Rule, targets, type ValidationError } from "cdktf-aws-http-integrations";
import { codesOf, findings, refusal, synth, thrownBy } from "../support/synth";
import { sendingTo } from "./rule-cases/rule-and-bus";

const TARGETS = { T: sendingTo("arn:aws:sns:us-east-1:123456789012:t") };
const plain: EventPattern = { source: ["shop"] };
const wildcard: EventPattern = { source: Match.wildcard("shop.*.eu") };

function rules(count: number, make: (id: string) => Rule): void {
  for (let i = 0; i < count; i++) {
    make(`R${i}`);
  }
}

describe("rules with wildcards on one bus", () => {
  it("may be 30, beside others, and 30 more on each other bus", () => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      rules(30, (id) => bus.addRule(id, { eventPattern: wildcard, targets: TARGETS }));
      rules(30, (id) => new Rule(scope, id, { eventPattern: wildcard, targets: TARGETS }));
      rules(5, (id) => bus.addRule(`Plain${id}`, { eventPattern: plain, targets: TARGETS }));
    });
    expect(stack.warnings).toEqual([]);
  });

  it.each<[string, EventPattern]>([
    ["a wildcard", wildcard],
    ["anything but a wildcard", { source: Match.anythingButWildcard("a*b") }],
    ["a wildcard in an alternative", { $or: [{ source: Match.wildcard("a*b") }, { detailType: ["x"] }] }],
  ])("fail with the 31st, with %s", (_what, eventPattern) => {
    const error = refusal((scope) => rules(31, (id) => new Rule(scope, id, { eventPattern, targets: TARGETS })));
    expect(error.constructPath).toBe("stack/R30");
    expect(findings(error)).toEqual(["eventPattern: rule-too-many-wildcards"]);
    expect(error.message).toContain('got: "31 rules with wildcards"');
  });

  it("are counted for the default bus under each of its names", () => {
    const error = refusal((scope) => {
      const imported = EventBus.defaultBus(scope, "Imported");
      rules(15, (id) => new Rule(scope, id, { eventPattern: wildcard, targets: TARGETS }));
      rules(16, (id) => imported.addRule(id, { eventPattern: wildcard, targets: TARGETS }));
    });
    expect(error.constructPath).toBe("stack/Imported/R15");
  });

  it("are counted for each Region, and for each stack", () => {
    synth((scope) => {
      const provider = new AwsProvider(scope, "eu", { alias: "eu", region: "eu-central-1" });
      const other = new TerraformStack(scope.node.root, "other");
      new AwsProvider(other, "aws", { region: "us-east-1" });
      rules(30, (id) => new Rule(scope, id, { eventPattern: wildcard, targets: TARGETS }));
      rules(30, (id) => new Rule(scope, `Eu${id}`, { eventPattern: wildcard, targets: TARGETS, provider }));
      rules(30, (id) => new Rule(other, id, { eventPattern: wildcard, targets: TARGETS }));
    });
  });

  it("that were refused do not count", () => {
    synth((scope) => {
      rules(30, (id) => {
        const eventPattern = wildcard;
        expect(thrownBy(() => new Rule(scope, id, { eventPattern, targets: { T: {} as never } }))).toBeDefined();
        return new Rule(scope, id, { eventPattern, targets: TARGETS });
      });
    });
  });
});

describe("rules on one bus", () => {
  it.each([
    [299, []],
    [300, []],
    [301, ["rule-count-above-quota"]],
    [303, ["rule-count-above-quota"]],
  ])("%d: %j", (count, warnings) => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      rules(count, (id) => bus.addRule(id, { eventPattern: plain, targets: TARGETS }));
    });
    expect(codesOf(stack.warnings)).toEqual(warnings);
  });
});

describe("a rule that sends to its own bus", () => {
  it.each<[string, (scope: TerraformStack) => void]>([
    [
      "made here",
      (scope) => {
        const bus = new EventBus(scope, "Bus");
        bus.addRule("Rule", { eventPattern: plain, targets: { Own: new targets.EventBus(bus) } });
      },
    ],
    [
      "the default one",
      (scope) => {
        const own = new targets.EventBus(EventBus.defaultBus(scope, "Bus"));
        new Rule(scope, "Rule", { eventPattern: plain }).addTarget("Own", own);
      },
    ],
  ])("is warned of: %s", (_what, build) => {
    const stack = synth(build);
    expect(codesOf(stack.warnings)).toEqual(["rule-feedback-loop"]);
    expect(stack.warnings[0]).toContain("`targets.Own`");
  });

  it("is not meant by another bus, another Region's bus of the same name, or a bus known by its ARN", () => {
    const stack = synth((scope) => {
      const provider = new AwsProvider(scope, "eu", { alias: "eu", region: "eu-central-1" });
      const bus = new EventBus(scope, "Bus");
      const elsewhere = EventBus.fromEventBusArn(
        scope,
        "Elsewhere",
        "arn:aws:events:eu-central-1:123456789012:event-bus/default",
      );
      bus.addRule("Rule", {
        eventPattern: plain,
        targets: {
          Other: new targets.EventBus(new EventBus(scope, "Other")),
          Elsewhere: new targets.EventBus(elsewhere),
        },
      });
      const other = new EventBus(scope, "Eu", { provider });
      new Rule(scope, "OnDefault", { eventPattern: plain, targets: { Eu: new targets.EventBus(other) } });
    });
    expect(codesOf(stack.warnings)).toEqual([]);
  });

  it("keeps its target", () => {
    const stack = synth((scope) => {
      const bus = new EventBus(scope, "Bus");
      const rule = bus.addRule("Rule", { eventPattern: plain, targets: { Own: new targets.EventBus(bus) } });
      expect([...rule.targets.keys()]).toEqual(["Own"]);
    });
    expect(Object.keys(stack.resources("aws_cloudwatch_event_target"))).toHaveLength(1);
  });
});

describe("targets in one error", () => {
  it("are counted with those that are refused", () => {
    const error = thrownBy(() =>
      synth((scope) => {
        const all = Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`T${i}`, i < 3 ? {} : TARGETS.T]));
        new Rule(scope, "Rule", { eventPattern: plain, targets: all as never });
      }),
    ) as ValidationError;
    expect(findings(error)).toEqual([
      "targets.T0.target: target-not-a-target",
      "targets.T1.target: target-not-a-target",
      "targets.T2.target: target-not-a-target",
      "targets.T5: rule-too-many-targets",
    ]);
  });
});
