import fc from "fast-check";
import { untraced } from "../../modules/core/untraced";
import { type SynthesizedStack, synth } from "../support/synth";
import type { Json } from "../support/terraform-json";
import { assertInvariants } from "./assert-invariants";
import type { BuildOptions } from "./build-context";
import { build, expectationsOf } from "./build-plan";
import { type Block, Model } from "./model";
import { type Plan, plans, rulePlans } from "./plan";
import type { Statement } from "./policies";

/** The same stacks in every run. */
const SEED = 20_261_121;
const STACKS = 300;
/** Properties that synthesize each stack twice. */
const PAIRS = 40;

/** Without the stack traces that cdktf takes for each token: a fifth of the time. */
const made = (plan: Plan, options?: BuildOptions): SynthesizedStack =>
  untraced(() => synth((stack) => build(stack, plan, options)));

/** Some seconds on a quiet machine. */
const TIMEOUT_MS = 180_000;

describe("a random stack", () => {
  it(
    "holds all invariants",
    async () => {
      await fc.assert(
        fc.asyncProperty(plans, async (plan) => {
          await assertInvariants(made(plan).json, expectationsOf(plan));
        }),
        { seed: SEED, numRuns: STACKS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "is the same text twice, and the same whatever the order of properties (W18)",
    () => {
      fc.assert(
        fc.property(plans, (plan) => {
          const first = made(plan).text;
          expect(withoutPath(made(plan).text)).toBe(withoutPath(first));
          expect(withoutPath(made(plan, { order: reversed }).text)).toBe(withoutPath(first));
        }),
        { seed: SEED + 1, numRuns: PAIRS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    "stays as it is when a rule is added, but for the policies that name the rule (W19)",
    async () => {
      await fc.assert(
        fc.asyncProperty(plans, rulePlans, async (plan, rule) => {
          const before = await Model.of(made(plan).json);
          const after = await Model.of(made({ ...plan, rules: [...plan.rules, rule] }).json);
          const grown = new Map(after.blocks.map((block) => [block.address, block]));
          for (const block of before.blocks) {
            const { address } = block;
            const now = grown.get(address);
            expect([address, withoutSharedPolicy(now)]).toEqual([address, withoutSharedPolicy(block)]);
            expect(missingFrom(statementsOf(after, address), statementsOf(before, address))).toEqual([]);
          }
        }),
        { seed: SEED + 2, numRuns: PAIRS },
      );
    },
    TIMEOUT_MS,
  );
});

/** The state file of cdktf's local backend lies in the folder where the test runs. */
const withoutPath = (text: string) => text.replace(/"path": "[^"]*"/g, "");

function reversed<Props extends object>(props: Props): Props {
  return Object.fromEntries(Object.entries(props).reverse()) as Props;
}

/** Where a policy may come to name one more rule. Statements and values may be added, and nothing goes. */
const SHARED_POLICIES: { readonly [type: string]: string } = {
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_iam_role: "assume_role_policy",
  aws_iam_role_policy: "policy",
  aws_kms_key: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue_policy: "policy",
};

function withoutSharedPolicy(block: Block | undefined): Json | undefined {
  const argument = block && SHARED_POLICIES[block.type];
  return argument === undefined ? block?.raw : { ...block?.raw, [argument]: "" };
}

function statementsOf({ policies }: Model, address: string): readonly Statement[] {
  return policies.filter(({ block }) => block.address === address).flatMap(({ statements }) => statements);
}

/** Statements whose resources and sources are not all in one statement of the policy as it is now. */
function missingFrom(now: readonly Statement[], before: readonly Statement[]): readonly Statement[] {
  const frame = ({ effect, principals, actions, conditions }: Statement) =>
    JSON.stringify([effect, principals, actions, conditions.map(({ operator, key }) => [operator, key])]);
  const values = ({ resources, conditions }: Statement) => [...resources, ...conditions.flatMap((one) => one.values)];
  return before.filter(
    (old) => !now.some((one) => frame(one) === frame(old) && values(old).every((value) => values(one).includes(value))),
  );
}
