import { QueryLanguage } from "../expressions/query-language";
import { type EitherLanguage, type IChainable, RetryableState, type State } from "./state";
import type { Fields, StateContext } from "./state-context";
import { type JsonataResultProps, type JsonPathResultProps, renderInput, renderOutput } from "./state-fields";

export interface ParallelJsonPathProps extends JsonPathResultProps {
  /**
   * What every branch gets: an object with JsonPaths in it.
   *
   * @default - the state's input
   * @asl Parameters
   */
  readonly parameters?: { readonly [name: string]: unknown };
}

export interface ParallelJsonataProps extends JsonataResultProps {
  /**
   * What every branch gets.
   *
   * @default - the state's input
   * @asl Arguments
   */
  readonly arguments?: unknown;
}

export type ParallelProps = EitherLanguage<ParallelJsonPathProps, ParallelJsonataProps>;

/** Runs branches at the same time. The result is the list of theirs; an error in one ends all. */
export class Parallel extends RetryableState {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: ParallelJsonPathProps = {}): Parallel {
    return new Parallel(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. Those of the states in its branches stay what they are. */
  public static jsonata(id: string, props: ParallelJsonataProps = {}): Parallel {
    return new Parallel(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  protected readonly type = "Parallel";
  readonly #branches: State[] = [];

  constructor(
    id: string,
    private readonly props: ParallelProps = {},
  ) {
    super(id, props);
  }

  /** Adds branches. Each is a scope of its own: no state leads out of it. */
  public branch(...branches: readonly IChainable[]): this {
    for (const branch of branches) {
      if (this.accepts(branch, `branches[${this.#branches.length}]`)) {
        this.#branches.push(branch.startState);
      }
    }
    return this;
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    renderInput(fields, context, this.props);
    const place = context.inside(context.place.inlineMaps);
    fields.Branches = this.#branches.map((branch, index) => context.scope(branch, `Branches[${index}]`, place));
    renderOutput(fields, context, this.props);
  }
}
