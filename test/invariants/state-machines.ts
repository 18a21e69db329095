import { validateDefinition } from "../../modules/languages/asl";
import type { Invariant } from "./invariant";
import { isUnresolved, machinesOf } from "./machines";
import { nested } from "./model";

/** Invariants of state machines as they are written; for what their executions may do, see http-tasks.ts. */
export const STATE_MACHINES: readonly Invariant[] = [
  {
    id: "M1",
    says: "a definition is JSON, with no mistake that Step Functions would refuse or stumble on",
    *check(model) {
      for (const { block, definition } of machinesOf(model)) {
        if (definition === undefined) {
          yield [block, "its definition is no JSON object"];
          continue;
        }
        const type = block.values.type === "EXPRESS" ? "EXPRESS" : "STANDARD";
        const { diagnostics } = validateDefinition(definition, { type, isUnresolved });
        for (const { code, path } of diagnostics.filter(({ severity }) => severity === "error")) {
          yield [block, `${code} at ${path}`];
        }
      }
    },
  },
  {
    id: "M2",
    says: "the role may do on something what its tasks of other services do, and * only what AWS lets nobody narrow down",
    *check(model) {
      for (const { block, statements, otherResources } of machinesOf(model)) {
        const allowed = statements.filter(({ effect }) => effect === "Allow");
        const actions = allowed.flatMap((statement) => statement.actions);
        const needed = otherResources.flatMap((resource) => actionOf(resource) ?? []);
        const missing = needed.filter((action) => !actions.includes(action));
        if (missing.length > 0 && statements.length > 0) {
          yield [block, `the role may ${missing} on nothing`];
        }
        const wide = allowed
          .filter(({ resources }) => resources.includes("*"))
          .flatMap((statement) => statement.actions)
          .filter((action) => !WITHOUT_RESOURCE.test(action));
        if (wide.length > 0) {
          yield [block, `the role may ${wide} on *`];
        }
      }
    },
  },
  {
    id: "W13",
    says: "logs, traces and encryption of a machine are written out, its logs go to their own group, HTTP Tasks have retriers",
    scannerRules: ["CKV_AWS_284"],
    *check(model) {
      const { withoutRetry = [], withoutTracing = false, withExecutionData = false } = model.expectations;
      for (const { block, tasks } of machinesOf(model)) {
        const { level, include_execution_data: data, log_destination: group } = nested(block.values, LOGS) ?? {};
        const isOff = level === "OFF" && group === undefined;
        if (!isOff && (!/^(ALL|ERROR|FATAL)$/.test(String(level)) || !OWN_GROUP.test(String(group)))) {
          yield [block, `logs ${level} to ${group}`];
        }
        if (typeof data !== "boolean" || (data && !withExecutionData)) {
          yield [block, `include_execution_data is ${data}`];
        }
        const traces = nested(block.values, "tracing_configuration")?.enabled;
        if (typeof traces !== "boolean" || (!traces && !withoutTracing)) {
          yield [block, `tracing_configuration.enabled is ${traces}`];
        }
        const { type, kms_key_id: key } = nested(block.values, "encryption_configuration") ?? {};
        if (type !== (key === undefined ? "AWS_OWNED_KEY" : "CUSTOMER_MANAGED_KMS_KEY")) {
          yield [block, `encryption_configuration.type is ${type} with the key ${key}`];
        }
        for (const { state } of tasks.filter((task) => !task.hasRetry && !withoutRetry.includes(task.state))) {
          yield [block, `${state} has no Retry`];
        }
      }
    },
  },
  {
    id: "W21",
    says: "what a machine needs in order to run and to log is made before it: the policies of its role",
    *check(model) {
      for (const { block, roleArn } of machinesOf(model)) {
        const dependsOn = (block.raw.depends_on ?? []) as string[];
        for (const policy of model.policies.filter(({ kind, subject }) => kind === "identity" && subject === roleArn)) {
          if (!dependsOn.includes(policy.block.address)) {
            yield [block, `does not wait for ${policy.block.address}`];
          }
        }
      }
    },
  },
];

const LOGS = "logging_configuration";

/** Log deliveries write to groups below /aws/vendedlogs/ without a resource policy for each. The `:*` is part of it. */
const OWN_GROUP = /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:\/aws\/vendedlogs\/states\/.+:\*$/;

/** Source: user guides of CloudWatch Logs and X-Ray. */
const WITHOUT_RESOURCE =
  /^(logs:((Create|Get|Update|Delete)LogDelivery|ListLogDeliveries|PutResourcePolicy|DescribeResourcePolicies|DescribeLogGroups)|xray:(Put(TraceSegments|TelemetryRecords)|GetSampling(Rules|Targets)))$/;

/** The action that a task needs; undefined for activities, which ask by themselves. */
function actionOf(resource: string): string | undefined {
  const [, service, name] = /:states:::(?:aws-sdk:)?([\w-]+):(\w+)/.exec(resource) ?? [];
  if (service === undefined || name === undefined) {
    return /^arn:[\w-]+:lambda:/.test(resource) ? "lambda:InvokeFunction" : undefined;
  }
  const action = `${service === "sfn" ? "states" : service}:${name[0]!.toUpperCase()}${name.slice(1)}`;
  return action === "lambda:Invoke" ? "lambda:InvokeFunction" : action;
}
