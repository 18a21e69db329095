import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { Duration } from "../core/duration";
import { physicalName } from "../core/names";
import { Problems } from "../core/validate";
import { Account } from "../iam/account";
import type { IKey } from "../kms/key";

/** A CloudWatch log group, made here or elsewhere. */
export interface ILogGroup {
  /** Without `:*` at its end. @terraform aws_cloudwatch_log_group.arn */
  readonly logGroupArn: string;
  /** @terraform aws_cloudwatch_log_group.name */
  readonly logGroupName: string;
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

/** Source: CloudWatch Logs API (PutRetentionPolicy). */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const MAX_LOG_GROUP_NAME = 512;
const SECONDS_PER_DAY = 86_400;

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

  constructor(scope: Construct, id: string, props: LogGroupProps = {}) {
    super(scope, id, props);
    const days = (props.retention ?? Duration.days(365)).toSeconds() / SECONDS_PER_DAY;
    const problems = new Problems(this);
    problems.string(props.logGroupName, isLogGroupName, "log-group-name-invalid", "logGroupName");
    problems.check(RETENTION_DAYS.includes(days), "log-group-retention-invalid", {
      property: "retention",
      given: days,
    });
    problems.throwIfAny();

    const name = props.logGroupName ?? physicalName(this, MAX_LOG_GROUP_NAME);
    const dependsOn = props.encryptionKey ? this.allowLogs(props.encryptionKey, name) : [];
    this.resource = new CloudwatchLogGroup(this, "Resource", {
      ...this.metaArguments,
      name,
      retentionInDays: days,
      kmsKeyId: props.encryptionKey?.keyArn,
      dependsOn: [...(this.metaArguments.dependsOn ?? []), ...dependsOn],
    });
    this.logGroupArn = this.resource.arn;
    this.logGroupName = this.resource.name;
  }

  private allowLogs(key: IKey, name: string) {
    const account = Account.of(this);
    return key.addToResourcePolicy({
      principals: { Service: [`logs.${account.region}.amazonaws.com`] },
      actions: [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
      ],
      // The group's own ARN would be a cycle.
      conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": account.arn("logs", `log-group:${name}`) } },
    });
  }
}

class ImportedLogGroup extends AwsConstruct implements ILogGroup {
  constructor(
    scope: Construct,
    id: string,
    public readonly logGroupName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.string(logGroupName, isLogGroupName, "log-group-name-invalid", "logGroupName");
    problems.throwIfAny();
  }

  public get logGroupArn(): string {
    return Account.of(this).arn("logs", `log-group:${this.logGroupName}`);
  }
}

function isLogGroupName(name: string): boolean {
  return /^[.\-_/#A-Za-z0-9]{1,512}$/.test(name);
}
