import { TerraformVariable } from "cdktf";
import { SecretValue } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** A value that whoever deploys gives. */
export function variable(scope: Construct, id: string, description: string): string {
  return new TerraformVariable(scope, id, { type: "string", description }).stringValue;
}

/** A value that Terraform hides, where it is no credential to the API that takes it. */
export function sensitiveVariable(scope: Construct, id: string, description: string): string {
  return new TerraformVariable(scope, id, { type: "string", sensitive: true, description }).stringValue;
}

/** A credential that whoever deploys gives. */
export function secretVariable(scope: Construct, id: string, description: string): SecretValue {
  return SecretValue.terraformVariable(
    new TerraformVariable(scope, id, { type: "string", sensitive: true, description }),
  );
}
