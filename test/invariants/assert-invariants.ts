import type { TerraformJson } from "../support/terraform-json";
import { DELIVERY } from "./delivery";
import { HTTP_TASKS } from "./http-tasks";
import { IAM } from "./iam";
import { type Invariant, type Violation, violationsOf } from "./invariant";
import { type Expectations, Model } from "./model";
import { SCANNERS } from "./scanners";
import { SECRETS } from "./secrets";
import { STATE_MACHINES } from "./state-machines";
import { WIRING } from "./wiring";

/** Everything that is checked on one synthesized stack. */
export const INVARIANTS: readonly Invariant[] = [
  ...SECRETS,
  ...IAM,
  ...WIRING,
  ...SCANNERS,
  ...DELIVERY,
  ...HTTP_TASKS,
  ...STATE_MACHINES,
];

/** What a stack violates. */
export async function violations(json: TerraformJson, expectations?: Expectations): Promise<Violation[]> {
  return violationsOf(INVARIANTS, await Model.of(json, expectations));
}

/** Fails with everything that a stack violates. */
export async function assertInvariants(json: TerraformJson, expectations?: Expectations): Promise<void> {
  expect(await violations(json, expectations)).toEqual([]);
}
