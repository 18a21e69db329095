import type { RuleDefinition } from "./rule";

/** Buses, rules and event patterns. */
export const RULE_RULES = {
  "event-bus-name-invalid": {
    severity: "error",
    allowed: "must have 1 to 256 letters, digits, `.`, `-` or `_`, and not be `default`",
    why: "The provider checks the length only; AWS refuses it at apply.",
    fix: "rename it; use EventBus.defaultBus for the default bus.",
    source: "EventBridge API model",
    terraform: "aws_cloudwatch_event_bus.name",
  },
  "event-bus-name-reserved": {
    severity: "warning",
    allowed: "should not start with `aws.`",
    why: "Such names are those of partner buses.",
    fix: "rename it.",
    source: "EventBridge API model (the prefix is unsourced)",
    terraform: "aws_cloudwatch_event_bus.name",
  },
  "event-bus-name-not-a-name": {
    severity: "error",
    allowed: "must be the name of a bus, not its ARN",
    why: "Rules made with an ARN show a difference at every plan.",
    fix: "pass the part of the ARN after `event-bus/`.",
    source: "terraform-provider-aws issue 34949",
    terraform: "aws_cloudwatch_event_rule.event_bus_name",
  },
  "rule-name-invalid": {
    severity: "error",
    allowed: "must have 1 to 64 letters, digits, `.`, `-` or `_`",
    why: "AWS refuses it at apply.",
    fix: "rename it, or leave it out.",
    source: "EventBridge API model",
    terraform: "aws_cloudwatch_event_rule.name",
  },
  "rule-without-target": {
    severity: "warning",
    allowed: "are empty: matching events go nowhere",
    why: "AWS accepts a rule without targets and drops what it matches.",
    fix: "add a target with `targets` or `addTarget`.",
    source: "this library",
    terraform: "aws_cloudwatch_event_target",
  },
  "rule-too-many-targets": {
    severity: "error",
    allowed: "may be one of at most 5 targets of a rule",
    why: "AWS refuses the sixth at apply, and the quota cannot be raised.",
    fix: "add a second rule with the same pattern.",
    source: "AWS quotas; recorded from AWS",
    terraform: "aws_cloudwatch_event_target",
  },
  "event-pattern-invalid": {
    severity: "error",
    allowed: "must be a pattern that EventBridge accepts",
    why: "The provider checks only that it is JSON; AWS refuses it at apply.",
    fix: "see Match for every operator.",
    source: "recorded from AWS; event-ruler 2.0.1",
    terraform: "aws_cloudwatch_event_rule.event_pattern",
  },
  "event-pattern-suspicious": {
    severity: "warning",
    allowed: "should be what EventBridge is known to match",
    why: "The pattern is accepted and may never match.",
    fix: "see Match for every operator.",
    source: "event-ruler 2.0.1, AWS quotas",
    terraform: "aws_cloudwatch_event_rule.event_pattern",
  },
} as const satisfies { readonly [code: string]: RuleDefinition };
