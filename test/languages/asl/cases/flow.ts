import type { AslCases } from "./case";
import { type Fields, machine, only, PASS, task } from "./parts";

const WAIT = { Type: "Wait", Seconds: 30 };

export const FLOW_CASES: AslCases = {
  "state-next-missing": { bad: machine({ A: { Type: "Pass" }, B: PASS }), good: only(PASS) },
  "state-next-and-end": {
    bad: machine({ A: { Type: "Pass", Next: "B", End: true }, B: PASS }),
    good: machine({ A: { Type: "Pass", Next: "B", End: false }, B: PASS }),
  },
  "state-end-invalid": { bad: only({ Type: "Pass", End: "true" }), good: only(PASS) },
  "transition-target-missing": {
    bad: machine({ A: { Type: "Pass", Next: "b" }, B: PASS }),
    good: machine({ A: { Type: "Pass", Next: "B" }, B: PASS }),
  },
  "state-unreachable": {
    bad: machine({ A: PASS, B: { Type: "Pass", Next: "B" } }),
    good: machine({ A: { Type: "Pass", Next: "B" }, B: PASS }),
  },
  "machine-without-terminal-state": {
    bad: machine({ A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } }),
    good: machine({ A: { Type: "Pass", Next: "B" }, B: { Type: "Succeed" } }),
  },
  "branch-without-terminal-state": {
    bad: only({ Type: "Parallel", Branches: [machine({ B: { ...WAIT, Next: "B" } })], End: true }),
    good: only({ Type: "Parallel", Branches: [machine({ B: { ...WAIT, End: true } })], End: true }),
  },
  "state-without-path-to-end": {
    bad: machine({
      A: { Type: "Choice", Choices: [{ Variable: "$.ok", BooleanEquals: true, Next: "B" }], Default: "C" },
      B: PASS,
      C: { ...WAIT, Next: "C" },
    }),
    good: machine({
      A: { Type: "Choice", Choices: [{ Variable: "$.ok", BooleanEquals: true, Next: "B" }], Default: "C" },
      B: PASS,
      C: { ...WAIT, Next: "A" },
    }),
  },
  "loop-without-wait": {
    bad: poll({ Variable: "$.status", StringEquals: "DONE", Next: "End" }, { Type: "Pass" }),
    good: poll({ Variable: "$.status", StringEquals: "DONE", Next: "End" }, WAIT),
  },
  "loop-without-counter": {
    bad: poll({ Variable: "$.status", StringEquals: "DONE", Next: "End" }, WAIT),
    good: poll({ Variable: "$.rounds", NumericGreaterThanEquals: 10, Next: "End" }, WAIT),
  },
  "loop-history-too-long": { bad: counting(5000), good: counting(1000) },
};

function poll(rule: Fields, between: Fields) {
  return machine({
    Get: task({ End: undefined, Next: "Check" }),
    Check: { Type: "Choice", Choices: [rule], Default: "Between" },
    Between: { ...between, Next: "Get" },
    End: { Type: "Succeed" },
  });
}

/** Two events in Wait, two in Pass, two in Choice: six in a round. */
function counting(limit: number) {
  return machine({
    Wait: { ...WAIT, Next: "Count" },
    Count: { Type: "Pass", Parameters: { "count.$": "States.MathAdd($.count, 1)" }, Next: "Check" },
    Check: {
      Type: "Choice",
      Choices: [{ Variable: "$.count", NumericLessThan: limit, Next: "Wait" }],
      Default: "End",
    },
    End: { Type: "Succeed" },
  });
}
