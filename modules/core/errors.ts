import type { RuleId } from "./rules";

/** One thing wrong with one property of one construct. */
export interface Problem {
  /** Stable code; the row of the same name in docs/rules.md says why and what to do. */
  readonly code: RuleId;
  /** The property as the user wrote it, for example `targets.Slack.retryAttempts`. */
  readonly property: string;
  /** What is allowed, as the predicate of a sentence: "must be an integer from 0 to 185". */
  readonly allowed: string;
  /** What was given, printable. Absent for credentials, which are never printed. */
  readonly given?: string;
  /** What exactly is wrong with it, where the property is a text in a language of AWS; in AWS's words where they are known. */
  readonly detail?: string;
  /** The Terraform argument the property becomes. */
  readonly terraform?: string;
  /** The code with which AWS reports the same, where it is known. */
  readonly awsCode?: string;
  /** What to change. */
  readonly fix: string;
}

/**
 * Thrown when the properties of a construct cannot work on AWS. Carries every problem of that construct at once.
 * Nothing of the construct is left in the tree.
 */
export class ValidationError extends Error {
  public override readonly name = "ValidationError";

  constructor(
    /** Path of the construct in the tree, for example `orders/OrderPlaced/Slack`. */
    public readonly constructPath: string,
    public readonly problems: readonly Problem[],
  ) {
    super(problems.map((problem) => `[${constructPath}] ${formatProblem(problem)}`).join("\n\n"));
  }

  /** The code of the first problem. */
  public get code(): RuleId {
    return (this.problems[0] as Problem).code;
  }
}

/** Renders one problem as the text that errors and warnings share. cdktf puts the path before warnings itself. */
export function formatProblem(problem: Problem): string {
  const given = problem.given === undefined ? "" : `, got: ${problem.given}`;
  const detail = problem.detail === undefined ? "" : `: ${problem.detail.replace(/\.$/, "")}`;
  return [
    problem.code,
    `  \`${problem.property}\` ${problem.allowed}${given}${detail}.`,
    ...(problem.terraform ? [`  Terraform: ${problem.terraform}`] : []),
    ...(problem.awsCode ? [`  AWS: ${problem.awsCode}`] : []),
    `  Fix: ${problem.fix} See docs/rules.md#${problem.code}`,
  ].join("\n");
}
