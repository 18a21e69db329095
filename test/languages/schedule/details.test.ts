import { ScheduleExpression, ScheduleExpressionError } from "../../../modules/languages/schedule";

/** The next times after an instant, as far as the year needs telling. */
function times(text: string, after: string, count: number): (string | undefined)[] {
  const expression = ScheduleExpression.parse(text);
  const found: (string | undefined)[] = [];
  let instant: Date | undefined = new Date(after);
  while (found.length < count && instant !== undefined) {
    instant = expression.nextAfter(instant);
    found.push(instant?.toISOString().slice(0, 16));
  }
  return found;
}

function problems(text: string) {
  try {
    ScheduleExpression.parse(text);
  } catch (error) {
    if (error instanceof ScheduleExpressionError) return error.problems;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

const codes = (text: string) => problems(text).map(({ code }) => code);
const warnings = (text: string) => ScheduleExpression.parse(text).warnings.map(({ code }) => code);

describe("days counted from the end of the month", () => {
  test.each([
    ["L-3", ["2026-01-28", "2026-02-25", "2026-03-28"]],
    // Only months of 31 days have a day 30 days before the last.
    ["L-30", ["2026-01-01", "2026-03-01", "2026-05-01"]],
    ["L-28", ["2026-01-03", "2026-03-03", "2026-04-02"]],
    ["L-27", ["2026-01-04", "2026-02-01", "2026-03-04"]],
    ["L", ["2026-01-31", "2026-02-28", "2026-03-31"]],
    ["LW", ["2026-01-30", "2026-02-27", "2026-03-31"]],
  ])("%s", (day, expected) => {
    expect(times(`cron(0 0 ${day} * ? *)`, "2025-12-31T00:00:00Z", 4).filter((time) => time! > "2026")).toEqual(
      expect.arrayContaining(expected.map((date) => `${date}T00:00`)),
    );
    expect(times(`cron(0 0 ${day} * ? 2026)`, "2025-12-31T00:00:00Z", 3)).toEqual(
      expected.map((date) => `${date}T00:00`),
    );
  });

  test.each(["L-31", "L-", "L-100", "xL-3", "L-3x", "LL", "L-3L"])("fails when day-of-month is %s", (day) => {
    expect(codes(`cron(0 0 ${day} * ? *)`)).toEqual(expect.arrayContaining(["cron-value"]));
  });

  test("only the documented form has no warning", () => {
    expect(warnings("cron(0 0 L * ? *)")).toEqual([]);
    expect(warnings("cron(0 0 LW * ? *)")).toEqual([]);
    expect(warnings("cron(0 0 L-3 * ? *)")).toEqual(["cron-unlisted-form"]);
    expect(warnings("cron(0 0 L,15 * ? *)")).toEqual(["cron-unlisted-form"]);
    expect(warnings("cron(0 0 1,15 * ? *)")).toEqual([]);
  });
});

describe("the weekday nearest to a day", () => {
  test.each([
    // 1 August 2026 is a Saturday, 31 May 2026 a Sunday: neither leaves its month.
    ["1W", "2026-07-31T00:00:00Z", "2026-08-03T00:00"],
    ["31W", "2026-05-01T00:00:00Z", "2026-05-29T00:00"],
    ["15W", "2026-02-01T00:00:00Z", "2026-02-16T00:00"],
    ["14W", "2026-02-01T00:00:00Z", "2026-02-13T00:00"],
    ["16W", "2026-02-01T00:00:00Z", "2026-02-16T00:00"],
    // April has no 31st, and is left out.
    ["31W", "2026-04-01T00:00:00Z", "2026-05-29T00:00"],
  ])("%s after %s is %s", (day, after, expected) => {
    expect(times(`cron(0 0 ${day} * ? *)`, after, 1)).toEqual([expected]);
  });

  test.each([
    ["28W", []],
    ["29W", ["cron-unlisted-form"]],
    ["31W", ["cron-unlisted-form"]],
  ])("%s warns of %j", (day, expected) => {
    expect(warnings(`cron(0 0 ${day} * ? *)`)).toEqual(expected);
  });

  test("fails when the day is none", () => {
    expect(codes("cron(0 0 W * ? *)")).toEqual(["cron-wildcard"]);
    expect(codes("cron(0 0 32W * ? *)")).toEqual(["cron-value"]);
    expect(codes("cron(0 0 xW * ? *)")).toEqual(["cron-value"]);
  });
});

describe("days of the week", () => {
  test.each([
    ["6L", ["2026-01-30T00:00", "2026-02-27T00:00"]],
    ["FRIL", ["2026-01-30T00:00", "2026-02-27T00:00"]],
    ["L", ["2026-01-03T00:00", "2026-01-10T00:00"]],
    ["SAT#5", ["2026-01-31T00:00", "2026-05-30T00:00"]],
    ["FRI-SUN", ["2026-01-02T00:00", "2026-01-03T00:00", "2026-01-04T00:00", "2026-01-09T00:00"]],
  ])("%s", (day, expected) => {
    expect(times(`cron(0 0 ? * ${day} *)`, "2026-01-01T12:00:00Z", expected.length)).toEqual(expected);
  });

  test.each(["8L", "xL", "LFRI", "8#1", "6#0", "6#6", "6#12", "6#x1", "6#1#2", "#1"])("fails when it is %s", (day) => {
    expect(codes(`cron(0 0 ? * ${day} *)`)).toContain("cron-value");
  });
});

describe("ranges", () => {
  test("one that runs backwards wraps around, with a warning", () => {
    expect(times("cron(0 22-2 * * ? *)", "2026-01-01T12:00:00Z", 6)).toEqual([
      "2026-01-01T22:00",
      "2026-01-01T23:00",
      "2026-01-02T00:00",
      "2026-01-02T01:00",
      "2026-01-02T02:00",
      "2026-01-02T22:00",
    ]);
    expect(times("cron(0 0 1 NOV-FEB ? *)", "2026-01-15T00:00:00Z", 4)).toEqual([
      "2026-02-01T00:00",
      "2026-11-01T00:00",
      "2026-12-01T00:00",
      "2027-01-01T00:00",
    ]);
    expect(times("cron(50-10/10 0 * * ? *)", "2026-01-01T00:00:00Z", 3)).toEqual([
      "2026-01-01T00:10",
      "2026-01-01T00:50",
      "2026-01-02T00:00",
    ]);
    expect(warnings("cron(0 22-2 * * ? *)")).toEqual(["cron-reversed-range"]);
    expect(codes("cron(0 0 1 * ? 2030-2029)")).toEqual(["cron-range"]);
    expect(warnings("cron(0 0 1 * ? 2030-2030)")).toEqual([]);
  });

  test("values come in order, however they are listed", () => {
    expect(times("cron(30,5 20,3 * * ? *)", "2026-01-01T00:00:00Z", 4)).toEqual([
      "2026-01-01T03:05",
      "2026-01-01T03:30",
      "2026-01-01T20:05",
      "2026-01-01T20:30",
    ]);
    expect(times("cron(0 0 20,3 * ? *)", "2026-01-01T00:00:00Z", 2)).toEqual(["2026-01-03T00:00", "2026-01-20T00:00"]);
  });

  test.each([
    ["10-20/10", []],
    ["10-20/11", ["cron-step-has-no-effect"]],
    ["50/10", ["cron-step-has-no-effect"]],
    ["49/10", []],
    ["10-10/1", []],
  ])("minutes %s warn of %j", (minutes, expected) => {
    expect(warnings(`cron(${minutes} 0 * * ? *)`)).toEqual(expected);
  });

  test.each([
    ["/5", ["cron-value"]],
    ["-5", ["cron-value"]],
    ["5-", ["cron-value"]],
    ["x-y", ["cron-value", "cron-value"]],
    ["5/0", ["cron-step"]],
    ["5/x1", ["cron-step"]],
    ["5/1x", ["cron-step"]],
    ["5/12345", ["cron-step"]],
    ["1x", ["cron-value"]],
    ["x1", ["cron-value"]],
    ["1,,2", ["cron-value"]],
    ["1,", ["cron-value"]],
    ["60", ["cron-value"]],
    ["?", ["cron-wildcard"]],
  ])("fails when minutes are %s", (minutes, expected) => {
    expect(codes(`cron(${minutes} 0 * * ? *)`)).toEqual(expected);
  });

  test("a refused value names the range, with the names where there are some", () => {
    expect(problems("cron(60 0 * * ? *)").map(({ reason }) => reason)).toEqual(['minutes: "60" is not in 0-59.']);
    expect(problems("cron(0 0 1 13 ? *)").map(({ reason }) => reason)).toEqual([
      'month: "13" is not in 1-12 or JAN-DEC.',
    ]);
  });
});

describe("the first time after an instant", () => {
  test.each([
    ["cron(59 23 31 12 ? *)", "2026-12-31T23:58:59Z", "2026-12-31T23:59"],
    ["cron(59 23 31 12 ? *)", "2026-12-31T23:59:00Z", "2027-12-31T23:59"],
    ["cron(0 0 1 1 ? *)", "2026-12-31T23:59:59Z", "2027-01-01T00:00"],
    ["cron(0 12 10 6 ? *)", "2026-06-10T11:00:00Z", "2026-06-10T12:00"],
    ["cron(0 12 10 6 ? *)", "2026-06-11T00:00:00Z", "2027-06-10T12:00"],
    ["cron(0 0 29 2 ? *)", "2026-01-01T00:00:00Z", "2028-02-29T00:00"],
  ])("%s after %s is %s", (text, after, expected) => {
    expect(times(text, after, 1)).toEqual([expected]);
  });

  test("the first minute of the first year counts", () => {
    expect(warnings("cron(0 0 1 1 ? 1970)")).toEqual([]);
    expect(times("cron(0 0 1 1 ? 1970)", "1969-01-01T00:00:00Z", 1)).toEqual(["1970-01-01T00:00"]);
    expect(warnings("cron(0 0 31 2 ? *)")).toEqual(["cron-never"]);
  });

  test("a rate tells its minutes, a cron expression has none", () => {
    expect(ScheduleExpression.parse("rate(2 hours)").rateMinutes).toBe(120);
    expect(ScheduleExpression.parse("cron(0 0 * * ? *)").rateMinutes).toBeUndefined();
  });
});

describe("each problem has a code and, where there is one, a fix", () => {
  test.each([
    ["rate()", "rate-value", "rate() has no value.", "Write for example rate(5 minutes)."],
    ["rate(0 days)", "rate-value", 'The value "0" is not a whole number from 1.', "Write for example rate(5 minutes)."],
    ["rate(5)", "rate-unit", "rate(5) has no unit.", "Write rate(5 minutes)."],
    ["rate(1)", "rate-unit", "rate(1) has no unit.", "Write rate(1 minute)."],
    [
      "rate(5 weeks)",
      "rate-unit",
      'The unit "weeks" does not exist.',
      "Units are minute, hour and day for 1; minutes, hours and days for more. The shortest rate is 1 minute.",
    ],
    ["rate(5 dayss)", "rate-unit", 'The unit of a rate of 5 is "days", not "dayss".', "Write rate(5 days)."],
    [
      "rate(5 sdays)",
      "rate-unit",
      'The unit "sdays" does not exist.',
      "Units are minute, hour and day for 1; minutes, hours and days for more. The shortest rate is 1 minute.",
    ],
    ["rate( 5   days )", "rate-form", '"rate( 5   days )" is not rate(value unit).', "Write rate(5 days)."],
    ["rate(5 days", "rate-form", '"rate(5 days" is not rate(value unit).', "Write for example rate(5 minutes)."],
    [
      " rate(5 days)",
      "not-a-schedule",
      '" rate(5 days)" is neither rate(...) nor cron(...).',
      "Remove the blanks around it.",
    ],
    [
      " x rate(5 days)",
      "not-a-schedule",
      '" x rate(5 days)" is neither rate(...) nor cron(...).',
      "Write for example rate(5 minutes) or cron(0 10 * * ? *).",
    ],
    [
      " x",
      "not-a-schedule",
      '" x" is neither rate(...) nor cron(...).',
      "Write for example rate(5 minutes) or cron(0 10 * * ? *).",
    ],
    [
      "at(2026-01-01T00:00:00)",
      "not-a-schedule",
      '"at(2026-01-01T00:00:00)" is neither rate(...) nor cron(...).',
      "at() exists in EventBridge Scheduler only, not in rules.",
    ],
    [
      "0 10  * * ? *",
      "not-a-schedule",
      '"0 10  * * ? *" is neither rate(...) nor cron(...).',
      "Did you mean cron(0 10  * * ? *)?",
    ],
    [
      "Cron(0 10 * * ? *)",
      "not-a-schedule",
      '"Cron(0 10 * * ? *)" is neither rate(...) nor cron(...).',
      "Write for example rate(5 minutes) or cron(0 10 * * ? *).",
    ],
    [
      "cron(0 10 * * *)",
      "cron-field-count",
      "cron() has 5 fields instead of 6 (minutes hours day-of-month month day-of-week year).",
      "Did you mean cron(0 10 * * ? *)?",
    ],
    [
      "cron(0 10 * * MON)",
      "cron-field-count",
      "cron() has 5 fields instead of 6 (minutes hours day-of-month month day-of-week year).",
      "Did you mean cron(0 10 ? * MON *)?",
    ],
    [
      "cron(0 10 * *)",
      "cron-field-count",
      "cron() has 4 fields instead of 6 (minutes hours day-of-month month day-of-week year).",
      undefined,
    ],
  ])("%s", (text, code, reason, fix) => {
    expect(problems(text)).toEqual([{ code, reason, fix }]);
  });

  test("spaces between fields are read, with a warning", () => {
    expect(warnings("cron(0  10 * * ? *)")).toEqual(["cron-spacing"]);
    expect(warnings("cron( 0 10 * * ? *)")).toEqual(["cron-spacing"]);
  });

  test("the message begins with AWS's, then tells each reason and fix", () => {
    expect(() => ScheduleExpression.parse("rate(5)")).toThrow("rate(5) has no unit. Write rate(5 minutes).");
    expect(() => ScheduleExpression.parse("x".repeat(257))).toThrow(/at most 256 are allowed\.$/);
  });
});
