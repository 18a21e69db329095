import { ASL_RULES } from "../../languages/asl/rules";
import { CONNECTION_RULES } from "./connection";
import { DESTINATION_RULES } from "./destination";
import { GENERAL_RULES } from "./general";
import { INPUT_RULES } from "./input";
import type { RuleDefinition } from "./rule";
import { RULE_RULES } from "./rule-and-bus";
import { STATE_RULES } from "./state";
import { STATE_MACHINE_RULES } from "./state-machine";
import { TARGET_RULES } from "./target";
import { WORKFLOW_RULES } from "./workflow";

/** Everything this package refuses or warns of, by code. docs/rules.md is made from it. */
export const RULES = {
  ...GENERAL_RULES,
  ...CONNECTION_RULES,
  ...DESTINATION_RULES,
  ...RULE_RULES,
  ...TARGET_RULES,
  ...INPUT_RULES,
  ...STATE_RULES,
  ...STATE_MACHINE_RULES,
  ...WORKFLOW_RULES,
  ...ASL_RULES,
} as const satisfies { readonly [code: string]: RuleDefinition };

/** The code of a rule. */
export type RuleId = keyof typeof RULES;

export type { RuleDefinition };
