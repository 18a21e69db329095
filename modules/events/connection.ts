import { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { physicalName } from "../core/names";
import { type BoundSecret, hidesLiteral } from "../core/secret-value";
import { Problems } from "../core/validate";
import { Authorization } from "./authorization";
import { MAX_DESCRIPTION, MAX_NAME, NAME } from "./limits";

/** An EventBridge connection, made here or elsewhere. */
export interface IConnection {
  /** With the UUID at its end. @terraform aws_cloudwatch_event_connection.arn */
  readonly connectionArn: string;
  /** @terraform aws_cloudwatch_event_connection.name */
  readonly connectionName: string;
  /** The secret in which EventBridge keeps the credentials. @terraform aws_cloudwatch_event_connection.secret_arn */
  readonly connectionSecretArn: string;
}

export interface ConnectionProps extends AwsConstructProps {
  /** How requests are authorized. */
  readonly authorization: Authorization;
  /**
   * 1 to 64 letters, digits, `.`, `-` and `_`. Changing it replaces the connection.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_event_connection.name
   */
  readonly connectionName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_connection.description
   */
  readonly description?: string;
}

/** What identifies a connection that is made elsewhere. */
export interface ConnectionAttributes {
  readonly connectionArn: string;
  readonly connectionName: string;
  readonly connectionSecretArn: string;
}

/**
 * Credentials for HTTP endpoints, kept by EventBridge in a secret of its own. Makes `aws_cloudwatch_event_connection`.
 * Terraform's state and plan hold the credentials in clear text; a warning says so once per stack.
 *
 * @throws ValidationError
 */
export class Connection extends AwsConstruct implements IConnection {
  /** An existing connection. */
  public static fromConnectionAttributes(scope: Construct, id: string, attributes: ConnectionAttributes): IConnection {
    return new ImportedConnection(scope, id, attributes);
  }

  public readonly resource: CloudwatchEventConnection;
  public readonly connectionArn: string;
  public readonly connectionName: string;

  constructor(scope: Construct, id: string, props: ConnectionProps) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(props.connectionName, (name) => NAME.test(name), "connection-name-invalid", "connectionName");
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    if (!(props.authorization instanceof Authorization)) {
      problems.add("authorization-missing", { property: "authorization" });
      problems.throwIfAny();
    }
    const { authorizationType, authParameters, secrets } = props.authorization.bind(this, problems);
    problems.throwIfAny();

    this.resource = new CloudwatchEventConnection(this, "Resource", {
      ...this.metaArguments,
      name: props.connectionName ?? physicalName(this, MAX_NAME),
      description: props.description,
      authorizationType,
      authParameters,
    });
    this.connectionArn = this.resource.arn;
    this.connectionName = this.resource.name;

    if (Object.keys(secrets).length > 0) {
      this.node.addValidation({ validate: () => this.hiddenLiterals(secrets) });
      warnOfState(this);
    }
  }

  public get connectionSecretArn(): string {
    return this.resource.secretArn;
  }

  /** A token can hide a literal, which only the resolved output shows. */
  private hiddenLiterals(secrets: { readonly [property: string]: BoundSecret }): string[] {
    const problems = new Problems(this);
    for (const [property, secret] of Object.entries(secrets)) {
      problems.check(!hidesLiteral(this, secret), "secret-hidden-literal", { property });
    }
    return problems.messages();
  }
}

class ImportedConnection extends AwsConstruct implements IConnection {
  public readonly connectionArn: string;
  public readonly connectionName: string;
  public readonly connectionSecretArn: string;

  constructor(scope: Construct, id: string, attributes: ConnectionAttributes) {
    super(scope, id);
    const problems = new Problems(this);
    problems.string(
      attributes.connectionArn,
      (arn) => /^arn:[\w-]+:events:[\w-]+:\d{12}:connection\/[.\-_A-Za-z0-9]+\/[-A-Za-z0-9]+$/.test(arn),
      "connection-arn-invalid",
      "connectionArn",
    );
    problems.throwIfAny();
    this.connectionArn = attributes.connectionArn;
    this.connectionName = attributes.connectionName;
    this.connectionSecretArn = attributes.connectionSecretArn;
  }
}

const warnedStacks = new WeakSet<TerraformStack>();

function warnOfState(connection: Connection): void {
  const stack = TerraformStack.of(connection);
  if (warnedStacks.has(stack)) {
    return;
  }
  warnedStacks.add(stack);
  const problems = new Problems(connection);
  problems.add("secret-in-state", { property: "authorization" });
  problems.throwIfAny();
}
