import { Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { Problems } from "../core/validate";
import type { IKey } from "../kms/key";
import { Authorization } from "./authorization";
import type { ConnectionBackend, ConnectionResource, MadeConnection } from "./connection-backend";
import { allowConnections } from "./connection-encryption";
import { ImportedConnection } from "./connection-import";
import { RESOURCE_CONFIGURATION_ARN } from "./connection-limits";
import { userText } from "./connection-text";
import { CredentialStorage } from "./credential-storage";
import type { HttpParameters } from "./http-parameter";
import { bindHttpParameters } from "./http-parameter-binding";
import { MAX_DESCRIPTION, NAME } from "./limits";

/** What a connection adds to each request. Where the caller names the same, the connection's value wins. */
export interface ConnectionParameterNames {
  /** That of the authorization included. To be compared without case. */
  readonly headers: readonly string[];
  readonly queryStrings: readonly string[];
  readonly body: readonly string[];
}

/** An EventBridge connection, made here or elsewhere. */
export interface IConnection {
  /** With the UUID at its end. @terraform aws_cloudwatch_event_connection.arn */
  readonly connectionArn: string;
  /** @terraform aws_cloudwatch_event_connection.name */
  readonly connectionName: string;
  /** The secret in which EventBridge keeps the credentials. @terraform aws_cloudwatch_event_connection.secret_arn */
  readonly connectionSecretArn: string;
  /** Whether a first request may fail because EventBridge has no valid token yet; undefined where it is not known. */
  readonly isOAuth: boolean | undefined;
  /** Undefined where they are not known. */
  readonly parameterNames: ConnectionParameterNames | undefined;
  /** The key of the connection's secret, if it has one of its own. Who reads the secret needs it too. */
  readonly encryptionKey?: IKey;
}

export interface ConnectionProps extends AwsConstructProps, HttpParameters {
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
  /**
   * How the credentials get to EventBridge, and whether Terraform's state holds them.
   *
   * @default CredentialStorage.native()
   */
  readonly credentialStorage?: CredentialStorage;
  /**
   * A symmetric key for the connection's secret. It is given the tag and the key policy that EventBridge asks for.
   *
   * @default - a key that AWS owns
   * @terraform aws_cloudwatch_event_connection.kms_key_identifier
   */
  readonly kmsKey?: IKey;
  /**
   * The VPC Lattice resource configuration of a private HTTPS endpoint. Its certificate must be publicly trusted.
   *
   * @default - the endpoint is public
   * @terraform aws_cloudwatch_event_connection.invocation_connectivity_parameters
   */
  readonly resourceConfigurationArn?: string;
}

/** What identifies a connection that is made elsewhere. */
export interface ConnectionAttributes {
  readonly connectionArn: string;
  readonly connectionName: string;
  readonly connectionSecretArn: string;
  /**
   * The customer managed key of the connection's secret.
   *
   * @default - a key that AWS owns
   */
  readonly encryptionKey?: IKey;
}

/**
 * Credentials for HTTP endpoints, kept by EventBridge in a secret of its own. Makes `aws_cloudwatch_event_connection`:
 * Terraform's state and plan then hold the credentials in clear text, and a warning says so once per stack. With
 * `CredentialStorage.cloudFormation` it makes `aws_cloudformation_stack`, and they do not.
 *
 * @throws ValidationError
 */
export class Connection extends AwsConstruct implements IConnection {
  /** An existing connection. */
  public static fromConnectionAttributes(scope: Construct, id: string, attributes: ConnectionAttributes): IConnection {
    return new ImportedConnection(scope, id, attributes?.connectionArn, attributes ?? {});
  }

  /**
   * An existing connection of which nobody needs the secret: asking for `connectionSecretArn` fails.
   *
   * @param connectionArn with the UUID at its end
   */
  public static fromConnectionArn(scope: Construct, id: string, connectionArn: string): IConnection {
    return new ImportedConnection(scope, id, connectionArn);
  }

  /** `CloudformationStack` with `CredentialStorage.cloudFormation`, else `CloudwatchEventConnection`. */
  public readonly resource: ConnectionResource;
  public readonly connectionArn: string;
  public readonly isOAuth: boolean;
  public readonly parameterNames: ConnectionParameterNames;
  public readonly encryptionKey?: IKey;
  readonly #made: MadeConnection;
  #name: string | undefined;
  #secretArn: string | undefined;

  constructor(scope: Construct, id: string, props: ConnectionProps) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(props.connectionName, (name) => NAME.test(name), "connection-name-invalid", "connectionName");
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    problems.string(
      props.resourceConfigurationArn,
      (arn) => RESOURCE_CONFIGURATION_ARN.test(arn),
      "resource-configuration-arn-invalid",
      "resourceConfigurationArn",
    );
    const backend = (props.credentialStorage ?? CredentialStorage.native()).open(this, problems);
    const { authorizationType, authParameters, header } = this.authorize(props.authorization, backend);
    const invocation = bindHttpParameters(backend, props, { authorizationHeader: header, isInvocation: true });
    const spec = {
      name: props.connectionName ?? backend.defaultName(),
      description: props.description === undefined ? undefined : userText(backend, props.description, "description"),
      authorizationType,
      authParameters: invocation ? { ...authParameters, invocationHttpParameters: invocation } : authParameters,
      resourceConfigurationArn: props.resourceConfigurationArn,
      authorizationResourceConfigurationArn: props.authorization.resourceConfigurationArn,
      kmsKey: props.kmsKey,
    };
    backend.check(spec);
    problems.throwIfAny();

    const dependsOn = props.kmsKey === undefined ? [] : allowConnections(this, props.kmsKey);
    this.#made = backend.make(spec, dependsOn);
    this.resource = this.#made.resource;
    this.connectionArn = this.#made.arn();
    this.isOAuth = authParameters.oauth !== undefined;
    this.parameterNames = parameterNames(header, props);
    this.encryptionKey = props.kmsKey;
  }

  public get connectionName(): string {
    this.#name ??= this.#made.name();
    return this.#name;
  }

  public get connectionSecretArn(): string {
    this.#secretArn ??= this.#made.secretArn();
    return this.#secretArn;
  }

  private authorize(authorization: Authorization, backend: ConnectionBackend) {
    if (!(authorization instanceof Authorization)) {
      backend.problems.add("authorization-missing", { property: "authorization" });
      backend.problems.throwIfAny();
    }
    return authorization.bind(backend);
  }
}

function parameterNames(header: string, parameters: HttpParameters): ConnectionParameterNames {
  const headers = Object.keys(parameters.headerParameters ?? {});
  return {
    headers: Token.isUnresolved(header) ? headers : [header, ...headers],
    queryStrings: Object.keys(parameters.queryStringParameters ?? {}),
    body: Object.keys(parameters.bodyParameters ?? {}),
  };
}
