import { HTTP_METHODS } from "../../modules/languages/asl";
import { ACCOUNT, REGION } from "../support/mock-attributes";
import { decide, type Request } from "./evaluator";
import type { Invariant } from "./invariant";
import { connectionsOf, instanceOf, isCalled, type Machine, machinesOf, otherHosts } from "./machines";
import type { Block, Model } from "./model";
import { conditionValues, type Statement } from "./policies";

const INVOKE = "states:InvokeHTTPEndpoint";
const OTHER_ACCOUNT = "999999999999";

/** What executions may do is evaluated as IAM does it: HTTP Tasks can do their work, and what is next to it cannot be done. */
export const HTTP_TASKS: readonly Invariant[] = [
  {
    id: "I9",
    says: "an endpoint in a policy names scheme and host, so that no other host fits it, and stands beside its methods",
    *check(model) {
      for (const { block, statements } of model.policies) {
        for (const statement of statements.filter(({ actions }) => actions.includes(INVOKE))) {
          const endpoints = conditionValues(statement, "states:HTTPEndpoint");
          if (endpoints.length === 0 || endpoints.some((endpoint) => !HOST_WRITTEN_OUT.test(endpoint))) {
            yield [block, `states:HTTPEndpoint is ${endpoints.join() || "missing"}`];
          }
          const methods = conditionValues(statement, "states:HTTPMethod");
          if (methods.length === 0 || methods.some((method) => !HTTP_METHODS.some((known) => known === method))) {
            yield [block, `states:HTTPMethod is ${methods.join() || "missing"}`];
          }
        }
      }
    },
  },
  {
    id: "P3",
    says: "executions may call the endpoints of their HTTP Tasks, read the credentials, log, trace, and use the machine's key",
    *check(model) {
      for (const { block, allowed, statements } of questionsOf(model)) {
        for (const request of allowed) {
          if (decide(statements, request) !== "allowed") {
            yield [block, `refused: ${describe(request)}`];
          }
        }
      }
    },
  },
  {
    id: "P4",
    says: "they may call no other host, path or method, read no other credentials, and nobody else has their role",
    *check(model) {
      for (const { block, denied, statements } of questionsOf(model)) {
        for (const request of denied) {
          if (decide(statements, request) === "allowed") {
            yield [block, `allowed: ${describe(request)}`];
          }
        }
      }
    },
  },
];

