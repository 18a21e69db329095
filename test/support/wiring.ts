import type { EvaluatedResource } from "./evaluate";
import type { JsonObject } from "./terraform-json";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] };
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What one target of a rule needs in order to deliver, looked up by evaluated value, not by expression. */
export interface TargetWiring {
  readonly target: string;
  /** The API destination that the target's ARN belongs to. */
  readonly destination: string | undefined;
  /** Whether the role that the target names may invoke exactly that destination. */
  readonly roleMayInvoke: boolean;
  /** Whether EventBridge may assume that role on behalf of the rule. */
  readonly roleTrustsRule: boolean;
  /** Whether the dead-letter queue's policy lets this rule, named by its ARN, send to that queue. */
  readonly ruleMayDeadLetter: boolean;
}

/** A target that can deliver, as `expect` compares it. */
export const deliverable = (wiring: TargetWiring): TargetWiring => ({
  target: wiring.target,
  destination: expect.stringMatching(/^aws_cloudwatch_event_api_destination\./),
  roleMayInvoke: true,
  roleTrustsRule: true,
  ruleMayDeadLetter: true,
});

/** The wiring of each target that is an API destination. */
export function apiDestinationWiring(resources: readonly EvaluatedResource[]): TargetWiring[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.mode === "managed" && resource.type === type);
  const byArn = (type: string, arn: unknown) => ofType(type).find((resource) => resource.values.arn === arn);
  return ofType("aws_cloudwatch_event_target")
    .filter(({ values }) => String(values.arn).includes(":api-destination/"))
    .map(({ address, values }) => {
      const role = byArn("aws_iam_role", values.role_arn);
      const queueArn = (values.dead_letter_config as JsonObject[])[0]?.arn;
      const queue = byArn("aws_sqs_queue", queueArn);
      const rule = ofType("aws_cloudwatch_event_rule").find((candidate) => candidate.values.name === values.rule);
      const rolePolicies = ofType("aws_iam_role_policy").filter((policy) => policy.values.role === role?.values.id);
      const queuePolicies = ofType("aws_sqs_queue_policy").filter((p) => p.values.queue_url === queue?.values.url);
      return {
        target: address,
        destination: byArn("aws_cloudwatch_event_api_destination", values.arn)?.address,
        roleMayInvoke: rolePolicies
          .flatMap((policy) => statements(policy))
          .some(allows("events:InvokeApiDestination", values.arn)),
        roleTrustsRule: (role ? statements(role, "assume_role_policy") : []).some(
          (statement) =>
            allows("sts:AssumeRole")(statement) &&
            isForEventBridge(statement) &&
            (statement.Condition === undefined || sourceArns(statement).includes(String(rule?.values.arn))),
        ),
        ruleMayDeadLetter: queuePolicies
          .flatMap((policy) => statements(policy))
          .some(
            (statement) =>
              allows("sqs:SendMessage", queueArn)(statement) &&
              isForEventBridge(statement) &&
              sourceArns(statement).includes(String(rule?.values.arn)),
          ),
      };
    });
}

function statements(resource: EvaluatedResource, argument = "policy"): Statement[] {
  const document = JSON.parse(String(resource.values[argument])) as { Statement: Statement | Statement[] };
  return list(document.Statement);
}

const list = <T>(value: T | readonly T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? [...value] : [value as T];

const allows = (action: string, resource?: unknown) => (statement: Statement) =>
  statement.Effect === "Allow" &&
  list(statement.Action).includes(action) &&
  (resource === undefined || list(statement.Resource).includes(String(resource)));

const isForEventBridge = (statement: Statement) => list(statement.Principal?.Service).includes("events.amazonaws.com");

const sourceArns = (statement: Statement) =>
  Object.values(statement.Condition ?? {}).flatMap((condition) => list(condition["aws:SourceArn"]));
