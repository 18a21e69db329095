import { type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import { LOG_GROUP_NAME } from "./limits";
import type { ILogGroup } from "./log-group";
import { LogResourcePolicy } from "./log-resource-policy";

/** @internal */
export class ImportedLogGroup extends AwsConstruct implements ILogGroup {
  public readonly knownName: string | undefined;
  #arn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly logGroupName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(logGroupName, (name) => LOG_GROUP_NAME.test(name), "log-group-name-invalid", "logGroupName");
    problems.throwIfAny();
    this.knownName = Token.isUnresolved(logGroupName) ? undefined : logGroupName;
  }

  public get logGroupArn(): string {
    this.#arn ??= Account.of(this).arn("logs", `log-group:${this.logGroupName}`);
    return this.#arn;
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    return LogResourcePolicy.of(this).allow(servicePrincipal, this, sourceArn);
  }
}
