import { Pass } from "../states/pass";
import type { Fields, StateContext } from "../states/state-context";
import type { HandedIn } from "./handed-in";
import type { SagaStep } from "./saga";

/** A Pass that begins a saga and answers for its steps. */
export class SagaPass extends Pass {
  readonly #steps: readonly SagaStep[];
  readonly #handled: readonly boolean[];

  constructor(id: string, steps: readonly SagaStep[], actions: readonly HandedIn[]) {
    super(id);
    this.#steps = steps;
    this.#handled = actions.map(({ catchesAll }) => catchesAll);
  }

  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    if (this.#steps.length === 0) {
      context.problem("saga-without-steps", "steps");
    }
    for (const [index, { compensate, compensateUnknownOutcome }] of this.#steps.entries()) {
      if (compensateUnknownOutcome && compensate === undefined) {
        context.problem("saga-nothing-to-compensate", `steps[${index}].compensateUnknownOutcome`);
      }
      if (this.#handled[index]) {
        context.problem("saga-action-catches-all", `steps[${index}].action`);
      }
    }
    super.renderFields(fields, context);
  }
}
