import type { CloudformationStack } from "@cdktf/provider-aws/lib/cloudformation-stack";
import type { CloudwatchEventConnection } from "@cdktf/provider-aws/lib/cloudwatch-event-connection";
import type { ITerraformDependable } from "cdktf";
import type { AwsConstruct } from "../core/aws-construct";
import type { SecretValue } from "../core/secret-value";
import type { Problems } from "../core/validate";
import type { IKey } from "../kms/key";

/** One header, query string or body parameter as AWS takes it. */
export interface BoundHttpParameter {
  readonly key: string;
  readonly value: string;
  readonly isValueSecret: boolean;
}

/** Parameters as AWS takes them; a list without parameters is left out. */
export interface BoundHttpParameters {
  readonly header?: BoundHttpParameter[];
  readonly queryString?: BoundHttpParameter[];
  readonly body?: BoundHttpParameter[];
}

/** The credentials of a connection, in the provider's words, whatever the backend. */
export interface AuthParameters {
  readonly apiKey?: { readonly key: string; readonly value: string };
  readonly basic?: { readonly username: string; readonly password: string };
  readonly oauth?: {
    readonly authorizationEndpoint: string;
    readonly httpMethod: string;
    readonly clientParameters: { readonly clientId: string; readonly clientSecret: string };
    readonly oauthHttpParameters: BoundHttpParameters;
  };
  readonly invocationHttpParameters?: BoundHttpParameters;
}

/** Where a credential stands. */
export interface SecretPlace {
  /** Child id for what is needed to read it. */
  readonly id: string;
  readonly property: string;
  /** Text before it that is no secret. */
  readonly prefix?: string;
}

/** Everything a connection is made of, as its backend has rendered it. */
export interface ConnectionSpec {
  readonly name: string;
  readonly description?: string;
  readonly authorizationType: string;
  readonly authParameters: AuthParameters;
  /** Of the endpoints that the connection calls. */
  readonly resourceConfigurationArn?: string;
  /** Of the OAuth endpoint. */
  readonly authorizationResourceConfigurationArn?: string;
  readonly kmsKey?: IKey;
}

/** What a connection can be made with. */
export type ConnectionResource = CloudwatchEventConnection | CloudformationStack;

/** What a backend has made. */
export interface MadeConnection {
  readonly resource: ConnectionResource;
  /** Attributes, read when first asked for. */
  readonly arn: () => string;
  readonly name: () => string;
  readonly secretArn: () => string;
}

/**
 * How a connection comes to be and how credentials get into it. One object for each connection: it collects the
 * credentials while they are bound.
 */
export interface ConnectionBackend {
  readonly scope: AwsConstruct;
  readonly problems: Problems;
  /** Whether it can reach a private OAuth endpoint. */
  readonly hasPrivateAuthorization: boolean;
  /** The connection's name unless the user gives one. */
  defaultName(): string;
  /** Text that is no secret, as the backend's language wants it. */
  text(text: string): string;
  /** A credential as it stands in an argument; `plainText` only where it was given in clear text. */
  secret(secret: SecretValue, place: SecretPlace): { readonly value: string; readonly plainText?: string };
  /** Records what is wrong with the whole. */
  check(spec: ConnectionSpec): void;
  /**
   * Makes it. Called once, when nothing is wrong.
   *
   * @param before what must exist before the connection, besides what its arguments refer to
   */
  make(spec: ConnectionSpec, before: readonly ITerraformDependable[]): MadeConnection;
}
