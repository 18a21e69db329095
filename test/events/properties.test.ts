import { App, TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  Duration,
  EventBus,
  EventField,
  type EventPath,
  type EventPattern,
  type Matchers,
  Queue,
  Role,
  RuleTargetInput,
  SecretValue,
  targets,
  ValidationError,
} from "cdktf-aws-http-integrations";
import { Construct } from "constructs";
import fc from "fast-check";
import { renderJson } from "../../modules/core/json";
import { checkedId, physicalName } from "../../modules/core/names";
import { toAwsPattern } from "../../modules/events/event-pattern";
import { synth, thrownBy } from "../support/synth";

/** The same cases in every run. */
const SEED = 20_261_121;
const CASES = 200;
/** A synth takes some milliseconds. */
const STACKS = 40;

const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,30}$/).filter((text) => !/^(Resource|Default)$/.test(text));
const paths = fc.array(id, { minLength: 1, maxLength: 8 });

/** A construct at a path, in an app of its own. */
function at(path: readonly string[]): Construct {
  return path.reduce<Construct>((scope, name) => new Construct(scope, name), new Construct(undefined as never, ""));
}

describe("physicalName", () => {
  it("fits the length and the characters of every service, at any path", () => {
    fc.assert(
      fc.property(paths, fc.integer({ min: 16, max: 256 }), (path, maxLength) => {
        const name = physicalName(at(path), maxLength);
        expect(name.length).toBeLessThanOrEqual(maxLength);
        expect(name).toMatch(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/);
      }),
      { seed: SEED, numRuns: CASES },
    );
  });

  it("differs wherever the path differs, however alike the paths read", () => {
    const alike = fc.array(fc.stringMatching(/^[ab_-]{1,3}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(alike, alike, (one, other) => {
        fc.pre(one.join("/") !== other.join("/"));
        expect(physicalName(at(one), 64)).not.toBe(physicalName(at(other), 64));
      }),
      { seed: SEED, numRuns: CASES * 5 },
    );
  });

  it("is the same for ever", () => {
    expect(physicalName(at(["orders", "Bus", "Placed", "Slack", "DeadLetterQueue"]), 80)).toBe(
      "orders-Bus-Placed-Slack-DeadLetterQueue-763cbbb5",
    );
    expect(physicalName(at(["orders", "x".repeat(100)]), 64)).toBe(`orders-${"x".repeat(48)}-db19ef9c`);
    expect(physicalName(at(["a", "-_-"]), 64)).toBe("a-781ecb3b");
  });
});

describe("the guard of ids", () => {
  const anything = fc.oneof(
    fc.string(),
    id,
    fc.stringMatching(/^[a.b _-]{1,4}$/),
    fc.constantFrom("Resource", "Default"),
  );

  it("accepts just the ids that stay what they are in a Terraform address", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const isFit = /^[A-Za-z][A-Za-z0-9_-]*$/.test(text) && text !== "Resource" && text !== "Default";
        const error = thrownBy(() => checkedId(at(["stack"]), text));
        expect(error === undefined).toBe(isFit);
        expect(isFit || (error instanceof ValidationError && error.code === "construct-id-invalid")).toBe(true);
      }),
      { seed: SEED, numRuns: CASES * 5 },
    );
  });

  it("suggests an id that it accepts", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const error = thrownBy(() => checkedId(at(["stack"]), text));
        fc.pre(error instanceof ValidationError);
        const suggestion = JSON.parse(/use an id such as (".*?");/.exec((error as ValidationError).message)![1]!);
        expect(checkedId(at(["stack"]), suggestion)).toBe(suggestion);
      }),
      { seed: SEED, numRuns: CASES },
    );
  });

  it("gives different addresses to different ids", () => {
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 2, maxLength: 5 }), (ids) => {
        const { resources } = synth((stack) => {
          for (const one of ids) {
            new EventBus(stack, one);
          }
        });
        expect(Object.keys(resources("aws_cloudwatch_event_bus"))).toHaveLength(ids.length);
      }),
      { seed: SEED, numRuns: STACKS },
    );
  });
});

