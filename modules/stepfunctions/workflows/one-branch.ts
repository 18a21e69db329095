import { Parallel } from "../states/parallel";
import type { Fields, StateContext } from "../states/state-context";

/** A Parallel with one branch, which catches for all that is in it. It would hand on a list of one: here, what is in it. */
export class OneBranch extends Parallel {
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
