import type { JsonObject } from "./terraform-json";

/** Secrets of Secrets Manager: name -> content. */
export type Secrets = Readonly<Record<string, string>>;

export const ACCOUNT = "123456789012";
export const REGION = "us-east-1";

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
const UUID = "11111111-2222-3333-4444-555555555555";

/**
 * What AWS would answer for each type, made from the resource's name, so that a test reads
 * `arn:aws:sqs:us-east-1:123456789012:orders-dlq` and can tell two queues apart. A type without a row gets the random
 * text that Terraform invents, which the provider refuses wherever an ARN belongs: then it wants a row here.
 */
const COMPUTED: Readonly<Record<string, (name: string) => JsonObject>> = {
  aws_apigatewayv2_api: (name) => ({
    id: name,
    arn: `arn:aws:apigateway:${REGION}::/apis/${name}`,
    api_endpoint: `https://${name}.execute-api.${REGION}.amazonaws.com`,
    execution_arn: arn("execute-api", name),
  }),
  aws_cloudformation_stack: (name) => ({
    id: arn("cloudformation", `stack/${name}/${UUID}`),
    outputs: {
      Arn: arn("events", `connection/${name}/${UUID}`),
      SecretArn: arn("secretsmanager", `secret:events!connection/${name}/${UUID}-AbCdEf`),
    },
  }),
  aws_cloudwatch_event_api_destination: (name) => ({ arn: arn("events", `api-destination/${name}/${UUID}`) }),
  aws_cloudwatch_event_archive: (name) => ({ arn: arn("events", `archive/${name}`) }),
  aws_cloudwatch_event_bus: (name) => ({ arn: arn("events", `event-bus/${name}`) }),
  aws_cloudwatch_event_connection: (name) => ({
    arn: arn("events", `connection/${name}/${UUID}`),
    secret_arn: arn("secretsmanager", `secret:events!connection/${name}/${UUID}-AbCdEf`),
  }),
  aws_cloudwatch_event_rule: (name) => ({ arn: arn("events", `rule/bus/${name}`) }),
  aws_cloudwatch_log_delivery_destination: (name) => ({ arn: arn("logs", `delivery-destination:${name}`) }),
  aws_cloudwatch_log_delivery_source: (name) => ({ arn: arn("logs", `delivery-source:${name}`) }),
  aws_cloudwatch_log_group: (name) => ({ arn: arn("logs", `log-group:${name}`) }),
  aws_cloudwatch_metric_alarm: (name) => ({ arn: arn("cloudwatch", `alarm:${name}`) }),
  aws_dynamodb_table: (name) => ({
    arn: arn("dynamodb", `table/${name}`),
    stream_arn: arn("dynamodb", `table/${name}/stream/2026-01-01T00:00:00.000`),
  }),
  aws_iam_policy: (name) => ({ arn: `arn:aws:iam::${ACCOUNT}:policy/${name}` }),
  aws_iam_role: (name) => ({ id: name, arn: `arn:aws:iam::${ACCOUNT}:role/${name}` }),
  aws_kms_key: (name) => ({ key_id: UUID, arn: arn("kms", `key/${name}`) }),
  aws_lambda_function: (name) => ({
    arn: arn("lambda", `function:${name}`),
    qualified_arn: arn("lambda", `function:${name}:1`),
    invoke_arn: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${arn("lambda", `function:${name}`)}/invocations`,
  }),
  aws_secretsmanager_secret: (name) => ({ arn: arn("secretsmanager", `secret:${name}-AbCdEf`) }),
  aws_sfn_alias: (name) => ({ arn: arn("states", `stateMachine:machine:${name}`) }),
  aws_sfn_state_machine: (name) => ({
    id: arn("states", `stateMachine:${name}`),
    arn: arn("states", `stateMachine:${name}`),
    state_machine_version_arn: arn("states", `stateMachine:${name}:1`),
  }),
  aws_sns_topic: (name) => ({ arn: arn("sns", name) }),
  aws_sqs_queue: (name) => ({
    id: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    url: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    arn: arn("sqs", name),
  }),
  aws_ssm_parameter: (name) => ({ arn: arn("ssm", `parameter/${name}`) }),
};

const DATA: Readonly<Record<string, JsonObject>> = {
  aws_caller_identity: { account_id: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` },
  aws_partition: { partition: "aws", dns_suffix: "amazonaws.com" },
  aws_region: { name: REGION, id: REGION },
};

/** The values to mock for one resource. Its `name` if that is literal, else its Terraform name. */
export function mockResource(type: string, terraformName: string, body: JsonObject): JsonObject | undefined {
  const { name } = body;
  const literal = typeof name === "string" && !name.includes("${") ? name : terraformName;
  return COMPUTED[type]?.(literal);
}

export function mockData(type: string, body: JsonObject, secrets: Secrets): JsonObject | undefined {
  if (type === "aws_secretsmanager_secret_version") {
    return { secret_string: secretOf(secrets, String(body.secret_id)) };
  }
  return DATA[type];
}

/** The content of a secret that a case says exists. */
export function secretOf(secrets: Secrets, nameOrArn: string): string {
  const content = secrets[nameOrArn] ?? secrets[nameOrArn.replace(/^arn:.*:secret:/, "").replace(/-\w{6}$/, "")];
  if (content === undefined) throw new Error(`"secrets" of the case must list ${nameOrArn}`);
  return content;
}
