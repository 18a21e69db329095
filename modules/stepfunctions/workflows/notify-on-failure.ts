import { Chain } from "../states/chain";
import { Fail } from "../states/fail";
import type { IChainable } from "../states/state";
import type { Fields, StateContext } from "../states/state-context";
import { checkPart } from "./checked-pass";
import { optional, refusal, STATES, TEXT } from "./given-types";
import { HandedIn } from "./handed-in";
import { catchInto, errorIn, variableName } from "./in-either-language";
import { OneBranch } from "./one-branch";

export interface NotifyOnFailureProps {
  /** What may fail. It runs in a branch: variables that it assigns are gone after it. */
  readonly workflow: IChainable;
  /**
   * Tells someone. The error is in `failureVariable`, and the input is that of the workflow. Whether it works or not, the
   * execution fails with the error of the workflow.
   */
  readonly notify: IChainable;
  /**
   * The variable in which the error is, without `$`.
   *
   * @default - named after the id: of `Import` it is `ImportFailure`, with `$ImportFailure.Error` and
   *   `$ImportFailure.Cause`. An id that is no name of a variable, or has over 50 characters, adds a hash: say it then
   */
  readonly failureVariable?: string;
}

/**
 * Runs a workflow; when it fails, tells someone and fails with the same error. States.Runtime and
 * States.DataLimitExceeded cannot be caught, nor can a timeout of the whole execution: those need an alarm.
 */
export function notifyOnFailure(id: string, props: NotifyOnFailureProps): Chain {
  return (
    refusal(id, [
      ["workflow", props?.workflow, STATES],
      ["notify", props?.notify, STATES],
      ["failureVariable", props?.failureVariable, optional(TEXT)],
    ]) ?? guarded(id, props)
  );
}

function guarded(id: string, { workflow, notify, failureVariable }: NotifyOnFailureProps): Chain {
  const failure = failureVariable ?? variableName(id, "Failure");
  const failed = new Fail(`${id}Failed`, errorIn(failure));
  const told = HandedIn.catchable(id, notify);
  told.catchWith(failed, { keepInput: true });
  told.continueWith(failed);
  const around = new Guarded(id, told);
  around.branch(workflow).addCatch(told.start, catchInto(failure));
  return Chain.custom(around, [around], around);
}

class Guarded extends OneBranch {
  readonly #told: HandedIn;

  constructor(id: string, told: HandedIn) {
    super(id);
    this.#told = told;
  }

  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    checkPart(context, "notify", this.#told);
    super.renderFields(fields, context);
  }
}
