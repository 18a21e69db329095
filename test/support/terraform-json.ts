/** Terraform JSON, as far as these tests look into it. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}
/** Values of Terraform variables. */
export type Variables = Readonly<Record<string, Json>>;
type Blocks = Record<string, Record<string, JsonObject>>;

export interface TerraformJson {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly variable?: Record<string, JsonObject>;
  readonly output?: Record<string, JsonObject>;
  readonly provider?: Record<string, JsonObject[]>;
  readonly terraform?: JsonObject;
}

/** Any provider from the one at hand on: the synthesized pin is the exact version the bindings were made from. */
export function loosenProvider(json: TerraformJson): TerraformJson {
  return {
    ...json,
    terraform: {
      ...json.terraform,
      required_providers: {
        ...(json.terraform?.required_providers as JsonObject | undefined),
        aws: { source: "hashicorp/aws", version: ">= 5.100.0" },
      },
    },
  };
}

/** Without cdktf's backend, whose state file lies in whatever folder the program ran in, shared by all cases. */
export function withLocalBackend(json: TerraformJson, statePath: string): TerraformJson {
  return { ...json, terraform: { ...json.terraform, backend: { local: { path: statePath } } } };
}

/** Arguments added to every AWS provider block, aliased ones included. */
export function withProvider(json: TerraformJson, settings: JsonObject): TerraformJson {
  const blocks = json.provider?.aws ?? [{}];
  return { ...json, provider: { ...json.provider, aws: blocks.map((block) => ({ ...block, ...settings })) } };
}

/**
 * Arguments that the 6.25.0 bindings know and provider 5.100.0 does not, by resource type, from a comparison of all
 * argument names. A folder in the path is a nested block. Each is left out by name of the copy that 5.100.0 is to
 * judge, and reported: what is left out is not checked.
 */
export const ONLY_IN_PROVIDER_6: Readonly<Record<string, readonly string[]>> = {
  aws_cloudwatch_event_bus: ["log_config"],
  aws_cloudwatch_event_archive: ["kms_key_identifier"],
  aws_cloudwatch_log_group: ["deletion_protection_enabled"],
  aws_lambda_function: [
    "publish_to",
    "source_kms_key_arn",
    "capacity_provider_config",
    "durable_config",
    "tenancy_config",
  ],
  aws_lambda_event_source_mapping: [
    "amazon_managed_kafka_event_source_config/schema_registry_config",
    "self_managed_kafka_event_source_config/schema_registry_config",
  ],
  aws_dynamodb_table: ["global_table_witness", "warm_throughput", "replica/consistency_mode"],
  aws_scheduler_schedule: ["action_after_completion"],
};
/** `region` stands on every regional type; IAM is global and has none in either version. */
const isRegional = (type: string) => type.startsWith("aws_") && !type.startsWith("aws_iam_");

/** A copy that provider 5.100.0 can read, and the addresses of what it lacks. */
export function withoutProvider6Arguments(json: TerraformJson): { json: TerraformJson; leftOut: string[] } {
  const copy = structuredClone(json);
  const leftOut: string[] = [];
  for (const [prefix, blocks] of [
    ["", copy.resource ?? {}],
    ["data.", copy.data ?? {}],
  ] as const) {
    for (const [type, instances] of Object.entries(blocks)) {
      const names = [...(isRegional(type) ? ["region"] : []), ...(ONLY_IN_PROVIDER_6[type] ?? [])];
      for (const [name, body] of Object.entries(instances)) {
        const removed = names.filter((argument) => removeArgument(body, argument.split("/")));
        leftOut.push(...removed.map((argument) => `${prefix}${type}.${name}.${argument}`));
      }
    }
  }
  return { json: copy, leftOut };
}

function removeArgument(body: Json | undefined, [head, ...rest]: readonly string[]): boolean {
  if (Array.isArray(body)) return body.map((item) => removeArgument(item, [head!, ...rest])).includes(true);
  if (body === null || typeof body !== "object" || body[head!] === undefined) return false;
  if (rest.length > 0) return removeArgument(body[head!], rest);
  delete body[head!];
  return true;
}

/** Every string in a document, replaced. Keys stay. */
export function mapStrings<T extends Json>(value: T, replace: (text: string) => string): T;
export function mapStrings(value: Json, replace: (text: string) => string): Json {
  if (typeof value === "string") return replace(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, replace));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, replace)]));
}
