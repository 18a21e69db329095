import { Chain } from "../states/chain";
import { Fail } from "../states/fail";
import { Parallel } from "../states/parallel";
import type { IChainable } from "../states/state";
import type { Fields, StateContext } from "../states/state-context";
import { HandedIn } from "./handed-in";
import { catchInto, errorIn, variableName } from "./in-either-language";

export interface NotifyOnFailureProps {
  /** What may fail. */
  readonly workflow: IChainable;
  /**
   * Tells someone. The error is in a variable named after the id: of `Import` in `$ImportFailure`, with
   * `$ImportFailure.Error` and `$ImportFailure.Cause`. The input is that of the workflow. Whether it works or not, the
   * execution fails with the error of the workflow.
   */
  readonly notify: IChainable;
}

/**
 * Runs a workflow; when it fails, tells someone and fails with the same error. States.Runtime and
 * States.DataLimitExceeded cannot be caught, nor can a timeout of the whole execution: those need an alarm.
 */
export function notifyOnFailure(id: string, { workflow, notify }: NotifyOnFailureProps): Chain {
  const failure = variableName(id, "Failure");
  const failed = new Fail(`${id}Failed`, errorIn(failure));
  const told = new HandedIn(notify);
  told.catchWith(failed, { keepInput: true });
  told.continueWith(failed);
  const around = new OneBranch(id).branch(workflow);
  around.addCatch(notify, catchInto(failure));
  return Chain.custom(around, [around], around);
}

/** A Parallel with one branch hands on a list of one: here, what is in it. */
class OneBranch extends Parallel {
  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    super.renderFields(fields, context);
    if (context.isJsonata) {
      fields.Output = "{% $states.result[0] %}";
    } else {
      fields.OutputPath = "$[0]";
    }
  }
}
