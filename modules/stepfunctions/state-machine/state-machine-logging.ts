import type { SfnStateMachineLoggingConfiguration } from "@cdktf/provider-aws/lib/sfn-state-machine";
import type { AwsConstruct } from "../../core/aws-construct";
import type { Problems } from "../../core/validate";
import type { PolicyStatement } from "../../iam/policy";
import type { IKey } from "../../kms/key";
import type { ILogGroup } from "../../logs/log-group";
import { LogGroup } from "../../logs/log-group";
import { VENDED_LOGS } from "./state-machine-limits";
import { LogLevel, type LogOptions, StateMachineType } from "./state-machine-props";

/**
 * What Step Functions needs to deliver logs. Source: user guide, "Logging in CloudWatch Logs"; AWS CDK leaves out the two
 * actions of that list that write log events, and its machines log.
 */
const LOG_STATEMENT: PolicyStatement = {
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  // Log deliveries have no ARN.
  resources: ["*"],
};

/** Source: user guide, "Trace requests with AWS X-Ray"; these actions take no resource. */
const TRACE_STATEMENT: PolicyStatement = {
  actions: ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  resources: ["*"],
};

export function isLogging(logs: LogOptions | undefined): boolean {
  return logs?.level !== LogLevel.OFF;
}

export function checkLogs(
  problems: Problems,
  logs: LogOptions = {},
  machine: { readonly type: StateMachineType; readonly hasHttpTasks: boolean },
): void {
  const { destination, level = LogLevel.ALL, includeExecutionData = false } = logs;
  problems.string(level, (name) => Object.hasOwn(LogLevel, name), "state-machine-log-level-invalid", "logs.level");
  if (!isLogging(logs)) {
    problems.check(machine.type !== StateMachineType.EXPRESS, "state-machine-express-without-logs", {
      property: "logs.level",
    });
    return;
  }
  problems.check(!includeExecutionData || !machine.hasHttpTasks, "state-machine-logs-bodies", {
    property: "logs.includeExecutionData",
  });
  problems.string(
    destination?.knownName,
    (name) => name.startsWith(VENDED_LOGS),
    "state-machine-log-group-not-vended",
    "logs.destination",
  );
}

/** The group that a machine logs to; made where none is given. */
export function logGroupOf(
  scope: AwsConstruct,
  name: string,
  logs: LogOptions = {},
  key: IKey | undefined,
): ILogGroup | undefined {
  if (!isLogging(logs)) {
    return undefined;
  }
  return (
    logs.destination ??
    new LogGroup(scope, "LogGroup", { logGroupName: `${VENDED_LOGS}states/${name}`, encryptionKey: key })
  );
}

/** Never left out: the provider does not switch off what is merely missing. */
export function loggingConfiguration(
  logGroup: ILogGroup | undefined,
  logs: LogOptions = {},
): SfnStateMachineLoggingConfiguration {
  return logGroup === undefined
    ? { level: LogLevel.OFF, includeExecutionData: false }
    : {
        level: logs.level ?? LogLevel.ALL,
        includeExecutionData: logs.includeExecutionData ?? false,
        logDestination: `${logGroup.logGroupArn}:*`,
      };
}

/** What the role needs for logs and traces. */
export function observingStatements(logs: LogOptions | undefined, isTracing: boolean): PolicyStatement[] {
  return [...(isLogging(logs) ? [LOG_STATEMENT] : []), ...(isTracing ? [TRACE_STATEMENT] : [])];
}
