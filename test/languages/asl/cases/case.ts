import type { ValidateDefinitionOptions } from "../../../../modules/languages/asl";

/** A definition that breaks a rule, and one as near to it as is right. */
export interface AslCase {
  readonly bad: object;
  readonly good: object;
  readonly options?: Pick<ValidateDefinitionOptions, "type" | "connectionParameters">;
}

export type AslCases = { readonly [code: string]: AslCase };
