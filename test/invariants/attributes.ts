import { ACCOUNT, mockData, mockResource, REGION } from "../support/mock-attributes";
import type { Json, JsonObject } from "../support/terraform-json";

const UUID = "11111111-2222-3333-4444-555555555555";

/** What stands for a credential that Terraform reads. */
export const A_SECRET = "(a secret)";

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

/** A stack's name may be longer than a connection's; a generated one ends with what tells it from others. */
const connectionName = (stack: Json | undefined) => text(stack).slice(-64);

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
    'outputs["Arn"]': arn("events", `connection/${connectionName(name)}/${UUID}`),
    'outputs["Name"]': connectionName(name),
    'outputs["SecretArn"]': arn("secretsmanager", `secret:events!connection/${connectionName(name)}/${UUID}-AbCdEf`),
  }),
  // An alias is named below its machine, which its versions show.
  aws_sfn_alias: ({ name, routing_configuration: routes }): JsonObject => {
    const [route] = (routes ?? []) as JsonObject[];
    const machine = text(route?.state_machine_version_arn).replace(/:\d+$/, "");
    return route === undefined ? {} : { arn: `${machine}:${text(name)}` };
  },
  aws_cloudwatch_log_delivery_destination: ({ name }) => ({ arn: arn("logs", `delivery-destination:${text(name)}`) }),
  aws_cloudwatch_log_delivery_source: ({ name }) => ({ arn: arn("logs", `delivery-source:${text(name)}`) }),
};

const DATA: { readonly [type: string]: (values: JsonObject) => JsonObject } = {
  aws_cloudwatch_event_bus: ({ name }) => ({ arn: arn("events", `event-bus/${text(name)}`) }),
  aws_secretsmanager_secret_version: () => ({ secret_string: A_SECRET }),
  aws_ssm_parameter: () => ({ value: A_SECRET }),
};

function text(value: Json | undefined): string {
  return String(value);
}
