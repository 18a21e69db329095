import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import type { IRule } from "../events/rule";

/** The Region of a rule, where its ARN or the provider's `region` is known at synth. */
export function knownRegion(scope: Construct, rule: IRule): string | undefined {
  if (!Token.isUnresolved(rule.ruleArn)) {
    return rule.ruleArn.split(":")[3];
  }
  const given = scope instanceof AwsConstruct ? scope.metaArguments.provider : undefined;
  const provider = given ?? TerraformStack.of(scope).node.children.find(isDefaultProvider);
  const region: unknown = provider !== undefined && "region" in provider ? provider.region : undefined;
  return typeof region === "string" && !Token.isUnresolved(region) ? region : undefined;
}

function isDefaultProvider(construct: unknown): construct is TerraformProvider {
  return (
    construct instanceof TerraformProvider && construct.terraformResourceType === "aws" && construct.alias === undefined
  );
}
