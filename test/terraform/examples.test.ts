/**
 * Every example against Terraform and the real AWS provider: init, validate, plan, and an apply against a mocked AWS
 * that evaluates every expression. This proves names, shapes and types of arguments, the provider's own checks and
 * the ARNs inside policies. It does not prove what AWS itself would say: permissions, quotas, taken names.
 */
import { caseOf } from "../e2e/cases";
import { inParallel } from "../support/in-parallel";
import { exampleNames, removeTempDirs, say } from "../support/paths";
import { sayLeftOut, terraformAvailability } from "../support/terraform";
import { apiDestinationWiring, deliverable } from "../support/wiring";
import { type CheckedStack, checkExample } from "./checked-example";

const EXAMPLES = exampleNames();
const checked = new Map<string, PromiseSettledResult<CheckedStack[]>>();

beforeAll(async () => {
  const availability = await terraformAvailability();
  if (!availability.available) {
    const why = availability.reason;
    if (process.env.REQUIRE_TERRAFORM) throw new Error(`REQUIRE_TERRAFORM is set, and ${why}`);
    say(`LEFT OUT: validate, plan and evaluation of all examples (${EXAMPLES.join(", ")}), because ${why}.`);
    return;
  }
  // Two: starting the provider is nothing but CPU time.
  const settled = await inParallel(2, EXAMPLES, (example) => checkExample(example, caseOf(example)));
  settled.forEach((result, index) => {
    const example = EXAMPLES[index]!;
    checked.set(example, result);
    const stacks = result.status === "fulfilled" ? result.value : [];
    sayLeftOut(
      example,
      stacks.flatMap((stack) => stack.leftOut),
    );
  });
}, 600_000);

afterAll(removeTempDirs);

/** The stacks of an example; none where Terraform is missing, which `beforeAll` has said. */
function stacksOf(example: string): CheckedStack[] {
  const result = checked.get(example);
  if (result?.status === "rejected") throw result.reason;
  return result?.value ?? [];
}

test("there are examples, and each has a case with its variables", () => {
  expect(EXAMPLES).not.toEqual([]);
  expect(EXAMPLES.map((example) => Object.keys(caseOf(example)))).not.toContainEqual([]);
});

describe.each(EXAMPLES)("examples/%s", (example) => {
  test("is valid to the provider, without a warning", () => {
    for (const { validation } of stacksOf(example)) expect(validation).toEqual({ valid: true, diagnostics: [] });
  });

  test("plans to create every resource that it declares, without calling AWS", () => {
    for (const { plannedChanges, declaredResources, refusedCalls } of stacksOf(example)) {
      expect(plannedChanges).toEqual({ add: declaredResources, change: 0, remove: 0 });
      expect(refusedCalls).toEqual([]);
    }
  });

  test("evaluates to documents without leftovers of cdktf or Terraform", () => {
    for (const { evaluated } of stacksOf(example)) {
      expect(evaluated).not.toEqual([]);
      expect(JSON.stringify(evaluated)).not.toMatch(
        /TfToken\[|TFTOKEN\[|<unresolved-token>|e\+29\d|\[object Object\]|\$\{aws_/,
      );
    }
  });

  test("every target finds its destination, a role that may invoke it and a dead-letter queue it may write to", () => {
    for (const { evaluated } of stacksOf(example)) {
      for (const wiring of apiDestinationWiring(evaluated)) {
        expect(wiring).toEqual(deliverable(wiring));
      }
    }
  });
});

test("slack: the template that EventBridge gets has the channel's value and the placeholder as it is", () => {
  for (const { evaluated } of EXAMPLES.includes("slack") ? stacksOf("slack") : []) {
    const target = evaluated.find((resource) => resource.type === "aws_cloudwatch_event_target");
    expect(target?.values.input_transformer).toEqual([
      {
        input_paths: { "detail-event": "$.detail.event" },
        input_template: '{"channel":"C0123456789","text":<detail-event>}',
      },
    ]);
  }
});
