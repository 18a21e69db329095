import { isDeepStrictEqual } from "node:util";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { Duration } from "../core/duration";
import { renderText } from "../core/json";
import { attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import { Grant, type IGrantable } from "../iam/grant";
import { type PolicyStatement, renderPolicy, statementText } from "../iam/policy";

/** A customer managed KMS key, made here or elsewhere. */
export interface IKey {
  /** @terraform aws_kms_key.arn */
  readonly keyArn: string;
  /**
   * Adds a statement to the key policy; its resource is always `*`, the key itself. The policy of an imported key is not
   * ours to change: a warning then prints the statement to add.
   *
   * @returns what must exist before the key can be used
   */
  addToResourcePolicy(statement: Omit<PolicyStatement, "resources">): ITerraformDependable[];
  /** Marks the key with a tag that a service looks for. An imported key gets a warning that names the tag. */
  addTag(key: string, value: string): void;
  /** Lets an identity encrypt and decrypt. */
  grantEncryptDecrypt(grantee: IGrantable): Grant;
}

export interface KeyProps extends AwsConstructProps {
  /**
   * At most 8,192 characters.
   *
   * @terraform aws_kms_key.description
   */
  readonly description?: string;
  /**
   * 7 to 30 days between the deletion of the key and the loss of what it encrypted.
   *
   * @default Duration.days(30)
   * @terraform aws_kms_key.deletion_window_in_days
   */
  readonly pendingWindow?: Duration;
  /**
   * A new key material each year.
   *
   * @default true
   * @terraform aws_kms_key.enable_key_rotation
   */
  readonly enableKeyRotation?: boolean;
}

/** Source: KMS API (ScheduleKeyDeletion). */
const PENDING_WINDOW_DAYS = [7, 30] as const;

/**
 * A symmetric key whose policy lets the account's IAM policies rule, and the services that the constructs add. Makes
 * `aws_kms_key`.
 *
 * @throws ValidationError
 */
export class Key extends AwsConstruct implements IKey {
  /** An existing key. */
  public static fromKeyArn(scope: Construct, id: string, keyArn: string): IKey {
    return new ImportedKey(scope, id, keyArn);
  }

  public readonly resource: KmsKey;
  public readonly keyArn: string;
  readonly #statements: PolicyStatement[] = [];

  constructor(scope: Construct, id: string, props: KeyProps = {}) {
    super(scope, id, props);
    const days = (props.pendingWindow ?? Duration.days(PENDING_WINDOW_DAYS[1])).toDays();
    const problems = new Problems(this);
    problems.integer(days, PENDING_WINDOW_DAYS, "key-pending-window-out-of-range", "pendingWindow");
    problems.throwIfAny();

    const accountRoot: PolicyStatement = {
      sid: "AllowAccountToUseIamPolicies",
      principals: { AWS: [Account.of(this).rootArn] },
      actions: ["kms:*"],
      resources: ["*"],
    };
    this.resource = this.make(KmsKey, "Resource", {
      description: props.description && renderText(props.description),
      deletionWindowInDays: days,
      enableKeyRotation: props.enableKeyRotation ?? true,
      policy: renderPolicy(() => [accountRoot, ...this.#statements]),
    });
    this.keyArn = attributeOf(this.resource, "arn");
  }

  public addToResourcePolicy(statement: Omit<PolicyStatement, "resources">): ITerraformDependable[] {
    const whole = { ...statement, resources: ["*"] };
    if (!this.#statements.some((known) => isDeepStrictEqual(known, whole))) {
      this.#statements.push(whole);
    }
    return [this.resource];
  }

  public addTag(key: string, value: string): void {
    this.resource.tags = { ...this.resource.tagsInput, [key]: value };
  }

  public grantEncryptDecrypt(grantee: IGrantable): Grant {
    return grantEncryptDecrypt(grantee, this.keyArn);
  }
}

class ImportedKey extends AwsConstruct implements IKey {
  constructor(
    scope: Construct,
    id: string,
    public readonly keyArn: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(
      keyArn,
      (arn) => /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(arn),
      "key-arn-invalid",
      "keyArn",
    );
    problems.throwIfAny();
  }

  public addToResourcePolicy(statement: Omit<PolicyStatement, "resources">): ITerraformDependable[] {
    const whole = { ...statement, resources: ["*"] };
    this.warn("key-imported-without-statement", `add this statement to the key policy: ${statementText(this, whole)}`);
    return [];
  }

  public addTag(key: string, value: string): void {
    this.warn("key-imported-without-tag", `tag the key with ${key} = ${value}.`);
  }

  public grantEncryptDecrypt(grantee: IGrantable): Grant {
    return grantEncryptDecrypt(grantee, this.keyArn);
  }

  private warn(code: "key-imported-without-statement" | "key-imported-without-tag", fix: string): void {
    const problems = new Problems(this);
    problems.add(code, { property: "keyArn", fix });
    problems.throwIfAny();
  }
}

function grantEncryptDecrypt(grantee: IGrantable, keyArn: string): Grant {
  const actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"];
  return Grant.addToPrincipal(grantee, { actions, resources: [keyArn] });
}
