import { existsSync } from "node:fs";
import path from "node:path";
import type { E2eCase } from "./e2e-case";

/** The case of an example. Each example has one: there is nothing to apply or plan it with otherwise. */
export function caseOf(example: string): E2eCase {
  const file = path.join(__dirname, "cases", `${example}.ts`);
  if (!existsSync(file)) throw new Error(`examples/${example} has no test/e2e/cases/${example}.ts`);
  return (require(file) as { readonly default: E2eCase }).default;
}
