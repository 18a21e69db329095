/** What the example synthesizes for one recipe, found from its target, to be compared with what was published. */
import type { JsonObject, TerraformJson } from "../support/terraform-json";
import { flatten, type Leaves, templateLeaves } from "./published-recipes-leaves";

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: unknown;
}
interface Parameter {
  readonly key: string;
  readonly value: string;
  readonly is_value_secret: boolean;
}
interface AuthParameters {
  readonly api_key?: { readonly key: string; readonly value: string };
  readonly basic?: { readonly username: string; readonly password: string };
  readonly oauth?: {
    readonly authorization_endpoint: string;
    readonly http_method: string;
    readonly client_parameters: { readonly client_id: string; readonly client_secret: string };
    readonly oauth_http_parameters: { readonly [kind: string]: readonly Parameter[] };
  };
  readonly invocation_http_parameters?: { readonly [kind: string]: readonly Parameter[] };
}
interface Target {
  readonly arn: string;
  readonly rule: string;
  readonly role_arn: string;
  readonly input_path?: string;
  readonly input_transformer?: { readonly input_paths: Record<string, string>; readonly input_template: string };
  readonly http_target?: { readonly query_string_parameters?: object };
  readonly retry_policy: { readonly maximum_retry_attempts: number; readonly maximum_event_age_in_seconds: number };
  readonly dead_letter_config?: { readonly arn: string };
}

export function synthesizedLeaves(json: TerraformJson, targetId: string): Leaves {
  const all = (type: string) => Object.values(json.resource?.[type] ?? {});
  const target = all("aws_cloudwatch_event_target").find((one) => one.target_id === targetId) as unknown as Target;
  const destination = referred(json, target.arn);
  const connection = referred(json, destination.connection_arn);
  const rule = referred(json, target.rule);
  const role = referred(json, target.role_arn);
  const rolePolicies = all("aws_iam_role_policy").filter((policy) => referred(json, policy.role) === role);
  const permissions = rolePolicies
    .flatMap(statements)
    .flatMap(({ Action, Resource }) =>
      Action.map((action) => [
        `role.${action}`,
        String(Resource) === target.arn ? "the destination" : String(Resource),
      ]),
    );
  const ruleArn = target.rule.replace(/\.name\}$/, ".arn}");
  const whom = (list: readonly Statement[]) => {
    if (list.length === 0) return "nobody";
    const condition = { ArnEquals: { "aws:SourceArn": [ruleArn] } };
    return list.every((one) => JSON.stringify(one.Condition) === JSON.stringify(condition)) ? "the rule" : "others";
  };
  const queue = target.dead_letter_config && referred(json, target.dead_letter_config.arn);
  const queuePolicies = all("aws_sqs_queue_policy").filter((policy) => referred(json, policy.queue_url) === queue);
  return {
    ...connectionLeaves(connection),
    endpoint: holed(destination.invocation_endpoint),
    method: destination.http_method as string,
    rate: destination.invocation_rate_limit_per_second as number,
    state: rule.state as string,
    ...flatten("pattern", JSON.parse(rule.event_pattern as string)),
    ...inputLeaves(target),
    "retry.attempts": target.retry_policy.maximum_retry_attempts,
    "retry.age": target.retry_policy.maximum_event_age_in_seconds,
    deadLetterQueue: queue !== undefined,
    mayDeadLetter: whom(queuePolicies.flatMap(statements).filter(({ Effect }) => Effect === "Allow")),
    ...Object.fromEntries(permissions),
    roleTrust: whom(statements({ policy: role.assume_role_policy! })),
  };
}

function inputLeaves(target: Target): Leaves {
  const { input_path: path, input_transformer: transformer, http_target: http } = target;
  const template = transformer?.input_template.replace(/\$\{jsonencode\(var\.\w+\)\}/g, '"…"');
  return {
    ...(path !== undefined && { inputPath: path }),
    ...(transformer && templateLeaves(transformer.input_paths, template!)),
    ...flatten("query", http?.query_string_parameters ?? {}),
  };
}

function connectionLeaves(connection: JsonObject): Leaves {
  const { api_key: apiKey, basic, oauth, ...rest } = connection.auth_parameters as unknown as AuthParameters;
  return {
    authorizationType: connection.authorization_type as string,
    kmsKey: connection.kms_key_identifier !== undefined,
    ...(apiKey && { "apiKey.name": holed(apiKey.key), "apiKey.value": holed(apiKey.value) }),
    ...(basic && { "basic.username": holed(basic.username), "basic.password": holed(basic.password) }),
    ...(oauth && {
      "oauth.endpoint": holed(oauth.authorization_endpoint),
      "oauth.method": oauth.http_method,
      "oauth.clientId": holed(oauth.client_parameters.client_id),
      "oauth.clientSecret": holed(oauth.client_parameters.client_secret),
      ...parameterLeaves("oauth", oauth.oauth_http_parameters),
    }),
    ...parameterLeaves("connection", rest.invocation_http_parameters ?? {}),
  };
}

function parameterLeaves(prefix: string, kinds: { readonly [kind: string]: readonly Parameter[] }): Leaves {
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, parameters]) =>
      parameters.flatMap(({ key, value, is_value_secret: isSecret }) => [
        [`${prefix}.${kind}.${key}`, holed(value)],
        [`${prefix}.${kind}.${key}.secret`, isSecret],
      ]),
    ),
  );
}

/** A text with `…` for what Terraform fills in. */
const holed = (value: unknown) => String(value).replace(/\$\{(var|jsondecode\(data)\.[^}]*\}/g, "…");

const statements = ({ policy }: JsonObject) => (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;

/** The resource whose attribute an expression is. */
function referred(json: TerraformJson, expression: unknown): JsonObject {
  const [, type = "", name = ""] = /^\$\{(\w+)\.([\w-]+)\.\w+\}$/.exec(String(expression)) ?? [];
  const found = json.resource?.[type]?.[name];
  if (found === undefined) throw new Error(`${String(expression)} is no attribute of a resource`);
  return found;
}
