import type { E2eCase } from "../e2e/e2e-case";
import { type CheckedStack, checkStack } from "../support/checked-stack";
import { synthExample } from "../support/synth-example";

/** What Terraform and the real provider say about each stack of an example. */
export async function checkExample(
  example: string,
  { variables, secrets = {} }: Pick<E2eCase, "variables" | "secrets">,
): Promise<CheckedStack[]> {
  const checked: CheckedStack[] = [];
  for (const { dir, json } of await synthExample(example))
    checked.push(await checkStack(dir, json, { variables, secrets }));
  return checked;
}
