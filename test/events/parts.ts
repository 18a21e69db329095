import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  type ApiDestinationProps,
  Authorization,
  Connection,
  Rule,
  type RuleProps,
  type RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import { type SynthesizedStack, synth } from "../support/synth";
import type { JsonObject } from "../support/terraform-json";

/** A credential as users give it. */
export function token(stack: TerraformStack, id = "token"): SecretValue {
  return SecretValue.terraformVariable(new TerraformVariable(stack, id, { type: "string", sensitive: true }));
}

/** A number that only Terraform knows. */
export function numberToken(stack: TerraformStack, id = "number"): number {
  return new TerraformVariable(stack, id, { type: "number" }).numberValue;
}

/** A string that only Terraform knows. */
export function stringToken(stack: TerraformStack, id = "string"): string {
  return new TerraformVariable(stack, id, { type: "string" }).stringValue;
}

/** A connection without a credential, so without the warning about Terraform's state. */
export function connection(stack: TerraformStack, id = "Connection"): Connection {
  return new Connection(stack, id, { authorization: Authorization.none() });
}

export function destination(
  stack: TerraformStack,
  props: Partial<ApiDestinationProps> = {},
  id = "Destination",
): ApiDestination {
  return new ApiDestination(stack, id, {
    connection: props.connection ?? connection(stack, `${id}Connection`),
    endpoint: "https://api.example.com/orders",
    ...props,
  });
}

/** A rule `Rule` with the one target `Api`. */
export function ruleTo(
  stack: TerraformStack,
  target: targets.ApiDestinationTargetProps = {},
  { endpoint, ...rule }: Partial<RuleProps> & { readonly endpoint?: string } = {},
): Rule {
  return new Rule(stack, "Rule", {
    eventPattern: { source: ["shop"] },
    targets: { Api: new targets.ApiDestination(destination(stack, endpoint ? { endpoint } : {}), target) },
    ...rule,
  });
}

/** The target of `ruleTo`, as Terraform gets it. */
export function targetOf(target: targets.ApiDestinationTargetProps, endpoint?: string): JsonObject {
  return synth((stack) => ruleTo(stack, target, { endpoint })).resource("aws_cloudwatch_event_target");
}

/** A stack in which the target of `ruleTo` receives this input. */
export function synthInput(make: (stack: TerraformStack) => RuleTargetInput): SynthesizedStack {
  return synth((stack) => ruleTo(stack, { event: make(stack) }));
}
