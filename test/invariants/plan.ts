import fc from "fast-check";
import { type MachinePlan, machinePlansOf } from "./plan-machine";

/** What a random stack consists of. References to other parts are numbers, taken modulo how many there are. */
export interface Plan {
  readonly keys: number;
  readonly queues: readonly QueuePlan[];
  readonly topics: readonly WithKey[];
  readonly logGroups: readonly WithKey[];
  readonly buses: readonly BusPlan[];
  readonly connections: readonly ConnectionPlan[];
  readonly destinations: readonly DestinationPlan[];
  readonly machines: readonly MachinePlan[];
  readonly rules: readonly RulePlan[];
}

/** Where a construct stands, and whether its name is given, and how. */
export interface Placed {
  readonly scope: readonly string[];
  readonly id: string;
  readonly name: "generated" | "literal" | "token";
}

export interface WithKey extends Placed {
  readonly key: number | undefined;
}

export interface QueuePlan extends WithKey {
  readonly fifo: boolean;
  readonly deadLetterQueue: boolean;
}

export interface BusPlan extends WithKey {
  readonly logs: "no" | "OFF" | "ERROR" | "TRACE";
  readonly grants: readonly ("account" | "organization" | "rule" | "grantee")[];
  readonly archives: readonly (WithKey & { readonly withPattern: boolean })[];
}

export interface ConnectionPlan extends WithKey {
  readonly authorization: "bearerToken" | "apiKey" | "basic" | "oauth" | "none";
  readonly secret: "variable" | "secretsManager" | "secretsManagerField" | "ssm" | "attribute";
  readonly storage: "native" | "cloudFormation" | "cloudFormationWithRole";
  readonly parameters: boolean;
  readonly isPrivate: boolean;
  /** Whether the user name or the client id is a credential too. */
  readonly hasSecretName: boolean;
}

export interface DestinationPlan extends Placed {
  readonly connection: number;
  readonly endpoint: "literal" | "token" | "mixed";
  readonly rate: number | "token" | undefined;
}

export interface RulePlan extends Placed {
  /** `default` is the default bus; `existing` one that the stack does not make. */
  readonly bus: number | "default" | "existing";
  readonly trigger: "pattern" | "schedule";
  readonly enabled: boolean;
  readonly excludeReplays: boolean;
  readonly targets: readonly TargetPlan[];
}

export const TARGET_KINDS = [
  "apiDestination",
  "queue",
  "logGroup",
  "topic",
  "eventBus",
  "stream",
  "deliveryStream",
  "stateMachine",
] as const;

export interface TargetPlan {
  readonly id: string;
  readonly kind: (typeof TARGET_KINDS)[number];
  readonly of: number;
  /** Whether what receives the event is of the stack. */
  readonly isExisting: boolean;
  readonly deadLetterQueue: "own" | "shared" | "existing" | "none";
  readonly role: "own" | "shared" | "existing";
  readonly retry: { readonly attempts: number; readonly age: number } | undefined;
  readonly input: "event" | "object" | "path" | "text";
  /** Anything a user may write. */
  readonly text: string;
}

const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,24}$/).filter((text) => !/^(Resource|Default)$/.test(text));
const scope = fc.array(fc.constantFrom("Nested", "deeper", "x".repeat(40)), { maxLength: 3 });
const name = fc.constantFrom("generated", "generated", "literal", "token");
const some = fc.nat({ max: 100 });
const optional = fc.option(some, { nil: undefined, freq: 2 });

const placed = { scope, id, name };
const withKey = { ...placed, key: optional };

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }).map((word) => word.replace(/[\uE000\uE001]/g, "")),
  fc.constantFrom("${x}", "%{if}", '<b> "q" \\', "$$", "{{x}}", "é☃😀"),
);

const queue: fc.Arbitrary<QueuePlan> = fc.record({ ...withKey, fifo: fc.boolean(), deadLetterQueue: fc.boolean() });
const bus: fc.Arbitrary<BusPlan> = fc.record({
  ...withKey,
  logs: fc.constantFrom("no", "no", "OFF", "ERROR", "TRACE"),
  grants: fc.uniqueArray(fc.constantFrom("account", "organization", "rule", "grantee"), { maxLength: 2 }),
  archives: fc.array(fc.record({ ...withKey, withPattern: fc.boolean() }), { maxLength: 1 }),
});
const connection: fc.Arbitrary<ConnectionPlan> = fc.record({
  ...withKey,
  authorization: fc.constantFrom("bearerToken", "apiKey", "basic", "oauth", "none"),
  secret: fc.constantFrom("variable", "secretsManager", "secretsManagerField", "ssm", "attribute"),
  storage: fc.constantFrom("native", "native", "cloudFormation", "cloudFormationWithRole"),
  parameters: fc.boolean(),
  isPrivate: fc.boolean(),
  hasSecretName: fc.boolean(),
});
const destination: fc.Arbitrary<DestinationPlan> = fc.record({
  ...placed,
  connection: some,
  endpoint: fc.constantFrom("literal", "token", "mixed"),
  rate: fc.constantFrom<DestinationPlan["rate"]>(1, 300, "token", undefined),
});
const machine = machinePlansOf({ ...withKey, connection: some, text });
const target: fc.Arbitrary<TargetPlan> = fc.record({
  id,
  kind: fc.constantFrom(...TARGET_KINDS),
  of: some,
  isExisting: fc.nat({ max: 4 }).map((n) => n === 0),
  deadLetterQueue: fc.constantFrom("own", "own", "shared", "existing", "none"),
  role: fc.constantFrom("own", "own", "shared", "existing"),
  retry: fc.option(
    fc.record({ attempts: fc.integer({ min: 0, max: 185 }), age: fc.integer({ min: 60, max: 86_400 }) }),
    { nil: undefined },
  ),
  input: fc.constantFrom("event", "object", "path", "text"),
  text,
});

/** A rule by itself: what is added to a stack that exists. */
export const rulePlans: fc.Arbitrary<RulePlan> = fc.record({
  ...placed,
  bus: fc.oneof(fc.constantFrom("default" as const, "existing" as const), some),
  trigger: fc.constantFrom("pattern", "pattern", "schedule"),
  enabled: fc.boolean(),
  excludeReplays: fc.boolean(),
  targets: fc.array(target, { minLength: 1, maxLength: 2 }),
});

/** Small stacks of everything: each part zero to two times. */
export const plans: fc.Arbitrary<Plan> = fc.record({
  keys: fc.nat({ max: 2 }),
  queues: fc.array(queue, { maxLength: 2 }),
  topics: fc.array(fc.record(withKey), { maxLength: 1 }),
  logGroups: fc.array(fc.record(withKey), { maxLength: 2 }),
  buses: fc.array(bus, { maxLength: 2 }),
  connections: fc.array(connection, { maxLength: 2 }),
  destinations: fc.array(destination, { maxLength: 1 }),
  machines: fc.array(machine, { maxLength: 2 }),
  rules: fc.array(rulePlans, { minLength: 1, maxLength: 2 }),
});

/** Targets whose author does without a dead-letter queue; see `targetId`. */
export function targetsWithoutDeadLetterQueue(plan: Plan): string[] {
  return plan.rules.flatMap(({ targets }, i) =>
    targets.flatMap((one, j) => (one.deadLetterQueue === "none" ? [targetId(one, i, j)] : [])),
  );
}

/** Different for every target of a stack. */
export function targetId({ id: text }: TargetPlan, rule: number, target: number): string {
  return `${text}_${rule}_${target}`;
}
