import { Annotations, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { formatProblem, type Problem, ValidationError } from "./errors";
import { printable } from "./json";
import { removeFromTree } from "./reference";
import { RULES, type RuleDefinition, type RuleId } from "./rules";

/** What a check knows beyond the rule's own row. */
export interface Finding {
  readonly property: string;
  readonly given?: unknown;
  readonly detail?: string;
  readonly allowed?: string;
  readonly fix?: string;
  readonly terraform?: string;
}

/**
 * Collects the problems of one construct. `throwIfAny` reports the errors together and takes the half-made construct out
 * of the tree; warnings become cdktf annotations.
 */
export class Problems {
  readonly #errors: Problem[] = [];
  readonly #warnings: Problem[] = [];

  constructor(
    private readonly construct: IConstruct,
    /** Put before every property, for example `targets.Slack.`. */
    private readonly prefix = "",
  ) {}

  /** Records a violation of a rule, as an error or a warning according to the rule's row. */
  public add(code: RuleId, finding: Finding): void {
    const rule: RuleDefinition = RULES[code];
    const problem: Problem = {
      code,
      property: this.prefix + finding.property,
      allowed: finding.allowed ?? rule.allowed,
      given: finding.given === undefined ? undefined : printable(finding.given),
      detail: finding.detail,
      terraform: finding.terraform ?? rule.terraform,
      ...(rule.awsCode === undefined ? {} : { awsCode: rule.awsCode }),
      fix: finding.fix ?? rule.fix,
    };
    (rule.severity === "error" ? this.#errors : this.#warnings).push(problem);
  }

  /** Records a violation unless `holds`. Do not call it with a value that is an unresolved token. */
  public check(holds: boolean, code: RuleId, finding: Finding): void {
    if (!holds) {
      this.add(code, finding);
    }
  }

  /** Checks a string against a rule; undefined and unresolved values are not judged. */
  public string(value: string | undefined, holds: (value: string) => boolean, code: RuleId, property: string): void {
    if (value !== undefined && !Token.isUnresolved(value)) {
      this.check(typeof value === "string" && holds(value), code, { property, given: value });
    }
  }

  /** The same for a string that must be given: undefined is judged as well. */
  public required(value: string | undefined, holds: (value: string) => boolean, code: RuleId, property: string): void {
    if (value === undefined) {
      this.add(code, { property, detail: "it is undefined" });
    } else {
      this.string(value, holds, code, property);
    }
  }

  /** Checks an integer against inclusive bounds; undefined and unresolved values are not judged. */
  public integer(value: number | undefined, [min, max]: readonly [number, number], code: RuleId, property: string) {
    if (value !== undefined && !Token.isUnresolved(value)) {
      this.check(Number.isInteger(value) && value >= min && value <= max, code, { property, given: value });
    }
  }

  /**
   * Throws all errors as one, and removes the construct from its scope first so that nothing half made is synthesized.
   *
   * @throws ValidationError
   */
  public throwIfAny(): void {
    if (this.#errors.length > 0) {
      removeFromTree(this.construct);
      throw this.toError();
    }
    for (const warning of this.#warnings) {
      Annotations.of(this.construct).addWarning(formatProblem(warning));
    }
    this.#warnings.length = 0;
  }

  /** True while no error was recorded. */
  public get isEmpty(): boolean {
    return this.#errors.length === 0;
  }

  /** The errors as one, without touching the tree. */
  public toError(): ValidationError {
    return new ValidationError(this.construct.node.path, this.#errors);
  }

  /** The errors as texts, for `node.addValidation`, where cdktf collects and throws them itself. */
  public messages(): string[] {
    return this.#errors.map(formatProblem);
  }
}
