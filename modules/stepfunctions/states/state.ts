import type { QueryLanguage } from "../expressions/query-language";
import { Chain } from "./chain";
import { Errors } from "./errors";
import { EXPECTED, isChainable, isObject } from "./property-types";
import { type CatchProps, type RetryProps, renderCatchers, renderRetriers } from "./retry";
import type { Fields, StateContext } from "./state-context";
import type { IChainable, INextable, StateProps } from "./state-props";

export type {
  AssignProps,
  EitherLanguage,
  IChainable,
  INextable,
  JsonataProps,
  JsonPathProps,
  StateProps,
} from "./state-props";

/** A step of a state machine. It belongs to no scope and may stand in several machines. */
export abstract class State implements IChainable {
  /** The states that can be reached from one and that nothing follows yet, though something may. */
  public static findReachableEndStates(
    start: State,
    options: { readonly includeErrorHandlers?: boolean } = {},
  ): readonly NextableState[] {
    const found = new Set<State>();
    const waiting: State[] = [start];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (!found.has(state)) {
        found.add(state);
        const next = options.includeErrorHandlers ? state.successors : state.regularSuccessors;
        waiting.push(...[...next].reverse());
      }
    }
    return [...found].filter(isOpenEnd);
  }

  /** The name in the definition. */
  public readonly stateName: string;
  public readonly queryLanguage: QueryLanguage | undefined;
  /**
   * What it was made from.
   *
   * @internal
   */
  public readonly given: StateProps;
  /** `Type` in the definition. */
  protected abstract readonly type: string;
  readonly #refused: { readonly code: "state-next-twice" | "state-next-impossible"; readonly detail: string }[] = [];
  readonly #invalid: { readonly property: string; readonly allowed: string; readonly given: unknown }[] = [];
  readonly #hasProps: boolean;

  constructor(
    public readonly id: string,
    props: StateProps,
  ) {
    // Programs in JavaScript may leave them out; what comes of it is said when the state is rendered.
    this.#hasProps = isObject(props);
    this.given = this.#hasProps ? props : {};
    this.stateName = this.given.stateName ?? id;
    this.queryLanguage = this.given.queryLanguage;
  }

  public get startState(): State {
    return this;
  }

  /** What a chain that ends with this state continues. */
  public abstract get endStates(): readonly INextable[];

  /**
   * Every state that may come next, the usual one first.
   *
   * @internal
   */
  public get successors(): readonly State[] {
    return [];
  }

  /**
   * The same without the states that handle errors.
   *
   * @internal
   */
  public get regularSuccessors(): readonly State[] {
    return this.successors;
  }

  /** @internal */
  public render(context: StateContext): Fields {
    for (const { code, detail } of this.#refused) {
      context.problem(code, "next", { detail });
    }
    for (const { property, allowed, given } of this.#invalid) {
      context.refuseProperty(property, allowed, given);
    }
    const fields: Fields = { Type: this.type };
    if (!this.#hasProps) {
      context.refuseProperty("props", EXPECTED.props, undefined);
      return fields;
    }
    context.constant(fields, "Comment", this.given.comment, "comment");
    if (context.ownLanguage !== undefined) {
      fields.QueryLanguage = context.ownLanguage;
    }
    this.renderFields(fields, context);
    this.renderTransition(fields, context);
    return fields;
  }

  /**
   * Notes that a chain was continued behind this state, which nothing can follow.
   *
   * @internal
   */
  public refuseNext(next: IChainable): void {
    this.#refused.push({ code: "state-next-impossible", detail: `${next.startState.stateName} is never reached` });
  }

  /**
   * Whether a value is a state or a chain. What is none is noted, as that of a property.
   *
   * @internal
   */
  public accepts(value: unknown, property: string): value is IChainable {
    const isAccepted = isChainable(value);
    if (!isAccepted) {
      this.refuseValue(property, EXPECTED.chainable, value);
    }
    return isAccepted;
  }

  /**
   * Notes a value of a wrong type.
   *
   * @internal
   */
  protected refuseValue(property: string, allowed: string, given: unknown): void {
    this.#invalid.push({ property, allowed, given });
  }

  /**
   * Notes that a state was continued twice.
   *
   * @internal
   */
  protected refuseSecondNext(first: State, second: State): void {
    const detail = `it is ${first.stateName}, and ${second.stateName} is never reached`;
    this.#refused.push({ code: "state-next-twice", detail });
  }

  /**
   * Adds the fields of this type of state.
   *
   * @internal
   */
  protected abstract renderFields(fields: Fields, context: StateContext): void;

  /**
   * Adds what comes after this state.
   *
   * @internal
   */
  protected renderTransition(_fields: Fields, _context: StateContext): void {}
}