/** No wildcard before the path. A literal `*` is `${*}`. */
const HOST_WRITTEN_OUT = /^https?:\/\/[^/?#*$@\\]+\//i;

/** Requests that some policies must allow, and requests near to them that they must not. */
interface Asked {
  readonly block: Block;
  readonly allowed: readonly Request[];
  readonly denied: readonly Request[];
  readonly statements: readonly Statement[];
}

function* questionsOf(model: Model): Iterable<Asked> {
  const machines = machinesOf(model);
  for (const machine of machines.filter(({ definition }) => definition !== undefined)) {
    const { block, roleArn, statements } = machine;
    // The role's policy, unless it is managed elsewhere.
    if (statements.length > 0) {
      yield { block, statements, ...calls(machine) };
      const sharers = machines.filter((other) => other.roleArn === roleArn);
      yield { block, statements, ...credentials(model, machine, sharers) };
      yield { block, statements, ...observing(machine, sharers) };
      yield { block, statements, ...encryption(machine) };
      yield { block, statements, ...mapRuns(machine, sharers) };
    }
    const trust = model.policies.filter(({ kind, subject }) => kind === "trust" && subject === roleArn);
    if (trust.length > 0) {
      yield { block, statements: trust.flatMap((document) => document.statements), ...assuming(machine) };
    }
    yield* logDelivery(model, machine);
  }
}

type Answers = Pick<Asked, "allowed" | "denied">;

/** The role as it asks for something. */
const asRole = ({ roleArn }: Machine, action: string, resource: string, context?: Request["context"]): Request => ({
  principal: { aws: roleArn },
  action,
  resource,
  context,
});

/** Step Functions asks whether the role may call an endpoint, for the machine. */
function calls(machine: Machine): Answers {
  const { arn, tasks } = machine;
  const call = (url: string, method: string, from = arn) =>
    asRole(machine, INVOKE, from, { "states:HTTPEndpoint": url, "states:HTTPMethod": method });
  // Where the host is known to Terraform alone, its methods may be allowed on any host.
  const unknown = new Set(tasks.flatMap(({ endpoint, methods }) => (endpoint === undefined ? methods : [])));
  const allowed: Request[] = [];
  const denied: Request[] = [];
  for (const { endpoint, methods } of tasks) {
    if (endpoint !== undefined) {
      const url = instanceOf(endpoint);
      allowed.push(...methods.map((method) => call(url, method)));
      const others = HTTP_METHODS.filter((method) => !isCalled(machine, url, method) && !unknown.has(method));
      denied.push(...others.map((method) => call(url, method)));
      const [method] = methods as [string];
      denied.push(...otherHosts(url).map((other) => call(other, method)));
      const beside = [`${url}/beside`, url.slice(0, -1), `${url}?to=https://evil.tld/`].filter(
        (other) => !isCalled(machine, other, method) && !unknown.has(method),
      );
      denied.push(...beside.map((other) => call(other, method)));
      denied.push(
        ...[`${arn}x`, `${arn}-other`, arn.replace(ACCOUNT, OTHER_ACCOUNT)].map((from) => call(url, method, from)),
      );
      denied.push(asRole(machine, INVOKE, arn, { "states:HTTPEndpoint": url }), asRole(machine, INVOKE, arn));
    }
  }
  if (tasks.length === 0) {
    denied.push(call("https://api.example.com/", "GET"));
  }
  return { allowed, denied };
}

/** Step Functions reads the credentials of the connection as the role. */
function credentials(model: Model, machine: Machine, sharers: readonly Machine[]): Answers {
  const connections = connectionsOf(model);
  const used = new Set(sharers.flatMap(({ tasks }) => tasks.map(({ connectionArn }) => connectionArn)));
  const isKnown = ![...used].includes(undefined);
  const read = (arn: string, secretArn: string) => [
    asRole(machine, "events:RetrieveConnectionCredentials", arn),
    asRole(machine, "secretsmanager:DescribeSecret", secretArn),
    asRole(machine, "secretsmanager:GetSecretValue", secretArn),
  ];
  const own = new Set(machine.tasks.flatMap(({ connectionArn }) => connectionArn ?? []));
  const allowed: Request[] = [];
  const denied: Request[] = [];
  for (const arn of own) {
    const [name, uuid] = arn.split("/").slice(1) as [string, string];
    const secretOf = (one: string) =>
      `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:events!connection/${one}/${uuid}-AbCdEf`;
    denied.push(...read(`${arn}x`, secretOf(`${name}x`)), ...read(arn.replace(ACCOUNT, OTHER_ACCOUNT), secretOf("x")));
    denied.push(asRole(machine, "events:UpdateConnection", arn), asRole(machine, "events:DeleteConnection", arn));
    const connection = connections.find((one) => one.arn === arn);
    // The secret of one that is made elsewhere has a UUID of its own, which here is that of the connection.
    const { secretArn, keyArn } = connection ?? { secretArn: secretOf(name) };
    allowed.push(...read(arn, secretArn));
    denied.push(asRole(machine, "secretsmanager:PutSecretValue", secretArn));
    if (keyArn !== undefined) {
      const decrypt = (secret: string, service = `secretsmanager.${REGION}.amazonaws.com`) =>
        asRole(machine, "kms:Decrypt", keyArn, {
          "kms:ViaService": service,
          "kms:EncryptionContext:SecretARN": secret,
        });
      allowed.push(decrypt(secretArn));
      denied.push(decrypt(`${secretArn}x`), decrypt(secretArn, `s3.${REGION}.amazonaws.com`));
      denied.push(asRole(machine, "kms:Decrypt", keyArn));
    }
  }
  const others = connections.filter(({ arn }) => isKnown && !used.has(arn));
  denied.push(...others.flatMap(({ arn, secretArn }) => read(arn, secretArn)));
  denied.push(...read("*", "*"));
  return { allowed, denied };
}

const LOG_ACTIONS = ["CreateLogDelivery", "GetLogDelivery", "UpdateLogDelivery", "DeleteLogDelivery"];
const MORE_LOG_ACTIONS = ["ListLogDeliveries", "PutResourcePolicy", "DescribeResourcePolicies", "DescribeLogGroups"];
const TRACE_ACTIONS = ["PutTraceSegments", "PutTelemetryRecords", "GetSamplingRules", "GetSamplingTargets"];

/** Logs and traces, if the machine or one with the same role has them. */
function observing(machine: Machine, sharers: readonly Machine[]): Answers {
  const logs = [...LOG_ACTIONS, ...MORE_LOG_ACTIONS].map((name) => asRole(machine, `logs:${name}`, "*"));
  const traces = TRACE_ACTIONS.map((name) => asRole(machine, `xray:${name}`, "*"));
  const other = asRole(machine, "logs:DeleteLogGroup", "*");
  const parts = [
    { requests: logs, is: isLogging(machine), isOfAny: sharers.some(isLogging) },
    { requests: traces, is: isTracing(machine), isOfAny: sharers.some(isTracing) },
  ];
  return {
    allowed: parts.flatMap(({ requests, is }) => (is ? requests : [])),
    denied: [other, ...parts.flatMap(({ requests, isOfAny }) => (isOfAny ? [] : requests))],
  };
}

function isLogging({ block }: Machine): boolean {
  return part(block, "logging_configuration").level !== "OFF";
}

function isTracing({ block }: Machine): boolean {
  return part(block, "tracing_configuration").enabled !== false;
}

function keyOf({ block }: Machine): string | undefined {
  return part(block, "encryption_configuration").kms_key_id as string | undefined;
}

const STATES_CONTEXT = "kms:EncryptionContext:aws:states:stateMachineArn";

/** The customer managed key of the machine. */
function encryption(machine: Machine): Answers {
  const key = keyOf(machine);
  if (key === undefined) {
    return { allowed: [], denied: [] };
  }
  const { arn } = machine;
  const use = (action: string, context?: Request["context"]) => asRole(machine, `kms:${action}`, key, context);
  const own = { [STATES_CONTEXT]: arn };
  const ofLogs = { "kms:EncryptionContext:SourceArn": `arn:aws:logs:${REGION}:${ACCOUNT}:*` };
  return {
    allowed: [
      use("Decrypt", own),
      use("GenerateDataKey", own),
      ...(isLogging(machine) ? [use("GenerateDataKey", ofLogs)] : []),
    ],
    denied: [
      use("Decrypt", { [STATES_CONTEXT]: `${arn}x` }),
      use("Decrypt"),
      use("GenerateDataKey"),
      use("Decrypt", ofLogs),
      use("ScheduleKeyDeletion", own),
    ],
  };
}

/** Encrypted logs are delivered if the key lets the service that delivers them. */
function* logDelivery(model: Model, machine: Machine): Iterable<Asked> {
  const key = model.find("aws_kms_key", "arn", keyOf(machine));
  if (key !== undefined && isLogging(machine)) {
    const decrypt = (service: string, action = "kms:Decrypt"): Request => ({
      ...{ principal: { service }, action, resource: String(key.values.arn) },
    });
    yield {
      block: machine.block,
      statements: model.policies.filter(({ block }) => block === key).flatMap(({ statements }) => statements),
      allowed: [decrypt("delivery.logs.amazonaws.com")],
      denied: [decrypt("lambda.amazonaws.com"), decrypt("delivery.logs.amazonaws.com", "kms:ScheduleKeyDeletion")],
    };
  }
}

/** A distributed Map starts executions of its own machine. */
function mapRuns(machine: Machine, sharers: readonly Machine[]): Answers {
  const { arn, isDistributed } = machine;
  const start = (of: string) => asRole(machine, "states:StartExecution", of);
  return {
    allowed: isDistributed ? [start(arn)] : [],
    denied: [start(`${arn}x`), ...(isDistributed || machineStarts(sharers) ? [] : [start(arn)])],
  };
}

/** Tasks that start executions need a permission of their own. */
function machineStarts(machines: readonly Machine[]): boolean {
  return machines.some(({ otherResources }) =>
    otherResources.some((resource) => /:states:::(states|aws-sdk:sfn):/.test(resource)),
  );
}

/** Step Functions assumes the role on behalf of the machine. */
function assuming({ arn, roleArn }: Machine): Answers {
  const assume = (from: string | undefined, service = "states.amazonaws.com"): Request => ({
    principal: { service },
    action: "sts:AssumeRole",
    resource: roleArn,
    context: from === undefined ? {} : { "aws:SourceArn": from, "aws:SourceAccount": from.split(":")[4] as string },
  });
  return {
    allowed: [assume(arn)],
    denied: [
      ...[`${arn}x`, `${arn}-other`, arn.replace(ACCOUNT, OTHER_ACCOUNT), undefined].map((from) => assume(from)),
      assume(arn, "events.amazonaws.com"),
      { ...assume(arn), principal: { aws: `arn:aws:iam::${OTHER_ACCOUNT}:root` } },
    ],
  };
}

function part(block: Block, name: string): Block["values"] {
  const value = block.values[name];
  return ((Array.isArray(value) ? value[0] : value) ?? {}) as Block["values"];
}

function describe({ principal, action, resource, context }: Request): string {
  return `${Object.values(principal)} ${action} ${resource} ${JSON.stringify(context ?? {})}`;
}
