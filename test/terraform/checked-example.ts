import type { E2eCase } from "../e2e/e2e-case";
import { type EvaluatedResource, evaluate } from "../support/evaluate";
import { REGION, type Secrets } from "../support/mock-attributes";
import { type JudgedDefinition, startPlanEndpoint } from "../support/plan-endpoint";
import { type SynthesizedStack, synthExample } from "../support/synth-example";
import { mustRun, run, workspace, writeVariables } from "../support/terraform";
import { type TerraformJson, type Variables, withProvider } from "../support/terraform-json";

/** What Terraform and the real provider say about one stack of an example. */
export interface CheckedStack {
  readonly stack: string;
  /** Arguments that the provider at hand does not know: not checked. */
  readonly leftOut: readonly string[];
  readonly validation: { readonly valid: boolean; readonly diagnostics: readonly object[] };
  readonly plannedChanges: { readonly add: number; readonly change: number; readonly remove: number };
  readonly declaredResources: number;
  /** Calls to AWS that the plan made and should not have. */
  readonly refusedCalls: readonly string[];
  /** Definitions of state machines that the plan had judged: those without an unknown value. */
  readonly judged: readonly JudgedDefinition[];
  readonly evaluated: readonly EvaluatedResource[];
}

interface ChangeSummary {
  readonly type: string;
  readonly changes: CheckedStack["plannedChanges"];
}

export async function checkExample(
  example: string,
  { variables, secrets = {} }: Pick<E2eCase, "variables" | "secrets">,
): Promise<CheckedStack[]> {
  const checked: CheckedStack[] = [];
  for (const stack of await synthExample(example)) checked.push(await checkStack(stack, variables, secrets));
  return checked;
}

async function checkStack(stack: SynthesizedStack, variables: Variables, secrets: Secrets): Promise<CheckedStack> {
  const endpoint = await startPlanEndpoint(secrets);
  try {
    const { dir, json, leftOut } = await workspace(stack.dir, stack.json, (synthesized) =>
      withProvider(synthesized, {
        region: REGION,
        access_key: "not-a-key",
        secret_key: "not-a-secret",
        skip_credentials_validation: true,
        skip_requesting_account_id: true,
        skip_metadata_api_check: "true",
        max_retries: 1,
        endpoints: [{ secretsmanager: endpoint.url, sfn: endpoint.url, sts: endpoint.url }],
      }),
    );
    writeVariables(dir, variables);
    return {
      stack: stack.name,
      leftOut,
      validation: await validate(dir),
      plannedChanges: await plan(dir),
      declaredResources: countResources(json),
      refusedCalls: endpoint.refused,
      judged: endpoint.judged,
      evaluated: await evaluate(dir, json, secrets),
    };
  } finally {
    await endpoint.close();
  }
}

/** Exit code 1 stands for an invalid configuration, which the diagnostics describe. */
async function validate(dir: string): Promise<CheckedStack["validation"]> {
  const { stdout } = await run(dir, ["validate", "-json"]);
  const { valid, diagnostics } = JSON.parse(stdout) as CheckedStack["validation"];
  return { valid, diagnostics };
}

async function plan(dir: string): Promise<CheckedStack["plannedChanges"]> {
  const lines = (await mustRun(dir, ["plan", "-json", "-input=false", "-lock=false"])).trim().split("\n");
  const summary = lines
    .map((line): ChangeSummary => JSON.parse(line))
    .find((message) => message.type === "change_summary");
  if (!summary) throw new Error(`terraform plan -json printed no summary:\n${lines.join("\n")}`);
  const { add, change, remove } = summary.changes;
  return { add, change, remove };
}

function countResources(json: TerraformJson): number {
  return Object.values(json.resource ?? {}).reduce((sum, instances) => sum + Object.keys(instances).length, 0);
}
