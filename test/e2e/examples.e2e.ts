/**
 * Every example for real: applied with Terraform and the AWS provider to an emulator, its event put on the bus with the
 * AWS SDK, the HTTP request received, planned again, destroyed. Of a state machine the execution is started, and a copy
 * of its definition is run: see test/e2e/workflows. Proves wiring and delivery. Does not prove IAM, which the emulator
 * does not enforce (the policies of a workflow are evaluated for each of its requests), nor EventBridge's retries, rate
 * limits and dead-letter queues, which it does not model.
 *
 * To add an example: write `examples/<name>` and `test/e2e/cases/<name>.ts`. Nothing here changes.
 */
import { inParallel } from "../support/in-parallel";
import { exampleNames, removeTempDirs, say } from "../support/paths";
import { sayLeftOut, terraformAvailability } from "../support/terraform";
import { deliverable } from "../support/wiring";
import { caseOf } from "./cases";
import { EMULATOR_EXECUTION_END } from "./departures";
import type { ReceivedRequest, StartedExecution } from "./e2e-case";
import { type Emulator, startEmulator } from "./emulator";
import type { EndedExecution } from "./executions";
import { type CaseOutcome, runCase } from "./run-case";

const EXAMPLES = exampleNames();
/** Each case takes up to 1 GB while its provider runs. */
const SIDE_BY_SIDE = 4;
const outcomes = new Map<string, PromiseSettledResult<CaseOutcome>>();
let emulator: Emulator | undefined;

beforeAll(async () => {
  const availability = await terraformAvailability();
  if (!availability.available) throw new Error(`The end-to-end run needs Terraform: ${availability.reason}`);
  emulator = await startEmulator();
  const { url } = emulator;
  // Side by side: most of the time the provider waits for queues to settle.
  const settled = await inParallel(SIDE_BY_SIDE, EXAMPLES, (example, index) =>
    runCase(example, caseOf(example), url, String(100_000_000_001 + index)),
  );
  settled.forEach((outcome, index) => {
    const example = EXAMPLES[index]!;
    outcomes.set(example, outcome);
    if (outcome.status === "fulfilled") sayLeftOut(example, outcome.value.leftOut);
  });
  if (settled.some((outcome) => outcome.status === "rejected")) say(`MiniStack said last:\n${emulator.log()}`);
}, 900_000);

afterAll(async () => {
  await emulator?.close();
  removeTempDirs();
}, 30_000);

/** EventBridge promises no order between the targets of a rule: by third party and method, then as they arrived. */
function inOrder(requests: readonly ReceivedRequest[]): ReceivedRequest[] {
  const key = ({ to, method }: ReceivedRequest) => `${to} ${method}`;
  return [...requests].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Where requests are sent at the same time, no order counts. */
function inAnyOrder(requests: readonly ReceivedRequest[]): ReceivedRequest[] {
  const key = ({ to, method, path, query, body }: ReceivedRequest) => JSON.stringify([to, method, path, query, body]);
  return [...requests].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function outcomeOf(example: string): CaseOutcome {
  const outcome = outcomes.get(example);
  if (outcome?.status !== "fulfilled") throw outcome?.reason ?? new Error(`${example} did not run`);
  return outcome.value;
}

/** An execution as the emulator ends it: the HTTP Task that it has reached is what it cannot do. */
const asStarted = ({ machine, input }: StartedExecution) => ({
  machine,
  input,
  error: EMULATOR_EXECUTION_END.error,
  cause: expect.stringContaining(EMULATOR_EXECUTION_END.cause),
});

const withEnd = ({ machine, input, error, cause }: EndedExecution) => ({ machine, input, error, cause });

describe.each(EXAMPLES)("examples/%s", (example) => {
  const { steps, workflows = [] } = caseOf(example);

  test.each(steps.map((step, index) => ({ ...step, index })))("$title", ({ arrives, executions = [], index }) => {
    const outcome = outcomeOf(example).steps[index];
    expect(inOrder(outcome?.requests ?? [])).toEqual(inOrder(arrives));
    expect(outcome?.executions.map(withEnd)).toEqual(executions.map(asStarted));
  });

  test("nothing else arrived or was started, until the end", () => {
    const { received, executions } = outcomeOf(example);
    expect(inOrder(received)).toEqual(inOrder(steps.flatMap((step) => step.arrives)));
    expect(executions.map(withEnd)).toEqual(steps.flatMap((step) => (step.executions ?? []).map(asStarted)));
  });

  // `test.each` refuses an empty list.
  for (const [index, { title, arrives, isConcurrent, ends }] of workflows.entries()) {
    test(`workflow: ${title}`, () => {
      const { requests = [], refused, end } = outcomeOf(example).workflows[index] ?? {};
      const ordered = isConcurrent ? inAnyOrder : (all: readonly ReceivedRequest[]) => all;
      expect({ requests: ordered(requests), end }).toEqual({ requests: ordered(arrives), end: ends });
      expect(refused).toEqual([]);
    });
  }

  test("the workflows put no other events on the bus than they should", () => {
    expect(outcomeOf(example).published).toEqual(workflows.flatMap(({ publishes = [] }) => publishes));
  });

  test("every target finds its destination, a role that may invoke it and a dead-letter queue it may write to", () => {
    for (const wiring of outcomeOf(example).wiring) expect(wiring).toEqual(deliverable(wiring));
  });

  test("a second plan shows no change but the emulator's known departures", () => {
    expect(outcomeOf(example).unexpectedChanges).toEqual([]);
  });

  test("destroy leaves nothing, neither in the state nor in the account", () => {
    const { stateAfter, emulatorBefore, emulatorAfter } = outcomeOf(example);
    expect(stateAfter).toEqual([]);
    expect(emulatorAfter).toEqual(emulatorBefore);
  });
});
