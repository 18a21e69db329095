import { QueryLanguage } from "../expressions/query-language";
import { type EitherLanguage, type INextable, type JsonataProps, type JsonPathProps, State } from "./state";
import type { Fields, StateContext } from "./state-context";
import { renderInput, renderOutput } from "./state-fields";

export interface SucceedJsonPathProps extends JsonPathProps {}

export interface SucceedJsonataProps extends JsonataProps {}

export type SucceedProps = EitherLanguage<SucceedJsonPathProps, SucceedJsonataProps>;

/** Ends the execution, or the branch, well. */
export class Succeed extends State {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: SucceedJsonPathProps = {}): Succeed {
    return new Succeed(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: SucceedJsonataProps = {}): Succeed {
    return new Succeed(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  public readonly endStates: readonly INextable[] = [];
  protected readonly type = "Succeed";

  constructor(
    id: string,
    private readonly props: SucceedProps = {},
  ) {
    super(id, props);
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    renderInput(fields, context, this.props);
    renderOutput(fields, context, this.props);
  }
}
