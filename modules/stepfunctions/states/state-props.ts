import type { JsonPath } from "../expressions/json-path";
import type { QueryLanguage } from "../expressions/query-language";
import type { Chain } from "./chain";
import type { State } from "./state";

/** A state or a chain of them: what can come next. */
export interface IChainable {
  readonly id: string;
  readonly startState: State;
  readonly endStates: readonly INextable[];
}

/** What can be continued. */
export interface INextable {
  /** Continues with a state or a chain. */
  next(next: IChainable): Chain;
}

/** Properties of every state. */
export interface StateProps {
  /** @asl Comment */
  readonly comment?: string;
  /**
   * The language of the expressions in the state. A JSONPath state cannot stand in a JSONata machine.
   *
   * @default - that of the state machine
   * @asl QueryLanguage
   */
  readonly queryLanguage?: QueryLanguage;
  /**
   * 1 to 80 characters, unique in the machine.
   *
   * @default - the id
   */
  readonly stateName?: string;
}

/** Properties of states that set variables. */
export interface AssignProps {
  /**
   * Variables for the states after this one, in this scope and those inside it.
   *
   * @default - none
   * @asl Assign
   */
  readonly assign?: { readonly [variable: string]: unknown };
}

/** What a JSONPath state reads and hands on. */
export interface JsonPathProps extends StateProps {
  /**
   * The part of the input that the state sees. JsonPath.DISCARD for `{}`.
   *
   * @default - the whole input
   * @asl InputPath
   */
  readonly inputPath?: string | JsonPath;
  /**
   * The part of the output that the next state gets. JsonPath.DISCARD for `{}`.
   *
   * @default - the whole output
   * @asl OutputPath
   */
  readonly outputPath?: string | JsonPath;
}

/** What a JSONata state hands on. */
export interface JsonataProps extends StateProps {
  /**
   * The output: any value, with JsonataExpressions in it.
   *
   * @default - the state's result, or its input if it has none
   * @asl Output
   */
  readonly outputs?: unknown;
}

/** The properties of one language or of the other, never of both. */
export type EitherLanguage<Path, Jsonata> = (Path & Absent<Jsonata, Path>) | (Jsonata & Absent<Path, Jsonata>);
type Absent<Other, Own> = { readonly [name in Exclude<keyof Other, keyof Own>]?: never };
