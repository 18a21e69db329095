import { decide, type Request } from "./evaluator";
import type { Finding, Invariant } from "./invariant";
import type { Block, Model } from "./model";
import type { PolicyKind, Statement } from "./policies";
import { kindOfTarget } from "./target-kinds";
import { deadLetterArn, ruleOf } from "./wiring";

/** Policies are evaluated as IAM does it: what must be allowed is, and what is next to it is not. */
export const DELIVERY: readonly Invariant[] = [
  {
    id: "P1",
    says: "EventBridge may deliver to each target, and to its dead-letter queue, on behalf of the target's rule",
    *check(model) {
      for (const { block, question, statements } of questionsOf(model)) {
        for (const request of question.allowed) {
          if (decide(statements, request) !== "allowed") {
            yield [block, `refused: ${describe(request)}`] satisfies Finding;
          }
        }
      }
    },
  },
  {
    id: "P2",
    says: "nobody else may, nor for another rule, account or target, without TLS, or do anything else",
    *check(model) {
      for (const { block, question, statements } of questionsOf(model)) {
        for (const request of question.denied) {
          if (decide(statements, request) === "allowed") {
            yield [block, `allowed: ${describe(request)}`] satisfies Finding;
          }
        }
      }
    },
  },
];

/** Requests that some policies must allow, and requests near to them that they must not. */
interface Question {
  readonly allowed: readonly Request[];
  readonly denied: readonly Request[];
}

interface Asked {
  readonly block: Block;
  readonly question: Question;
  readonly statements: readonly Statement[];
}

const EVENTS = { service: "events.amazonaws.com" };
const OTHER_ACCOUNT = "999999999999";
const TLS = { "aws:SecureTransport": "true" };

/** All questions about the targets whose rule is of the stack. What is not of the stack has its policy elsewhere. */
function* questionsOf(model: Model): Iterable<Asked> {
  const statementsOf = (kind: PolicyKind, subject: string | undefined) =>
    model.policies
      .filter((document) => document.kind === kind && document.subject === subject)
      .flatMap((d) => d.statements);

  for (const block of model.resources("aws_cloudwatch_event_target")) {
    const rule = ruleOf(model, block)?.values.arn as string | undefined;
    const arn = String(block.values.arn);
    const kind = kindOfTarget(arn);
    if (rule === undefined || kind === undefined) {
      continue;
    }
    const role = model.find("aws_iam_role", "arn", block.values.role_arn);
    if (kind.roleActions !== undefined && role !== undefined) {
      const roleArn = String(role.values.arn);
      yield {
        block,
        question: onBehalf(rule, roleArn, ["sts:AssumeRole"]),
        statements: statementsOf("trust", roleArn),
      };
      const statements = statementsOf("identity", roleArn);
      yield { block, question: withRole(roleArn, arn, kind.roleActions), statements };
    }
    if (kind.service === "logs" && model.find("aws_cloudwatch_log_group", "arn", arn)) {
      const statements = statementsOf("logs", undefined);
      yield { block, question: onBehalf(rule, `${arn}:log-stream:1`, ["logs:PutLogEvents"]), statements };
      // The source is not known when a stream is made.
      const create: Request = { principal: EVENTS, action: "logs:CreateLogStream", resource: `${arn}:log-stream:1` };
      yield {
        block,
        question: { allowed: [create], denied: [{ ...create, resource: `${arn}x:log-stream:1` }] },
        statements,
      };
    }
    if (kind.service === "sns" && model.find("aws_sns_topic", "arn", arn)) {
      yield* encrypted(model, block, model.find("aws_sns_topic", "arn", arn)!);
      yield { block, question: onBehalf(rule, arn, ["sns:Publish"], TLS), statements: statementsOf("topic", arn) };
    }
    for (const queueArn of new Set([arn, deadLetterArn(block)])) {
      const queue = queueArn === undefined ? undefined : model.find("aws_sqs_queue", "arn", queueArn);
      if (queue !== undefined) {
        yield* encrypted(model, block, queue);
        const question = onBehalf(rule, queueArn!, ["sqs:SendMessage"], TLS);
        yield { block, question, statements: statementsOf("queue", queueArn) };
      }
    }
  }
}

