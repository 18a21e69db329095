import { Condition } from "../expressions/condition";
import { quoted } from "../expressions/jsonata-text";
import { Chain } from "../states/chain";
import { Choice } from "../states/choice";
import { Errors } from "../states/errors";
import { Fail } from "../states/fail";
import type { IChainable, State } from "../states/state";
import type { StateContext } from "../states/state-context";
import { CheckedPass, checkPart } from "./checked-pass";
import { type GivenType, LIST, optional, refusal, STATES, TEXT } from "./given-types";
import { HandedIn } from "./handed-in";
import { catchInto, errorIn, failProps, inEither, variableName } from "./in-either-language";

/** Errors after which the request may have been processed: no answer, or that of a proxy or of a server in trouble. */
const UNKNOWN_OUTCOME = [
  Errors.HTTP_SOCKET,
  Errors.TIMEOUT,
  ...[408, 500, 502, 503, 504].map((status) => Errors.httpStatusCode(status)),
];

/** One step of a saga. */
export interface SagaStep {
  /**
   * What the step does. Give it a name or a key of your own choice, so that it can be undone without its answer. An error
   * that it catches itself does not fail the saga: the next step comes.
   *
   * With a state in it that can fail but not catch, it runs in a branch of its own: a Fail, a Choice, a Pass or a Wait that
   * calculates, and so every other workflow shape. Variables that it assigns there are gone after it.
   */
  readonly action: IChainable;
  /**
   * What undoes it: perhaps a second time, or though little or nothing of it was done. Let it take what it needs from
   * variables or from the execution's input: its own input is what the state before it left. An error that it catches
   * itself, such as 404, counts as undone.
   *
   * @default - the step cannot be undone, or need not be
   */
  readonly compensate?: IChainable;
  /**
   * Undoes the step also if the first task of its action failed, but may have been done: after no answer (States.Http.Socket,
   * States.Timeout) and the statuses 408, 500, 502, 503 and 504 of the last attempt.
   *
   * @default false
   */
  readonly compensateUnknownOutcome?: boolean;
}

export interface SagaProps {
  /** In the order in which they are done. */
  readonly steps: readonly SagaStep[];
  /**
   * The variable in which compensations find the error, without `$`.
   *
   * @default - named after the id: of `Order` it is `OrderFailure`. An id that is no name of a variable, or has over 50
   *   characters, adds a hash: say it then
   */
  readonly failureVariable?: string;
}

/**
 * Does steps one after another. When one fails, undoes those before it, the last one first, and then fails with its error.
 * A compensation that fails does not stop the others; the execution then fails with `<id>.NotCompensated` and says which.
 * Works in both query languages.
 *
 * The step that failed is undone itself, before the others, once something of it may be done: when a task after its first
 * one fails, or a Map, a Parallel or an action in a branch of its own, of which nobody knows how far it came. When its
 * first task fails, nothing of it was done: see `compensateUnknownOutcome`.
 */
export function saga(id: string, props: SagaProps): Chain {
  const steps: readonly (SagaStep | undefined)[] = Array.isArray(props?.steps) ? props.steps : [];
  return (
    refusal(id, [
      ["steps", props?.steps, LIST],
      ...steps.map((step, index) => [`steps[${index}].action`, step?.action, STATES] as const),
      ...steps.map((step, index) => [`steps[${index}].compensate`, step?.compensate, optional(STATES)] as const),
      ...steps.flatMap((step, index) => {
        const start = step?.action?.startState;
        const isTaken = start !== undefined && steps.findIndex((other) => other?.action?.startState === start) < index;
        return isTaken ? [[`steps[${index}].action`, step?.action, NOT_TAKEN] as const] : [];
      }),
      ["failureVariable", props?.failureVariable, optional(TEXT)],
    ]) ?? connected(id, props)
  );
}

const NOT_TAKEN: GivenType = { allowed: "must begin with another state than the steps before it", is: () => false };

interface Step extends Omit<SagaStep, "action" | "compensate"> {
  readonly action: HandedIn;
  readonly compensate: HandedIn | undefined;
}

