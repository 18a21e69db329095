import { Token } from "cdktf";
import { HISTORY_MAX_EVENTS } from "../../languages/asl";
import { Pass, type PassProps } from "../states/pass";
import type { Fields, StateContext } from "../states/state-context";

/** Events kept for what is around a loop. */
const EVENTS_AROUND = 1_000;

/** How often a loop can run before the history is full. */
export function maxRounds(eventsPerRound: number): number {
  return Math.floor((HISTORY_MAX_EVENTS - EVENTS_AROUND) / eventsPerRound);
}

/** How often a loop may run, as the user said. */
export interface Bound {
  readonly property: string;
  readonly value: number;
  readonly max: number;
}

/** A Pass that begins a loop and answers for its bound. */
export class BoundedPass extends Pass {
  readonly #bound: Bound;

  constructor(id: string, { bound, ...props }: PassProps & { readonly bound: Bound }) {
    super(id, props);
    this.#bound = bound;
  }

  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    const { property, value, max } = this.#bound;
    if (Token.isUnresolved(value)) {
      context.problem("workflow-bound-out-of-range", property, { allowed: "must be known at synth" });
    } else if (!Number.isInteger(value) || value < 1 || value > max) {
      context.problem("workflow-bound-out-of-range", property, {
        given: value,
        allowed: `must be an integer from 1 to ${max}`,
      });
    }
    super.renderFields(fields, context);
  }
}
