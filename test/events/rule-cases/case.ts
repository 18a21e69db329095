import type { TerraformStack } from "cdktf";
import type { RuleId } from "cdktf-aws-http-integrations";

export type Build = (stack: TerraformStack) => unknown;

export interface Case {
  /** Breaks the rule. */
  readonly bad: Build;
  /** As near to it as is right. */
  readonly good: Build;
}

export type Cases = { readonly [code in RuleId]?: Case };
