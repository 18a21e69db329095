import type { EventJsonPath } from "../json-path";
import { checkInputPaths } from "./check-paths";
import { checkTemplate, type TemplateForm } from "./check-template";
import { INPUT_TEMPLATE_MAX_LENGTH } from "./limits";
import { InputTransformerError, type TargetInputProblem, type TargetInputWarning } from "./problems";
import { dropped, type EventObject, type RenderedInput, type RuleContext } from "./rendered";
import { scanTemplate, type TemplatePiece, type TemplatePlaceholder } from "./scan";
import { Substitution } from "./substitute";

/** `InputTransformer` of a target (Terraform: `input_paths` and `input_template`). */
export interface InputTransformerSpec {
  /** Key to path; at most 100. @default - none: reserved variables only */
  readonly inputPathsMap?: Readonly<Record<string, string>>;
  /** 1-8192 characters. */
  readonly inputTemplate: string;
}

export interface ParseTargetInputOptions {
  /** For AWS's messages. @default "<target-id>" */
  readonly targetId?: string;
  /**
   * `strict` throws for everything that cannot be meant. `as-aws` throws only for what PutTargets refuses: the rest
   * becomes a warning, and a drop or other output when rendered.
   *
   * @default "strict"
   */
  readonly mode?: "strict" | "as-aws";
}

/** A checked input transformer. */
export class InputTransformer {
  private constructor(
    /** Placeholders in the order of the template, each as often as it occurs. */
    readonly placeholders: readonly TemplatePlaceholder[],
    readonly warnings: readonly TargetInputWarning[],
    private readonly pieces: readonly TemplatePiece[],
    private readonly form: TemplateForm | undefined,
    private readonly paths: ReadonlyMap<string, EventJsonPath | undefined>,
    private readonly drop: TargetInputProblem | undefined,
  ) {}

  /** @throws InputTransformerError with every problem. */
  static parse(spec: InputTransformerSpec, options: ParseTargetInputOptions = {}): InputTransformer {
    const problems: TargetInputProblem[] = [];
    const warnings: TargetInputWarning[] = [];
    const paths = checkInputPaths(spec.inputPathsMap ?? {}, problems, warnings);
    const template = spec.inputTemplate;
    checkLength(template, problems);
    // Not scanned at any length: the text may be hostile, and its other faults can wait.
    const scanned = scanTemplate(template.length > INPUT_TEMPLATE_MAX_LENGTH ? "" : template);
    const readable = template.length > 0 && template.length <= INPUT_TEMPLATE_MAX_LENGTH;
    const targetId = options.targetId ?? "<target-id>";
    const form = readable ? checkTemplate({ template, scanned, paths, targetId, problems, warnings }) : undefined;

    const tolerated = options.mode === "as-aws" ? problems.filter(({ effect }) => effect !== "refused") : [];
    const fatal = problems.filter((problem) => !tolerated.includes(problem));
    if (fatal.length > 0) throw new InputTransformerError(fatal);
    const drop = tolerated.find(({ effect }) => effect === "dropped");
    return new InputTransformer(scanned.placeholders, [...tolerated, ...warnings], scanned.pieces, form, paths, drop);
  }

  /** What the target receives for an event. Never throws on JSON values. */
  render(event: EventObject, ruleContext: RuleContext): RenderedInput {
    // Only an empty object or array could still be delivered, and that is not recorded.
    if (this.drop !== undefined) return dropped(this.drop.code, this.drop.message);
    return new Substitution(this.form ?? "json", this.paths, event, ruleContext).render(this.pieces);
  }
}

function checkLength(template: string, problems: TargetInputProblem[]): void {
  if (template.length === 0) {
    problems.push({ code: "template-empty", effect: "refused", message: "InputTemplate is empty." });
  } else if (template.length > INPUT_TEMPLATE_MAX_LENGTH) {
    problems.push({
      code: "template-too-long",
      effect: "refused",
      message: `InputTemplate has ${template.length} characters; at most ${INPUT_TEMPLATE_MAX_LENGTH} are allowed.`,
    });
  }
}
