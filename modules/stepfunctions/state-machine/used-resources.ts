import { Token } from "cdktf";
import { type DefinitionUses, isFields } from "../../languages/asl";

/** What a state of a definition calls, reads or writes, besides HTTP APIs. */
export interface UsedResource {
  readonly state: string;
  /** As it stands in the definition. */
  readonly resource: string;
  /** `Credentials.RoleArn`, where a task is done by another role than the machine's. */
  readonly roleArn?: { readonly known: string } | "dynamic";
}

/** What of all that a definition uses a role must be given statements for: not HTTP Tasks, whose own are derived. */
export function usedResources({ resources }: DefinitionUses): readonly UsedResource[] {
  return resources.flatMap(({ state, resource, credentials }) =>
    typeof resource === "string" && !NOTHING_NEEDED.test(resource)
      ? [{ state, resource, roleArn: roleOf(credentials) }]
      : [],
  );
}

function roleOf(credentials: unknown): UsedResource["roleArn"] {
  if (credentials === undefined) {
    return undefined;
  }
  const arn = isFields(credentials) ? credentials.RoleArn : undefined;
  return typeof arn === "string" && !arn.startsWith("{%") ? { known: arn } : "dynamic";
}

/** `arn:<partition>:states:<region>:<account>:` and what stands behind it; a token holds no colon. */
const STATES = "^[^:]*:[^:]*:states:[^:]*:[^:]*:";

/** HTTP Tasks, whose permissions are derived, activities, which wait to be asked, and clusters with rights of their own. */
const NOTHING_NEEDED = new RegExp(`${STATES}(?:http|activity|eks):`);
const SDK_INTEGRATION = new RegExp(`${STATES}aws-sdk:([^:.]+)`);
const INTEGRATION = new RegExp(`${STATES}([^:.]+)`);

/** Services of integrations whose actions have another prefix. Source: service authorization reference. */
const INTEGRATION_PREFIXES: { readonly [service: string]: string } = { apigateway: "execute-api" };

/** The same for integrations of the SDK, where the prefix is no part of the service's name. */
const SDK_PREFIXES: { readonly [service: string]: string } = {
  amp: "aps",
  apigatewaymanagementapi: "execute-api",
  cloudcontrol: "cloudformation",
  cloudwatchevents: "events",
  cognitoidentityprovider: "cognito-idp",
  costandusagereport: "cur",
  costexplorer: "ce",
  databasemigration: "dms",
  directory: "ds",
  docdb: "rds",
  efs: "elasticfilesystem",
  elasticsearch: "es",
  emr: "elasticmapreduce",
  eventbridge: "events",
  keyspaces: "cassandra",
  location: "geo",
  marketplacecatalog: "aws-marketplace",
  migrationhub: "mgh",
  mturk: "mechanicalturk",
  mwaa: "airflow",
  neptune: "rds",
  neptunedata: "neptune-db",
  opensearch: "es",
  opensearchserverless: "aoss",
  pinpoint: "mobiletargeting",
  pinpointemail: "ses",
  resourcegroupstaggingapi: "tag",
  serverlessapplicationrepository: "serverlessrepo",
  sfn: "states",
};

/**
 * Whether an action is one of the service that a resource names. Of a resource that Terraform alone knows a function of
 * Lambda is assumed: all integrations have ARNs that can be written out.
 *
 * @param resource with its tokens resolved
 */
export function isActionFor(resource: string, action: string): boolean {
  if (action === "*" || action.startsWith("*:") || Token.isUnresolved(action)) {
    return true;
  }
  const prefix = action.split(":")[0]?.toLowerCase() ?? "";
  const [, sdkService] = SDK_INTEGRATION.exec(resource) ?? [];
  if (sdkService !== undefined) {
    return prefix === SDK_PREFIXES[sdkService] || (prefix !== "" && sdkService.includes(prefix.replaceAll("-", "")));
  }
  const service = INTEGRATION.exec(resource)?.[1] ?? "lambda";
  return prefix === (INTEGRATION_PREFIXES[service] ?? service);
}

/** True for the ARN of an activity of Terraform, which is seen once its tokens are resolved. */
export function needsNothing(resource: string): boolean {
  return NOTHING_NEEDED.test(resource) || resource.includes("aws_sfn_activity");
}
