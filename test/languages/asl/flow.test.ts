import { type Fields, machine, map, only, PASS, task } from "./cases/parts";
import { findingsOf, summary } from "./findings";

const WAIT: Fields = { Type: "Wait", Seconds: 30 };
const SUCCEED: Fields = { Type: "Succeed" };

const STATUS = { Variable: "$.status", StringEquals: "DONE" };

describe("Next and End", () => {
  const both = "There should only be one of the following fields: [Next, End]";
  const none = "This object should have only one of the following fields: [Next, End]";
  test.each([
    [{ Next: "B" }, undefined],
    [{ End: true }, undefined],
    [{ Next: "B", End: false }, undefined],
    [{ End: "${End}" }, undefined],
    [{ Next: "B", End: true }, both],
    [{}, none],
    [{ End: false }, none],
  ])("%j", (fields, detail) => {
    const states = { A: { Type: "Pass", ...fields }, ...("Next" in fields ? { B: PASS } : {}) };
    const found = findingsOf(machine({ ...states, ...(detail === none ? { Z: SUCCEED } : {}) }));
    expect(found.filter(({ code }) => code.startsWith("state-next")).map((one) => one.detail)).toEqual(
      detail === undefined ? [] : [detail],
    );
  });

  test.each(["Task", "Pass", "Wait", "Parallel", "Map"])("fails when a %s has neither", (type) => {
    expect(findingsOf(only({ Type: type }), {}, "state-next-missing")).toHaveLength(1);
  });

  test.each(["Choice", "Succeed", "Fail"])("are not asked of a %s", (type) => {
    expect(findingsOf(only({ Type: type }), {}, "state-next-missing")).toEqual([]);
  });
});

describe("targets", () => {
  test("fails wherever a state names one that is not there, with AWS's words", () => {
    const definition = machine(
      {
        A: task({ End: undefined, Next: "GhostA", Catch: [{ ErrorEquals: ["States.ALL"], Next: "GhostB" }] }),
        B: { Type: "Choice", Choices: [{ ...STATUS, Next: "GhostC" }], Default: "GhostD" },
      },
      { StartAt: "GhostE" },
    );
    const found = findingsOf(definition, {}, "transition-target-missing");
    expect(found.map(({ path, detail, awsCode }) => [path, detail, awsCode])).toEqual([
      ["$.States.A.Next", "Missing 'Next' target: GhostA", "MISSING_TRANSITION_TARGET"],
      ["$.States.A.Catch[0].Next", "Missing 'Next' target: GhostB", "MISSING_TRANSITION_TARGET"],
      ["$.States.B.Choices[0].Next", "Missing 'Next' target: GhostC", "MISSING_TRANSITION_TARGET"],
      ["$.States.B.Default", "Missing 'Next' target: GhostD", "MISSING_TRANSITION_TARGET"],
      ["$.StartAt", "Missing 'Next' target: GhostE", "MISSING_TRANSITION_TARGET"],
    ]);
  });

  test("the nearest name is offered", () => {
    const [found] = findingsOf(machine({ A: { Type: "Pass", Next: "Send Invoce" }, "Send Invoice": PASS }));
    expect(found?.fix).toBe('did you mean "Send Invoice"?');
  });

  test("fails when a transition crosses the border of a branch, and says so", () => {
    const inward = machine({
      A: { Type: "Parallel", Branches: [machine({ B: PASS })], Next: "B" },
    });
    expect(findingsOf(inward, {}, "transition-target-missing")).toEqual([
      expect.objectContaining({
        path: "$.States.A.Next",
        fix: 'the state of that name is inside "A" ($.States.A.Branches[0].States.B), and no transition crosses that border.',
      }),
    ]);
    const outward = machine({
      A: { ...map(), ItemProcessor: machine({ B: { Type: "Pass", Next: "C" } }), End: undefined, Next: "C" },
      C: PASS,
    });
    expect(findingsOf(outward, {}, "transition-target-missing")[0]?.fix).toMatch(/is outside \(\$\.States\.C\)/);
  });

  test("a name known only later keeps the rest of the scope from being judged", () => {
    expect(summary(machine({ A: { Type: "Pass", Next: "${Next}" }, B: PASS }))).toEqual([]);
    expect(summary(machine({ A: PASS, B: PASS }, { StartAt: "${First}" }))).toEqual([]);
    const isUnresolved = (value: unknown) => value === 7;
    expect(summary(machine({ A: { Type: "Pass", Next: "B" }, B: 7 }), { isUnresolved })).toEqual([]);
  });

  test("of a thousand wrong names each is reported, and the first fifty get a suggestion", () => {
    const states = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`State ${index}`, { Type: "Pass", Next: `Stat ${index}` }]),
    );
    const found = findingsOf(machine(states), {}, "transition-target-missing");
    expect(found).toHaveLength(1000);
    expect(found.filter(({ fix }) => fix.startsWith("did you mean"))).toHaveLength(50);
  });
});

describe("reachability", () => {
  test("fails when a state is reached from nowhere, or from there only", () => {
    const definition = machine({
      A: PASS,
      B: { Type: "Pass", Next: "C" },
      C: { Type: "Pass", Next: "B" },
      D: { ...WAIT, Next: "D" },
    });
    expect(findingsOf(definition, {}, "state-unreachable").map(({ detail }) => detail)).toEqual([
      'State "B" is not reachable.',
      'State "C" is not reachable.',
      'State "D" is not reachable.',
    ]);
  });

  test("catchers, choices and the default lead on", () => {
    const definition = machine({
      A: task({ End: undefined, Next: "B", Catch: [{ ErrorEquals: ["States.ALL"], Next: "C" }] }),
      B: { Type: "Choice", Choices: [{ ...STATUS, Next: "D" }], Default: "E" },
      C: SUCCEED,
      D: SUCCEED,
      E: SUCCEED,
    });
    expect(summary(definition)).toEqual([]);
  });

  test("fails inside a branch and inside a Map", () => {
    const inner = machine({ B: PASS, Ghost: PASS });
    expect(summary(only({ Type: "Parallel", Branches: [inner], End: true }))).toEqual([
      "state-unreachable $.States.A.Branches[0].States.Ghost",
    ]);
    expect(summary(only({ Type: "Map", ItemProcessor: inner, End: true }))).toEqual([
      "state-unreachable $.States.A.ItemProcessor.States.Ghost",
    ]);
  });
});

describe("ways out", () => {
  test("fails when the machine has no terminal state; AWS accepts it of a branch", () => {
    const endless = machine({ B: { ...WAIT, Next: "B" } });
    expect(findingsOf(endless, {}, "machine-without-terminal-state")).toEqual([
      expect.objectContaining({
        severity: "error",
        awsCode: "MISSING_END_STATE",
        detail: "Workflow has no terminal state",
        path: "$.States",
      }),
    ]);
    const branch = only({ Type: "Parallel", Branches: [endless], End: true });
    expect(findingsOf(branch, {}, "branch-without-terminal-state")).toEqual([
      expect.objectContaining({ severity: "warning", state: "A", path: "$.States.A.Branches[0].States" }),
    ]);
  });

  test("of states without a way to the end the first is named, with the others", () => {
    const definition = machine({
      A: { Type: "Choice", Choices: [{ ...STATUS, Next: "B" }], Default: "C" },
      B: PASS,
      C: { ...WAIT, Next: "D" },
      D: { ...WAIT, Next: "C" },
    });
    expect(findingsOf(definition, {}, "state-without-path-to-end")).toEqual([
      expect.objectContaining({ state: "C", detail: 'nor do these: "D"' }),
    ]);
  });
});
