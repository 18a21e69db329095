import type { JsonPosition } from "../json";

/**
 * What AWS does about a problem: `refused` = PutTargets fails; `dropped` = PutTargets succeeds and no event is ever
 * delivered; `wrong-output` = events are delivered, with something other than what was meant.
 */
export type TargetInputEffect = "refused" | "dropped" | "wrong-output";

export type TargetInputProblemCode =
  | "several-inputs"
  | "input-too-long"
  | "input-not-json"
  | "invalid-path"
  | "too-many-paths"
  | "invalid-key"
  | "template-empty"
  | "template-too-long"
  | "template-not-json"
  | "undeclared-placeholder"
  | "escaped-placeholder"
  | "placeholder-as-key"
  | "reserved-variable-in-string"
  | "object-in-string";

export type TargetInputWarningCode =
  | TargetInputProblemCode
  | "unused-path"
  | "path-may-not-resolve"
  | "path-with-wildcard"
  | "path-with-unlisted-character"
  | "literal-angle-bracket"
  | "text-not-json-string"
  | "scalar-template";

interface Finding<Code> {
  readonly code: Code;
  /** In AWS's words where those are recorded. */
  readonly message: string;
  readonly fix?: string;
  /** In the template, `Input` or `InputPath`. */
  readonly position?: JsonPosition;
  /** The key of `InputPathsMap` at fault. */
  readonly key?: string;
}

/** An error in `Input`, `InputPath` or `InputTransformer`. */
export interface TargetInputProblem extends Finding<TargetInputProblemCode> {
  readonly effect: TargetInputEffect;
}

/** Something that may be meant so, or on which AWS's behaviour is not known. */
export interface TargetInputWarning extends Finding<TargetInputWarningCode> {}

/** `Input`, `InputPath` and `InputTransformer` are wrong; carries every problem. */
export class TargetInputError extends Error {
  override readonly name: string = "TargetInputError";

  constructor(readonly problems: readonly TargetInputProblem[]) {
    super(problems.map(describe).join("\n"));
  }
}

/** An input transformer is wrong; carries every problem. */
export class InputTransformerError extends TargetInputError {
  override readonly name = "InputTransformerError";
}

function describe({ code, message, fix, position }: TargetInputProblem): string {
  const place = position === undefined ? "" : ` (line ${position.line}, column ${position.column})`;
  return `${code}: ${message}${place}${fix === undefined ? "" : ` ${fix}`}`;
}
