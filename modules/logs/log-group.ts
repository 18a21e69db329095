import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { Duration } from "../core/duration";
import { physicalName } from "../core/names";
import { addDependencies, attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import type { IKey } from "../kms/key";
import { ImportedLogGroup } from "./imported-log-group";
import { LOG_GROUP_NAME, MAX_LOG_GROUP_NAME, RETENTION_DAYS } from "./limits";
import { LogResourcePolicy } from "./log-resource-policy";

/** A CloudWatch log group, made here or elsewhere. */
export interface ILogGroup {
  /** Without `:*` at its end. @terraform aws_cloudwatch_log_group.arn */
  readonly logGroupArn: string;
  /** @terraform aws_cloudwatch_log_group.name */
  readonly logGroupName: string;
  /** The name, where it is known at synth. */
  readonly knownName: string | undefined;
  /**
   * Lets a service create streams, and write to them on behalf of a resource (`aws:SourceArn`). The statements go into
   * the one `aws_cloudwatch_log_resource_policy` of the stack, for an imported group as well.
   *
   * @returns what must exist before the service can write
   */
  allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[];
}

export interface LogGroupProps extends AwsConstructProps {
  /**
   * 1 to 512 letters, digits and characters of `.-_/#`. Changing it replaces the group and its logs.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_log_group.name
   */
  readonly logGroupName?: string;
  /**
   * How long events are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
   * 3288 or 3653 days. AWS's own default is for ever.
   *
   * @default Duration.days(365)
   * @terraform aws_cloudwatch_log_group.retention_in_days
   */
  readonly retention?: Duration;
  /**
   * A customer managed key. Its policy is given the statement that CloudWatch Logs needs.
   *
   * @default - a key of CloudWatch Logs
   * @terraform aws_cloudwatch_log_group.kms_key_id
   */
  readonly encryptionKey?: IKey;
}

/**
 * A log group. Makes `aws_cloudwatch_log_group`.
 *
 * @throws ValidationError
 */
export class LogGroup extends AwsConstruct implements ILogGroup {
  /** An existing log group of the account and Region. */
  public static fromLogGroupName(scope: Construct, id: string, logGroupName: string): ILogGroup {
    return new ImportedLogGroup(scope, id, logGroupName);
  }

  public readonly resource: CloudwatchLogGroup;
  public readonly logGroupArn: string;
  public readonly logGroupName: string;
  public readonly knownName: string | undefined;

  constructor(scope: Construct, id: string, props: LogGroupProps = {}) {
    super(scope, id, props);
    const days = (props.retention ?? Duration.days(365)).toDays();
    const problems = new Problems(this);
    problems.string(props.logGroupName, (name) => LOG_GROUP_NAME.test(name), "log-group-name-invalid", "logGroupName");
    problems.check(RETENTION_DAYS.includes(days), "log-group-retention-invalid", {
      property: "retention",
      given: days,
    });
    problems.throwIfAny();

    const name = props.logGroupName ?? physicalName(this, MAX_LOG_GROUP_NAME);
    const key = props.encryptionKey ? this.allowLogs(props.encryptionKey, name) : [];
    this.resource = this.make(CloudwatchLogGroup, "Resource", {
      name,
      retentionInDays: days,
      kmsKeyId: props.encryptionKey?.keyArn,
    });
    addDependencies(this.resource, key);
    this.logGroupArn = attributeOf(this.resource, "arn");
    this.logGroupName = attributeOf(this.resource, "name");
    this.knownName = Token.isUnresolved(name) ? undefined : name;
  }

  public allowService(servicePrincipal: string, sourceArn: string): ITerraformDependable[] {
    return LogResourcePolicy.of(this).allow(servicePrincipal, this, sourceArn);
  }

  private allowLogs(key: IKey, name: string) {
    const account = Account.of(this);
    const principals = { Service: [`logs.${account.region}.amazonaws.com`] };
    // DescribeKey has no encryption context: under the condition it would never be allowed.
    key.addToResourcePolicy({ principals, actions: ["kms:DescribeKey"] });
    return key.addToResourcePolicy({
      principals,
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey"],
      // The group's own ARN would be a cycle.
      conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": account.arn("logs", `log-group:${name}`) } },
    });
  }
}
