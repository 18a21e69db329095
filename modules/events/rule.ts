import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { type Problem, ValidationError } from "../core/errors";
import { renderJson, renderText } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf, removeFromTree } from "../core/reference";
import { Problems } from "../core/validate";
import type { IEventBus } from "./event-bus-base";
import { MAX_WILDCARD_RULES, RULES_QUOTA } from "./event-bus-limits";
import { BusRegistry, busKey, type RuleCount } from "./event-bus-registry";
import type { EventPattern } from "./event-pattern";
import { MAX_DESCRIPTION, MAX_NAME, MAX_TARGETS_PER_RULE, NAME } from "./limits";
import { checkRule, type RuleState } from "./rule-checks";
import { type IRuleTarget, RuleTarget } from "./rule-target";
import type { Schedule } from "./schedule";

/** A rule, made here or elsewhere. */
export interface IRule {
  /** @terraform aws_cloudwatch_event_rule.arn */
  readonly ruleArn: string;
  /** @terraform aws_cloudwatch_event_rule.name */
  readonly ruleName: string;
  /** The name of the rule's bus. @terraform aws_cloudwatch_event_rule.event_bus_name */
  readonly eventBusName: string;
}

export interface RuleProps extends AwsConstructProps {
  /**
   * Which events match. Beside a schedule the rule fires on either.
   *
   * @default - none; then there must be a schedule
   * @terraform aws_cloudwatch_event_rule.event_pattern
   */
  readonly eventPattern?: EventPattern;
  /**
   * When the rule fires by itself. On the default bus only.
   *
   * @default - never
   * @terraform aws_cloudwatch_event_rule.schedule_expression
   */
  readonly schedule?: Schedule;
  /**
   * Leaves out replayed events, for targets with side effects: adds `"replay-name": [{"exists": false}]` to the pattern.
   *
   * @default false
   * @terraform aws_cloudwatch_event_rule.event_pattern
   */
  readonly excludeReplays?: boolean;
  /**
   * Says that a pattern that every event matches is meant so; there is a warning otherwise.
   *
   * @default false
   */
  readonly matchEverything?: boolean;
  /**
   * @default - the default bus of the account and Region
   * @terraform aws_cloudwatch_event_rule.event_bus_name
   */
  readonly eventBus?: IEventBus;
  /**
   * What happens with a matching event: up to 5 targets, each under an id that becomes part of its Terraform address.
   *
   * @default - none yet; see `addTarget`
   */
  readonly targets?: { readonly [id: string]: IRuleTarget };
  /**
   * 1 to 64 letters, digits, `.`, `-` and `_`. Changing it replaces the rule.
   *
   * @default - made from the construct path
   * @terraform aws_cloudwatch_event_rule.name
   */
  readonly ruleName?: string;
  /**
   * At most 512 characters.
   *
   * @terraform aws_cloudwatch_event_rule.description
   */
  readonly description?: string;
  /**
   * @default true
   * @terraform aws_cloudwatch_event_rule.state
   */
  readonly enabled?: boolean;
  /**
   * Instead of `enabled`, for all states that AWS has.
   *
   * @default - as `enabled` says
   * @terraform aws_cloudwatch_event_rule.state
   */
  readonly state?: RuleState;
}

/** What identifies a rule that is made elsewhere. */
export interface RuleAttributes {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** @default "default" */
  readonly eventBusName?: string;
}

/**
 * Sends the events that match a pattern, or one at each time of a schedule, to targets. Makes `aws_cloudwatch_event_rule`.
 *
 * @throws ValidationError
 */
export class Rule extends AwsConstruct implements IRule {
  /** An existing rule. */
  public static fromRuleAttributes(scope: Construct, id: string, attributes: RuleAttributes): IRule {
    return new ImportedRule(scope, id, attributes);
  }

  public readonly resource: CloudwatchEventRule;
  public readonly ruleArn: string;
  public readonly ruleName: string;
  public readonly eventBusName: string;

  readonly #targets = new Map<string, RuleTarget>();
  readonly #bus: string;
  #refusedTargets = 0;

