import fc from "fast-check";
import {
  SCHEDULE_EXPRESSION_MAX_LENGTH,
  SCHEDULE_EXPRESSION_NOT_VALID,
  ScheduleExpression,
  ScheduleExpressionError,
} from "../../../modules/languages/schedule";

function errorOf(text: string): ScheduleExpressionError {
  try {
    ScheduleExpression.parse(text);
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

function nextTimes(text: string, after: string, count: number): string[] {
  const expression = ScheduleExpression.parse(text);
  const times: string[] = [];
  let instant: Date | undefined = new Date(after);
  for (let index = 0; index < count && instant !== undefined; index++) {
    instant = expression.nextAfter(instant);
    times.push(instant === undefined ? "never" : instant.toISOString().slice(0, 16));
  }
  return times;
}

describe("recorded on AWS (LocalStack's aws.validated schedule tests)", () => {
  test.each([
    "rate(1 minute)",
    "cron(0 2 ? * SAT *)",
    "cron(0 12 * * ? *)",
    "cron(5,35 14 * * ? *)",
    "cron(15 10 ? * 6L 2002-2005)",
    "cron(0 2 ? * SAT#3 *)",
    "cron(* * ? * SAT#3 *)",
    "cron(0/5 5 ? JAN 1-5 2022)",
    "cron(0 10 * * ? *)",
    "cron(15 12 * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0 8 1 * ? *)",
    "cron(0/15 * * * ? *)",
    "cron(0/10 * ? * MON-FRI *)",
    "cron(0/5 8-17 ? * MON-FRI *)",
    "cron(0/30 20-23 ? * MON-FRI *)",
    "cron(0/30 0-2 ? * MON-FRI *)",
  ])("AWS accepts %s", (text) => {
    expect(ScheduleExpression.parse(text)).toMatchObject({ text, warnings: [] });
  });

  test.each([
    "rate(10 seconds)",
    "rate(10 years)",
    "rate(1 minutes)",
    "rate(1 hours)",
    "rate(1 days)",
    "rate(10 minute)",
    "rate(10 hour)",
    "rate(10 day)",
    "rate()",
    "rate(10)",
    "rate(10 minutess)",
    "rate(foo minutes)",
    "rate(0 minutes)",
    "rate(-10 minutes)",
    "rate(10 MINUTES)",
    "rate( 10 minutes )",
    " rate(10 minutes)",
    "cron(0 1 * * * *)",
    "cron(7 20 * * NOT *)",
    "cron(INVALID)",
    "cron(0 dummy ? * MON-FRI *)",
    "cron(71 8 1 * ? *)",
  ])("AWS refuses %s", (text) => {
    expect(errorOf(text).message.startsWith(`${SCHEDULE_EXPRESSION_NOT_VALID} `)).toBe(true);
  });
});

describe("refusals by AWS's documented grammar", () => {
  test.each([
    ["every day", "not-a-schedule"],
    ["", "not-a-schedule"],
    ["at(2026-01-01T00:00:00)", "not-a-schedule"],
    ["cron(0 10 * * ? *) ", "not-a-schedule"],
    ["rate(01 minute)", "rate-value"],
    ["rate(1.5 hours)", "rate-value"],
    ["rate(5  minutes)", "rate-form"],
    ["rate(5 minutes", "rate-form"],
    ["cron()", "cron-field-count"],
    ["cron(0 10 * * ?)", "cron-field-count"],
    ["cron(0 0 10 * * ? *)", "cron-field-count"],
    ["cron(0 10 ? * ? *)", "cron-day-conflict"],
    ["cron(0 10 1 * 2 *)", "cron-day-conflict"],
    ["cron(60 10 * * ? *)", "cron-value"],
    ["cron(0 24 * * ? *)", "cron-value"],
    ["cron(0 10 0 * ? *)", "cron-value"],
    ["cron(0 10 32 * ? *)", "cron-value"],
    ["cron(0 10 * 13 ? *)", "cron-value"],
    ["cron(0 10 * 0 ? *)", "cron-value"],
    ["cron(0 10 ? * 0 *)", "cron-value"],
    ["cron(0 10 ? * 8 *)", "cron-value"],
    ["cron(0 10 * * ? 1969)", "cron-value"],
    ["cron(0 10 * * ? 2200)", "cron-value"],
    ["cron(0 10 1, * ? *)", "cron-value"],
    ["cron(0 10 ? * 2#0 *)", "cron-value"],
    ["cron(0 10 ? * 2#6 *)", "cron-value"],
    ["cron(0 10 ? * 2#1#1 *)", "cron-value"],
    ["cron(-1 10 * * ? *)", "cron-value"],
    ["cron(0 10 * * ? 2030-2020)", "cron-range"],
    ["cron(0/0 10 * * ? *)", "cron-step"],
    ["cron(0/ 10 * * ? *)", "cron-step"],
    ["cron(/5 10 * * ? *)", "cron-value"],
    ["cron(0/5/5 10 * * ? *)", "cron-step"],
    ["cron(? 10 * * ? *)", "cron-wildcard"],
    ["cron(0 10 ?,1 * ? *)", "cron-wildcard"],
    ["cron(L 10 * * ? *)", "cron-wildcard"],
    ["cron(0 10 W * ? *)", "cron-wildcard"],
    ["cron(0 10 ? * 3#1,6#3 *)", "cron-wildcard"],
    ["cron(0 10 ? * W *)", "cron-wildcard"],
    ["cron(0 10 3#1 * ? *)", "cron-wildcard"],
  ])("%s: %s", (text, code) => {
    expect(errorOf(text).problems.map((problem) => problem.code)).toContain(code);
  });

  test.each([
    ["rate(1 minutes)", "Write rate(1 minute)."],
    ["rate(10 hour)", "Write rate(10 hours)."],
    ["rate( 10 minutes )", "Write rate(10 minutes)."],
    [" rate(10 minutes)", "Remove the blanks around it."],
    ["0 10 * * ? *", "Did you mean cron(0 10 * * ? *)?"],
    ["cron(0 10 * * *)", "Did you mean cron(0 10 * * ? *)?"],
    ["cron(0 10 * * * *)", "Exactly one of them must be ?: cron(0 10 * * ? *)."],
    ["cron(0 10 * * MON *)", "Exactly one of them must be ?: cron(0 10 ? * MON *)."],
    ["cron(0 10 ? * ? *)", "Exactly one of them must be ?: cron(0 10 * * ? *)."],
  ])("%s: %s", (text, fix) => {
    const { problems, message } = errorOf(text);
    expect(problems.map((problem) => problem.fix)).toContain(fix);
    expect(message).toContain(fix);
  });

  test("names every wrong field at once", () => {
    const fields = errorOf("cron(60 24 32 13 ? 1)").problems.map((problem) => problem.field);
    expect(fields).toEqual(["minutes", "hours", "day-of-month", "month", "year"]);
  });

  test("takes 256 characters, not 257", () => {
    const longest = `cron(0 10 ${"1,".repeat(118)}31 * ? *)`;
    const padded = `${longest.slice(0, -1)}${" ".repeat(SCHEDULE_EXPRESSION_MAX_LENGTH - longest.length)})`;
    expect(ScheduleExpression.parse(padded).text).toHaveLength(256);
    expect(errorOf(`${padded.slice(0, -1)} )`).problems[0]?.code).toBe("too-long");
  });
});

describe("warnings, where AWS's answer is not documented", () => {
  test.each([
    ["cron( 0 10 * * ? * )", "cron-spacing"],
    ["cron(0  10 * * ? *)", "cron-spacing"],
    ["cron(0 10 ? * mon-fri *)", "cron-lower-case"],
    ["cron(0 10 ? * 2/2 *)", "cron-unlisted-form"],
    ["cron(0 10 L-3 * ? *)", "cron-unlisted-form"],
    ["cron(0 10 1,15W * ? *)", "cron-unlisted-form"],
    ["cron(0 10 31W * ? *)", "cron-unlisted-form"],
    ["cron(0 22-2 * * ? *)", "cron-reversed-range"],
    ["cron(0/60 * * * ? *)", "cron-step-has-no-effect"],
    ["cron(0 10 31 2 ? *)", "cron-never"],
    ["cron(0 10 29 2 ? 2100)", "cron-never"],
  ])("%s: %s", (text, code) => {
    expect(ScheduleExpression.parse(text).warnings.map((warning) => warning.code)).toContain(code);
  });
});

describe("nextAfter of cron()", () => {
  test.each([
    ["cron(0 10 * * ? *)", "2026-11-21T09:59:59Z", ["2026-11-21T10:00", "2026-11-22T10:00"]],
    ["cron(0 10 * * ? *)", "2026-11-21T10:00:00Z", ["2026-11-22T10:00"]],
    ["cron(0 10 * * ? *)", "2026-11-21T10:00:30Z", ["2026-11-22T10:00"]],
    ["cron(59 23 31 DEC ? *)", "2026-12-31T23:59:00Z", ["2027-12-31T23:59"]],
    ["cron(5,35 14 * * ? *)", "2026-11-21T14:05:00Z", ["2026-11-21T14:35", "2026-11-22T14:05"]],
    ["cron(0/25 * * * ? *)", "2026-11-21T23:30:00Z", ["2026-11-21T23:50", "2026-11-22T00:00"]],
    ["cron(10-30/10 0 * * ? *)", "2026-11-21T00:00:00Z", ["2026-11-21T00:10", "2026-11-21T00:20", "2026-11-21T00:30"]],
    ["cron(0 18 ? * MON-FRI *)", "2026-11-20T18:00:00Z", ["2026-11-23T18:00"]],
    ["cron(0 0 ? * 1 *)", "2026-11-21T00:00:00Z", ["2026-11-22T00:00"]],
    ["cron(0 0 L * ? *)", "2027-12-31T00:00:00Z", ["2028-01-31T00:00", "2028-02-29T00:00", "2028-03-31T00:00"]],
    ["cron(0 0 LW * ? *)", "2027-01-01T00:00:00Z", ["2027-01-29T00:00", "2027-02-26T00:00", "2027-03-31T00:00"]],
    ["cron(0 0 3W * ? *)", "2026-10-01T00:00:00Z", ["2026-10-02T00:00", "2026-11-03T00:00", "2026-12-03T00:00"]],
    // The 1st is a Saturday, the 31st a Sunday: the nearest weekday stays in the month.
    ["cron(0 0 1W 8 ? 2026)", "2026-01-01T00:00:00Z", ["2026-08-03T00:00", "never"]],
    ["cron(0 0 31W 5 ? 2026)", "2026-01-01T00:00:00Z", ["2026-05-29T00:00", "never"]],
    ["cron(0 0 ? * 6L *)", "2026-11-01T00:00:00Z", ["2026-11-27T00:00", "2026-12-25T00:00"]],
    ["cron(0 0 ? * L *)", "2026-11-21T00:00:00Z", ["2026-11-28T00:00"]],
    ["cron(0 0 ? * 3#2 *)", "2026-11-01T00:00:00Z", ["2026-11-10T00:00", "2026-12-08T00:00"]],
    ["cron(0 0 ? * SUN#5 *)", "2026-11-01T00:00:00Z", ["2026-11-29T00:00", "2027-01-31T00:00"]],
    ["cron(0 0 29 2 ? *)", "2096-03-01T00:00:00Z", ["2104-02-29T00:00"]],
    ["cron(15 10 ? * 6L 2002-2005)", "2005-12-01T00:00:00Z", ["2005-12-30T10:15", "never"]],
    ["cron(0 0 1 1 ? 2199)", "2026-01-01T00:00:00Z", ["2199-01-01T00:00", "never"]],
    ["cron(0 0 1 1 ? *)", "1900-01-01T00:00:00Z", ["1970-01-01T00:00"]],
  ])("%s after %s", (text, after, expected) => {
    expect(nextTimes(text, after, expected.length)).toEqual(expected);
  });

  test("an invalid date is refused", () => {
    expect(() => ScheduleExpression.parse("rate(1 minute)").nextAfter(new Date(Number.NaN))).toThrow(RangeError);
  });
});

describe("nextAfter of rate()", () => {
  const start = new Date("2026-11-21T10:00:20Z");

  test.each([
    ["rate(1 minute)", 1],
    ["rate(5 minutes)", 5],
    ["rate(1 hour)", 60],
    ["rate(12 hours)", 720],
    ["rate(1 day)", 1440],
    ["rate(7 days)", 10080],
  ])("%s is %d minutes", (text, minutes) => {
    const expression = ScheduleExpression.parse(text);
    expect(expression).toMatchObject({ kind: "rate", rateMinutes: minutes });
    expect(expression.nextAfter(start)).toEqual(new Date(start.getTime() + minutes * 60_000));
  });

  test.each([
    ["2026-11-21T10:00:20Z", "2026-11-21T10:05:20.000Z"],
    ["2026-11-21T10:05:19Z", "2026-11-21T10:05:20.000Z"],
    ["2026-11-21T10:05:20Z", "2026-11-21T10:10:20.000Z"],
    ["2026-11-20T00:00:00Z", "2026-11-21T10:05:20.000Z"],
  ])("every 5 minutes from 10:00:20, after %s: %s", (instant, expected) => {
    expect(ScheduleExpression.parse("rate(5 minutes)").nextAfter(new Date(instant), start)?.toISOString()).toBe(
      expected,
    );
  });

  test("a rate beyond the calendar never fires", () => {
    expect(ScheduleExpression.parse(`rate(${"9".repeat(30)} days)`).nextAfter(start)).toBeUndefined();
  });
});

describe("properties", () => {
  const settings = { seed: 20261102, numRuns: 400 };

  test("any text parses or throws ScheduleExpressionError", () => {
    const alphabet = [..."0123456789,-*?/LW# "].concat("MON", "JAN", "cron(", "rate(", ")", " minutes");
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => parts.join("")),
      fc.array(fc.constantFrom(...alphabet), { maxLength: 40 }).map((parts) => `cron(${parts.join("")})`),
    );
    fc.assert(
      fc.property(text, (value) => {
        try {
          ScheduleExpression.parse(value).nextAfter(new Date(0));
        } catch (error) {
          expect(error).toBeInstanceOf(ScheduleExpressionError);
        }
      }),
      settings,
    );
  });

  test("the next time is the first matching minute", () => {
    const field = (min: number, max: number) =>
      fc.oneof(
        fc.constant("*"),
        fc.integer({ min, max }).map(String),
        fc.tuple(fc.integer({ min, max }), fc.integer({ min: 1, max: 9 })).map(([from, step]) => `${from}/${step}`),
      );
    const selects = (text: string, value: number) => {
      if (text === "*") return true;
      const [from, step] = text.split("/").map(Number);
      return step === undefined ? value === from : value >= from! && (value - from!) % step === 0;
    };
    const start = Date.UTC(2026, 1, 26);
    fc.assert(
      fc.property(field(0, 59), field(0, 23), field(1, 31), fc.integer({ min: 0, max: 2000 }), (m, h, d, ahead) => {
        const instant = start + ahead * 60_000;
        const next = ScheduleExpression.parse(`cron(${m} ${h} ${d} * ? *)`).nextAfter(new Date(instant))?.getTime();
        for (let time = instant + 60_000; time < instant + 2 * 86_400_000; time += 60_000) {
          const date = new Date(time);
          const hit =
            selects(m, date.getUTCMinutes()) && selects(h, date.getUTCHours()) && selects(d, date.getUTCDate());
          if (hit) return expect(next).toBe(time);
        }
        expect(next === undefined || next >= instant + 2 * 86_400_000).toBe(true);
      }),
      { ...settings, numRuns: 100 },
    );
  });
});
