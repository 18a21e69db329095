import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Fn, type TerraformVariable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { literalText } from "./hcl";
import { resolveTokens } from "./json";
import type { Problems } from "./validate";

/** Where in a Secrets Manager secret the value is. */
export interface SecretsManagerSecretOptions {
  /**
   * The field of a secret that holds a JSON object.
   *
   * @default - the whole secret string
   */
  readonly jsonField?: string;
  /**
   * @default - the version labelled AWSCURRENT when Terraform plans
   * @terraform data.aws_secretsmanager_secret_version.version_id
   */
  readonly versionId?: string;
}

type Binder = (scope: Construct, id: string, problems: Problems, property: string) => string;

/**
 * A credential. Only a SecretValue is accepted where AWS wants one, never a string, so that no credential lands in the
 * synthesized JSON by accident. Terraform's own state and plan do hold the value.
 */
export class SecretValue {
  /**
   * A Terraform variable, which must be `sensitive` and have no default: a default stands in the synthesized JSON.
   */
  public static terraformVariable(variable: TerraformVariable): SecretValue {
    return new SecretValue((_scope, _id, problems, property) => {
      problems.check(variable.sensitive === true, "secret-variable-not-sensitive", {
        property,
        given: `variable ${variable.node.path}`,
      });
      problems.check(!variable.default, "secret-variable-default", { property });
      return variable.stringValue;
    });
  }

  /**
   * A secret of AWS Secrets Manager, read by Terraform when it plans.
   *
   * @param arnOrName the secret's ARN or name
   */
  public static secretsManager(arnOrName: string, options: SecretsManagerSecretOptions = {}): SecretValue {
    return new SecretValue((scope, id, problems, property) => {
      const { jsonField, versionId } = options;
      problems.string(jsonField, (field) => /^[^"\\$%]+$/.test(field), "secret-json-field-invalid", property);
      const version = new DataAwsSecretsmanagerSecretVersion(scope, id, { secretId: arnOrName, versionId });
      return jsonField === undefined
        ? version.secretString
        : Fn.lookupNested(Fn.jsondecode(version.secretString), [jsonField]);
    });
  }

  /**
   * A parameter of the SSM Parameter Store, decrypted, read by Terraform when it plans.
   *
   * @param name the parameter's name
   */
  public static ssmParameter(name: string): SecretValue {
    return new SecretValue((scope, id) => new DataAwsSsmParameter(scope, id, { name, withDecryption: true }).value);
  }

  /**
   * An attribute of a Terraform resource or data source, for example of a vault's provider. A literal hidden in it fails
   * the synth.
   */
  public static resourceAttribute(attribute: string): SecretValue {
    return new SecretValue(() => attribute);
  }

  /** The credential itself, in clear text in the code, the synthesized JSON and Terraform's state. For tests and dummies. */
  public static unsafePlainText(text: string): SecretValue {
    return new SecretValue(() => text, true);
  }

  /** Tells a SecretValue from anything else, whatever its type claims. */
  public static isSecretValue(value: unknown): value is SecretValue {
    return typeof value === "object" && value !== null && #bind in value;
  }

  readonly #bind: Binder;

  private constructor(
    bind: Binder,
    /** True for `unsafePlainText`. */
    public readonly isPlainText: boolean = false,
  ) {
    this.#bind = bind;
  }

  /**
   * The string for a Terraform argument; makes the data source it needs in `scope`.
   *
   * @internal
   */
  public bind(scope: Construct, id: string, problems: Problems, property: string): string {
    return this.#bind(scope, id, problems, property);
  }

  /** Never the value. */
  public toString(): string {
    return "SecretValue(…)";
  }

  public toJSON(): string {
    return this.toString();
  }
}

/** A credential as it stands in a Terraform argument. */
export interface BoundSecret {
  /** The argument's value: the secret, with `prefix` before it. */
  readonly value: string;
  /** Text that is no secret, such as `Bearer `. */
  readonly prefix: string;
  readonly isPlainText: boolean;
}

/**
 * Binds a credential that the user gave for `property`. Anything but a SecretValue is a problem, and is not printed.
 */
export function bindSecret(
  scope: Construct,
  secret: SecretValue,
  { id, property, prefix = "", problems }: { id: string; property: string; prefix?: string; problems: Problems },
): BoundSecret {
  if (!SecretValue.isSecretValue(secret)) {
    problems.add("secret-not-a-secret-value", { property });
    return { value: "", prefix, isPlainText: false };
  }
  const value = secret.bind(scope, id, problems, property);
  if (secret.isPlainText) {
    problems.add("secret-plain-text", { property });
  }
  return { value: prefix + value, prefix, isPlainText: secret.isPlainText };
}

/** True if a bound secret, once resolved, holds literal text: a token can hide one. */
export function hidesLiteral(scope: IConstruct, secret: BoundSecret): boolean {
  if (secret.isPlainText) {
    return false;
  }
  return literalText(String(resolveTokens(scope, secret.value))) !== secret.prefix;
}
