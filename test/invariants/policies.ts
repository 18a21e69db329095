import { ACCOUNT } from "../support/mock-attributes";
import type { Json, JsonObject } from "../support/terraform-json";
import type { Block, Model } from "./model";

export type PolicyKind = "trust" | "identity" | "queue" | "topic" | "bus" | "key" | "logs";

/** A statement in one shape: lists everywhere. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principals: Principals | undefined;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: readonly Condition[];
  /** Whether actions and resources were lists already: some scanners see only those. */
  readonly isListed: boolean;
  /** Elements that are none of these, such as `NotAction`. */
  readonly otherElements: readonly string[];
}

/** Principal type (`Service`, `AWS`) -> names; `"*"` is everybody. */
export type Principals = "*" | { readonly [type: string]: readonly string[] };

export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A policy in a stack, references evaluated. */
export interface PolicyDocument {
  readonly kind: PolicyKind;
  /** The block it stands in. */
  readonly block: Block;
  /** What the policy is about: the ARN of the role, queue, bus, key or topic; undefined where it is not of the stack. */
  readonly subject: string | undefined;
  /** Undefined if the text is no JSON object. */
  readonly version: Json | undefined;
  readonly statements: readonly Statement[];
  readonly error?: string;
}

type Place = {
  readonly kind: PolicyKind;
  readonly argument: string;
  subject(model: Model, block: Block): Json | undefined;
};

/** Every argument that holds a policy. One that is missing here is found by `strayPolicies`. */
const PLACES: { readonly [type: string]: Place } = {
  aws_iam_role: { kind: "trust", argument: "assume_role_policy", subject: (_, { values }) => values.arn },
  aws_iam_role_policy: {
    kind: "identity",
    argument: "policy",
    subject: (_, { values }) => `arn:aws:iam::${ACCOUNT}:role/${values.role}`,
  },
  aws_sqs_queue_policy: {
    kind: "queue",
    argument: "policy",
    subject: (model, { values }) => model.find("aws_sqs_queue", "url", values.queue_url)?.values.arn,
  },
  aws_sns_topic_policy: { kind: "topic", argument: "policy", subject: (_, { values }) => values.arn },
  aws_cloudwatch_event_bus_policy: {
    kind: "bus",
    argument: "policy",
    subject: (model, { values }) => model.find("aws_cloudwatch_event_bus", "name", values.event_bus_name)?.values.arn,
  },
  aws_kms_key: { kind: "key", argument: "policy", subject: (_, { values }) => values.arn },
  aws_cloudwatch_log_resource_policy: { kind: "logs", argument: "policy_document", subject: () => undefined },
};

export function policyDocuments(model: Model): PolicyDocument[] {
  return model.blocks.flatMap((block) => {
    const place = PLACES[block.type];
    const text = place && block.values[place.argument];
    if (block.mode === "data" || place === undefined || text === undefined) {
      return [];
    }
    const subject = place.subject(model, block) as string | undefined;
    return [{ kind: place.kind, block, subject, ...parsePolicy(String(text)) }];
  });
}

/** Arguments that look like a policy and are no known place for one. */
export function strayPolicies(block: Block): string[] {
  const known = PLACES[block.type]?.argument;
  return Object.entries(block.raw)
    .filter(([name, value]) => name !== known && typeof value === "string" && /"Statement"\s*:/.test(value))
    .map(([name]) => name);
}

/** Reads a policy; what is wrong with its JSON comes back as `error`. */
export function parsePolicy(text: string): Pick<PolicyDocument, "version" | "statements" | "error"> {
  try {
    const { Version, Statement } = JSON.parse(text) as JsonObject;
    return { version: Version, statements: list(Statement).map((statement) => toStatement(statement as JsonObject)) };
  } catch (error) {
    return { version: undefined, statements: [], error: (error as Error).message };
  }
}

function toStatement({ Sid, Effect, Principal, Action, Resource, Condition, ...others }: JsonObject): Statement {
  return {
    sid: Sid as string | undefined,
    effect: Effect as "Allow" | "Deny",
    principals: Principal === undefined ? undefined : principalsOf(Principal),
    actions: strings(Action),
    resources: strings(Resource),
    conditions: Object.entries((Condition ?? {}) as JsonObject).flatMap(([operator, keys]) =>
      Object.entries(keys as JsonObject).map(([key, values]) => ({ operator, key, values: strings(values) })),
    ),
    isListed: [Action, Resource].every((names) => names === undefined || Array.isArray(names)),
    otherElements: Object.keys(others),
  };
}

function principalsOf(principal: Json): Principals {
  if (principal === "*") {
    return "*";
  }
  return Object.fromEntries(Object.entries(principal as JsonObject).map(([type, names]) => [type, strings(names)]));
}

const list = (value: Json | undefined): Json[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const strings = (value: Json | undefined): string[] => list(value).map(String);

/** Services that a statement names. */
export function servicesOf({ principals }: Statement): readonly string[] {
  return principals === undefined || principals === "*" ? [] : (principals.Service ?? []);
}

/** The values of a condition key, under whichever operator. */
export function conditionValues(statement: Statement, key: string): string[] {
  return statement.conditions.filter((c) => c.key.toLowerCase() === key.toLowerCase()).flatMap(({ values }) => values);
}
