import type { AwsConstruct } from "../core/aws-construct";
import type { Problems } from "../core/validate";
import type { IRole } from "../iam/role";
import type { IKey } from "../kms/key";
import type { ConnectionBackend } from "./connection-backend";
import { CloudFormationBackend } from "./connection-cloudformation";
import { NativeBackend } from "./connection-native";

export interface CloudFormationCredentialStorageProps {
  /**
   * The role with which CloudFormation acts, which `cloudformation.amazonaws.com` must be able to assume. It is given
   * what making the connection needs, so that whoever deploys needs `iam:PassRole` and no access to the secret. One role
   * can serve many connections.
   *
   * @default - CloudFormation acts with the permissions of whoever deploys
   * @terraform aws_cloudformation_stack.iam_role_arn
   */
  readonly role?: IRole;
  /**
   * The customer managed keys with which the secrets are encrypted; the role is allowed to decrypt with them.
   *
   * @default - the secrets are encrypted with the key of Secrets Manager
   */
  readonly secretKeys?: readonly IKey[];
}

/** How credentials reach a connection, and where they are kept besides EventBridge's own secret. */
export class CredentialStorage {
  /** `aws_cloudwatch_event_connection`: Terraform's state and plan hold the credentials in clear text. */
  public static native(): CredentialStorage {
    return CredentialStorage.#native;
  }

  /**
   * The connection is made by CloudFormation (`aws_cloudformation_stack`), which reads the credentials from Secrets
   * Manager itself: they are in no JSON, plan or state. Takes `SecretValue.secretsManager` with an ARN only, and the
   * secret must have a value before the first apply.
   *
   * Neither Terraform nor CloudFormation notices that a secret has a new value. CloudFormation reads it again when the
   * reference changes: set `versionId` of `SecretValue.secretsManager` to the new version and apply. Until then requests
   * use the old value. A change of the storage replaces the connection: give it another `connectionName` then, if it has
   * one.
   */
  public static cloudFormation(props: CloudFormationCredentialStorageProps = {}): CredentialStorage {
    return new CredentialStorage((scope, problems) => new CloudFormationBackend(scope, problems, props));
  }

  static readonly #native = new CredentialStorage((scope, problems) => new NativeBackend(scope, problems));

  readonly #open: (scope: AwsConstruct, problems: Problems) => ConnectionBackend;

  private constructor(open: (scope: AwsConstruct, problems: Problems) => ConnectionBackend) {
    this.#open = open;
  }

  /** @internal */
  public open(scope: AwsConstruct, problems: Problems): ConnectionBackend {
    return this.#open(scope, problems);
  }
}
