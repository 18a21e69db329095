import { type TerraformResource, Token } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import { resolvedJson } from "../../core/json";
import type { Problems } from "../../core/validate";
import { Account } from "../../iam/account";
import type { PolicyStatement } from "../../iam/policy";
import type { IKey } from "../../kms/key";
import { withoutTokens } from "../expressions/terraform-value";
import { httpStatements } from "../http/http-policy";
import type { CheckedDefinition } from "./state-machine-definition";
import { keyStatements } from "./state-machine-encryption";
import { MAX_INLINE_POLICIES } from "./state-machine-limits";
import { isLogging, observingStatements } from "./state-machine-logging";
import type { LogOptions } from "./state-machine-props";
import type { UsedResource } from "./used-resources";

/** The machine as its own policies name it. */
export interface MachinePlace {
  /** Written out. */
  readonly arn: string;
  readonly name: string;
  readonly isDistributed: boolean;
  readonly publishesVersions: boolean;
}

/**
 * On whose behalf Step Functions may assume the role. Whether the version or the label of a Map Run is part of what it
 * says is not documented, so both are let in where there are any; either belongs to this machine alone.
 */
export function sourceArns({ arn, isDistributed, publishesVersions }: MachinePlace): string[] {
  return [arn, ...(publishesVersions ? [`${arn}:*`] : []), ...(isDistributed ? [`${arn}/*`] : [])];
}

/** What executions need. */
export function executionStatements(
  scope: AwsConstruct,
  checked: CheckedDefinition,
  place: MachinePlace,
  { kmsKey, logs, isTracing }: { kmsKey: IKey | undefined; logs: LogOptions | undefined; isTracing: boolean },
): PolicyStatement[] {
  const { arn, isDistributed } = place;
  return [
    ...httpStatements(scope, checked.http, isDistributed ? [arn, `${arn}/*`] : [arn]),
    ...checked.policyStatements,
    ...credentialStatements(checked.uses),
    ...(isDistributed ? mapRunStatements(scope, place) : []),
    ...observingStatements(logs, isTracing),
    ...(kmsKey === undefined ? [] : keyStatements(scope, kmsKey, arn, isLogging(logs))),
  ];
}

/** One for each role that tasks are done with. */
function credentialStatements(uses: readonly UsedResource[]): PolicyStatement[] {
  const arns = uses.flatMap(({ roleArn }) => (typeof roleArn === "object" ? [roleArn.known] : []));
  return [...new Set(arns)].map((arn) => ({ actions: ["sts:AssumeRole"], resources: [arn] }));
}

/**
 * Reports what is no statement, and one that refers to the machine: the machine waits for its role's policy.
 *
 * @param own the resources of the machine and of its aliases
 */
export function checkStatement(
  problems: Problems,
  statement: PolicyStatement,
  machine: AwsConstruct,
  own: readonly TerraformResource[],
): void {
  if (!isStatement(statement)) {
    problems.add("state-machine-property-invalid", { property: "statement", allowed: EXPECTED_STATEMENT });
    return;
  }
  const { resources, conditions = {} } = statement;
  const values = [...resources, ...Object.values(conditions).flatMap((keys) => Object.values(keys).flat())];
  const tokens = values.filter((value) => Token.isUnresolved(value));
  if (tokens.length > 0) {
    const text = resolvedJson(machine, tokens);
    problems.check(
      !own.some((resource) => text.includes(`${resource.terraformResourceType}.${resource.friendlyUniqueId}.`)),
      "state-machine-policy-names-itself",
      {
        property: "statement",
      },
    );
  }
}

export const EXPECTED_STATEMENT = "must be a statement with lists of `actions` and `resources`";

export function isStatement(value: unknown): value is PolicyStatement {
  const statement = value as PolicyStatement | null | undefined;
  return Array.isArray(statement?.actions) && Array.isArray(statement.resources);
}

/** Reports a policy that is too long by what is known of it: values of Terraform are left out. */
export function checkPolicyLength(problems: Problems, statements: readonly PolicyStatement[]): void {
  const conditions = statements.flatMap((statement) => Object.values(statement.conditions ?? {}));
  const known = conditions.flatMap((keys) => Object.values(keys).flat());
  // The quotes and the comma around each count too. What stands around the conditions is too little to matter.
  const length = known.reduce((sum, text) => sum + withoutTokens(text).length + 3, 0);
  problems.check(length <= MAX_INLINE_POLICIES, "state-machine-policy-too-long", {
    property: "definition",
    given: `about ${length} characters`,
  });
}

/**
 * What a distributed Map needs to run its items. Source: user guide, "IAM policies for using Distributed Map states"; its
 * pattern for executions leaves out those of a Map Run, whose ARN has the run's label in it.
 */
function mapRunStatements(scope: AwsConstruct, { arn, name }: MachinePlace): PolicyStatement[] {
  const execution = Account.of(scope).arn("states", `execution:${name}`);
  return [
    { actions: ["states:StartExecution"], resources: [arn] },
    {
      actions: ["states:DescribeExecution", "states:RedriveExecution", "states:StopExecution"],
      resources: [`${execution}:*`, `${execution}/*`],
    },
  ];
}
