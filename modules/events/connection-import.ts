import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import type { IKey } from "../kms/key";
import type { ConnectionAttributes, IConnection } from "./connection";
import { CONNECTION_ARN } from "./connection-limits";
import { NAME } from "./limits";

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
    connectionArn: string,
    /** What else is known of it; undefined where the ARN is all. */
    others?: Omit<ConnectionAttributes, "connectionArn">,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(connectionArn, (arn) => CONNECTION_ARN.test(arn), "connection-arn-invalid", "connectionArn");
    if (others !== undefined) {
      checkOthers(problems, others);
    }
    problems.throwIfAny();
    this.connectionArn = connectionArn;
    this.encryptionKey = others?.encryptionKey;
    this.#name = others?.connectionName;
    this.#secretArn = others?.connectionSecretArn;
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

function checkOthers(problems: Problems, { connectionName, connectionSecretArn }: Partial<ConnectionAttributes>): void {
  problems.required(connectionName, (name) => NAME.test(name), "connection-name-invalid", "connectionName");
  const isGiven = typeof connectionSecretArn === "string" && connectionSecretArn !== "";
  problems.check(isGiven, "connection-secret-arn-unknown", {
    property: "connectionSecretArn",
    allowed: "must be the ARN of the secret that EventBridge made for the connection",
    fix: "pass `secret_arn` of the connection; if nobody needs the secret, import it with Connection.fromConnectionArn.",
  });
}
