import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import type { IKey } from "../kms/key";
import type { ConnectionAttributes, IConnection } from "./connection";
import { CONNECTION_ARN } from "./connection-limits";

/** A connection that is made elsewhere. */
export class ImportedConnection extends AwsConstruct implements IConnection {
  public readonly connectionArn: string;
  public readonly isOAuth = undefined;
  public readonly parameterNames = undefined;
  public readonly encryptionKey?: IKey;
  readonly #name: string | undefined;
  readonly #secretArn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    attributes: Pick<ConnectionAttributes, "connectionArn"> & Partial<ConnectionAttributes>,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.string(
      attributes.connectionArn,
      (arn) => CONNECTION_ARN.test(arn),
      "connection-arn-invalid",
      "connectionArn",
    );
    problems.throwIfAny();
    this.connectionArn = attributes.connectionArn;
    this.encryptionKey = attributes.encryptionKey;
    this.#name = attributes.connectionName;
    this.#secretArn = attributes.connectionSecretArn;
  }

  public get connectionName(): string {
    if (this.#name !== undefined) {
      return this.#name;
    }
    return Token.isUnresolved(this.connectionArn)
      ? Fn.element(Fn.split("/", this.connectionArn), 1)
      : (this.connectionArn.split("/")[1] as string);
  }

  /** @throws ValidationError where only the ARN is known: AWS chooses another UUID for the secret */
  public get connectionSecretArn(): string {
    if (this.#secretArn !== undefined) {
      return this.#secretArn;
    }
    const problems = new Problems(this);
    problems.add("connection-secret-arn-unknown", { property: "connectionSecretArn" });
    throw problems.toError();
  }
}