  constructor(scope: Construct, id: string, props: RuleProps) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(props.ruleName, (name) => NAME.test(name), "rule-name-invalid", "ruleName");
    problems.string(props.description, (text) => text.length <= MAX_DESCRIPTION, "description-too-long", "description");
    const { pattern, hasWildcards, state } = checkRule(problems, props);
    this.eventBusName = props.eventBus?.eventBusName ?? "default";
    this.#bus = busKey(this, this.eventBusName);
    const count = BusRegistry.of(TerraformStack.of(this)).countOf(this.#bus);
    this.checkQuotas(problems, count, hasWildcards);
    problems.throwIfAny();

    this.resource = this.make(CloudwatchEventRule, "Resource", {
      name: props.ruleName ?? physicalName(this, MAX_NAME),
      description: props.description && renderText(props.description),
      eventBusName: this.eventBusName,
      eventPattern: pattern && renderJson(pattern),
      scheduleExpression: props.schedule?.expressionString,
      state,
    });
    this.ruleArn = attributeOf(this.resource, "arn");
    this.ruleName = attributeOf(this.resource, "name");

    this.addTargets(props.targets ?? {});
    // A rule that its targets refuse does not count.
    count.rules += 1;
    count.withWildcards += hasWildcards ? 1 : 0;
    this.node.addValidation({ validate: () => this.warnIfWithoutTarget() });
  }

  /** The targets by id. */
  public get targets(): ReadonlyMap<string, RuleTarget> {
    return this.#targets;
  }

  /**
   * Adds a target.
   *
   * @param id becomes the target id and part of the Terraform address; changing it replaces the target
   * @throws ValidationError
   */
  public addTarget(id: string, target: IRuleTarget): RuleTarget {
    const problems = new Problems(this);
    const count = this.#targets.size + this.#refusedTargets;
    problems.check(count < MAX_TARGETS_PER_RULE, "rule-too-many-targets", {
      property: `targets.${id}`,
      given: `${count + 1} targets`,
    });
    const added = problems.isEmpty ? new RuleTarget(this, id, { rule: this, target }) : undefined;
    if (added === undefined) {
      throw problems.toError();
    }
    this.#targets.set(id, added);
    if (BusRegistry.of(this.resource.cdktfStack).busWithArn(added.resource.arnInput) === this.#bus) {
      problems.add("rule-feedback-loop", { property: `targets.${id}` });
      problems.throwIfAny();
    }
    return added;
  }

  private checkQuotas(problems: Problems, { rules, withWildcards }: RuleCount, hasWildcards: boolean): void {
    problems.check(!hasWildcards || withWildcards < MAX_WILDCARD_RULES, "rule-too-many-wildcards", {
      property: "eventPattern",
      given: `${withWildcards + 1} rules with wildcards`,
    });
    // Once for a bus, not for each rule from there on.
    problems.check(rules !== RULES_QUOTA, "rule-count-above-quota", {
      property: "eventBus",
      given: `${rules + 1} rules`,
    });
  }

  /** All targets at once; if some are wrong, the rule goes too and one error names everything. */
  private addTargets(targets: { readonly [id: string]: IRuleTarget }): void {
    const wrong: Problem[] = [];
    for (const [id, target] of Object.entries(targets)) {
      try {
        this.addTarget(id, target);
      } catch (error) {
        if (!(error instanceof ValidationError)) {
          throw error;
        }
        this.#refusedTargets += 1;
        wrong.push(...error.problems.map((p) => ({ ...p, property: inTargets(id, p.property) })));
      }
    }
    if (wrong.length > 0) {
      removeFromTree(this);
      throw new ValidationError(this.node.path, wrong);
    }
  }

  private warnIfWithoutTarget(): string[] {
    if (this.#targets.size === 0) {
      const problems = new Problems(this);
      problems.add("rule-without-target", { property: "targets" });
      problems.throwIfAny();
    }
    return [];
  }
}

class ImportedRule extends AwsConstruct implements IRule {
  public readonly ruleArn: string;
  public readonly ruleName: string;
  public readonly eventBusName: string;

  constructor(scope: Construct, id: string, attributes: RuleAttributes) {
    super(scope, id);
    const { ruleArn, ruleName, eventBusName = "default" } = (attributes ?? {}) as RuleAttributes;
    const problems = new Problems(this);
    problems.required(ruleArn, (arn) => arn !== "", "rule-arn-invalid", "ruleArn");
    problems.required(ruleName, (name) => name !== "", "rule-name-invalid", "ruleName");
    problems.throwIfAny();
    this.ruleArn = ruleArn;
    this.ruleName = ruleName;
    this.eventBusName = eventBusName;
  }
}

function inTargets(id: string, property: string): string {
  const prefix = `targets.${id}`;
  return property.startsWith(prefix) ? property : `${prefix}.${property}`;
}
