import type { Duration } from "../../core/duration";
import type { JsonPath } from "../expressions/json-path";
import { Errors } from "./errors";
import { EXPECTED, isObject } from "./property-types";
import type { State } from "./state";
import type { Fields, StateContext } from "./state-context";

/** How the waits of several executions are spread. */
export enum JitterType {
  /** Anything from nothing to the whole interval. */
  FULL = "FULL",
  NONE = "NONE",
}

/** How often and after which waits a retrier tries again. */
export interface RetryOptions {
  /**
   * The wait before the first retry, in whole seconds from 1.
   *
   * @default Duration.seconds(1)
   * @asl IntervalSeconds
   */
  readonly interval?: Duration;
  /**
   * 0 to 99,999,999; 0 for errors that must not be retried.
   *
   * @default 3
   * @asl MaxAttempts
   */
  readonly maxAttempts?: number;
  /**
   * By what each wait is longer than the one before, at least 1.
   *
   * @default 2
   * @asl BackoffRate
   */
  readonly backoffRate?: number;
  /**
   * The longest wait, in whole seconds.
   *
   * @default - no limit
   * @asl MaxDelaySeconds
   */
  readonly maxDelay?: Duration;
  /**
   * @default JitterType.NONE
   * @asl JitterStrategy
   */
  readonly jitterStrategy?: JitterType;
}

/** One retrier. */
export interface RetryProps extends RetryOptions {
  /**
   * The errors it is for.
   *
   * @default [Errors.ALL]
   * @asl ErrorEquals
   */
  readonly errors?: readonly string[];
}

/** One catcher. */
export interface CatchProps {
  /**
   * The errors it is for.
   *
   * @default [Errors.ALL]
   * @asl ErrorEquals
   */
  readonly errors?: readonly string[];
  /** @asl Comment */
  readonly comment?: string;
  /**
   * JSONPath: where in the state's input the error goes. JsonPath.DISCARD to leave the input as it is.
   *
   * @default - the error takes the place of the input
   * @asl ResultPath
   */
  readonly resultPath?: string | JsonPath;
  /**
   * JSONata: what the handler gets. The error is `$states.errorOutput`.
   *
   * @default - the error
   * @asl Output
   */
  readonly outputs?: unknown;
  /**
   * In either language: the handler gets the state's input as it is. Instead of `resultPath` and `outputs`.
   *
   * @default false
   */
  readonly keepInput?: boolean;
  /**
   * Variables for the handler and the states after it.
   *
   * @default - none
   * @asl Assign
   */
  readonly assign?: { readonly [variable: string]: unknown };
}

/** @internal */
export function renderRetriers(retries: readonly RetryProps[], context: StateContext): Fields[] {
  return retries.map((retry, index) => {
    const at = `retry[${index}]`;
    if (!isObject(retry)) {
      context.refuseProperty(at, EXPECTED.retrier, retry);
      return {};
    }
    const { errors, interval, maxAttempts, backoffRate, maxDelay, jitterStrategy } = retry;
    const fields: Fields = { ErrorEquals: errorNames(errors, context, at) };
    const values = {
      IntervalSeconds: context.seconds(interval, `${at}.interval`),
      MaxAttempts: maxAttempts,
      BackoffRate: backoffRate,
      MaxDelaySeconds: context.seconds(maxDelay, `${at}.maxDelay`),
      JitterStrategy: jitterStrategy,
    };
    for (const [field, value] of Object.entries(values)) {
      if (value !== undefined) {
        fields[field] = value;
      }
    }
    return fields;
  });
}

/** @internal */
export function renderCatchers(
  catches: readonly { readonly handler: State; readonly props: CatchProps }[],
  context: StateContext,
): Fields[] {
  return catches.map(({ handler, props: { errors, ...props } }, index) => {
    const at = `catch[${index}]`;
    const fields: Fields = { ErrorEquals: errorNames(errors, context, at) };
    context.constant(fields, "Comment", props.comment, `${at}.comment`);
    if (props.keepInput && context.isJsonata) {
      fields.Output = "{% $states.input %}";
    } else if (props.keepInput) {
      fields.ResultPath = null;
    }
    context.pathField(fields, "ResultPath", props.resultPath, `${at}.resultPath`);
    context.payload(fields, "Assign", props.assign, `${at}.assign`);
    context.payload(fields, "Output", props.outputs, `${at}.outputs`);
    fields.Next = handler.stateName;
    return fields;
  });
}

/** A text would be taken for a list of its letters. */
function errorNames(errors: readonly string[] = [Errors.ALL], context: StateContext, at: string): readonly string[] {
  if (Array.isArray(errors)) {
    return [...errors];
  }
  context.refuseProperty(`${at}.errors`, EXPECTED.errors, errors);
  return [];
}
