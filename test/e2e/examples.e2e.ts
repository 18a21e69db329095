/**
 * Every example for real: applied with Terraform and the AWS provider to an emulator, its event put on the bus with the
 * AWS SDK, the HTTP request received, planned again, destroyed. Proves wiring and delivery. Does not prove IAM, which
 * the emulator does not enforce, nor retries, rate limits and dead-letter queues, which it does not model.
 *
 * To add an example: write `examples/<name>` and `test/e2e/cases/<name>.ts`. Nothing here changes.
 */
import { inParallel } from "../support/in-parallel";
import { exampleNames, removeTempDirs, say } from "../support/paths";
import { sayLeftOut, terraformAvailability } from "../support/terraform";
import { deliverable } from "../support/wiring";
import { caseOf } from "./cases";
import type { ReceivedRequest } from "./e2e-case";
import { type Emulator, startEmulator } from "./emulator";
import { type CaseOutcome, runCase } from "./run-case";

const EXAMPLES = exampleNames();
/** Each case takes up to 1 GB while its provider runs. */
const SIDE_BY_SIDE = 6;
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

function outcomeOf(example: string): CaseOutcome {
  const outcome = outcomes.get(example);
  if (outcome?.status !== "fulfilled") throw outcome?.reason ?? new Error(`${example} did not run`);
  return outcome.value;
}

describe.each(EXAMPLES)("examples/%s", (example) => {
  test.each(caseOf(example).steps.map((step, index) => ({ ...step, index })))("$title", ({ arrives, index }) => {
    expect(inOrder(outcomeOf(example).steps[index] ?? [])).toEqual(inOrder(arrives));
  });

  test("nothing else arrived, until the end", () => {
    const expected = caseOf(example).steps.flatMap((step) => step.arrives);
    expect(inOrder(outcomeOf(example).received)).toEqual(inOrder(expected));
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
