import { Fn, Token } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import { ValidationError } from "../../core/errors";
import { untraced } from "../../core/untraced";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import { Account } from "../../iam/account";
import type { PolicyStatement } from "../../iam/policy";
import { HTTP_METHODS, type HttpTask } from "../../languages/asl";
import { type AllowedEndpoints, allowedEndpointsOf, shownPattern } from "./allowed-endpoints";
import { asGiven, iamEndpoint, isCovered, toIamPattern } from "./iam-endpoint";
import { isSecretEndpoint } from "./request-endpoint";
import { checkSensitiveRequests } from "./sensitive-requests";
import { holdsSecretValue } from "./sensitive-value";

/** A connection of a definition; of those that are only named, the ARN is all there is. */
type UsedConnection = Pick<IConnection, "connectionArn"> & Partial<IConnection>;

/** What the HTTP Tasks of a machine need, before there are ARNs. */
export interface HttpAccess {
  /** Endpoints for IAM with the same methods. One statement each: else the methods of one would do for another. */
  readonly endpoints: readonly { readonly methods: readonly string[]; readonly patterns: readonly string[] }[];
  readonly connections: readonly UsedConnection[];
}

interface Known {
  readonly scope: AwsConstruct;
  /** As the tasks were found in it. */
  readonly definition: unknown;
  readonly connections: readonly IConnection[];
  readonly allowedEndpoints: { readonly [stateName: string]: readonly string[] };
}

/**
 * Finds out what the HTTP Tasks need, and reports what cannot be allowed without allowing too much.
 *
 * @param isRefused true for a task with errors of its own, which are not repeated in other words
 */
export function httpAccess(
  tasks: readonly HttpTask[],
  known: Known,
  problems: Problems,
  isRefused: (task: HttpTask) => boolean,
): HttpAccess {
  const allowed = allowedEndpointsOf(tasks, known, problems);
  const methodsOf = new Map<string, Set<string>>();
  const connections = new Map<string, UsedConnection>();
  for (const task of tasks) {
    if (isRefused(task)) {
      continue;
    }
    const methods = task.methods ?? HTTP_METHODS;
    if (task.methods === undefined) {
      problems.add("http-task-method-dynamic", { property: propertyOf(task) });
    }
    for (const pattern of patternsOf(task, allowed.get(task.state), known.scope, problems)) {
      methodsOf.set(pattern, new Set([...(methodsOf.get(pattern) ?? []), ...methods]));
    }
    for (const connection of connectionsOf(task, known.connections, problems)) {
      connections.set(connection.connectionArn, connection);
    }
  }
  if (tasks.length > 0) {
    checkSensitiveRequests(known.scope, known.definition, tasks, problems);
  }
  return { endpoints: grouped(methodsOf), connections: [...connections.values()] };
}

/** The statements for the execution role. */
export function httpStatements(
  scope: AwsConstruct,
  access: HttpAccess,
  machineArns: readonly string[],
): PolicyStatement[] {
  const { endpoints, connections } = access;
  const invoke = endpoints.map(({ methods, patterns }) => ({
    actions: ["states:InvokeHTTPEndpoint"],
    resources: machineArns,
    conditions: { StringEquals: { "states:HTTPMethod": methods }, StringLike: { "states:HTTPEndpoint": patterns } },
  }));
  if (connections.length === 0) {
    return invoke;
  }
  const secrets = connections.map((connection) => ({ connection, secretArn: secretArnOf(scope, connection) }));
  return [
    ...invoke,
    {
      actions: ["events:RetrieveConnectionCredentials"],
      resources: connections.map(({ connectionArn }) => connectionArn),
    },
    {
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
      resources: secrets.map(({ secretArn }) => secretArn),
    },
    ...decryptStatements(scope, secrets),
  ];
}

