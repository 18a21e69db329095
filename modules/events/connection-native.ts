import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { AwsConstruct } from "../core/aws-construct";
import { renderText } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { type BoundSecret, bindSecret, hidesLiteral, type SecretValue } from "../core/secret-value";
import { untraced } from "../core/untraced";
import { Problems } from "../core/validate";
import type { ConnectionBackend, ConnectionSpec, MadeConnection, SecretPlace } from "./connection-backend";
import { MAX_NAME } from "./limits";

/** `aws_cloudwatch_event_connection`: Terraform reads the credentials and keeps them in its state. */
export class NativeBackend implements ConnectionBackend {
  public readonly hasPrivateAuthorization = false;
  readonly #secrets: { readonly property: string; readonly secret: BoundSecret }[] = [];

  constructor(
    public readonly scope: AwsConstruct,
    public readonly problems: Problems,
  ) {}

  public defaultName(): string {
    return physicalName(this.scope, MAX_NAME);
  }

  public text(text: string): string {
    return renderText(text);
  }

  public secret(secret: SecretValue, place: SecretPlace): BoundSecret {
    const bound = bindSecret(this.scope, secret, { ...place, problems: this.problems });
    this.#secrets.push({ property: place.property, secret: bound });
    return bound;
  }

  public check(): void {}

  public make(spec: ConnectionSpec, before: readonly ITerraformDependable[]): MadeConnection {
    const { scope } = this;
    const { dependsOn = [], ...meta } = scope.metaArguments;
    const all = [...dependsOn, ...before];
    const resource = untraced(
      () =>
        new CloudwatchEventConnection(scope, "Resource", {
          ...meta,
          ...(all.length > 0 ? { dependsOn: all } : {}),
          name: spec.name,
          description: spec.description,
          authorizationType: spec.authorizationType,
          authParameters: spec.authParameters,
          kmsKeyIdentifier: spec.kmsKey?.keyArn,
          invocationConnectivityParameters:
            spec.resourceConfigurationArn === undefined
              ? undefined
              : { resourceParameters: { resourceConfigurationArn: spec.resourceConfigurationArn } },
        }),
    );
    if (this.#secrets.length > 0) {
      scope.node.addValidation({ validate: () => this.hiddenLiterals() });
      warnOfState(scope);
    }
    return {
      resource,
      arn: () => attributeOf(resource, "arn"),
      name: () => attributeOf(resource, "name"),
      secretArn: () => attributeOf(resource, "secret_arn"),
    };
  }

  /** A token can hide a literal, which only the resolved output shows. */
  private hiddenLiterals(): string[] {
    const problems = new Problems(this.scope);
    for (const { property, secret } of this.#secrets) {
      problems.check(!hidesLiteral(this.scope, secret), "secret-hidden-literal", { property });
    }
    return problems.messages();
  }
}

const warnedStacks = new WeakSet<TerraformStack>();

function warnOfState(connection: AwsConstruct): void {
  const stack = TerraformStack.of(connection);
  if (warnedStacks.has(stack)) {
    return;
  }
  warnedStacks.add(stack);
  const problems = new Problems(connection);
  problems.add("secret-in-state", { property: "authorization" });
  problems.throwIfAny();
}
