import { App, TerraformStack } from "cdktf";
import { Connection, type IConnection } from "cdktf-aws-http-integrations";

interface Arguments {
  readonly [argument: string]: string;
}

/** A stack, and a connection that is made elsewhere, for the snippets that print something. */
export function parts(): { readonly stack: TerraformStack; readonly connection: IConnection } {
  const stack = new TerraformStack(new App(), "shop");
  const connection = Connection.fromConnectionAttributes(stack, "Api", {
    connectionArn: "arn:aws:events:eu-central-1:123456789012:connection/api/2f0c7b1e-5d3a-4c8f-9a6b-0e1d2c3b4a59",
    connectionName: "api",
    connectionSecretArn:
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:events!connection/api/7a9d4e20-1b6c-4f3e-8d52-c0b1a2938475-Ab12Cd",
  });
  return { stack, connection };
}

const ASKED: { readonly [source: string]: string } = {
  partition: "<partition>",
  region: "<region>",
  caller_identity: "<account>",
};

/** The parsed JSON that an argument of each resource of a type holds, with `<region>` for what Terraform asks AWS. */
export function documentsOf(stack: TerraformStack, type: string, argument: string): unknown[] {
  const resources: readonly Arguments[] = Object.values(stack.toTerraform().resource[type]);
  return resources.map((resource) =>
    JSON.parse(
      (resource[argument] as string).replace(/\$\{data\.aws_(\w+)\.[^}]*\}/g, (_all, source) => `${ASKED[source]}`),
    ),
  );
}