describe("the order of a pattern's properties", () => {
  const leaf = fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), { minLength: 1 });
  const { fields } = fc.letrec((tie) => ({
    fields: fc.dictionary(fc.string(), fc.oneof({ depthSize: "small" }, leaf, tie("fields")), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  }));

  it("changes nothing", () => {
    fc.assert(
      fc.property(fields, leaf, (detail, source) => {
        const pattern = { source: source as Matchers, detail, detailType: ["a"] } as EventPattern;
        expect(renderJson(toAwsPattern(reversed(pattern) as EventPattern))).toBe(renderJson(toAwsPattern(pattern)));
      }),
      { seed: SEED, numRuns: CASES },
    );
  });

  it("is kept in lists, where it may count", () => {
    expect(renderJson(toAwsPattern({ source: ["b", "a"] }))).toBe('{"source":["b","a"]}');
  });
});

describe("a stack", () => {
  it("is the same text however often it is synthesized, without a trace of cdktf's markers", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const first = synth((stack) => build(stack, plan));
        const second = synth((stack) => build(stack, plan));

        expect(withoutPath(second.text)).toBe(withoutPath(first.text));
        for (const text of [JSON.stringify(first.json), ...first.warnings]) {
          expect(text).not.toMatch(/TfToken\[|TFTOKEN\[|\[object Object\]|<unresolved-token>|e\+29\d|\uE000|\uE001/);
        }
      }),
      { seed: SEED, numRuns: STACKS },
    );
  });

  it("refers only to what it holds, and writes both retry fields, the state and a trust condition", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { json, resources } = synth((stack) => build(stack, plan));
        const held = new Set(
          Object.entries(json.resource ?? {}).flatMap(([type, all]) =>
            Object.keys(all).map((name) => `${type}.${name}`),
          ),
        );
        const referred = [...JSON.stringify(json).matchAll(/\baws_[a-z_]+\.[A-Za-z][\w-]*/g)].map(([match]) => match);

        expect(referred.filter((reference) => !held.has(reference))).toEqual([]);
        for (const target of Object.values(resources("aws_cloudwatch_event_target"))) {
          expect(Object.keys(target.retry_policy as object).sort()).toEqual([
            "maximum_event_age_in_seconds",
            "maximum_retry_attempts",
          ]);
          expect(target.event_bus_name).toBeDefined();
        }
        for (const rule of Object.values(resources("aws_cloudwatch_event_rule"))) {
          expect(rule.state).toMatch(/^(ENABLED|DISABLED)$/);
        }
        for (const role of Object.values(resources("aws_iam_role"))) {
          expect(role.assume_role_policy).toContain("aws:SourceArn");
        }
        expect(Object.keys(resources("aws_sqs_queue_policy"))).toHaveLength(
          Object.keys(resources("aws_sqs_queue")).length,
        );
      }),
      { seed: SEED + 1, numRuns: STACKS },
    );
  });

  it("holds no credential, wherever it came from", () => {
    fc.assert(
      fc.property(plans, fc.stringMatching(/^canary-[a-z0-9]{8,20}$/), (plan, canary) => {
        const error = thrownBy(() => synth((stack) => build(stack, plan, SecretValue.resourceAttribute(canary))));
        expect((error as Error).message).toContain("secret-hidden-literal");
        expect((error as Error).message).not.toContain(canary);
      }),
      { seed: SEED + 2, numRuns: STACKS / 4 },
    );
  });
});

interface Plan {
  readonly shared: boolean;
  readonly rules: readonly {
    readonly id: string;
    readonly enabled: boolean;
    readonly source: string;
    readonly targets: readonly TargetPlan[];
  }[];
}
interface TargetPlan {
  readonly id: string;
  readonly retryAttempts: number;
  readonly age: number;
  readonly text: string;
  readonly header: string;
  readonly field: string;
  readonly withToken: boolean;
  readonly queue: "own" | "shared" | "none";
}