/** A state after which another may come. Without one the scope ends with it. */
export abstract class NextableState extends State implements INextable {
  #next: State | undefined;

  public get endStates(): readonly INextable[] {
    return [this];
  }

  /** Continues with a state or a chain. */
  public next(next: IChainable): Chain {
    if (!this.accepts(next, "next")) {
      return Chain.start(this);
    }
    const { startState } = next;
    if (this.#next !== undefined && this.#next !== startState) {
      this.refuseSecondNext(this.#next, startState);
    }
    this.#next ??= startState;
    return Chain.sequence(this, next);
  }

  /** @internal */
  public override get successors(): readonly State[] {
    return this.#next === undefined ? [] : [this.#next];
  }

  /** @internal */
  protected override renderTransition(fields: Fields, _context: StateContext): void {
    if (this.#next === undefined) {
      fields.End = true;
    } else {
      fields.Next = this.#next.stateName;
    }
  }
}

/** A state whose errors can be retried and caught. */
export abstract class RetryableState extends NextableState {
  readonly #retries: RetryProps[] = [];
  readonly #catches: { readonly handler: State; readonly props: CatchProps }[] = [];

  /**
   * Tries again after errors. The first retrier that names an error counts.
   *
   * @param props one retrier, or several such as those of HttpRetry; without one, all errors that can be retried
   */
  public addRetry(props: RetryProps | readonly RetryProps[] = {}): this {
    this.#retries.push(...(isList(props) ? props : [props]));
    return this;
  }

  /**
   * Continues with `handler` after errors that are not, or no longer, retried.
   *
   * @param props without `errors`, all errors that can be caught
   */
  public addCatch(handler: IChainable, props: CatchProps = {}): this {
    const at = `catch[${this.#catches.length}]`;
    if (!isObject(props)) {
      this.refuseValue(at, EXPECTED.catcher, props);
    } else if (this.accepts(handler, at)) {
      this.#catches.push({ handler: handler.startState, props });
    }
    return this;
  }

  /** @internal */
  public override get successors(): readonly State[] {
    return [...super.successors, ...this.#catches.map(({ handler }) => handler)];
  }

  /** @internal */
  public override get regularSuccessors(): readonly State[] {
    return super.successors;
  }

  /**
   * Whether some catcher takes every error that can be caught.
   *
   * @internal
   */
  public get catchesAll(): boolean {
    return this.#catches.some(({ props: { errors } }) => isAll(errors));
  }

  /** Retriers for a state that was given none. */
  protected get defaultRetries(): readonly RetryProps[] {
    return [];
  }

  /** @internal */
  protected override renderTransition(fields: Fields, context: StateContext): void {
    const retries = this.#retries.length === 0 ? this.defaultRetries : this.#retries;
    if (retries.length > 0) {
      fields.Retry = renderRetriers(retries, context);
    }
    if (this.#catches.length > 0) {
      fields.Catch = renderCatchers(this.#catches, context);
    }
    super.renderTransition(fields, context);
  }
}

function isOpenEnd(state: State): state is NextableState {
  return state instanceof NextableState && state.regularSuccessors.length === 0;
}

/** Whether a catcher of these errors takes all. What is no list is refused when it is rendered. */
function isAll(errors: CatchProps["errors"]): boolean {
  return errors === undefined || (Array.isArray(errors) && errors.includes(Errors.ALL));
}

function isList(props: RetryProps | readonly RetryProps[]): props is readonly RetryProps[] {
  return Array.isArray(props);
}