function connected(id: string, props: SagaProps): Chain {
  const variables = {
    failure: props.failureVariable ?? variableName(id, "Failure"),
    notUndone: variableName(id, "NotCompensated"),
  };
  const steps = props.steps.map((step) => ({
    ...step,
    action: HandedIn.catchable(id, step.action),
    compensate: step.compensate && HandedIn.catchable(id, step.compensate),
  }));
  // Before the saga adds catchers of its own.
  const catchingAll = new Set(steps.filter(({ action }) => action.catchesAll));
  const begin = new CheckedPass(id, {}, (context) => checkSteps(context, steps, catchingAll));
  const undo = compensations(id, steps, variables);
  const caught = (errors: readonly string[]) =>
    catchInto(variables.failure, { errors, assign: { [variables.notUndone]: "" } });
  begin.next(steps[0]?.action.start ?? new Fail(`${id}Nothing`));
  for (const [index, { action, compensateUnknownOutcome }] of steps.entries()) {
    const before = undo[index] as State;
    const itself = undo[index + 1] as State;
    for (const state of action.uncaught) {
      const isUntouched = action.doesNothingWithout(state);
      if (isUntouched && compensateUnknownOutcome && itself !== before) {
        state.addCatch(itself, caught(UNKNOWN_OUTCOME));
      }
      state.addCatch(isUntouched ? before : itself, caught([Errors.ALL]));
    }
    const next = steps[index + 1];
    if (next !== undefined) {
      action.continueWith(next.action.start);
    }
  }
  const last = steps.at(-1)?.action;
  return Chain.custom(begin, last?.ends ?? [], last?.start ?? begin);
}

function checkSteps(context: StateContext, steps: readonly Step[], catchingAll: ReadonlySet<Step>): void {
  if (steps.length === 0) {
    context.problem("saga-without-steps", "steps");
  }
  for (const [index, step] of steps.entries()) {
    if (step.compensateUnknownOutcome && step.compensate === undefined) {
      context.problem("saga-nothing-to-compensate", `steps[${index}].compensateUnknownOutcome`);
    }
    if (catchingAll.has(step)) {
      context.problem("saga-action-catches-all", `steps[${index}].action`);
    }
    checkPart(context, `steps[${index}].action`, step.action);
    checkPart(context, `steps[${index}].compensate`, step.compensate);
  }
}

interface Variables {
  readonly failure: string;
  /** The names of the compensations that failed, as one text. */
  readonly notUndone: string;
}

/** Where to go when that many steps are done: to the compensation of the last of them, or to the end. */
function compensations(id: string, steps: readonly Step[], variables: Variables): State[] {
  const failed = new Fail(`${id}Failed`, errorIn(variables.failure));
  const isUndoable = steps.some(({ compensate }) => compensate !== undefined);
  const entries: State[] = [isUndoable ? endOf(id, failed, variables) : failed];
  for (const { compensate } of steps) {
    const next = entries.at(-1) as State;
    if (compensate === undefined) {
      entries.push(next);
      continue;
    }
    compensate.catchWith(next, { keepInput: true, assign: { [variables.notUndone]: withName(compensate, variables) } });
    compensate.continueWith(next);
    entries.push(compensate.start);
  }
  return entries;
}

function withName({ name }: HandedIn, { notUndone }: Variables) {
  const escaped = name.replace(/[\\'{}]/g, "\\$&");
  return inEither(`States.Format('{}${escaped} ', $${notUndone})`, `$${notUndone} & ${quoted(`${name} `)}`);
}

function endOf(id: string, failed: Fail, { failure, notUndone }: Variables): State {
  const cause = inEither(
    `States.Format('{}failed, after {}', $${notUndone}, States.JsonToString($${failure}))`,
    `$${notUndone} & 'failed, after ' & $string($${failure})`,
  );
  const notCompensated = new Fail(`${id}NotCompensated`, failProps(`${id}.NotCompensated`, cause));
  const isUndone = Condition.inEither(
    Condition.stringEquals(`$${notUndone}`, ""),
    Condition.jsonata(`$${notUndone} = ''`),
  );
  return new Choice(`${id}Compensated`).when(isUndone, failed).otherwise(notCompensated);
}
