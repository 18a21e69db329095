import { CHOICE_RULES } from "./choice";
import { EXPRESSIONS_RULES } from "./expressions";
import { FLOW_RULES } from "./flow";
import { HTTP_RULES } from "./http";
import { RETRY_RULES } from "./retry";
import type { AslRule } from "./rule";
import { STRUCTURE_RULES } from "./structure";

/** Everything that is checked in a definition, by code. */
export const ASL_RULES = {
  ...STRUCTURE_RULES,
  ...FLOW_RULES,
  ...RETRY_RULES,
  ...CHOICE_RULES,
  ...EXPRESSIONS_RULES,
  ...HTTP_RULES,
} as const satisfies { readonly [code: string]: AslRule };

/** The code of a rule about definitions. */
export type AslRuleId = keyof typeof ASL_RULES;

export type { AslRule };
