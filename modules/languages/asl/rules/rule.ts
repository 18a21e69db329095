/** A row of the catalogue: what is checked in a definition, why, and what to do. */
export interface AslRule {
  /** What AWS refuses, or what can never work, is an error. What has no sure source is never an error. */
  readonly severity: "error" | "warning";
  /** What holds, as the predicate of a sentence about the value at the path. */
  readonly allowed: string;
  /** What happens otherwise. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** Where it is known from. */
  readonly source: string;
  /** The code that ValidateStateMachineDefinition gives, where it is known. */
  readonly awsCode?: string;
}