/** What reading a secret takes that is encrypted with a customer's key. That HTTP Tasks need it is inferred. */
function decryptStatements(
  scope: AwsConstruct,
  secrets: readonly { readonly connection: UsedConnection; readonly secretArn: string }[],
): PolicyStatement[] {
  const secretsOf = new Map<string, string[]>();
  for (const { connection, secretArn } of secrets) {
    const keyArn = connection.encryptionKey?.keyArn;
    if (keyArn !== undefined) {
      secretsOf.set(keyArn, [...(secretsOf.get(keyArn) ?? []), secretArn]);
    }
  }
  return [...secretsOf].map(([keyArn, secretArns]) => ({
    actions: ["kms:Decrypt"],
    resources: [keyArn],
    conditions: {
      StringEquals: { "kms:ViaService": `secretsmanager.${Account.of(scope).region}.amazonaws.com` },
      StringLike: { "kms:EncryptionContext:SecretARN": secretArns },
    },
  }));
}

function patternsOf(
  task: HttpTask,
  allowed: AllowedEndpoints | undefined,
  scope: AwsConstruct,
  problems: Problems,
): readonly string[] {
  const property = propertyOf(task);
  const endpoint = asGiven(task.endpoint);
  if (allowed !== undefined) {
    // Without the endpoint: that of a webhook is a credential.
    problems.check(!allowed.isComplete || isCovered(endpoint, allowed.patterns), "http-task-endpoint-not-allowed", {
      property,
      detail: `allowed are ${allowed.patterns.map(shownPattern).join(", ")}`,
    });
    return allowed.patterns.map(toIamPattern);
  }
  const pattern = iamEndpoint(endpoint);
  if (pattern === undefined) {
    problems.add("http-task-endpoint-dynamic", { property });
  } else if (!isSecretEndpoint(pattern) && holdsSecretValue(scope, pattern)) {
    problems.add("http-invoke-secret-endpoint-not-allowed", { property: `allowedEndpoints.${task.state}` });
  }
  return pattern === undefined ? [] : [pattern];
}

function connectionsOf(task: HttpTask, known: readonly IConnection[], problems: Problems): readonly UsedConnection[] {
  const { connectionArn } = task;
  if (typeof connectionArn === "string") {
    return [known.find((connection) => connection.connectionArn === connectionArn) ?? { connectionArn }];
  }
  if (known.length === 0) {
    problems.add("http-task-connection-dynamic", { property: propertyOf(task) });
  }
  return known;
}

function grouped(methodsOf: ReadonlyMap<string, ReadonlySet<string>>): HttpAccess["endpoints"] {
  const groups = new Map<string, { methods: readonly string[]; patterns: string[] }>();
  for (const [pattern, set] of methodsOf) {
    const methods = [...set].sort();
    const group = groups.get(methods.join()) ?? { methods, patterns: [] };
    groups.set(methods.join(), group);
    group.patterns.push(pattern);
  }
  return [...groups.values()];
}

/**
 * The secret of a connection. Where only the connection's ARN is known, any secret that EventBridge made for a connection
 * of this name: AWS chooses the UUID at the end of the secret's name.
 */
function secretArnOf(scope: AwsConstruct, connection: UsedConnection): string {
  return knownSecretArnOf(connection) ?? secretPatternOf(scope, connection);
}

function knownSecretArnOf(connection: UsedConnection): string | undefined {
  try {
    return connection.connectionSecretArn;
  } catch (error) {
    if (error instanceof ValidationError && error.code === "connection-secret-arn-unknown") {
      return undefined;
    }
    throw error;
  }
}

function secretPatternOf(scope: AwsConstruct, { connectionArn, connectionName }: UsedConnection): string {
  if (!Token.isUnresolved(connectionArn)) {
    const [, partition, , region, account, resource = ""] = connectionArn.split(":");
    const name = connectionName ?? resource.split("/")[1];
    return `arn:${partition}:secretsmanager:${region}:${account}:secret:events!connection/${name}/*`;
  }
  const account = Account.of(scope);
  const known = patterns.get(account) ?? new Map<string, string>();
  patterns.set(account, known);
  let pattern = known.get(connectionArn);
  if (pattern === undefined) {
    const name = connectionName ?? untraced(() => Fn.element(Fn.split("/", connectionArn), 1));
    pattern = account.arn("secretsmanager", `secret:events!connection/${name}/*`);
    known.set(connectionArn, pattern);
  }
  return pattern;
}

/** Patterns that Terraform completes, by connection: functions of Terraform are dear to make. */
const patterns = new WeakMap<Account, Map<string, string>>();

function propertyOf(task: HttpTask): string {
  return `definition${task.path.slice(1)}`;
}
