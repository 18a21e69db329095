import type { ITerraformDependable } from "cdktf";
import type { AwsConstruct } from "../core/aws-construct";
import { Account } from "../iam/account";
import type { IKey } from "../kms/key";

/** What was added to a key, by account and Region: connections that share a key share its statements. */
const prepared = new WeakMap<IKey, Map<Account, ITerraformDependable[]>>();

/**
 * Lets EventBridge encrypt the secrets of connections with a key. The principal is the account, as AWS documents it: the
 * caller and EventBridge's service-linked role have the permission from IAM.
 *
 * @returns what must exist before the connection
 */
export function allowConnections(scope: AwsConstruct, key: IKey): ITerraformDependable[] {
  const account = Account.of(scope);
  const byAccount = prepared.get(key) ?? new Map<Account, ITerraformDependable[]>();
  prepared.set(key, byAccount);
  const known = byAccount.get(account);
  if (known !== undefined) {
    return known;
  }
  key.addTag("EventBridgeApiDestinations", "true");
  const principals = { AWS: [account.rootArn] };
  const dependables = [
    // Without a condition: the encryption context exists for cryptographic operations only.
    ...key.addToResourcePolicy({ principals, actions: ["kms:DescribeKey"] }),
    ...key.addToResourcePolicy({
      principals,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: {
        StringEquals: { "kms:ViaService": `secretsmanager.${account.region}.amazonaws.com` },
        StringLike: { "kms:EncryptionContext:SecretARN": account.arn("secretsmanager", "secret:events!connection/*") },
      },
    }),
  ];
  const unique = [...new Set(dependables)];
  byAccount.set(account, unique);
  return unique;
}
