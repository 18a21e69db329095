import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { Fn, TerraformLocal, type TerraformProvider, TerraformStack, type TerraformVariable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { AwsConstruct } from "./aws-construct";
import { escapeBeforeInterpolation, literalText } from "./hcl";
import { renderText, resolvedJson, resolveTokens } from "./json";
import { untraced } from "./untraced";
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
   * Not a secret. May be the attribute `version_id` of an `aws_secretsmanager_secret_version`.
   *
   * @default - the version labelled AWSCURRENT, when Terraform plans; with CredentialStorage.cloudFormation, when
   *   CloudFormation last changed the connection
   * @terraform data.aws_secretsmanager_secret_version.version_id
   */
  readonly versionId?: string;
}

/** Where a credential lies, for a place that can refer to it without reading it. */
export interface SecretsManagerSource extends SecretsManagerSecretOptions {
  readonly arnOrName: string;
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
    const { jsonField, versionId } = options;
    const bind: Binder = (scope, id, problems, property) => {
      problems.string(jsonField, (field) => /^[^"\\$%]+$/.test(field), "secret-json-field-invalid", property);
      const version = new DataAwsSecretsmanagerSecretVersion(scope, id, {
        secretId: arnOrName,
        versionId,
        provider: providerOf(scope),
      });
      return jsonField === undefined
        ? version.secretString
        : Fn.lookupNested(Fn.jsondecode(version.secretString), [jsonField]);
    };
    return new SecretValue(bind, { source: { arnOrName, jsonField, versionId } });
  }

  /**
   * A parameter of the SSM Parameter Store, decrypted, read by Terraform when it plans.
   *
   * @param name the parameter's name
   */
  public static ssmParameter(name: string): SecretValue {
    return new SecretValue((scope, id) => {
      const parameter = new DataAwsSsmParameter(scope, id, { name, withDecryption: true, provider: providerOf(scope) });
      return parameter.value;
    });
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
    return new SecretValue(() => text, { isPlainText: true });
  }

  /** Tells a SecretValue from anything else, whatever its type claims. */
  public static isSecretValue(value: unknown): value is SecretValue {
    return typeof value === "object" && value !== null && #bind in value;
  }

  /** True for `unsafePlainText`. */
  public readonly isPlainText: boolean;
  readonly #bind: Binder;
  readonly #source: SecretsManagerSource | undefined;

  private constructor(bind: Binder, options: { isPlainText?: boolean; source?: SecretsManagerSource } = {}) {
    this.isPlainText = options.isPlainText ?? false;
    this.#bind = bind;
    this.#source = options.source;
  }

  /**
   * The string for a Terraform argument; makes the data source it needs in `scope`.
   *
   * @internal
   */
  public bind(scope: Construct, id: string, problems: Problems, property: string): string {
    return untraced(() => this.#bind(scope, id, problems, property));
  }

  /**
   * Where the value lies, if that is Secrets Manager: for a reference that Terraform never follows.
   *
   * @internal
   */
  public get source(): SecretsManagerSource | undefined {
    return this.#source;
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
  /** The argument's value: the secret, with text before it that is none, such as `Bearer `. */
  readonly value: string;
  /** The secret without that text. */
  readonly secret: string;
  /** Both as they are sent, where the credential is given in clear text. */
  readonly plainText?: string;
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
    return { value: "", secret: "" };
  }
  const bound = secret.bind(scope, id, problems, property);
  if (secret.isPlainText) {
    problems.add("secret-plain-text", { property });
    return { value: renderText(prefix + bound), secret: bound, plainText: prefix + bound };
  }
  return { value: escapeBeforeInterpolation(prefix) + bound, secret: bound };
}

/** True if a bound secret, once resolved, is known at synth: a token can hide a literal. */
export function hidesLiteral(scope: IConstruct, secret: BoundSecret): boolean {
  return secret.plainText === undefined && holdsConstant(scope, secret.secret);
}

/** Data sources of a secret are read with the provider of what they are read for. */
function providerOf(scope: Construct): TerraformProvider | undefined {
  return scope instanceof AwsConstruct ? scope.metaArguments.provider : undefined;
}

/** A quoted string of HCL without an interpolation in it. */
const PLAIN_STRING = /"(?:[^"\\$]|\\.|\$(?!\{))*"/g;

/** Two names with a dot between them, as every reference of Terraform begins. */
const REFERENCE = /\b([A-Za-z_][\w-]*)\.([A-Za-z_][\w-]*)/g;

/** True if a value, once resolved, holds text that is known at synth, or nothing but such text. */
function holdsConstant(scope: IConstruct, value: unknown): boolean {
  const text = String(resolveTokens(scope, value));
  return literalText(text) !== "" || isConstant(scope, text, []);
}

/** True for an expression that refers to nothing but local values that are constants themselves. */
function isConstant(scope: IConstruct, template: string, visited: readonly string[]): boolean {
  const references = [...template.replace(PLAIN_STRING, "").matchAll(REFERENCE)];
  return references.every(
    ([, root, name]) => root === "local" && !visited.includes(name!) && isConstantLocal(scope, name!, visited),
  );
}

function isConstantLocal(scope: IConstruct, name: string, visited: readonly string[]): boolean {
  const local = TerraformStack.of(scope)
    .node.findAll()
    .find((node): node is TerraformLocal => node instanceof TerraformLocal && node.friendlyUniqueId === name);
  if (local === undefined) {
    return false;
  }
  const value: unknown = local.toTerraform().locals[name]; // `expression` is a reference to itself
  const text = typeof value === "string" ? String(resolveTokens(scope, value)) : resolvedJson(scope, value);
  return literalText(text) === text || isConstant(scope, text, [...visited, name]);
}
