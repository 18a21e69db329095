import { type Fields, machine, PASS, task } from "./cases/parts";
import { findingsOf, summary } from "./findings";

const WAIT: Fields = { Type: "Wait", Seconds: 30 };
const SUCCEED: Fields = { Type: "Succeed" };

/** A job that is asked about until a Choice with this rule leaves the loop. */
function poll(rule: Fields, parts: { between?: Fields; get?: Fields; machine?: Fields } = {}): Fields {
  return machine(
    {
      Get: { ...task(parts.get), End: undefined, Next: "Check" },
      Check: { Type: "Choice", Choices: [{ Next: "Done", ...rule }], Default: "Again" },
      Again: { ...(parts.between ?? WAIT), Next: "Get" },
      Done: SUCCEED,
    },
    parts.machine,
  );
}

const STATUS = { Variable: "$.status", StringEquals: "DONE" };

describe("loops", () => {
  const counted = (definition: Fields) => findingsOf(definition, {}, "loop-without-counter").length === 0;

  test.each([
    ["a lower bound", { Variable: "$.rounds", NumericGreaterThanEquals: 10 }],
    ["an upper bound inside Not", { Not: { Variable: "$.rounds", NumericLessThan: 10 } }],
    ["a bound beside another condition", { And: [STATUS, { Variable: "$.rounds", NumericGreaterThan: 10 }] }],
    ["a bound from the input", { Variable: "$.rounds", NumericGreaterThanPath: "$.limit" }],
  ])("are counted by %s", (_, rule) => {
    expect(summary(poll(rule))).toEqual([]);
  });

  test.each([
    ["a status", { Variable: "$.code", NumericEquals: 200 }],
    ["a text", STATUS],
    ["presence of what is waited for", { Variable: "$.result", IsPresent: true }],
    ["absence of an error", { Variable: "$.error", IsPresent: false }],
  ])("are not counted by %s", (_, rule) => {
    expect(counted(poll(rule))).toBe(false);
  });

  /** A task that a Choice leads back to, or to the end. */
  const pages = (choice: Fields, parts: Fields = {}) =>
    machine(
      {
        Get: { ...task(), End: undefined, Next: "More?" },
        "More?": { Type: "Choice", Default: "Done", ...choice },
        Done: SUCCEED,
      },
      parts,
    );
  const back = (rule: Fields) => ({ Choices: [{ ...rule, Next: "Get" }] });
  const out = (rule: Fields) => ({ Choices: [{ ...rule, Next: "Done" }], Default: "Get" });

  test.each([
    ["a token is there", back({ Variable: "$.page.NextToken", IsPresent: true })],
    ["a key is there", back({ Variable: "$.LastEvaluatedKey", IsNull: false })],
    ["anything is there", back({ Variable: "$.key", IsPresent: true })],
    ["it is not that nothing is there", back({ Not: { Variable: "$.key", IsNull: true } })],
    ["a token is not empty", back({ Not: { Variable: "$.cursor", StringEquals: "" } })],
    ["a task says so", back({ Variable: "$.iterator.continue", BooleanEquals: true })],
    ["nothing says that there is none", out({ Variable: "$.key", IsPresent: false })],
  ])("over pages are bounded, and may be quick: as long as %s", (_, choice) => {
    expect(summary(pages(choice))).toEqual([]);
  });

  test.each([
    ["{% $exists($states.input.key) %}", back, true],
    ["{% $not($exists($states.input.key)) %}", out, true],
    ["{% $states.input.hasMore = true %}", back, true],
    ["{% $exists($states.input.key) %}", out, false],
    ["{% $states.input.status != 'next' %}", back, false],
  ])("over pages with the condition %s", (Condition, way, expected) => {
    const codes = findingsOf(pages(way({ Condition }), { QueryLanguage: "JSONata" })).map(({ code }) => code);
    expect(codes).toEqual(expected ? [] : ["loop-without-counter", "loop-without-wait"]);
  });

  test.each([
    ["something is missing", back({ Variable: "$.lock", IsPresent: false })],
    ["there is an error", back({ Variable: "$.error", IsPresent: true })],
    ["a status is another", back({ Not: { Variable: "$.status", StringEquals: "DONE" } })],
  ])("as long as %s are not bounded", (_, choice) => {
    expect(findingsOf(pages(choice)).map(({ code }) => code)).toEqual(["loop-without-counter", "loop-without-wait"]);
  });

  test("that take an item off a list come to an end", () => {
    const definition = machine({
      Check: {
        Type: "Choice",
        Choices: [{ Not: { Variable: "$.list[0]", StringEquals: "DONE" }, Next: "Drop" }],
        Default: "Done",
      },
      Drop: { Type: "Pass", Parameters: { "list.$": "$.list[1:]" }, Next: "Check" },
      Done: SUCCEED,
    });
    expect(summary(definition)).toEqual([]);
  });

  const failed = { Variable: "$.status", StringEquals: "FAILED" };
  test.each([
    ["a job that fails leaves too", { Choices: [STATUS, failed].map((rule) => ({ ...rule, Next: "Done" })) }],
    [
      "all but a running job leaves",
      { Choices: [{ Variable: "$.status", StringEquals: "RUNNING", Next: "Again" }], Default: "Done" },
    ],
    [
      "a failed job leaves, and one that is not yet done does not",
      {
        Choices: [
          { ...failed, Next: "Done" },
          { Not: STATUS, Next: "Again" },
        ],
        Default: "Done",
      },
    ],
  ])("that wait need no counter if %s", (_, choice) => {
    const definition = (again: Fields) =>
      machine({
        Get: task({ End: undefined, Next: "Check" }),
        Check: { Type: "Choice", Default: "Again", ...choice },
        Again: { ...again, Next: "Get" },
        Done: SUCCEED,
      });
    expect(summary(definition(WAIT))).toEqual([]);
    expect(findingsOf(definition({ Type: "Pass" })).map(({ code }) => code)).toEqual([
      "loop-without-counter",
      "loop-without-wait",
    ]);
  });

  test("that wait for one status only may wait for ever", () => {
    const Choices = [{ Not: STATUS, Next: "Wait" }];
    const definition = machine({
      Wait: { ...WAIT, Next: "Get" },
      Get: task({ End: undefined, Next: "Check" }),
      Check: { Type: "Choice", Choices, Default: "Done" },
      Done: SUCCEED,
    });
    expect(counted(definition)).toBe(false);
  });

  test.each([
    ["{% $rounds >= 10 %}", true],
    ["{% $rounds = 10 %}", true],
    ["{% $states.input.rounds > 10 or $states.input.status = 'DONE' %}", true],
    ["{% $status = 'DONE' %}", false],
    ["{% $states.input.status = 'A > B' %}", false],
    ["{% $states.input.status = 'DONE' /* > */ %}", false],
    ["${Condition}", true],
    [true, false],
  ])("with the condition %s: counted is %s", (condition, expected) => {
    const definition = poll(
      { Condition: condition },
      {
        get: { Assign: { status: "{% $states.result.status %}" } },
        between: { ...WAIT, Assign: { rounds: "{% $rounds + 1 %}" } },
        machine: { QueryLanguage: "JSONata" },
      },
    );
    expect(counted(definition)).toBe(expected);
  });

  test("a count that no Choice uses to leave does not count", () => {
    const definition = machine({
      A: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: 3, Next: "B" }], Default: "B" },
      B: task({ End: undefined, Next: "Wait", Catch: [{ ErrorEquals: ["States.ALL"], Next: "C" }] }),
      Wait: { ...WAIT, Next: "A" },
      C: SUCCEED,
    });
    expect(counted(definition)).toBe(false);
  });

  test("a deadline of the machine bounds a loop that waits, and only that", () => {
    expect(summary(poll(STATUS, { machine: { TimeoutSeconds: 3600 } }))).toEqual([]);
    const busy = poll(STATUS, { between: { Type: "Pass" }, machine: { TimeoutSeconds: 3600 } });
    expect(findingsOf(busy).map(({ code }) => code)).toEqual(["loop-without-counter", "loop-without-wait"]);
  });

  test("an Express execution is over soon by itself", () => {
    expect(summary(poll(STATUS), { type: "EXPRESS" })).toEqual([]);
  });

  test.each([
    ["a Wait", WAIT, true],
    ["a Wait of no time", { Type: "Wait", Seconds: 0 }, false],
    ["a job", { Type: "Task", Resource: "arn:aws:states:::glue:startJobRun.sync" }, true],
    ["a callback", { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken" }, true],
    ["a call", { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage" }, false],
    ["a Map that waits", { Type: "Map", ItemProcessor: machine({ W: { ...WAIT, End: true } }) }, true],
    ["a Map that does not", { Type: "Map", ItemProcessor: machine({ W: PASS }) }, false],
    [
      "a distributed Map",
      {
        Type: "Map",
        ItemProcessor: machine({ W: PASS }, { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" } }),
      },
      true,
    ],
  ])("with %s in them", (_, between, waits) => {
    expect(findingsOf(poll(STATUS, { between }), {}, "loop-without-wait")).toHaveLength(waits ? 0 : 1);
  });

  test("are found through catchers, each once, and named by their first state", () => {
    const definition = machine({
      A: task({ End: undefined, Next: "Done", Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }] }),
      B: { ...WAIT, Next: "A" },
      Done: SUCCEED,
    });
    expect(findingsOf(definition)).toEqual([
      expect.objectContaining({ code: "loop-without-counter", state: "A", detail: 'the loop of "A", "B"' }),
    ]);
  });
});

describe("history", () => {
  // A round has 2 events of Wait, 2 of Pass and 2 of Choice: 4166 rounds are 24,996 events.
  test.each([
    [4166, 0],
    [4167, 1],
    [100_000, 1],
  ])("of %d rounds counted in JSONPath", (limit, count) => {
    const definition = machine({
      W: { ...WAIT, Next: "Count" },
      Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Check" },
      Check: { Type: "Choice", Choices: [{ Variable: "$.n", NumericLessThan: limit, Next: "W" }], Default: "Done" },
      Done: SUCCEED,
    });
    expect(findingsOf(definition, {}, "loop-history-too-long")).toHaveLength(count);
    expect(findingsOf(definition, { type: "EXPRESS" }, "loop-history-too-long")).toEqual([]);
  });

  test("of rounds counted in JSONata, in steps", () => {
    const counting = (step: number) =>
      machine(
        {
          W: { ...WAIT, Assign: { n: `{% $n + ${step} %}` }, Next: "Check" },
          Check: { Type: "Choice", Choices: [{ Condition: "{% $n < 10000 %}", Next: "W" }], Default: "Done" },
          Done: SUCCEED,
        },
        { QueryLanguage: "JSONata" },
      );
    expect(findingsOf(counting(1), {}, "loop-history-too-long")).toEqual([
      expect.objectContaining({ state: "Check", detail: "about 40,000 events in 10,000 rounds" }),
    ]);
    expect(findingsOf(counting(2), {}, "loop-history-too-long")).toEqual([]);
  });

  test("takes the shortest round, and a number that is no count for none", () => {
    const definition = (variable: string) =>
      machine({
        Count: { Type: "Pass", Parameters: { "n.$": "States.MathAdd($.n, 1)" }, Next: "Check" },
        Check: {
          Type: "Choice",
          Choices: [
            { Variable: variable, NumericLessThan: 6000, Next: "Count" },
            { Variable: "$.slow", IsPresent: true, Next: "Call" },
          ],
          Default: "Done",
        },
        Call: task({ End: undefined, Next: "Count" }),
        Done: SUCCEED,
      });
    expect(findingsOf(definition("$.n"), {}, "loop-history-too-long")).toEqual([]);
    expect(findingsOf(definition("$.amount"), {}, "loop-history-too-long")).toEqual([]);
  });
});
