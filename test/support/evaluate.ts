import { writeFileSync } from "node:fs";
import path from "node:path";
import { mockData, mockResource, type Secrets } from "./mock-attributes";
import { run } from "./terraform";
import type { Json, JsonObject, TerraformJson } from "./terraform-json";

/** Every argument and attribute of one resource, as Terraform computed it: no expression is left. */
export interface EvaluatedResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: JsonObject;
}

interface StateModule {
  readonly resources?: EvaluatedResource[];
  readonly child_modules?: StateModule[];
}
/** One line of `terraform test -json`. */
interface TestMessage {
  readonly type: string;
  readonly test_state?: { readonly root_module?: StateModule };
  readonly test_summary?: { readonly status: string };
  readonly diagnostic?: { readonly summary: string; readonly detail: string; readonly address?: string };
}

/**
 * Applies an initialized folder against a mocked AWS and returns what Terraform made of it. The real provider checks
 * every value (it refuses a malformed ARN, a policy that is not JSON); nothing calls AWS.
 *
 * `terraform test -json -verbose` prints the state after the run. That is the only way to see it: a test's state is
 * never written to disk, and outputs would have to be added to the configuration under test.
 */
export async function evaluate(dir: string, json: TerraformJson, secrets: Secrets = {}): Promise<EvaluatedResource[]> {
  writeFileSync(path.join(dir, "evaluate.tftest.json"), JSON.stringify(testFile(json, secrets), null, 2));
  const { stdout, stderr } = await run(dir, ["test", "-json", "-verbose", "-filter=evaluate.tftest.json"]);
  const messages = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line): TestMessage => JSON.parse(line));
  const diagnostics = messages.flatMap(({ diagnostic }) =>
    diagnostic ? [`${diagnostic.address ?? ""} ${diagnostic.summary}: ${diagnostic.detail}`] : [],
  );
  const state = messages.find((message) => message.type === "test_state")?.test_state;
  const passed = messages.some((message) => message.test_summary?.status === "pass");
  if (!passed || !state?.root_module) throw new Error(`terraform test failed\n${diagnostics.join("\n")}${stderr}`);
  return resourcesOf(state.root_module);
}

function testFile(json: TerraformJson, secrets: Secrets): JsonObject {
  return {
    mock_provider: {
      aws: {
        override_resource: overrides(json.resource, "", mockResource),
        override_data: overrides(json.data, "data.", (type, _name, body) => mockData(type, body, secrets)),
      },
    },
    run: { evaluate: { command: "apply" } },
  };
}

function overrides(
  blocks: TerraformJson["resource"],
  prefix: string,
  mock: (type: string, name: string, body: JsonObject) => JsonObject | undefined,
): Json[] {
  return Object.entries(blocks ?? {}).flatMap(([type, instances]) =>
    Object.entries(instances).flatMap(([name, body]) => {
      const values = mock(type, name, body);
      return values ? [{ target: `${prefix}${type}.${name}`, values }] : [];
    }),
  );
}

function resourcesOf(module: StateModule): EvaluatedResource[] {
  return [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(resourcesOf)];
}
