/** What a plan is told of a state machine's definition. */
import { type PlanEndpoint, startPlanEndpoint } from "./plan-endpoint";

let endpoint: PlanEndpoint;
beforeEach(async () => {
  endpoint = await startPlanEndpoint();
});
afterEach(() => endpoint.close());

async function validate(definition: string, type?: string): Promise<unknown> {
  const answer = await fetch(endpoint.url, {
    method: "POST",
    headers: { "x-amz-target": "AWSStepFunctions.ValidateStateMachineDefinition" },
    body: JSON.stringify({ definition, type }),
  });
  return answer.json();
}

const machine = (states: object) => JSON.stringify({ StartAt: "A", States: states });
const VALID = machine({ A: { Type: "Pass", End: true } });

test("a valid definition is passed, and remembered as judged", async () => {
  expect(await validate(VALID)).toEqual({ result: "OK", diagnostics: [], truncated: false });
  expect(endpoint.judged).toEqual([{ definition: VALID, type: "STANDARD", result: "OK", diagnostics: [] }]);
  expect(endpoint.refused).toEqual([]);
});

test("an error fails it, in AWS's shape and with AWS's location", async () => {
  const definition = machine({ A: { Type: "Pass", Next: "My.B" }, "My.B": { Type: "Wait", Seconds: -1, End: true } });
  expect(await validate(definition)).toEqual({
    result: "FAIL",
    truncated: false,
    diagnostics: [
      {
        severity: "ERROR",
        code: "SCHEMA_VALIDATION_FAILED",
        message: expect.stringMatching(/^wait-seconds-invalid: /),
        location: "/States/My.B/Seconds",
      },
    ],
  });
});

test("a warning does not fail it", async () => {
  const definition = machine({
    A: { Type: "Choice", Choices: [{ Variable: "$.a", IsPresent: true, Next: "B" }] },
    B: { Type: "Succeed" },
  });
  expect(await validate(definition)).toMatchObject({ result: "OK", diagnostics: [{ severity: "WARNING" }] });
});

test("the type of the machine is taken into account", async () => {
  const definition = machine({
    A: { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync", Parameters: { JobName: "j" }, End: true },
  });
  expect(await validate(definition)).toMatchObject({ result: "OK" });
  expect(await validate(definition, "EXPRESS")).toMatchObject({ result: "FAIL" });
});

test.each([
  ["no JSON", "{", "INVALID_JSON_DESCRIPTION", undefined],
  [
    "a state name that stands twice",
    '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Succeed"}}}',
    "DUPLICATE_STATE_NAME",
    "/States/A",
  ],
])("%s fails it", async (_, definition, code, location) => {
  expect(await validate(definition)).toMatchObject({
    result: "FAIL",
    diagnostics: [{ severity: "ERROR", code, ...(location && { location }) }],
  });
});
