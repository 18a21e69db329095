/**
 * Every example against Terraform and the real AWS provider: init, validate, plan, and an apply against a mocked AWS
 * that evaluates every expression. This proves names, shapes and types of arguments, the provider's own checks and
 * the ARNs inside policies. It does not prove what AWS itself would say: permissions, quotas, taken names.
 */
import { validateDefinition } from "../../modules/languages/asl";
import { caseOf } from "../e2e/cases";
import { type CheckedStack, hasTerraform } from "../support/checked-stack";
import { inParallel } from "../support/in-parallel";
import { exampleNames, removeTempDirs } from "../support/paths";
import { sayLeftOut } from "../support/terraform";
import { deliverable, targetWiring } from "../support/wiring";
import { checkExample } from "./checked-example";
import { expectedDocuments, workflowDocuments } from "./workflows/documents";

const EXAMPLES = exampleNames();
const checked = new Map<string, PromiseSettledResult<CheckedStack[]>>();

beforeAll(async () => {
  if (!(await hasTerraform(`validate, plan and evaluation of all examples (${EXAMPLES.join(", ")})`))) return;
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

  test("state machines are valid, by this package's validator and by asl-validator, planned and applied", () => {
    for (const { judged, evaluated } of stacksOf(example)) {
      expect(judged.map(({ result, diagnostics }) => ({ result, diagnostics }))).toEqual(
        judged.map(() => ({ result: "OK", diagnostics: [] })),
      );
      for (const { values } of evaluated.filter(({ type }) => type === "aws_sfn_state_machine")) {
        const definition: unknown = JSON.parse(String(values.definition));
        const type = values.type === "EXPRESS" ? "EXPRESS" : "STANDARD";
        expect(validateDefinition(definition, { type, isUnresolved: () => false }).diagnostics).toEqual([]);
        expect(aslValidator(definition).errors).toEqual([]);
      }
    }
  });

  test("every target finds its destination, a role that may invoke it and a dead-letter queue it may write to", () => {
    for (const { evaluated } of stacksOf(example)) {
      for (const wiring of targetWiring(evaluated)) {
        expect(wiring).toEqual(deliverable(wiring));
      }
    }
  });
});

/** Its package has no types. It changes what it is given. */
const aslValidator = require("asl-validator") as (definition: unknown) => { readonly errors: readonly object[] };

for (const example of EXAMPLES) {
  const expected = expectedDocuments(example);
  if (expected === undefined) continue;
  test(`${example}: the definition, the policies and the trusts are just those written down`, () => {
    for (const { evaluated } of stacksOf(example)) expect(workflowDocuments(evaluated)).toEqual([expected]);
  });
}

test("every state machine among the examples has its documents written down", () => {
  const withMachine = EXAMPLES.filter((example) =>
    stacksOf(example).some(({ evaluated }) => workflowDocuments(evaluated).length > 0),
  );
  expect(withMachine.filter((example) => expectedDocuments(example) === undefined)).toEqual([]);
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
