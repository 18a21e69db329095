import { assigning, choice, codes, found, type Json, jsonataPass, pass } from "./expression-parts";

describe("variables", () => {
  const reads = (name: string) => ({ Type: "Pass", Output: `{% $${name} %}`, End: true });
  const machine = (StartAt: string, States: Json) => ({ QueryLanguage: "JSONata", StartAt, States });

  test.each([
    ["a", 80, true],
    ["a", 81, false],
  ])("a name of %p times %p characters is right: %p", (letter, length, expected) => {
    expect(codes(pass({ Assign: { [letter.repeat(length)]: 1 } })).length === 0).toBe(expected);
  });

  test.each([["states"], ["$a"], ["a-b"], ["1a"], ["a.b"], [""], ["a b"]])(
    "fails when a variable is named %p",
    (name) => {
      expect(codes(pass({ Assign: { [name]: 1 } }))).toHaveLength(1);
      expect(codes(pass({ Assign: { [`${name}.$`]: "$.x" } }))[0]).toMatch(/^asl-variable-name-invalid/);
      expect(codes(jsonataPass({ Assign: { [name]: 1 } }))).toHaveLength(1);
    },
  );

  test("a variable is known after any path that assigns it: also rules, default and catchers", () => {
    const states = {
      Decide: {
        Type: "Choice",
        Choices: [{ Condition: true, Assign: { byRule: 1 }, Next: "Call" }],
        Assign: { byDefault: 1 },
        Default: "Call",
      },
      Call: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Assign: { byCall: 1 },
        Catch: [{ ErrorEquals: ["States.ALL"], Assign: { byCatch: 1 }, Next: "Failed" }],
        Next: "Done",
      },
      Failed: { Type: "Pass", Output: "{% [$byRule, $byDefault, $byCatch, $byCall] %}", Next: "Done" },
      Done: { Type: "Pass", Output: "{% [$byRule, $byDefault, $byCatch, $byCall] %}", End: true },
    };
    // The catcher is not gone through after the task's own assignment.
    expect(found(machine("Decide", states)).map(({ state, detail }) => `${state}: ${detail}`)).toEqual([
      'Failed: no state before this one assigns "$byCall"',
    ]);
  });

  test("a variable that is read behind $exists only need not be assigned", () => {
    expect(codes(jsonataPass({ Output: "{% $exists($id) ? $id : 'unknown' %}" }))).toEqual([]);
    expect(codes(jsonataPass({ Output: "{% $id & ($exists($id) ? $id : 'unknown') %}" }))).toEqual([
      "asl-variable-unassigned $.States.Shape.Output",
    ]);
  });

  test("a variable is known in the rounds of a loop after the first", () => {
    const states = {
      Poll: {
        Type: "Pass",
        Output: "{% $exists($count) ? $count : 0 %}",
        Assign: { count: "{% $exists($count) ? $count + 1 : 1 %}" },
        Next: "Again",
      },
      Again: { Type: "Choice", Choices: [{ Condition: "{% $count < 3 %}", Next: "Poll" }], Default: "Done" },
      Done: { Type: "Succeed" },
    };
    expect(codes(machine("Poll", states))).toEqual([]);
  });

  test("a state does not see what it assigns itself, nor what a branch assigns", () => {
    const states = {
      Self: { Type: "Pass", Assign: { own: 1 }, Output: "{% $own %}", Next: "Both" },
      Both: {
        Type: "Parallel",
        Branches: [
          {
            StartAt: "In",
            States: { In: { Type: "Pass", Assign: { inner: "{% $own %}" }, Next: "In2" }, In2: reads("inner") },
          },
        ],
        Next: "After",
      },
      After: reads("inner"),
    };
    expect(codes(machine("Self", states))).toEqual([
      "asl-variable-unassigned $.States.Self.Output",
      "asl-variable-unassigned $.States.After.Output",
    ]);
  });

  test.each([
    ["INLINE", []],
    ["DISTRIBUTED", ["asl-variable-outside-map $.States.Each.ItemProcessor.States.In.Output"]],
  ])("states of a Map that is %s see the variables around it: %j", (Mode, expected) => {
    const states = {
      Set: { Type: "Pass", Assign: { a: 1 }, Next: "Each" },
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode, ExecutionType: "STANDARD" },
          StartAt: "In",
          States: { In: reads("a") },
        },
        End: true,
      },
    };
    expect(codes(machine("Set", states))).toEqual(expected);
  });

  test("nothing is judged in states that are never reached, nor after an assignment that is not known yet", () => {
    expect(codes(machine("Done", { Done: { Type: "Succeed" }, Lost: reads("a") }))).toEqual([]);
    expect(
      codes(machine("Set", { Set: { Type: "Pass", Assign: "${Variables}", Next: "Get" }, Get: reads("a") })),
    ).toEqual([]);
  });

  test("paths and calls read variables too", () => {
    const fields = { InputPath: "$a", Parameters: { "x.$": "$b.c", "y.$": "States.Format('{}', $d)" } };
    expect(codes(assigning({ z: 1 }, fields))).toEqual([
      "asl-variable-unassigned $.States.Shape.InputPath",
      'asl-variable-unassigned $.States.Shape.Parameters["x.$"]',
      'asl-variable-unassigned $.States.Shape.Parameters["y.$"]',
    ]);
    expect(codes(choice([{ Variable: "$a", IsPresent: true, Next: "Done" }]))).toEqual([
      "asl-variable-unassigned $.States.Decide.Choices[0].Variable",
    ]);
  });
});
