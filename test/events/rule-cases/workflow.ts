import type { TerraformStack } from "cdktf";
import {
  Authorization,
  Condition,
  Connection,
  Duration,
  HttpInvoke,
  HttpMethod,
  type IChainable,
  Pass,
  StateMachine,
  StateMachineType,
  Succeed,
  saga,
  startAndPoll,
} from "cdktf-aws-http-integrations";
import type { Cases } from "./case";

const call = (stack: TerraformStack) => {
  const connection = new Connection(stack, "Connection", { authorization: Authorization.none() });
  return (id: string) =>
    new HttpInvoke(id, { connection, method: HttpMethod.PUT, apiEndpoint: "https://api.example.com/jobs" });
};
type Call = ReturnType<typeof call>;
const machine = (definition: (invoke: Call) => IChainable) => (stack: TerraformStack) =>
  new StateMachine(stack, "Machine", { definition: definition(call(stack)) });

const polling = (invoke: Call, maxPolls: number) =>
  startAndPoll("Job", {
    start: invoke("Start"),
    poll: invoke("Poll"),
    isDone: Condition.stringEquals("$.ResponseBody.state", "done"),
    interval: Duration.seconds(10),
    maxPolls,
  });
const polls = (maxPolls: number) => machine((invoke) => polling(invoke, maxPolls));

const typed = (stateMachineType: StateMachineType) => (stack: TerraformStack) =>
  new StateMachine(stack, "Machine", { stateMachineType, definition: polling(call(stack), 31) });

export const WORKFLOW_CASES = {
  "workflow-bound-out-of-range": { bad: polls(0), good: polls(2666) },
  "workflow-polls-beyond-express": {
    bad: typed(StateMachineType.EXPRESS),
    good: typed(StateMachineType.STANDARD),
  },
  "workflow-part-succeeds": {
    bad: machine((invoke) => saga("Order", { steps: [{ action: invoke("Reserve").next(new Succeed("Done")) }] })),
    good: machine((invoke) => saga("Order", { steps: [{ action: invoke("Reserve") }] }).next(new Succeed("Done"))),
  },
  "saga-without-steps": {
    bad: machine(() => saga("Order", { steps: [] })),
    good: machine((invoke) => saga("Order", { steps: [{ action: invoke("Reserve") }] })),
  },
  "saga-action-catches-all": {
    bad: machine((invoke) =>
      saga("Order", {
        steps: [{ action: invoke("Reserve").addCatch(new Pass("Ignore")), compensate: invoke("Undo") }],
      }),
    ),
    good: machine((invoke) =>
      saga("Order", {
        steps: [
          {
            action: invoke("Reserve").addCatch(new Pass("Ignore"), { errors: ["States.Http.StatusCode.409"] }),
            compensate: invoke("Undo"),
          },
        ],
      }),
    ),
  },
  "saga-nothing-to-compensate": {
    bad: machine((invoke) => saga("Order", { steps: [{ action: invoke("Charge"), compensateUnknownOutcome: true }] })),
    good: machine((invoke) =>
      saga("Order", {
        steps: [{ action: invoke("Charge"), compensate: invoke("Refund"), compensateUnknownOutcome: true }],
      }),
    ),
  },
} satisfies Cases;
