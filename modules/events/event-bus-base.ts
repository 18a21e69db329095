import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import { DataAwsCloudwatchEventBus } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-event-bus";
import { Fn, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct } from "../core/aws-construct";
import { Problems } from "../core/validate";
import { Grant, type IGrantable } from "../iam/grant";
import type { Conditions } from "../iam/policy";
import { Archive, type ArchiveProps } from "./archive";
import { ANY_BUS_NAME, BUS_ARN } from "./event-bus-limits";
import {
  EventBusPolicyDocument,
  type EventBusPolicyStatement,
  type GrantPutEventsOptions,
  putEventsOfAccount,
  putEventsOfOrganization,
  putEventsOfRule,
} from "./event-bus-policy";
import { type BusFacts, BusRegistry, busKey, rememberBus } from "./event-bus-registry";
import { Rule, type RuleProps } from "./rule";

/** An event bus, made here or elsewhere. */
export interface IEventBus {
  /** `default` for the default bus. @terraform aws_cloudwatch_event_bus.name */
  readonly eventBusName: string;
  /** @terraform aws_cloudwatch_event_bus.arn */
  readonly eventBusArn: string;
  /** Adds a rule on this bus. */
  addRule(id: string, props: Omit<RuleProps, "eventBus">): Rule;
  /** Adds an archive of this bus's events. */
  archive(id: string, props?: Omit<ArchiveProps, "sourceEventBus">): Archive;
  /** Lets an identity of the same account put events on this bus (`events:PutEvents`). */
  grantPutEvents(grantee: IGrantable, options?: GrantPutEventsOptions): Grant;
  /**
   * Lets another account put events on this bus. Its identities need the permission there too.
   *
   * @param sid of the statement in the bus's policy: letters and digits
   * @param accountId 12 digits
   * @throws ValidationError
   */
  grantPutEventsToAccount(sid: string, accountId: string, options?: GrantPutEventsOptions): void;
  /**
   * Lets all accounts of an organization put events on this bus (`aws:PrincipalOrgID`). Rules of those accounts need a role.
   *
   * @param sid of the statement in the bus's policy: letters and digits
   * @param organizationId such as `o-1a2b3c4d5e`
   * @throws ValidationError
   */
  grantPutEventsToOrganization(sid: string, organizationId: string, options?: GrantPutEventsOptions): void;
  /**
   * Lets one rule of another account or Region put events on this bus (`aws:SourceArn`).
   *
   * @param sid of the statement in the bus's policy: letters and digits
   * @param ruleArn such as `arn:aws:events:eu-central-1:123456789012:rule/bus/name`
   * @throws ValidationError
   */
  grantPutEventsToRule(sid: string, ruleArn: string, options?: GrantPutEventsOptions): void;
  /**
   * Adds a statement to the bus's policy, which is made with the first. It replaces a policy that an existing bus has.
   *
   * @throws ValidationError
   */
  addToResourcePolicy(statement: EventBusPolicyStatement): void;
}

/** What all buses have in common. */
export abstract class EventBusBase extends AwsConstruct implements IEventBus {
  public abstract readonly eventBusName: string;

  #arn: string | undefined;
  #policy: EventBusPolicyDocument | undefined;

