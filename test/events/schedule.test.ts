import { Duration, EventBus, Rule, type RuleProps, RuleState, Schedule } from "cdktf-aws-http-integrations";
import fc from "fast-check";
import { ScheduleExpression } from "../../modules/languages/schedule";
import { codesOf, findings, refusal, synth } from "../support/synth";
import { sendingTo } from "./rule-cases/rule-and-bus";

const targets = { T: sendingTo("arn:aws:sns:us-east-1:123456789012:t") };
const rule = (props: RuleProps) => synth((stack) => new Rule(stack, "Rule", { targets, ...props }));
const refused = (props: RuleProps) => findings(refusal((stack) => new Rule(stack, "Rule", { targets, ...props })));

describe("Schedule", () => {
  it.each<[Schedule, string]>([
    [Schedule.rate(Duration.minutes(1)), "rate(1 minute)"],
    [Schedule.rate(Duration.minutes(90)), "rate(90 minutes)"],
    [Schedule.rate(Duration.seconds(3600)), "rate(1 hour)"],
    [Schedule.rate(Duration.hours(48)), "rate(2 days)"],
    [Schedule.cron({ minute: "15", hour: "10", day: "L" }), "cron(15 10 L * ? *)"],
    [Schedule.cron({ minute: "0", hour: "8", weekDay: "MON-FRI" }), "cron(0 8 ? * MON-FRI *)"],
    [
      Schedule.cron({ minute: "0/5", day: "?", weekDay: "6L", month: "JAN", year: "2026-2030" }),
      "cron(0/5 * ? JAN 6L 2026-2030)",
    ],
    [Schedule.cron({}), "cron(* * * * ? *)"],
    [Schedule.expression("rate(5 minutes)"), "rate(5 minutes)"],
  ])("%#: is %s", (schedule, expression) => {
    expect(schedule.expressionString).toBe(expression);
    expect(rule({ schedule }).resource("aws_cloudwatch_event_rule")).toEqual({
      name: "stack-Rule-bf92b032",
      event_bus_name: "default",
      schedule_expression: expression,
      state: "ENABLED",
    });
    expect(rule({ schedule }).warnings).toEqual([]);
  });

  it("of any whole number of minutes is a rate that AWS accepts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (minutes) => {
        const { expressionString } = Schedule.rate(Duration.minutes(minutes));
        expect(ScheduleExpression.parse(expressionString).rateMinutes).toBe(minutes);
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });

  it("fires beside a pattern, on either", () => {
    const schedule = Schedule.rate(Duration.hours(1));
    expect(rule({ schedule, eventPattern: { source: ["shop"] } }).resource("aws_cloudwatch_event_rule")).toMatchObject({
      event_pattern: '{"source":["shop"]}',
      schedule_expression: "rate(1 hour)",
    });
  });

  it.each([Duration.seconds(0), Duration.seconds(59), Duration.seconds(61), Duration.minutes(1.5)])(
    "fails when the rate is %s",
    (duration) => {
      expect(refused({ schedule: Schedule.rate(duration) })).toEqual(["schedule: schedule-invalid"]);
    },
  );

  it.each(["", "every day", "rate(1 minutes)", "cron(0 10 * * *)", "rate(1 minute) ", `rate(${"1".repeat(250)} days)`])(
    "fails when the expression is %j",
    (text) => {
      expect(refused({ schedule: Schedule.expression(text) })).toEqual(["schedule: schedule-invalid"]);
    },
  );

  it("fails with each wrong field, in the words and with the fix of the parser", () => {
    const schedule = Schedule.cron({ minute: "60", hour: "24", day: "1", weekDay: "MON" });
    const error = refusal((stack) => new Rule(stack, "Rule", { schedule, targets }));

    expect(findings(error)).toEqual(Array(3).fill("schedule: schedule-invalid"));
    expect(error.message).toContain('"cron(60 24 1 * MON *)": Both day-of-month and day-of-week are given');
    expect(error.message).toContain("Fix: Exactly one of them must be ?");
  });

  it("fails on another bus than the default one, however the bus is known", () => {
    const schedule = Schedule.rate(Duration.hours(1));
    const error = (bus: (stack: Parameters<typeof EventBus.defaultBus>[0]) => RuleProps["eventBus"]) =>
      findings(refusal((stack) => new Rule(stack, "Rule", { schedule, targets, eventBus: bus(stack) })));

    expect(error((stack) => new EventBus(stack, "Bus"))).toEqual(["schedule: rule-schedule-on-custom-bus"]);
    expect(error((stack) => EventBus.fromEventBusName(stack, "Bus", "b"))).toEqual([
      "schedule: rule-schedule-on-custom-bus",
    ]);
    expect(error(() => ({ eventBusName: "b" }) as never)).toEqual(["schedule: rule-schedule-on-custom-bus"]);
    expect(
      synth((stack) => new Rule(stack, "R", { schedule, targets, eventBus: { eventBusName: "default" } as never })),
    ).toMatchObject({ warnings: [] });
  });

  it("fails beside the state for the management events of CloudTrail", () => {
    const state = RuleState.ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS;
    const schedule = Schedule.rate(Duration.hours(1));
    expect(refused({ schedule, state })).toEqual(["state: rule-state-with-schedule"]);
    expect(refused({ schedule, state, eventPattern: { source: ["a"] } })).toEqual(["state: rule-state-with-schedule"]);
  });

  it("warns of a forgotten minute and of what never fires", () => {
    expect(codesOf(rule({ schedule: Schedule.cron({ hour: "10" }) }).warnings)).toEqual(["schedule-every-minute"]);
    expect(codesOf(rule({ schedule: Schedule.cron({ hour: "10", minute: "*" }) }).warnings)).toEqual([]);
    expect(codesOf(rule({ schedule: Schedule.expression("cron(0 0 30 2 ? *)") }).warnings)).toEqual([
      "schedule-suspicious",
    ]);
  });
});
