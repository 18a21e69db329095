import type { JsonPath } from "../expressions/json-path";
import { QueryLanguage } from "../expressions/query-language";
import { type AssignProps, type EitherLanguage, type JsonataProps, type JsonPathProps, NextableState } from "./state";
import type { Fields, StateContext } from "./state-context";
import { renderInput, renderOutput } from "./state-fields";

export interface PassJsonPathProps extends JsonPathProps, AssignProps {
  /**
   * The input of the state's result: an object with JsonPaths in it.
   *
   * @default - the state's input
   * @asl Parameters
   */
  readonly parameters?: { readonly [name: string]: unknown };
  /**
   * A result that is always the same. JsonPaths in it are refused: AWS would hand them on as text.
   *
   * @default - the input
   * @asl Result
   */
  readonly result?: unknown;
  /**
   * Where in the input the result goes. JsonPath.DISCARD to hand the input on as it is.
   *
   * @default - the result takes the place of the input
   * @asl ResultPath
   */
  readonly resultPath?: string | JsonPath;
}

export interface PassJsonataProps extends JsonataProps, AssignProps {}

export type PassProps = EitherLanguage<PassJsonPathProps, PassJsonataProps>;

/** Hands its input on, changed or not. */
export class Pass extends NextableState {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: PassJsonPathProps = {}): Pass {
    return new Pass(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: PassJsonataProps = {}): Pass {
    return new Pass(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  protected readonly type = "Pass";

  constructor(
    id: string,
    private readonly props: PassProps = {},
  ) {
    super(id, props);
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    renderInput(fields, context, this.props);
    context.constant(fields, "Result", this.props.result, "result");
    renderOutput(fields, context, this.props);
  }
}