  public get eventBusArn(): string {
    if (this.#arn === undefined) {
      this.#arn = this.readArn();
      this.registry.rememberArn(this.#arn, this.key);
    }
    return this.#arn;
  }

  protected abstract readArn(): string;

  /** To be called before anything else is made of the bus. */
  protected remember(facts: BusFacts): void {
    rememberBus(this, facts);
  }

  public addRule(id: string, props: Omit<RuleProps, "eventBus">): Rule {
    return new Rule(this, id, { ...props, eventBus: this });
  }

  public archive(id: string, props: Omit<ArchiveProps, "sourceEventBus"> = {}): Archive {
    return new Archive(this, id, { ...props, sourceEventBus: this });
  }

  public grantPutEvents(grantee: IGrantable, options: GrantPutEventsOptions = {}): Grant {
    const keys: { [key: string]: readonly string[] } = {};
    if (options.sources) {
      keys["events:source"] = options.sources;
    }
    if (options.detailTypes) {
      keys["events:detail-type"] = options.detailTypes;
    }
    const conditions: Conditions | undefined = Object.keys(keys).length > 0 ? { StringEquals: keys } : undefined;
    return Grant.addToPrincipal(grantee, { actions: ["events:PutEvents"], resources: [this.eventBusArn], conditions });
  }

  public grantPutEventsToAccount(sid: string, accountId: string, options: GrantPutEventsOptions = {}): void {
    this.addToResourcePolicy(putEventsOfAccount(this, sid, accountId, options));
  }

  public grantPutEventsToOrganization(sid: string, organizationId: string, options: GrantPutEventsOptions = {}): void {
    this.addToResourcePolicy(putEventsOfOrganization(this, sid, organizationId, options));
  }

  public grantPutEventsToRule(sid: string, ruleArn: string, options: GrantPutEventsOptions = {}): void {
    this.addToResourcePolicy(putEventsOfRule(this, sid, ruleArn, options));
  }

  public addToResourcePolicy(statement: EventBusPolicyStatement): void {
    const policy = this.#policy ?? new EventBusPolicyDocument(this);
    policy.add(statement, () => this.eventBusArn);
    if (this.#policy === undefined) {
      this.makePolicy(policy);
      this.#policy = policy;
    }
  }

  private makePolicy(policy: EventBusPolicyDocument): void {
    const problems = new Problems(this);
    problems.check(this.registry.addPolicy(this.key), "event-bus-policy-twice", {
      property: "resourcePolicy",
      given: this.eventBusName,
    });
    if (!problems.isEmpty) {
      throw problems.toError();
    }
    this.make(CloudwatchEventBusPolicy, "Policy", { eventBusName: this.eventBusName, policy: policy.render() });
    this.node.addValidation({ validate: () => policy.warnIfTooLong() });
  }

  private get registry(): BusRegistry {
    return BusRegistry.of(TerraformStack.of(this));
  }

  private get key(): string {
    return busKey(this, this.eventBusName);
  }
}

/** A bus of the account and Region. */
export class EventBusByName extends EventBusBase {
  constructor(
    scope: Construct,
    id: string,
    public readonly eventBusName: string,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(eventBusName, (name) => ANY_BUS_NAME.test(name), "event-bus-name-not-a-name", "eventBusName");
    problems.throwIfAny();
    this.remember({
      isDefault: Token.isUnresolved(eventBusName) ? undefined : eventBusName === "default",
      isByArn: false,
    });
  }

  protected readArn(): string {
    return this.make(DataAwsCloudwatchEventBus, "Data", { name: this.eventBusName }).arn;
  }
}

/** A bus of any account and Region. */
export class EventBusByArn extends EventBusBase {
  readonly #given: string;

  constructor(scope: Construct, id: string, eventBusArn: string) {
    super(scope, id);
    this.#given = eventBusArn;
    const problems = new Problems(this);
    problems.required(eventBusArn, (arn) => BUS_ARN.test(arn), "event-bus-arn-invalid", "eventBusArn");
    problems.throwIfAny();
    this.remember({ isDefault: false, isByArn: true });
  }

  public get eventBusName(): string {
    return Token.isUnresolved(this.#given)
      ? Fn.element(Fn.split(":event-bus/", this.#given), 1)
      : (this.#given.split(":event-bus/")[1] as string);
  }

  protected readArn(): string {
    return this.#given;
  }

  public override addToResourcePolicy(): void {
    const problems = new Problems(this);
    problems.add("event-bus-by-arn", { property: "resourcePolicy" });
    throw problems.toError();
  }
}
