import type { Condition } from "../expressions/condition";
import { renderCondition } from "../expressions/condition-rendering";
import { QueryLanguage } from "../expressions/query-language";
import { Chain } from "./chain";
import {
  type AssignProps,
  type EitherLanguage,
  type IChainable,
  type INextable,
  type JsonataProps,
  type JsonPathProps,
  State,
} from "./state";
import type { Fields, StateContext } from "./state-context";
import { renderInput, renderOutput } from "./state-fields";

export interface ChoiceJsonPathProps extends JsonPathProps, AssignProps {}

export interface ChoiceJsonataProps extends JsonataProps, AssignProps {}

export type ChoiceProps = EitherLanguage<ChoiceJsonPathProps, ChoiceJsonataProps>;

/** What else happens where a condition holds. */
export interface ChoiceTransitionOptions extends AssignProps {
  /** @asl Comment */
  readonly comment?: string;
  /**
   * JSONata: what the next state gets.
   *
   * @default - the input
   * @asl Output
   */
  readonly outputs?: unknown;
}

export interface AfterwardsOptions {
  /**
   * Whether the states that handle errors are continued too.
   *
   * @default false
   */
  readonly includeErrorHandlers?: boolean;
  /**
   * Whether the case that no condition holds is continued too, where `otherwise` was not called.
   *
   * @default false
   */
  readonly includeOtherwise?: boolean;
}

/** Goes where the first condition that holds says. */
export class Choice extends State {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: ChoiceJsonPathProps = {}): Choice {
    return new Choice(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: ChoiceJsonataProps = {}): Choice {
    return new Choice(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  public readonly endStates: readonly INextable[] = [];
  protected readonly type = "Choice";
  readonly #choices: {
    readonly condition: Condition;
    readonly next: State;
    readonly options: ChoiceTransitionOptions;
  }[] = [];
  #otherwise: State | undefined;

  constructor(
    id: string,
    private readonly props: ChoiceProps = {},
  ) {
    super(id, props);
  }

  /** Goes to `next` if the condition holds and none before it does. */
  public when(condition: Condition, next: IChainable, options: ChoiceTransitionOptions = {}): this {
    if (this.accepts(next, `choices[${this.#choices.length}].next`)) {
      this.#choices.push({ condition, next: next.startState, options });
    }
    return this;
  }

  /** Goes to `next` if no condition holds. Without it the execution then fails with States.NoChoiceMatched. */
  public otherwise(next: IChainable): this {
    if (!this.accepts(next, "otherwise")) {
      return this;
    }
    const { startState } = next;
    if (this.#otherwise !== undefined && this.#otherwise !== startState) {
      this.refuseSecondNext(this.#otherwise, startState);
    }
    this.#otherwise ??= startState;
    return this;
  }

  /** All ends that can be reached from here by now, to be continued together. */
  public afterwards(options: AfterwardsOptions = {}): Chain {
    const ends: INextable[] = [...State.findReachableEndStates(this, options)];
    if (options.includeOtherwise && this.#otherwise === undefined) {
      ends.push({
        next: (next) => {
          this.otherwise(next);
          return Chain.sequence(this, next);
        },
      });
    }
    return Chain.custom(this, ends, this);
  }

  /** @internal */
  public override get successors(): readonly State[] {
    const all = this.#choices.map(({ next }) => next);
    return this.#otherwise === undefined ? all : [...all, this.#otherwise];
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    renderInput(fields, context, this.props);
    fields.Choices = this.#choices.map(({ condition, next, options }, index) => {
      const at = `choices[${index}]`;
      const rule = renderCondition(condition, context, at);
      context.constant(rule, "Comment", options.comment, `${at}.comment`);
      context.payload(rule, "Assign", options.assign, `${at}.assign`);
      context.payload(rule, "Output", options.outputs, `${at}.outputs`);
      rule.Next = next.stateName;
      return rule;
    });
    if (this.#otherwise !== undefined) {
      fields.Default = this.#otherwise.stateName;
    }
    renderOutput(fields, context, this.props);
  }
}
