import { ACCOUNT, mockData, mockResource, REGION } from "../support/mock-attributes";
import type { Json, JsonObject } from "../support/terraform-json";

const UUID = "11111111-2222-3333-4444-555555555555";

/** What of a block AWS makes up, as it would look. `values` are the block's arguments, evaluated. */
export function computedAttributes(
  mode: "resource" | "data",
  type: string,
  name: string,
  values: JsonObject,
): JsonObject {
  if (mode === "data") {
    return DATA[type]?.(values) ?? mockData(type, values, {}) ?? {};
  }
  const known = RESOURCES[type]?.(values);
  return { ...mockResource(type, name, values), ...known };
}

const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** Where the attributes that the tests with Terraform use are too coarse: two buses may have a rule of the same name. */
const RESOURCES: { readonly [type: string]: (values: JsonObject) => JsonObject } = {
  aws_cloudwatch_event_rule: ({ name, event_bus_name: bus }) => ({
    id: text(name),
    arn: arn(
      "events",
      bus === undefined || bus === "default" ? `rule/${text(name)}` : `rule/${text(bus)}/${text(name)}`,
    ),
  }),
  aws_cloudformation_stack: ({ name }) => ({
    'outputs["Arn"]': arn("events", `connection/${text(name)}/${UUID}`),
    'outputs["Name"]': text(name),
    'outputs["SecretArn"]': arn("secretsmanager", `secret:events!connection/${text(name)}/${UUID}-AbCdEf`),
  }),
  aws_cloudwatch_log_delivery_destination: ({ name }) => ({ arn: arn("logs", `delivery-destination:${text(name)}`) }),
  aws_cloudwatch_log_delivery_source: ({ name }) => ({ arn: arn("logs", `delivery-source:${text(name)}`) }),
};

const DATA: { readonly [type: string]: (values: JsonObject) => JsonObject } = {
  aws_cloudwatch_event_bus: ({ name }) => ({ arn: arn("events", `event-bus/${text(name)}`) }),
  aws_secretsmanager_secret_version: () => ({ secret_string: "(a secret)" }),
  aws_ssm_parameter: () => ({ value: "(a secret)" }),
};

function text(value: Json | undefined): string {
  return String(value);
}
