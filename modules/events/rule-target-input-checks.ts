import { Token } from "cdktf";
import type { RuleId } from "../core/rules";
import type { Problems } from "../core/validate";
import {
  parseTargetInput,
  TargetInputError,
  type TargetInputProblemCode,
  type TargetInputSpec,
  type TargetInputWarningCode,
} from "../languages/input-transformer";

/** What is checked, and where problems go. */
export interface InputContext {
  readonly problems: Problems;
  readonly property: string;
  /** For AWS's messages. */
  readonly targetId?: string;
}

/** Checks an input transformer; paths that are tokens are not judged. */
export function checkInputTransformer(
  context: InputContext,
  transformer: NonNullable<TargetInputSpec["inputTransformer"]>,
): void {
  const paths = Object.entries(transformer.inputPathsMap ?? {});
  const judged = paths.map(([key, path]) => [key, Token.isUnresolved(path) ? "$.detail" : path]);
  checkTargetInput(context, {
    inputTransformer: { ...transformer, inputPathsMap: Object.fromEntries(judged) },
  });
}

/** Checks constant JSON text. */
export function checkInput(context: InputContext, input: string): void {
  checkTargetInput(context, { input });
}

/** Checks a path into the event. */
export function checkInputPath(context: InputContext, inputPath: string): void {
  if (!Token.isUnresolved(inputPath)) {
    checkTargetInput(context, { inputPath });
  }
}

/** A template for a log group, which takes one form only. What is a token is not judged. */
export function checkLogEventTemplate({ problems, property }: InputContext, template: string | undefined): void {
  if (template !== undefined && !Token.isUnresolved(template)) {
    problems.check(isLogEvent(template), "input-log-event-invalid", { property });
  }
}

function isLogEvent(template: string): boolean {
  try {
    const keys = Object.keys(JSON.parse(template.replace(/<[\w.-]+>/g, "0")));
    return keys.length === 2 && keys.includes("timestamp") && keys.includes("message");
  } catch {
    return true; // no JSON, which is another rule's to say
  }
}

function checkTargetInput({ problems, property, targetId }: InputContext, spec: TargetInputSpec): void {
  let findings: readonly Finding[];
  try {
    findings = parseTargetInput(spec, { targetId }).warnings;
  } catch (error) {
    if (!(error instanceof TargetInputError)) {
      throw error;
    }
    findings = error.problems;
  }
  for (const finding of findings) {
    problems.add(ruleOf(finding.code), {
      property,
      detail: where(finding),
      ...(finding.fix === undefined ? {} : { fix: finding.fix }),
    });
  }
}

interface Finding {
  readonly code: TargetInputProblemCode | TargetInputWarningCode;
  readonly message: string;
  readonly fix?: string;
  readonly position?: { readonly line: number; readonly column: number };
}

function where({ message, position }: Finding): string {
  return position === undefined ? message : `${message} (line ${position.line}, column ${position.column})`;
}

/** A construct sets one of the three inputs, so that this cannot happen here. */
type Reachable = Exclude<Finding["code"], "several-inputs">;

/** Each code of the language has a row; the compiler says when one is missing. */
function ruleOf(code: Finding["code"]): RuleId {
  const withoutPrefix = code as Reachable;
  return (withoutPrefix.startsWith("input-") ? withoutPrefix : `input-${withoutPrefix}`) as RuleOf<Reachable>;
}

type RuleOf<Code extends string> = Code extends `input-${string}` ? Code : `input-${Code}`;
