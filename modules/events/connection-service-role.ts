import type { AwsConstruct } from "../core/aws-construct";
import { Account } from "../iam/account";
import type { PolicyStatement } from "../iam/policy";
import type { IKey } from "../kms/key";
import type { ConnectionSpec } from "./connection-backend";

const SERVICE_LINKED = "apidestinations.events.amazonaws.com";

/**
 * What a CloudFormation service role needs to make, change and delete one connection. EventBridge makes the connection's
 * secret with the caller's permissions, and its service-linked role with the first connection of an account.
 */
export function serviceRoleStatements(
  scope: AwsConstruct,
  spec: ConnectionSpec,
  secretArns: readonly string[],
  secretKeys: readonly IKey[],
): PolicyStatement[] {
  const account = Account.of(scope);
  const connection = account.arn("events", `connection/${spec.name}`);
  const statements: PolicyStatement[] = [
    {
      actions: [
        "events:CreateConnection",
        "events:DeleteConnection",
        "events:DescribeConnection",
        "events:UpdateConnection",
      ],
      resources: [connection, `${connection}/*`],
    },
    {
      actions: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DeleteSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:TagResource",
        "secretsmanager:UpdateSecret",
      ],
      resources: [account.arn("secretsmanager", `secret:events!connection/${spec.name}/*`)],
    },
    {
      actions: ["iam:CreateServiceLinkedRole"],
      resources: [
        `arn:${account.partition}:iam::${account.accountId}:role/aws-service-role/${SERVICE_LINKED}/AWSServiceRoleForAmazonEventBridgeApiDestinations`,
      ],
      conditions: { StringEquals: { "iam:AWSServiceName": SERVICE_LINKED } },
    },
  ];
  if (secretArns.length > 0) {
    statements.push({ actions: ["secretsmanager:GetSecretValue"], resources: secretArns });
  }
  if (secretKeys.length > 0) {
    statements.push({ actions: ["kms:Decrypt"], resources: secretKeys.map((key) => key.keyArn) });
  }
  if (spec.kmsKey !== undefined) {
    statements.push({
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      resources: [spec.kmsKey.keyArn],
    });
  }
  if (spec.resourceConfigurationArn !== undefined || spec.authorizationResourceConfigurationArn !== undefined) {
    statements.push({
      actions: [
        "vpc-lattice:AssociateViaAWSService-EventsAndStates",
        "vpc-lattice:CreateServiceNetworkResourceAssociation",
        "vpc-lattice:GetResourceConfiguration",
      ],
      // As the user guide has it: the service network and the association belong to AWS and have no ARN yet.
      resources: ["*"],
    });
  }
  return statements;
}
