import type { RuleDefinition } from "./rule";

const DEFINITION = "aws_sfn_state_machine.definition";

/** Workflows made of several states: startAndPoll, paginate, saga. */
export const WORKFLOW_RULES = {
  "workflow-bound-out-of-range": {
    severity: "error",
    allowed: "must be an integer from 1, as large as the history of an execution allows",
    why: "A Standard execution fails after 25,000 events in its history; without a bound a loop ends only there.",
    fix: "lower it, wait longer between rounds, or process the pages in child executions.",
    source: "Step Functions quotas; V43",
    terraform: DEFINITION,
  },
  "workflow-polls-beyond-express": {
    severity: "warning",
    allowed: "should fit, with the waits between, into the 5 minutes of an EXPRESS execution",
    why: "The execution is cut off before the last polls, without the error that tells that the job took too long.",
    fix: "poll less often or fewer times, or make the machine a STANDARD one.",
    source: "Step Functions quotas",
    terraform: "aws_sfn_state_machine.type",
  },
  "workflow-part-succeeds": {
    severity: "error",
    allowed: "must not end with a Succeed state",
    why: "It ends the execution, as a success: the steps, pages, polls or compensations after it would be left out.",
    fix: "leave the Succeed out; what comes next follows by itself.",
    source: "this library",
    terraform: DEFINITION,
  },
  "saga-without-steps": {
    severity: "error",
    allowed: "must have at least one step",
    why: "Nothing would be done, and the execution would succeed.",
    fix: "add steps: `[{ action, compensate }]`.",
    source: "this library",
    terraform: DEFINITION,
  },
  "saga-action-catches-all": {
    severity: "error",
    allowed: "must leave some errors to the saga",
    why: "A catcher for all errors handles every failure itself, and nothing is ever undone.",
    fix: "name the errors that the step handles itself, such as States.Http.StatusCode.409.",
    source: "this library",
    terraform: DEFINITION,
  },
  "saga-nothing-to-compensate": {
    severity: "error",
    allowed: "stands beside `compensate`",
    why: "The step has nothing that could undo it when the outcome of its action is unknown.",
    fix: "add `compensate`, or leave it out.",
    source: "this library",
    terraform: DEFINITION,
  },
} as const satisfies { readonly [code: string]: RuleDefinition };