/** EventBridge asks in its own name, on behalf of a rule. */
function onBehalf(
  rule: string,
  resource: string,
  actions: readonly string[],
  context: Request["context"] = {},
): Question {
  const request = (action: string, changes: Partial<Request> = {}): Request => ({
    ...{ principal: EVENTS, action, resource },
    ...changes,
    context: { ...context, "aws:SourceArn": rule, "aws:SourceAccount": rule.split(":")[4]!, ...changes.context },
  });
  const from = (arn: string) => ({ context: { "aws:SourceArn": arn, "aws:SourceAccount": arn.split(":")[4]! } });
  const [action] = actions as [string];
  const name = rule.split("/").at(-1)!;
  const isOnCustomBus = rule.split("/").length > 2;
  const service = action.split(":")[0];
  return {
    allowed: actions.map((one) => request(one)),
    denied: [
      request(action, from(`${rule}-sibling`)),
      request(action, from(rule.replace(/:\d{12}:/, `:${OTHER_ACCOUNT}:`))),
      request(action, from(rule.replace(/(:rule\/).*/, isOnCustomBus ? `$1${name}` : `$1custom/${name}`))),
      request(action, { principal: { service: "lambda.amazonaws.com" } }),
      request(action, { principal: { aws: `arn:aws:iam::${OTHER_ACCOUNT}:root` } }),
      request(action, { resource: resource.replace(/(:log-stream:.*)?$/, "x$1") }),
      request(`${service}:TagResource`),
      ...("aws:SecureTransport" in context ? [request(action, { context: { "aws:SecureTransport": "false" } })] : []),
      { principal: EVENTS, action, resource, context },
    ].filter(({ action: asked, resource: on }) => asked !== "sts:AssumeRole" || on === resource),
  };
}

/** EventBridge has assumed the role and asks as that. */
function withRole(roleArn: string, target: string, actions: readonly string[]): Question {
  const principal = { aws: roleArn };
  const service = actions[0]!.split(":")[0];
  const { resource, qualifier } = unqualified(target);
  const request = (action: string, on = resource, of = qualifier): Request => ({
    ...{ principal, action, resource: on },
    context: of === undefined ? {} : { [QUALIFIER]: of },
  });
  return {
    allowed: actions.map((action) => request(action)),
    denied: [
      ...actions.map((action) => request(action, `${resource}x`)),
      ...actions.map((action) => request(action, resource.replace(/:\d{12}:/, `:${OTHER_ACCOUNT}:`))),
      ...(service === "states"
        ? ["StopExecution", "StartSyncExecution", "DeleteStateMachine"]
        : ["DeleteConnection"]
      ).map((name) => request(`${service}:${name}`)),
      request("sqs:SendMessage"),
      request("iam:PassRole", roleArn),
      ...(qualifier === undefined ? [] : actions.map((action) => request(action, resource, `${qualifier}x`))),
    ],
  };
}

/** An alias is told from its machine by a condition. Source: Step Functions developer guide, authorization for aliases. */
const QUALIFIER = "states:StateMachineQualifier";

function unqualified(arn: string): { readonly resource: string; readonly qualifier?: string } {
  const [, resource = arn, qualifier] = /^(.*:stateMachine:[^:]+):([^:]+)$/.exec(arn) ?? [];
  return { resource, qualifier };
}

/** EventBridge must be able to use the customer managed key of a queue or topic, for that and nothing else. */
function* encrypted(model: Model, block: Block, encryptedBlock: Block): Iterable<Asked> {
  const keyArn = encryptedBlock.values.kms_master_key_id;
  const key = model.find("aws_kms_key", "arn", keyArn);
  if (key === undefined) {
    return;
  }
  const request = (action: string, principal: Request["principal"] = EVENTS): Request => ({
    ...{ principal, action, resource: String(keyArn) },
  });
  yield {
    block,
    question: {
      allowed: [request("kms:GenerateDataKey"), request("kms:Decrypt")],
      denied: [
        request("kms:ScheduleKeyDeletion"),
        request("kms:PutKeyPolicy"),
        request("kms:Decrypt", { service: "lambda.amazonaws.com" }),
        request("kms:Decrypt", { aws: `arn:aws:iam::${OTHER_ACCOUNT}:root` }),
      ],
    },
    statements: model.policies.filter(({ block: { address } }) => address === key.address).flatMap((d) => d.statements),
  };
}

function describe({ principal, action, resource, context }: Request): string {
  return `${Object.values(principal)} ${action} ${resource} ${JSON.stringify(context ?? {})}`;
}
