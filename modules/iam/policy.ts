import type { IConstruct } from "constructs";
import { renderJson, resolvedJson } from "../core/json";

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
    Statement: all.map(toAwsStatement),
  });
  return renderJson(typeof statements === "function" ? () => document(statements()) : document(statements));
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
    const arns = sourceArns();
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
