import { Token } from "cdktf";
import { printable } from "../../core/json";
import { HISTORY_MAX_EVENTS } from "../../languages/asl";
import { Pass, type PassProps } from "../states/pass";
import type { Fields, StateContext } from "../states/state-context";
import type { HandedIn } from "./handed-in";

/** Events kept for what is around a loop. */
const EVENTS_AROUND = 1_000;

/** How often a loop may run, as the user said. */
export interface Bound {
  readonly property: string;
  readonly value: number;
  /** In the history. */
  readonly eventsPerRound: number;
}

/** A Pass that begins a workflow and answers for all of it. */
export class CheckedPass extends Pass {
  readonly #check: (context: StateContext) => void;

  constructor(id: string, props: PassProps, check: (context: StateContext) => void) {
    super(id, props);
    this.#check = check;
  }

  /** @internal */
  protected override renderFields(fields: Fields, context: StateContext): void {
    this.#check(context);
    super.renderFields(fields, context);
  }
}

/** Checks that a loop ends before the history is full. */
export function checkBound(context: StateContext, { property, value, eventsPerRound }: Bound): void {
  const max = Math.floor((HISTORY_MAX_EVENTS - EVENTS_AROUND) / eventsPerRound);
  if (Token.isUnresolved(value)) {
    context.problem("workflow-bound-out-of-range", property, { allowed: "must be known at synth" });
  } else if (!Number.isInteger(value) || value < 1 || value > max) {
    context.problem("workflow-bound-out-of-range", property, {
      given: value,
      allowed: `must be an integer from 1 to ${max}`,
    });
  }
}

/** Checks that what a user handed in lets the workflow go on. */
export function checkPart(context: StateContext, property: string, part: HandedIn | undefined): void {
  for (const name of part?.succeeds ?? []) {
    context.problem("workflow-part-succeeds", property, { detail: `${printable(name)} is a Succeed` });
  }
}
