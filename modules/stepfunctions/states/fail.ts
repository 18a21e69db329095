import type { JsonPath } from "../expressions/json-path";
import type { JsonataExpression } from "../expressions/jsonata-expression";
import { QueryLanguage } from "../expressions/query-language";
import { type EitherLanguage, type INextable, State, type StateProps } from "./state";
import type { Fields, StateContext } from "./state-context";

export interface FailJsonPathProps extends StateProps {
  /**
   * A name for the error. A JsonPath, or text with JsonPaths in it, becomes `ErrorPath`.
   *
   * @default - none
   * @asl Error
   */
  readonly error?: string | JsonPath;
  /**
   * What people should know. A JsonPath, or text with JsonPaths in it, becomes `CausePath`.
   *
   * @default - none
   * @asl Cause
   */
  readonly cause?: string | JsonPath;
}

export interface FailJsonataProps extends StateProps {
  /**
   * A name for the error.
   *
   * @default - none
   * @asl Error
   */
  readonly error?: string | JsonataExpression;
  /**
   * What people should know.
   *
   * @default - none
   * @asl Cause
   */
  readonly cause?: string | JsonataExpression;
}

export type FailProps = EitherLanguage<FailJsonPathProps, FailJsonataProps>;

/** Ends the execution, or the branch, with an error. */
export class Fail extends State {
  /** One whose expressions are JSONPath. */
  public static jsonPath(id: string, props: FailJsonPathProps = {}): Fail {
    return new Fail(id, { ...props, queryLanguage: QueryLanguage.JSON_PATH });
  }

  /** One whose expressions are JSONata. */
  public static jsonata(id: string, props: FailJsonataProps = {}): Fail {
    return new Fail(id, { ...props, queryLanguage: QueryLanguage.JSONATA });
  }

  public readonly endStates: readonly INextable[] = [];
  protected readonly type = "Fail";

  constructor(
    id: string,
    private readonly props: FailProps = {},
  ) {
    super(id, props);
  }

  /** @internal */
  protected renderFields(fields: Fields, context: StateContext): void {
    context.field(fields, "Error", this.props.error, "error");
    context.field(fields, "Cause", this.props.cause, "cause");
  }
}