const awkward = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom("${x}", "%{if}", "$${y}", '<b> "q" \\', "$", "$$", "{{x}}", "\r\n", "é☃😀", "TfToken", ""),
);
const targetPlan: fc.Arbitrary<TargetPlan> = fc.record({
  id,
  retryAttempts: fc.integer({ min: 0, max: 185 }),
  age: fc.integer({ min: 60, max: 86_400 }),
  text: awkward,
  header: fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/),
  field: fc.stringMatching(/^[a-z]([a-z0-9_]{0,8}(\.|\[[0-9]\]\.)[a-z]{1,8})?$/),
  withToken: fc.boolean(),
  queue: fc.constantFrom("own", "shared", "none"),
});
const plans: fc.Arbitrary<Plan> = fc.record({
  shared: fc.boolean(),
  rules: fc.uniqueArray(
    fc.record({
      id,
      enabled: fc.boolean(),
      source: fc.stringMatching(/^[a-z][a-z.]{0,10}$/),
      targets: fc.uniqueArray(targetPlan, { selector: (plan) => plan.id, maxLength: 3 }),
    }),
    { selector: (plan) => plan.id, minLength: 1, maxLength: 3 },
  ),
});

function build(stack: TerraformStack, plan: Plan, secret?: SecretValue): void {
  const variable = new TerraformVariable(stack, "token", { type: "string", sensitive: true });
  const connection = new Connection(stack, "Api", {
    authorization: Authorization.bearerToken(secret ?? SecretValue.terraformVariable(variable)),
  });
  const api = new ApiDestination(stack, "Endpoint", { connection, endpoint: "https://api.example.com/*" });
  const sharedQueue = new Queue(stack, "SharedQueue");
  const sharedRole = new Role(stack, "SharedRole", {
    servicePrincipal: "events.amazonaws.com",
    sourceArns: ["arn:aws:events:us-east-1:123456789012:rule/elsewhere"],
  });
  const bus = new EventBus(stack, "OwnBus");
  for (const rule of plan.rules) {
    bus.addRule(rule.id, {
      eventPattern: { source: [rule.source] },
      enabled: rule.enabled,
      targets: Object.fromEntries(
        rule.targets.map((target) => [
          target.id,
          new targets.ApiDestination(api, {
            retryAttempts: target.retryAttempts,
            maxEventAge: Duration.seconds(target.age),
            pathParameterValues: [EventField.fromPath("$.id")],
            headerParameters: { "X-Text": target.header.replaceAll("$.", "$,") },
            eventRole: plan.shared ? sharedRole : undefined,
            event: RuleTargetInput.fromObject({
              [`key ${target.text.replaceAll(/[\uE000\uE001]/g, "")}`]: target.text,
              field: EventField.fromPath(`$.detail.${target.field}` as EventPath),
              inside: `${target.text} ${EventField.ruleName}`,
              token: target.withToken ? bus.eventBusArn : undefined,
            }),
            ...(target.queue === "shared" ? { deadLetterQueue: sharedQueue } : {}),
            ...(target.queue === "none" ? { withoutDeadLetterQueue: "not needed" } : {}),
          }),
        ]),
      ),
    });
  }
}

/** The state file of cdktf's local backend lies in the folder where the test runs. */
const withoutPath = (text: string) => text.replace(/"path": "[^"]*"/g, "");

function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

it("one stack gives the same bytes twice", () => {
  const stack = new TerraformStack(new App({ outdir: "unused" }), "stack");
  build(stack, { shared: true, rules: [{ id: "R", enabled: true, source: "a", targets: [] }] });
  stack.prepareStack();
  const first = JSON.stringify(stack.toTerraform());

  expect(JSON.stringify(stack.toTerraform())).toBe(first);
});
