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

const polls = (maxPolls: number) =>
  machine((invoke) =>
    startAndPoll("Job", {
      start: invoke("Start"),
      poll: invoke("Poll"),
      isDone: Condition.stringEquals("$.ResponseBody.state", "done"),
      interval: Duration.seconds(10),
      maxPolls,
    }),
  );

export const WORKFLOW_CASES = {
  "workflow-bound-out-of-range": { bad: polls(0), good: polls(2666) },
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
