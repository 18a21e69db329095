import { Token } from "cdktf";
import type { Problems } from "../core/validate";
import { factsOf } from "./event-bus-registry";
import { type EventPattern, toAwsPattern } from "./event-pattern";
import { checkEventPattern, matchesEverything } from "./event-pattern-checks";
import type { RuleProps } from "./rule";

/** Whether a rule fires. */
export enum RuleState {
  ENABLED = "ENABLED",
  DISABLED = "DISABLED",
  /** Enabled, and read-only management events of CloudTrail (List, Get, Describe) match too. Not beside a schedule. */
  ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
}

/** What the properties of a rule become. */
export interface CheckedRule {
  /** As AWS spells it. */
  readonly pattern: { readonly [field: string]: unknown } | undefined;
  readonly hasWildcards: boolean;
  readonly state: RuleState;
}

/** Checks when a rule fires, on which bus, and whether. */
export function checkRule(problems: Problems, props: RuleProps): CheckedRule {
  const { eventPattern, schedule, eventBus } = props;
  const isByArn = eventBus !== undefined && factsOf(eventBus)?.isByArn === true;
  problems.check(!isByArn, "event-bus-by-arn", { property: "eventBus" });
  problems.check(eventPattern !== undefined || schedule !== undefined, "rule-without-pattern-or-schedule", {
    property: "eventPattern",
  });
  const state = checkState(problems, props);
  checkSchedule(problems, props, state);
  return { ...checkPattern(problems, props), state };
}

function checkState(problems: Problems, { enabled, state }: RuleProps): RuleState {
  if (state === undefined) {
    return (enabled ?? true) ? RuleState.ENABLED : RuleState.DISABLED;
  }
  problems.check(enabled === undefined, "rule-state-contradiction", { property: "enabled", given: enabled });
  problems.string(state, (text) => Object.hasOwn(RuleState, text), "rule-state-invalid", "state");
  return state;
}

function checkSchedule(problems: Problems, { schedule, eventBus }: RuleProps, state: RuleState): void {
  if (schedule === undefined) {
    return;
  }
  schedule.check(problems, "schedule");
  const isOnDefaultBus = eventBus === undefined || isDefault(eventBus);
  problems.check(isOnDefaultBus, "rule-schedule-on-custom-bus", { property: "schedule" });
  problems.check(state !== RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, "rule-state-with-schedule", {
    property: "state",
    given: state,
  });
}

/** A bus whose name only Terraform knows may be the default one. */
function isDefault(bus: NonNullable<RuleProps["eventBus"]>): boolean {
  const facts = factsOf(bus);
  if (facts !== undefined) {
    return facts.isDefault ?? true;
  }
  return Token.isUnresolved(bus.eventBusName) || bus.eventBusName === "default";
}

function checkPattern(problems: Problems, props: RuleProps): Pick<CheckedRule, "pattern" | "hasWildcards"> {
  const { eventPattern, excludeReplays = false, matchEverything = false } = props;
  if (excludeReplays && eventPattern?.replayName !== undefined) {
    problems.add("rule-exclude-replays-contradiction", { property: "excludeReplays" });
  }
  if (eventPattern === undefined) {
    // A pattern of this condition alone would match every event.
    problems.check(!excludeReplays, "rule-exclude-replays-contradiction", { property: "excludeReplays" });
    return { pattern: undefined, hasWildcards: false };
  }
  const pattern = toAwsPattern(excludeReplays ? withoutReplays(eventPattern) : eventPattern);
  const parsed = checkEventPattern(problems, { property: "eventPattern" }, pattern);
  if (parsed !== undefined && !matchEverything && matchesEverything(pattern)) {
    problems.add("event-pattern-matches-everything", { property: "eventPattern", given: pattern });
  }
  return { pattern, hasWildcards: (parsed?.wildcardComplexity ?? 0) > 0 };
}

/** An empty pattern stays empty: it is a mistake that this condition would hide. */
function withoutReplays(pattern: EventPattern): EventPattern {
  return Object.keys(pattern).length === 0 ? pattern : { ...pattern, replayName: [{ exists: false }] };
}
