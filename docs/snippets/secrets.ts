import { Authorization, Connection, CredentialStorage, SecretValue } from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";

/** The example of docs/secrets.md: a connection whose credential never reaches Terraform. */
export function stripe(scope: Construct, secretArn: string, versionId: string): Connection {
  // region storage
  const key = SecretValue.secretsManager(secretArn, { jsonField: "apiKey", versionId });
  const connection = new Connection(scope, "Stripe", {
    authorization: Authorization.bearerToken(key),
    credentialStorage: CredentialStorage.cloudFormation(),
  });
  // endregion
  return connection;
}
