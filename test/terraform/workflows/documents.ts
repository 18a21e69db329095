import { existsSync } from "node:fs";
import path from "node:path";
import type { EvaluatedResource } from "../../support/evaluate";

/** A role, as IAM gets it. */
export interface RoleDocuments {
  readonly trust: unknown;
  readonly permissions: unknown;
}

/** All that is written in JSON for one state machine and the rule that starts it, evaluated. */
export interface WorkflowDocuments {
  readonly machine: string;
  readonly definition: unknown;
  /** Of the machine's own role. */
  readonly role: RoleDocuments;
  /** Of the role with which EventBridge starts the machine. */
  readonly startRole: RoleDocuments;
}

/** What is expected of an example with a state machine: the default export of `<example>.ts` in this folder. */
export function expectedDocuments(example: string): WorkflowDocuments | undefined {
  const file = path.join(__dirname, `${example}.ts`);
  return existsSync(file) ? (require(file) as { readonly default: WorkflowDocuments }).default : undefined;
}

/** One for each state machine among the resources. */
export function workflowDocuments(resources: readonly EvaluatedResource[]): WorkflowDocuments[] {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const roleOf = (arn: unknown): RoleDocuments => {
    const role = ofType("aws_iam_role").find(({ values }) => values.arn === arn);
    const policies = ofType("aws_iam_role_policy").filter(({ values }) => values.role === role?.values.name);
    return {
      trust: parsed(role?.values.assume_role_policy),
      permissions: policies.length === 1 ? parsed(policies[0]?.values.policy) : `${policies.length} policies`,
    };
  };
  return ofType("aws_sfn_state_machine").map(({ values }) => {
    const target = ofType("aws_cloudwatch_event_target").find((candidate) => candidate.values.arn === values.arn);
    return {
      machine: String(values.name),
      definition: parsed(values.definition),
      role: roleOf(values.role_arn),
      startRole: roleOf(target?.values.role_arn),
    };
  });
}

const parsed = (text: unknown): unknown => JSON.parse(String(text ?? null));
