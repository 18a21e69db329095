import type { Duration } from "../../core/duration";
import type { JsonPath } from "../expressions/json-path";
import type { JsonataExpression } from "../expressions/jsonata-expression";
import type { AssignProps, JsonataProps, JsonPathProps } from "./state";
import type { Fields, StateContext } from "./state-context";

/** A value that a state takes from elsewhere when it runs, in its language. */
export type Dynamic = JsonPath | JsonataExpression;

/** What a JSONPath state with a result reads and hands on. */
export interface JsonPathResultProps extends JsonPathProps, AssignProps {
  /**
   * Where in the input the result goes. JsonPath.DISCARD to hand the input on as it is.
   *
   * @default - the result takes the place of the input
   * @asl ResultPath
   */
  readonly resultPath?: string | JsonPath;
  /**
   * What is kept of the result: an object with JsonPaths in it.
   *
   * @default - the whole result
   * @asl ResultSelector
   */
  readonly resultSelector?: { readonly [name: string]: unknown };
}

/** What a JSONata state with a result reads and hands on. */
export interface JsonataResultProps extends JsonataProps, AssignProps {}

/** How long a task may take. */
export interface TaskTimeProps {
  /**
   * In whole seconds from 1.
   *
   * @default - no limit of the state itself
   * @asl TimeoutSeconds
   */
  readonly timeout?: Duration | Dynamic;
}

interface InputAndOutput extends Partial<JsonPathResultProps>, Partial<JsonataResultProps> {
  readonly parameters?: unknown;
  readonly arguments?: unknown;
}

/** Adds what a state reads. */
export function renderInput(fields: Fields, context: StateContext, props: InputAndOutput): void {
  context.pathField(fields, "InputPath", props.inputPath, "inputPath");
  context.payload(fields, "Parameters", props.parameters, "parameters");
  context.payload(fields, "Arguments", props.arguments, "arguments");
}

/** Adds what a state hands on. */
export function renderOutput(fields: Fields, context: StateContext, props: InputAndOutput): void {
  context.payload(fields, "ResultSelector", props.resultSelector, "resultSelector");
  context.pathField(fields, "ResultPath", props.resultPath, "resultPath");
  context.pathField(fields, "OutputPath", props.outputPath, "outputPath");
  context.payload(fields, "Assign", props.assign, "assign");
  context.payload(fields, "Output", props.outputs, "outputs");
}
