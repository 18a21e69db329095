import { HTTP_REQUEST_RULES } from "./http-request";
import { HTTP_WORKFLOW_RULES } from "./http-workflow";
import type { AslRule } from "./rule";

/** HTTP Tasks, and the size of definitions. */
export const HTTP_RULES = {
  ...HTTP_REQUEST_RULES,
  ...HTTP_WORKFLOW_RULES,
} as const satisfies { readonly [code: string]: AslRule };
