import type { IChainable, INextable, State } from "./state";

/** States one after another. */
export class Chain implements IChainable {
  /** A chain that begins with a state or another chain. */
  public static start(state: IChainable): Chain {
    return new Chain(state.startState, state.endStates, state);
  }

  /** A chain with the start of one and the ends of another. It connects nothing. */
  public static sequence(start: IChainable, next: IChainable): Chain {
    return new Chain(start.startState, next.endStates, next);
  }

  /** A chain of which only the start and the ends count. */
  public static custom(startState: State, endStates: readonly INextable[], lastAdded: IChainable): Chain {
    return new Chain(startState, endStates, lastAdded);
  }

  public readonly id: string;
  /** What the chain ends with, also where nothing can follow. */
  readonly #last: State;

  private constructor(
    public readonly startState: State,
    public readonly endStates: readonly INextable[],
    lastAdded: IChainable,
  ) {
    this.id = startState.id;
    this.#last = lastAdded instanceof Chain ? lastAdded.#last : lastAdded.startState;
  }

  /** Continues every end of this chain with `next`. The chain itself stays as it is. */
  public next(next: IChainable): Chain {
    if (!this.#last.accepts(next, "next")) {
      return this;
    }
    if (this.endStates.length === 0) {
      this.#last.refuseNext(next);
    }
    for (const end of this.endStates) {
      end.next(next);
    }
    return Chain.sequence(this, next);
  }
}
