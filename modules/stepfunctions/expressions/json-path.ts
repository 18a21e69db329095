import { markJsonPath } from "./expression-marks";
import { type IntrinsicArgument, intrinsicCall } from "./intrinsic";

/**
 * A value that a JSONPath state takes from its input, its context or a variable when it runs. Stands for a whole value or,
 * in a template literal, for a part of a text. It is no string and no number: `-`, `*`, `<` and the like throw, and with `+`
 * it becomes a part of a text.
 */
export class JsonPath {
  /** No value at all: `null` as `inputPath`, `resultPath` or `outputPath`. */
  public static readonly DISCARD = new JsonPath("null");
  /** The whole input. */
  public static readonly entirePayload = new JsonPath("$");
  /** The whole context object. */
  public static readonly entireContext = new JsonPath("$$");
  /** The token with which a waiting task is resumed. */
  public static readonly taskToken = new JsonPath("$$.Task.Token");
  public static readonly executionId = new JsonPath("$$.Execution.Id");
  public static readonly executionInput = new JsonPath("$$.Execution.Input");
  public static readonly executionName = new JsonPath("$$.Execution.Name");
  public static readonly executionStartTime = new JsonPath("$$.Execution.StartTime");
  public static readonly stateEnteredTime = new JsonPath("$$.State.EnteredTime");
  public static readonly stateName = new JsonPath("$$.State.Name");
  public static readonly stateMachineId = new JsonPath("$$.StateMachine.Id");
  public static readonly stateMachineName = new JsonPath("$$.StateMachine.Name");

  /** @param path a path such as `$.order.id`, `$$.Execution.Name` or `$variable`, or an intrinsic function */
  public static stringAt(path: string): JsonPath {
    return new JsonPath(path);
  }

  /** @param path a path such as `$.order.amount` */
  public static numberAt(path: string): JsonPath {
    return new JsonPath(path);
  }

  /** @param path a path such as `$.order.items` or `$.order.items[*].sku` */
  public static listAt(path: string): JsonPath {
    return new JsonPath(path);
  }

  /** @param path a path such as `$.order` */
  public static objectAt(path: string): JsonPath {
    return new JsonPath(path);
  }

  /** A list of values. @asl States.Array */
  public static array(...values: readonly IntrinsicArgument[]): JsonPath {
    return call("States.Array", values);
  }

  /** A list cut into lists of a size. @asl States.ArrayPartition */
  public static arrayPartition(array: IntrinsicArgument, chunkSize: IntrinsicArgument): JsonPath {
    return call("States.ArrayPartition", [array, chunkSize]);
  }

  /** Whether a list holds a value. @asl States.ArrayContains */
  public static arrayContains(array: IntrinsicArgument, value: IntrinsicArgument): JsonPath {
    return call("States.ArrayContains", [array, value]);
  }

  /** Numbers from `start` to `end` in steps of `step`. @asl States.ArrayRange */
  public static arrayRange(start: IntrinsicArgument, end: IntrinsicArgument, step: IntrinsicArgument): JsonPath {
    return call("States.ArrayRange", [start, end, step]);
  }

  /** The element at an index. @asl States.ArrayGetItem */
  public static arrayGetItem(array: IntrinsicArgument, index: IntrinsicArgument): JsonPath {
    return call("States.ArrayGetItem", [array, index]);
  }

  /** @asl States.ArrayLength */
  public static arrayLength(array: IntrinsicArgument): JsonPath {
    return call("States.ArrayLength", [array]);
  }

  /** A list without repetitions. @asl States.ArrayUnique */
  public static arrayUnique(array: IntrinsicArgument): JsonPath {
    return call("States.ArrayUnique", [array]);
  }

  /** @asl States.Base64Encode */
  public static base64Encode(text: IntrinsicArgument): JsonPath {
    return call("States.Base64Encode", [text]);
  }

  /** @asl States.Base64Decode */
  public static base64Decode(base64: IntrinsicArgument): JsonPath {
    return call("States.Base64Decode", [base64]);
  }

  /** @param algorithm MD5, SHA-1, SHA-256, SHA-384 or SHA-512. @asl States.Hash */
  public static hash(data: IntrinsicArgument, algorithm: IntrinsicArgument): JsonPath {
    return call("States.Hash", [data, algorithm]);
  }

  /** Both objects' members, those of the second over those of the first; not deep. @asl States.JsonMerge */
  public static jsonMerge(first: IntrinsicArgument, second: IntrinsicArgument): JsonPath {
    return call("States.JsonMerge", [first, second, false]);
  }

  /** A text of JSON as the value it is. @asl States.StringToJson */
  public static stringToJson(json: IntrinsicArgument): JsonPath {
    return call("States.StringToJson", [json]);
  }

  /** A value as a text of JSON. @asl States.JsonToString */
  public static jsonToString(value: IntrinsicArgument): JsonPath {
    return call("States.JsonToString", [value]);
  }

  /** A random number from `start` to below `end`. @asl States.MathRandom */
  public static mathRandom(start: IntrinsicArgument, end: IntrinsicArgument): JsonPath {
    return call("States.MathRandom", [start, end]);
  }

  /** @asl States.MathAdd */
  public static mathAdd(first: IntrinsicArgument, second: IntrinsicArgument): JsonPath {
    return call("States.MathAdd", [first, second]);
  }

  /** @asl States.StringSplit */
  public static stringSplit(text: IntrinsicArgument, separator: IntrinsicArgument): JsonPath {
    return call("States.StringSplit", [text, separator]);
  }

  /** A new UUID each time the state runs, so no idempotency key. @asl States.UUID */
  public static uuid(): JsonPath {
    return call("States.UUID", []);
  }

  /** A text with `{}` filled from the values in order. A template literal does the same. @asl States.Format */
  public static format(template: string, ...values: readonly IntrinsicArgument[]): JsonPath {
    return call("States.Format", [template, ...values], { isFormat: true });
  }

  /** Tells a JsonPath from anything else. */
  public static isJsonPath(value: unknown): value is JsonPath {
    return typeof value === "object" && value !== null && #reference in value;
  }

  readonly #reference: string;

  private constructor(reference: string) {
    this.#reference = reference;
  }

  /** The path or the call of an intrinsic function, as it stands in the definition. */
  public get reference(): string {
    return this.#reference;
  }

  public toString(): string {
    return markJsonPath(this.#reference);
  }

  public toJSON(): string {
    return this.toString();
  }

  /** @throws TypeError where a number is needed: the value exists only when the state runs */
  public [Symbol.toPrimitive](hint: string): string {
    if (hint === "number") {
      throw new TypeError(
        `JsonPath ${this.#reference} has no value before the state runs: it cannot be calculated with.`,
      );
    }
    return this.toString();
  }
}

function call(name: string, values: readonly IntrinsicArgument[], options?: { readonly isFormat: boolean }): JsonPath {
  return JsonPath.stringAt(intrinsicCall(name, values, options));
}
