import { holdsMark } from "../expressions/expression-marks";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { MapBase } from "../states/map-base";
import { Parallel } from "../states/parallel";
import { Pass } from "../states/pass";
import type { CatchProps } from "../states/retry";
import { type IChainable, type NextableState, RetryableState, State } from "../states/state";
import { Succeed } from "../states/succeed";
import { Wait } from "../states/wait";
import { OneBranch } from "./one-branch";

/** Deeper properties are refused when they are rendered. */
const MAX_DEPTH = 100;

/** The states that a user hands to a workflow, before it connects them. */
export class HandedIn {
  /**
   * States of which every error can be caught: as they are, or inside a Parallel named after the workflow and the first of
   * them, if some can fail but not catch.
   */
  public static catchable(id: string, chain: IChainable): HandedIn {
    const asTheyAre = new HandedIn(chain);
    return asTheyAre.#states.every(cannotEscape)
      ? asTheyAre
      : new HandedIn(new OneBranch(`${id}${asTheyAre.name}`).branch(chain), asTheyAre);
  }

  public readonly start: State;
  /** Of the user's first state. */
  public readonly name: string;
  /** Names of the states with which the user would end the execution. */
  public readonly succeeds: readonly string[];
  readonly #states: readonly State[];
  /** The first one that does something, if it comes only once. */
  readonly #first: State | undefined;
  readonly #ends: readonly NextableState[];

  constructor(chain: IChainable, wrapped?: HandedIn) {
    this.start = chain.startState;
    this.#states = reachable([this.start]);
    // What can stand before it does nothing.
    const first = this.#states.find((state) => state instanceof RetryableState);
    this.#first = first && !reachable(first.successors).includes(first) ? first : undefined;
    this.#ends = State.findReachableEndStates(this.start, { includeErrorHandlers: true });
    this.name = wrapped?.name ?? this.start.stateName;
    const succeeds = this.#states.filter((state) => state instanceof Succeed).map(({ stateName }) => stateName);
    this.succeeds = wrapped?.succeeds ?? succeeds;
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

  /** Whether nothing at all is done if this state fails: it comes first, once, and is no Map or Parallel of several tasks. */
  public doesNothingWithout(state: RetryableState): boolean {
    return state === this.#first && !(state instanceof Parallel || state instanceof MapBase);
  }

  /** Sends the errors that the user does not handle to a state. */
  public catchWith(handler: State, props: CatchProps): void {
    for (const state of this.uncaught) {
      state.addCatch(handler, props);
    }
  }
}

/** These states and all that they lead to. */
function reachable(from: readonly State[]): State[] {
  const states = new Set(from);
  for (const state of states) {
    for (const next of state.successors) {
      states.add(next);
    }
  }
  return [...states];
}

/** Whether a state cannot fail, or only with errors that it can catch. */
function cannotEscape(state: State): boolean {
  return (
    state instanceof RetryableState ||
    state instanceof Succeed || // which is refused
    ((state instanceof Pass || state instanceof Wait) && isConstant(state.given))
  );
}

/** Whether nothing in these properties is looked up or calculated when the state runs. */
function isConstant(given: unknown, depth = 0): boolean {
  if (typeof given === "object" && given !== null && depth < MAX_DEPTH) {
    const isExpression = JsonPath.isJsonPath(given) || JsonataExpression.isJsonataExpression(given);
    return !isExpression && Object.values(given).every((value) => isConstant(value, depth + 1));
  }
  return typeof given !== "string" || !(/^(?:\$|States\.)|\{%/.test(given) || holdsMark(given));
}
