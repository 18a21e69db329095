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
  /** The API destination or state machine that the target's ARN belongs to. */
  readonly destination: string | undefined;
  /** Whether the role that the target names may invoke or start exactly that destination. */
  readonly roleMayInvoke: boolean;
  /** Whether EventBridge may assume that role on behalf of the rule. */
  readonly roleTrustsRule: boolean;
  /** Whether the dead-letter queue's policy lets this rule, named by its ARN, send to that queue. */
  readonly ruleMayDeadLetter: boolean;
}

/** A target that can deliver, as `expect` compares it. */
export const deliverable = (wiring: TargetWiring): TargetWiring => ({
  target: wiring.target,
  destination: expect.stringMatching(/^aws_(?:cloudwatch_event_api_destination|sfn_state_machine)\./),
  roleMayInvoke: true,
  roleTrustsRule: true,
  ruleMayDeadLetter: true,
});

interface TargetKind {
  readonly inArn: string;
  readonly type: string;
  readonly action: string;
}

/** Targets that EventBridge invokes with a role. */
const KINDS: readonly TargetKind[] = [
  {
    inArn: ":api-destination/",
    type: "aws_cloudwatch_event_api_destination",
    action: "events:InvokeApiDestination",
  },
  { inArn: ":stateMachine:", type: "aws_sfn_state_machine", action: "states:StartExecution" },
];
const kindOf = (arn: unknown) => KINDS.find(({ inArn }) => String(arn).includes(inArn));

/** The wiring of each target that is an API destination or a state machine. */
export function targetWiring(resources: readonly EvaluatedResource[]): TargetWiring[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.mode === "managed" && resource.type === type);
  const byArn = (type: string, arn: unknown) => ofType(type).find((resource) => resource.values.arn === arn);
  return ofType("aws_cloudwatch_event_target").flatMap(({ address, values }) => {
    const kind = kindOf(values.arn);
    if (kind === undefined) return [];
    const role = byArn("aws_iam_role", values.role_arn);
    const queueArn = (values.dead_letter_config as JsonObject[])[0]?.arn;
    const queue = byArn("aws_sqs_queue", queueArn);
    const rule = ofType("aws_cloudwatch_event_rule").find((candidate) => candidate.values.name === values.rule);
    const rolePolicies = ofType("aws_iam_role_policy").filter((policy) => policy.values.role === role?.values.id);
    const queuePolicies = ofType("aws_sqs_queue_policy").filter((p) => p.values.queue_url === queue?.values.url);
    return {
      target: address,
      destination: byArn(kind.type, values.arn)?.address,
      roleMayInvoke: rolePolicies.flatMap((policy) => statements(policy)).some(allows(kind.action, values.arn)),
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
