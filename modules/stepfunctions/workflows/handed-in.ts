import type { CatchProps } from "../states/retry";
import { type IChainable, type NextableState, RetryableState, State } from "../states/state";

/** The states that a user hands to a workflow, before it connects them. */
export class HandedIn {
  public readonly start: State;
  readonly #states: readonly State[];
  readonly #ends: readonly NextableState[];

  constructor(chain: IChainable) {
    this.start = chain.startState;
    const states = new Set([this.start]);
    for (const state of states) {
      for (const next of state.successors) {
        states.add(next);
      }
    }
    this.#states = [...states];
    this.#ends = State.findReachableEndStates(this.start, { includeErrorHandlers: true });
  }

  /**
   * Every open end, those of error handlers too: an error that the user handles goes on as if there were none. Else the
   * execution would end there, and succeed.
   */
  public get ends(): readonly NextableState[] {
    return this.#ends;
  }

  public continueWith(next: State): void {
    for (const end of this.#ends) {
      end.next(next);
    }
  }

  /** The states whose errors can be caught and of which the user does not catch all. */
  public get uncaught(): readonly RetryableState[] {
    return this.#states.filter((state) => state instanceof RetryableState).filter((state) => !state.catchesAll);
  }

  /** True if an error of the first state never gets out. */
  public get catchesAll(): boolean {
    return this.start instanceof RetryableState && this.start.catchesAll;
  }

  /** Sends the errors that the user does not handle to a state. */
  public catchWith(handler: State, props: CatchProps): void {
    for (const state of this.uncaught) {
      state.addCatch(handler, props);
    }
  }
}
