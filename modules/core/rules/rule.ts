/** A row of docs/rules.md: what is checked, why, and what to do. */
export interface RuleDefinition {
  /** An error stops the synth; a warning is printed and may be meant so. What has no sure source is never an error. */
  readonly severity: "error" | "warning";
  /** What holds, as the predicate of a sentence about the property. */
  readonly allowed: string;
  /** What happens otherwise. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** Where it is known from. */
  readonly source: string;
  /** The Terraform argument at fault. */
  readonly terraform?: string;
  /** The code with which AWS reports the same, where it is known. */
  readonly awsCode?: string;
}
