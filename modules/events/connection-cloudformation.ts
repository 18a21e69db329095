import { CloudformationStack } from "@cdktf/provider-aws/lib/cloudformation-stack";
import { type ITerraformDependable, Token } from "cdktf";
import type { AwsConstruct } from "../core/aws-construct";
import { renderJson, sampleJson } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { SecretValue } from "../core/secret-value";
import { untraced } from "../core/untraced";
import type { Problems } from "../core/validate";
import type { IRole } from "../iam/role";
import type { IKey } from "../kms/key";
import type { ConnectionBackend, ConnectionSpec, MadeConnection, SecretPlace } from "./connection-backend";
import { MAX_STACK_NAME, MAX_TEMPLATE_BYTES, SECRET_ARN } from "./connection-limits";
import { serviceRoleStatements } from "./connection-service-role";
import { connectionTemplate } from "./connection-template";
import { MAX_NAME } from "./limits";

/** Ends the names of connections that CloudFormation makes: a change of the storage then meets no taken name. */
const NAME_SUFFIX = "-cfn";

/** How CloudFormation acts. */
export interface CloudFormationOptions {
  readonly role?: IRole;
  readonly secretKeys?: readonly IKey[];
}

/** `aws_cloudformation_stack` with one `AWS::Events::Connection`: CloudFormation reads the credentials, Terraform never. */
export class CloudFormationBackend implements ConnectionBackend {
  public readonly hasPrivateAuthorization = true;
  readonly #secretArns = new Set<string>();

  constructor(
    public readonly scope: AwsConstruct,
    public readonly problems: Problems,
    private readonly options: CloudFormationOptions,
  ) {}

  public defaultName(): string {
    return `${physicalName(this.scope, MAX_NAME - NAME_SUFFIX.length)}${NAME_SUFFIX}`;
  }

  /** The whole template is escaped when it is rendered. */
  public text(text: string): string {
    return text;
  }

  public secret(secret: SecretValue, { property, prefix = "" }: SecretPlace): { readonly value: string } {
    const { problems } = this;
    if (!SecretValue.isSecretValue(secret)) {
      problems.add("secret-not-a-secret-value", { property });
      return { value: "" };
    }
    if (secret.source === undefined) {
      problems.add("credential-storage-secret-unsupported", { property });
      return { value: "" };
    }
    const { arnOrName, jsonField = "", versionId = "" } = secret.source;
    problems.check(
      isTokenOr(arnOrName, (arn) => SECRET_ARN.test(arn)),
      "credential-storage-secret-not-arn",
      {
        property,
      },
    );
    const isPart = (part: string) => /^[^:{}\\]*$/.test(part);
    problems.check(
      isTokenOr(jsonField, isPart) && isTokenOr(versionId, isPart),
      "credential-storage-reference-invalid",
      { property },
    );
    this.#secretArns.add(arnOrName);
    const version = versionId === "" ? "" : `::${versionId}`;
    const field = jsonField === "" && version === "" ? "" : `:${jsonField}`;
    return { value: `${prefix}{{resolve:secretsmanager:${arnOrName}:SecretString${field}${version}}}` };
  }

  public check(spec: ConnectionSpec): void {
    const bytes = Buffer.byteLength(sampleJson(connectionTemplate(spec)));
    this.problems.check(bytes <= MAX_TEMPLATE_BYTES, "credential-storage-template-too-long", {
      property: "credentialStorage",
      given: `${bytes} bytes`,
    });
  }

  public make(spec: ConnectionSpec, before: readonly ITerraformDependable[]): MadeConnection {
    const { scope } = this;
    const { dependsOn = [], ...meta } = scope.metaArguments;
    const all = [...dependsOn, ...before, ...this.allowRole(spec)];
    const resource = untraced(
      () =>
        new CloudformationStack(scope, "Resource", {
          ...meta,
          ...(all.length > 0 ? { dependsOn: all } : {}),
          name: stackName(scope),
          templateBody: renderJson(connectionTemplate(spec)),
          onFailure: "DELETE",
          iamRoleArn: this.options.role?.roleArn,
        }),
    );
    const output = (name: string) => () => attributeOf(resource, `outputs["${name}"]`);
    return { resource, arn: output("Arn"), name: output("Name"), secretArn: output("SecretArn") };
  }

  private allowRole(spec: ConnectionSpec): ITerraformDependable[] {
    const { role, secretKeys = [] } = this.options;
    if (role === undefined) {
      return [];
    }
    const policies = serviceRoleStatements(this.scope, spec, [...this.#secretArns], secretKeys).flatMap(
      (statement) => role.addToPolicy(statement) ?? [],
    );
    return [...new Set(policies)];
  }
}

function isTokenOr(text: string, holds: (text: string) => boolean): boolean {
  return Token.isUnresolved(text) || holds(text);
}

/** CloudFormation wants a letter first. */
function stackName(scope: AwsConstruct): string {
  const name = physicalName(scope, MAX_STACK_NAME - 1);
  return /^[A-Za-z]/.test(name) ? name : `c${name}`;
}
