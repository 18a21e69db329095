import { type EvaluatedResource, evaluate } from "./evaluate";
import { REGION, type Secrets } from "./mock-attributes";
import { say } from "./paths";
import { type JudgedDefinition, startPlanEndpoint } from "./plan-endpoint";
import { mustRun, run, terraformAvailability, workspace, writeVariables } from "./terraform";
import { type JsonObject, type TerraformJson, type Variables, withProvider } from "./terraform-json";

/** What Terraform and the real provider say about one stack. */
export interface CheckedStack {
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

export interface CheckOptions {
  readonly variables?: Variables;
  /** Credentials that data sources read. */
  readonly secrets?: Secrets;
  /** @default true */
  readonly isEvaluated?: boolean;
}

interface ChangeSummary {
  readonly type: string;
  readonly changes: CheckedStack["plannedChanges"];
}

/** Whether Terraform is at hand. Where it is not, what is left out is said, or is an error if REQUIRE_TERRAFORM is set. */
export async function hasTerraform(leftOut: string): Promise<boolean> {
  const availability = await terraformAvailability();
  if (availability.available) return true;
  if (process.env.REQUIRE_TERRAFORM) throw new Error(`REQUIRE_TERRAFORM is set, and ${availability.reason}`);
  say(`LEFT OUT: ${leftOut}, because ${availability.reason}.`);
  return false;
}

/** A provider block with which nothing is asked of AWS, but what goes to the loopback `endpoint`. */
export function offlineProvider(endpoint: string, services: readonly string[]): JsonObject {
  return {
    region: REGION,
    access_key: "not-a-key",
    secret_key: "not-a-secret",
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
    skip_metadata_api_check: "true",
    max_retries: 1,
    endpoints: [Object.fromEntries(services.map((service) => [service, endpoint]))],
  };
}

/** Validates and plans a synthesized stack, and evaluates it against a mocked AWS. */
export async function checkStack(
  stackDir: string,
  synthesized: TerraformJson,
  { variables = {}, secrets = {}, isEvaluated = true }: CheckOptions = {},
): Promise<CheckedStack> {
  const endpoint = await startPlanEndpoint(secrets);
  try {
    const provider = offlineProvider(endpoint.url, ["secretsmanager", "sfn", "sts"]);
    const { dir, json, leftOut } = await workspace(stackDir, synthesized, (copy) => withProvider(copy, provider));
    writeVariables(dir, variables);
    return {
      leftOut,
      validation: await validate(dir),
      plannedChanges: await plan(dir),
      declaredResources: Object.values(json.resource ?? {}).flatMap((all) => Object.keys(all)).length,
      refusedCalls: endpoint.refused,
      judged: endpoint.judged,
      evaluated: isEvaluated ? await evaluate(dir, json, secrets) : [],
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
