import { positionAt } from "../json";
import type { EventJsonPath } from "../json-path";
import { doubtsAboutPath, parsePath } from "./check-paths";
import { jsonFault } from "./check-template";
import { InputTransformer, type InputTransformerSpec, type ParseTargetInputOptions } from "./input-transformer";
import { INPUT_MAX_LENGTH } from "./limits";
import { InputTransformerError, TargetInputError, type TargetInputProblem, type TargetInputWarning } from "./problems";
import { delivered, deliverJson, dropped, type EventObject, type RenderedInput, type RuleContext } from "./rendered";

/** What a target is given: at most one of the three; the whole event when none is. */
export interface TargetInputSpec {
  /** Constant JSON text, at most 8192 characters. */
  readonly input?: string;
  /** Path of the part of the event to send, at most 256 characters. */
  readonly inputPath?: string;
  readonly inputTransformer?: InputTransformerSpec;
}

interface Renderable {
  readonly warnings: readonly TargetInputWarning[];
  /** What the target receives for an event. Never throws on JSON values. */
  render(event: EventObject, ruleContext: RuleContext): RenderedInput;
}

/** A checked target input, by kind. */
export type TargetInput = Renderable &
  (
    | { readonly kind: "event" }
    | { readonly kind: "input"; readonly input: string }
    | { readonly kind: "inputPath"; readonly path: EventJsonPath | undefined }
    | { readonly kind: "inputTransformer"; readonly transformer: InputTransformer }
  );

/** @throws TargetInputError (InputTransformerError when only the transformer is wrong) with every problem. */
export function parseTargetInput(spec: TargetInputSpec, options: ParseTargetInputOptions = {}): TargetInput {
  const problems: TargetInputProblem[] = [];
  const found: TargetInput[] = [];
  const targetId = options.targetId ?? "<target-id>";
  const { input, inputPath, inputTransformer } = spec;
  if (input !== undefined) found.push(constantInput(input, targetId, problems));
  if (inputPath !== undefined) found.push(pathInput(inputPath, options.mode === "as-aws", problems));
  if (inputTransformer !== undefined) {
    try {
      const transformer = InputTransformer.parse(inputTransformer, options);
      found.push({
        kind: "inputTransformer",
        transformer,
        warnings: transformer.warnings,
        render: (event, ruleContext) => transformer.render(event, ruleContext),
      });
    } catch (error) {
      if (!(error instanceof InputTransformerError)) throw error;
      if (input === undefined && inputPath === undefined) throw error;
      problems.push(...error.problems);
    }
  }
  if ([input, inputPath, inputTransformer].filter((one) => one !== undefined).length > 1) {
    problems.unshift({
      code: "several-inputs",
      effect: "refused",
      message: `Only one of Input, InputPath, or InputTransformer must be provided for target ${targetId}.`,
    });
  }
  if (problems.length > 0) throw new TargetInputError(problems);
  return found[0] ?? { kind: "event", warnings: [], render: (event) => deliverJson(event) };
}

/**
 * What a target receives for an event, as AWS would do it: a template that AWS accepts and never delivers is `Dropped`.
 *
 * @throws TargetInputError for what PutTargets refuses.
 */
export function renderTargetInput(spec: TargetInputSpec, event: EventObject, ruleContext: RuleContext): RenderedInput {
  return parseTargetInput(spec, { mode: "as-aws" }).render(event, ruleContext);
}

function constantInput(input: string, targetId: string, problems: TargetInputProblem[]): TargetInput {
  if (input.length > INPUT_MAX_LENGTH) {
    const message = `Input has ${input.length} characters; at most ${INPUT_MAX_LENGTH} are allowed.`;
    problems.push({ code: "input-too-long", effect: "refused", message });
  } else {
    const fault = jsonFault(input);
    if (fault !== undefined) {
      problems.push({
        code: "input-not-json",
        effect: "refused",
        message: `Input for target ${targetId} is not a valid JSON text.`,
        fix: `${fault.reason}. Plain text must be a JSON string, in double quotes.`,
        position: positionAt(input, fault.offset),
      });
    }
  }
  return { kind: "input", input, warnings: [], render: () => delivered("json", input) };
}

function pathInput(inputPath: string, asAws: boolean, problems: TargetInputProblem[]): TargetInput {
  const own: TargetInputProblem[] = [];
  const path = parsePath(inputPath, own);
  const tolerated = asAws ? own.filter(({ effect }) => effect !== "refused") : [];
  problems.push(...own.filter((problem) => !tolerated.includes(problem)));
  return {
    kind: "inputPath",
    path,
    warnings: [...tolerated, ...(path === undefined ? [] : doubtsAboutPath(path))],
    render: (event) => renderPath(inputPath, path, event),
  };
}

function renderPath(text: string, path: EventJsonPath | undefined, event: EventObject): RenderedInput {
  const result = path?.evaluate(event);
  if (result === undefined || !result.found || result.value === undefined) {
    return dropped("input-path-not-found", `InputPath "${text}" finds nothing in the event.`, [
      { code: "missing-input-path", message: "AWS does not document what happens when InputPath finds nothing." },
    ]);
  }
  if (!path?.hasWildcard) return deliverJson(result.value);
  return deliverJson(result.value, [
    { code: "wildcard-list", message: "The value of a wildcard path is assumed a list." },
  ]);
}
