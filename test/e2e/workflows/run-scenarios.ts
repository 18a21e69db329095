import type { EvaluatedResource } from "../../support/evaluate";
import { inParallel } from "../../support/in-parallel";
import type { Json } from "../../support/terraform-json";
import type { E2eCase, ReceivedRequest, WorkflowEnd } from "../e2e-case";
import { type Redirects, redirectBack } from "../redirect";
import { connectionOf, type TaskConnection } from "./connection";
import { EXECUTION_NAME } from "./expected";
import { refusedByRole } from "./permissions";
import { appliedDefinition, runWorkflow } from "./run-workflow";

/** Each run has receivers and an activity of its own, and mostly waits for the emulator to look for tasks. */
const SIDE_BY_SIDE = 4;

export interface WorkflowOutcome {
  readonly requests: readonly ReceivedRequest[];
  readonly end: WorkflowEnd;
  /** What the machine's role refuses of what the requests need. */
  readonly refused: readonly string[];
}

export interface AppliedExample {
  readonly emulator: string;
  readonly account: string;
  /** Everything in the states, with the values that the emulator gave. */
  readonly resources: readonly EvaluatedResource[];
  readonly redirects: Redirects;
  /** What the rule delivered. */
  readonly input: unknown;
}

/** Every workflow of a case, as the applied definition and connections run it, with the third parties' own addresses. */
export async function runScenarios(
  { workflows = [], thirdParties }: E2eCase,
  { emulator, account, resources, redirects, input }: AppliedExample,
): Promise<WorkflowOutcome[]> {
  if (workflows.length === 0) return [];
  const definition = redirectBack(await appliedDefinition(emulator, account), redirects);
  const original = resources.map((resource) => ({ ...resource, values: redirectBack(resource.values, redirects) }));
  const connection = (arn: string): TaskConnection => {
    const found = original.find(({ type, values }) => type === "aws_cloudwatch_event_connection" && values.arn === arn);
    if (!found) throw new Error(`the definition names ${arn}, which is no connection of the example`);
    return connectionOf(found.values);
  };
  const settled = await inParallel(SIDE_BY_SIDE, workflows, ({ answer }) =>
    runWorkflow({
      emulator,
      account,
      definition,
      connection,
      thirdParties,
      answer: answer?.(),
      input: input as Json,
      executionName: EXECUTION_NAME,
    }),
  );
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    const { requests, attempts, status, output, error = "", cause = "" } = result.value;
    const refused = attempts.flatMap(({ request }) => refusedByRole(original, request));
    return { requests, refused, end: status === "SUCCEEDED" ? { output } : { error, cause } };
  });
}
