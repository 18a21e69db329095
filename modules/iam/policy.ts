import type { IConstruct } from "constructs";
import { renderJson, resolvedJson } from "../core/json";
import { isDangling } from "../core/reference";

/** One statement of a policy. Actions and resources are always lists, as scanners expect. */
export interface PolicyStatement {
  /** Letters and digits only. */
  readonly sid?: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Who it is about; in resource policies only. */
  readonly principals?: Principals;
  readonly actions: readonly string[];
  /** Exact ARNs. */
  readonly resources: readonly string[];
  /** For example `{ ArnEquals: { "aws:SourceArn": [rule.ruleArn] } }`. */
  readonly conditions?: Conditions;
}

/** `"*"`, or service principals and AWS account or role ARNs. */
export type Principals = "*" | { readonly Service?: readonly string[]; readonly AWS?: readonly string[] };

/** Condition operator -> condition key -> values. */
export type Conditions = { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };

const POLICY_VERSION = "2012-10-17";

/** Renders a policy document. Statements may be a function that is asked at synth. */
export function renderPolicy(statements: readonly PolicyStatement[] | (() => readonly PolicyStatement[])): string {
  const document = (all: readonly PolicyStatement[]) => ({
    Version: POLICY_VERSION,
    Statement: all.flatMap((statement) => withoutDangling(statement) ?? []).map(toAwsStatement),
  });
  return renderJson(typeof statements === "function" ? () => document(statements()) : document(statements));
}

/** The statement without what belongs to a refused construct; undefined if nothing is left that it speaks of. */
function withoutDangling(statement: PolicyStatement): PolicyStatement | undefined {
  const values = [
    statement.resources,
    ...Object.values(statement.conditions ?? {}).flatMap((keys) => Object.values(keys)),
  ];
  if (!values.flat().some(isDangling)) {
    return statement;
  }
  const kept = (value: string | readonly string[]) => [value].flat().filter((text) => !isDangling(text));
  if (values.some((value) => kept(value).length === 0)) {
    return undefined;
  }
  const conditions = Object.entries(statement.conditions ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, kept(value)])),
  ]);
  return { ...statement, resources: kept(statement.resources), conditions: Object.fromEntries(conditions) };
}

/** A statement as people paste it into a policy, references as Terraform writes them. */
export function statementText(scope: IConstruct, statement: PolicyStatement): string {
  return resolvedJson(scope, toAwsStatement(statement));
}

function toAwsStatement(statement: PolicyStatement) {
  return {
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    Principal: statement.principals,
    Action: statement.actions,
    Resource: statement.resources,
    Condition: statement.conditions,
  };
}

/** Renders the trust policy of a role: one service, and, once there are any, only on behalf of these resources. */
export function renderTrustPolicy(servicePrincipal: string, sourceArns: () => readonly string[]): string {
  return renderJson(() => {
    const arns = sourceArns().filter((arn) => !isDangling(arn));
    return {
      Version: POLICY_VERSION,
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: [servicePrincipal] },
          Action: ["sts:AssumeRole"],
          Condition: arns.length === 0 ? undefined : { ArnEquals: { "aws:SourceArn": arns } },
        },
      ],
    };
  });
}
