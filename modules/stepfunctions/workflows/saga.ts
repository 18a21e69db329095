import { Condition } from "../expressions/condition";
import { quoted } from "../expressions/jsonata-text";
import { Chain } from "../states/chain";
import { Choice } from "../states/choice";
import { Errors } from "../states/errors";
import { Fail } from "../states/fail";
import type { IChainable, State } from "../states/state";
import { HandedIn } from "./handed-in";
import { catchInto, errorIn, failProps, inEither, variableName } from "./in-either-language";
import { SagaPass } from "./saga-pass";

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
   */
  readonly action: IChainable;
  /**
   * What undoes it, perhaps a second time. Let it take what it needs from variables or from the execution's input: its own
   * input is what the state before it left. An error that it catches itself, such as 404, counts as undone.
   *
   * @default - the step cannot be undone, or need not be
   */
  readonly compensate?: IChainable;
  /**
   * Undoes the step also if its own action may have happened though it failed: after no answer (States.Http.Socket,
   * States.Timeout) and the statuses 408, 500, 502, 503 and 504.
   *
   * @default false
   */
  readonly compensateUnknownOutcome?: boolean;
}

export interface SagaProps {
  /** In the order in which they are done. */
  readonly steps: readonly SagaStep[];
}

/**
 * Does steps one after another. When one fails, undoes those before it, the last one first, and then fails with its error.
 * A compensation that fails does not stop the others; the execution then fails with `<id>.NotCompensated` and says which.
 * Works in both query languages; keeps the error in a variable.
 */
export function saga(id: string, { steps }: SagaProps): Chain {
  const variables = { failure: variableName(id, "Failure"), notUndone: variableName(id, "NotCompensated") };
  const actions = steps.map(({ action }) => new HandedIn(action));
  const begin = new SagaPass(id, steps, actions);
  const undo = compensations(id, steps, variables);
  const caught = (errors: readonly string[]) =>
    catchInto(variables.failure, { errors, assign: { [variables.notUndone]: "" } });
  begin.next(actions[0]?.start ?? new Fail(`${id}Nothing`));
  for (const [index, action] of actions.entries()) {
    const before = undo[index] as State;
    const itself = undo[index + 1] as State;
    if (steps[index]?.compensateUnknownOutcome && itself !== before) {
      action.catchWith(itself, caught(UNKNOWN_OUTCOME));
    }
    action.catchWith(before, caught([Errors.ALL]));
    const next = actions[index + 1];
    if (next !== undefined) {
      action.continueWith(next.start);
    }
  }
  const last = actions.at(-1);
  return Chain.custom(begin, last?.ends ?? [], last?.start ?? begin);
}

interface Variables {
  readonly failure: string;
  /** The names of the compensations that failed, as one text. */
  readonly notUndone: string;
}

/** Where to go when that many steps are done: to the compensation of the last of them, or to the end. */
function compensations(id: string, steps: readonly SagaStep[], variables: Variables): State[] {
  const failed = new Fail(`${id}Failed`, errorIn(variables.failure));
  const isUndoable = steps.some(({ compensate }) => compensate !== undefined);
  const entries: State[] = [isUndoable ? endOf(id, failed, variables) : failed];
  for (const { compensate } of steps) {
    const next = entries.at(-1) as State;
    if (compensate === undefined) {
      entries.push(next);
      continue;
    }
    const undoing = new HandedIn(compensate);
    undoing.catchWith(next, { keepInput: true, assign: { [variables.notUndone]: withName(undoing.start, variables) } });
    undoing.continueWith(next);
    entries.push(undoing.start);
  }
  return entries;
}

function withName({ stateName }: State, { notUndone }: Variables) {
  const escaped = stateName.replace(/[\\'{}]/g, "\\$&");
  return inEither(`States.Format('{}${escaped} ', $${notUndone})`, `$${notUndone} & ${quoted(`${stateName} `)}`);
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
