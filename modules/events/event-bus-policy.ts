import { Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveTokens } from "../core/json";
import { Problems } from "../core/validate";
import { type Conditions, type PolicyStatement, type Principals, renderPolicy } from "../iam/policy";
import { BUS_POLICY_QUOTA } from "./event-bus-limits";
import { MAX_NAME } from "./limits";

/** One statement of a bus policy. */
export interface EventBusPolicyStatement extends Omit<PolicyStatement, "sid" | "resources"> {
  /** Letters and digits, different from all others of the bus. */
  readonly sid: string;
  readonly principals: Principals;
  /** @default - the bus */
  readonly resources?: readonly string[];
}

/** Which events another account may put. */
export interface GrantPutEventsOptions {
  /** @default - any source */
  readonly sources?: readonly string[];
  /** @default - any detail-type */
  readonly detailTypes?: readonly string[];
}

/** The statements of one bus: a bus has one policy, so they are collected and rendered as one. */
export class EventBusPolicyDocument {
  readonly #statements: PolicyStatement[] = [];

  constructor(private readonly bus: IConstruct) {}

  /** For the argument of Terraform; statements may still be added. */
  public render(): string {
    return renderPolicy(() => this.#statements);
  }

  /** @throws ValidationError */
  public add(statement: EventBusPolicyStatement, busArn: () => string): void {
    const problems = new Problems(this.bus);
    this.check(problems, statement);
    if (!problems.isEmpty) {
      throw problems.toError();
    }
    this.#statements.push({ ...statement, resources: statement.resources ?? [busArn()] });
  }

  /** Warns of a policy beyond the quota. References count as the addresses they are, about as long as the ARNs. */
  public warnIfTooLong(): string[] {
    const { length } = String(resolveTokens(this.bus, this.render()));
    const problems = new Problems(this.bus);
    problems.check(length <= BUS_POLICY_QUOTA, "event-bus-policy-too-long", {
      property: "resourcePolicy",
      given: `${length} characters`,
    });
    problems.throwIfAny();
    return [];
  }

  private check(problems: Problems, { sid, effect, principals, conditions }: EventBusPolicyStatement): void {
    const property = "resourcePolicy";
    problems.check(/^[A-Za-z0-9]+$/.test(sid ?? ""), "event-bus-policy-sid-invalid", {
      property: `${property}.sid`,
      given: Token.isUnresolved(sid) ? "a token" : sid,
    });
    problems.check(!this.#statements.some((known) => known.sid === sid), "event-bus-policy-sid-taken", {
      property: `${property}.sid`,
      given: sid,
    });
    if (principals === undefined || (principals !== "*" && !principals.AWS?.length && !principals.Service?.length)) {
      problems.add("event-bus-policy-without-principal", { property: `${property}.${sid}.principals` });
    } else if (effect !== "Deny" && isEveryone(principals) && !hasCondition(conditions)) {
      problems.add("event-bus-policy-public", { property: `${property}.${sid}.principals`, given: principals });
    }
  }
}

function isEveryone(principals: Principals): boolean {
  return principals === "*" || (principals.AWS?.includes("*") ?? false);
}

/** An operator without a key is no condition. */
function hasCondition(conditions: Conditions = {}): boolean {
  return Object.values(conditions).some((keys) => Object.keys(keys).length > 0);
}

const PUT_EVENTS = ["events:PutEvents"];

/** Whoever is named by `principals` and fits `conditions` may put such events. */
function putEvents(
  sid: string,
  principals: Principals,
  conditions: Conditions,
  { sources, detailTypes }: GrantPutEventsOptions,
): EventBusPolicyStatement {
  const all: Conditions = {
    ...conditions,
    ...(detailTypes && { StringEquals: { ...conditions.StringEquals, "events:detail-type": detailTypes } }),
    // A key with several values, in AWS's form for bus policies; ForAllValues alone also holds where the key is missing.
    ...(sources && { "ForAllValues:StringEquals": { "events:source": sources }, Null: { "events:source": "false" } }),
  };
  return { sid, principals, actions: PUT_EVENTS, conditions: hasCondition(all) ? all : undefined };
}

export function putEventsOfAccount(
  bus: IConstruct,
  sid: string,
  accountId: string,
  options: GrantPutEventsOptions,
): EventBusPolicyStatement {
  const problems = new Problems(bus);
  problems.string(accountId, (id) => /^\d{12}$/.test(id), "account-id-invalid", "accountId");
  throwAny(problems);
  return putEvents(sid, { AWS: [accountId] }, {}, options);
}

export function putEventsOfOrganization(
  bus: IConstruct,
  sid: string,
  organizationId: string,
  options: GrantPutEventsOptions,
): EventBusPolicyStatement {
  const problems = new Problems(bus);
  problems.string(organizationId, (id) => /^o-[a-z0-9]{10,32}$/.test(id), "organization-id-invalid", "organizationId");
  throwAny(problems);
  return putEvents(sid, "*", { StringEquals: { "aws:PrincipalOrgID": organizationId } }, options);
}

const RULE_ARN = new RegExp(
  `^arn:[\\w-]+:events:[\\w-]+:\\d{12}:rule/(?:[/.\\-_A-Za-z0-9]{1,256}/)?[.\\-_A-Za-z0-9]{1,${MAX_NAME}}$`,
);

export function putEventsOfRule(
  bus: IConstruct,
  sid: string,
  ruleArn: string,
  options: GrantPutEventsOptions,
): EventBusPolicyStatement {
  const problems = new Problems(bus);
  problems.string(ruleArn, (arn) => RULE_ARN.test(arn), "rule-arn-invalid", "ruleArn");
  throwAny(problems);
  const account = Token.isUnresolved(ruleArn)
    ? Fn.element(Fn.split(":", ruleArn), 4)
    : (ruleArn.split(":")[4] as string);
  return putEvents(sid, { AWS: [account] }, { ArnEquals: { "aws:SourceArn": ruleArn } }, options);
}

function throwAny(problems: Problems): void {
  if (!problems.isEmpty) {
    throw problems.toError();
  }
}
