import { machine, map, only, PASS, task } from "./cases/parts";
import { findingsOf, summary } from "./findings";

const UNRESOLVED = { isUnresolved: (value: unknown) => value === -1.88e289 || String(value).includes("${") };

test.each([null, 1, "text", [], true])("fails when the definition is %j", (definition) => {
  expect(findingsOf(definition)).toEqual([
    {
      code: "definition-not-object",
      severity: "error",
      path: "$",
      allowed: "must be a JSON object with `StartAt` and `States`",
      fix: "pass the parsed definition, an object.",
    },
  ]);
});

test("a definition that is known only later is not judged", () => {
  expect(findingsOf("${Definition}")).toEqual([]);
});

test("all that is wrong is said at once", () => {
  expect(summary({ Version: "2", States: { A: { Type: "Wait" }, B: 1 } })).toEqual([
    "start-at-missing $.StartAt",
    "state-not-object $.States.B",
    "definition-version-invalid $.Version",
    "wait-time-missing $.States.A",
    "state-next-missing $.States.A",
  ]);
});

test.each([
  [{}, ["start-at-missing $.StartAt", "states-missing $.States"]],
  [{ StartAt: "", States: { A: PASS } }, ["start-at-missing $.StartAt"]],
  [{ StartAt: 1, States: { A: PASS } }, ["start-at-missing $.StartAt"]],
  [{ StartAt: "A", States: [] }, ["states-missing $.States"]],
  [{ StartAt: "A", States: "${States}" }, []],
  [{ StartAt: "${First}", States: { A: PASS } }, []],
  [
    only({ Type: "Parallel", Branches: [{ StartAt: "B" }], End: true }),
    ["states-missing $.States.A.Branches[0].States"],
  ],
  [only({ Type: "Map", Iterator: {}, End: true }), ["start-at-missing", "states-missing"]],
])("%j has a start and states, or it is said that not", (definition, expected) => {
  expect(summary(definition)).toEqual(expected.map((text) => expect.stringContaining(text)));
});

describe("fields of the machine", () => {
  test.each([
    ["TimeoutSeconds", -1, ["machine-timeout-invalid"]],
    ["TimeoutSeconds", 0, []],
    ["TimeoutSeconds", 99_999_999, []],
    ["TimeoutSeconds", 100_000_000, ["machine-timeout-invalid"]],
    ["TimeoutSeconds", "60", ["machine-timeout-invalid"]],
    ["TimeoutSeconds", "${Timeout}", []],
    ["TimeoutSeconds", -1.88e289, []],
    ["Version", "1.0", []],
    ["Version", 1, ["definition-version-invalid"]],
    ["QueryLanguage", "JSONPath", []],
    ["QueryLanguage", "JSONATA", ["query-language-invalid"]],
    ["QueryLanguage", "${Language}", []],
    ["startAt", "A", ["definition-field-not-supported"]],
    ["Default", "A", ["definition-field-not-supported"]],
    ["Metadata", {}, ["definition-field-unknown"]],
  ])("%s: %j", (field, value, codes) => {
    const found = findingsOf(only(PASS, { [field]: value }), UNRESOLVED);
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("that a branch or processor cannot have are refused in it", () => {
    const inner = { ...machine({ B: PASS }), QueryLanguage: "JSONata" };
    expect(summary(only({ Type: "Parallel", Branches: [inner], End: true }))).toEqual([
      "definition-field-not-supported $.States.A.Branches[0].QueryLanguage",
    ]);
    expect(summary(only({ Type: "Map", ItemProcessor: { ...inner, ProcessorConfig: {} }, End: true }))).toEqual([
      "definition-field-not-supported $.States.A.ItemProcessor.QueryLanguage",
    ]);
  });
});

describe("query languages", () => {
  test("a Map's own is not handed down to the states in it", () => {
    const definition = only({
      ...map({ QueryLanguage: "JSONata", Items: "{% [1] %}" }),
      ItemProcessor: machine({ B: { ...PASS, Output: 1 } }),
    });
    expect(summary(definition)).toEqual(["state-field-of-other-language $.States.A.ItemProcessor.States.B.Output"]);
  });

  test("what is no name of one is taken for JSONata, as AWS takes it", () => {
    expect(summary(only({ ...PASS, QueryLanguage: "jsonpath", InputPath: "$.a" }))).toEqual([
      "query-language-invalid $.States.A.QueryLanguage",
      "state-field-of-other-language $.States.A.InputPath",
    ]);
  });

  test("of a state that goes back to JSONPath, AWS says only that", () => {
    const found = findingsOf(only({ ...PASS, QueryLanguage: "JSONPath", Output: 1 }, { QueryLanguage: "JSONata" }));
    expect(found).toEqual([
      expect.objectContaining({
        code: "query-language-mixed",
        state: "A",
        detail: "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
      }),
    ]);
  });

  test.each(["InputPath", "OutputPath", "ResultPath", "Parameters", "ResultSelector", "TimeoutSecondsPath"])(
    "fails when a JSONata state has %s",
    (field) => {
      const definition = only(task({ [field]: field === "Parameters" ? {} : "$.a" }), { QueryLanguage: "JSONata" });
      expect(findingsOf(definition, {}, "state-field-of-other-language")).toEqual([
        expect.objectContaining({
          path: `$.States.A.${field}`,
          detail: `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage`,
        }),
      ]);
    },
  );

  test("Assign is for both", () => {
    const state = { ...PASS, Assign: { count: 1 } };
    expect(summary(only(state))).toEqual([]);
    expect(summary(only(state, { QueryLanguage: "JSONata" }))).toEqual([]);
  });
});

describe("fields of a state", () => {
  test.each([
    ["TimeoutSeconds", 5, ["Pass", "Wait", "Choice", "Succeed", "Fail", "Map", "Parallel"]],
    ["Retry", [], ["Pass", "Wait", "Choice", "Succeed", "Fail"]],
    ["Catch", [], ["Pass", "Wait", "Choice", "Succeed", "Fail"]],
    ["Next", "B", ["Choice", "Succeed", "Fail"]],
    ["End", true, ["Choice", "Succeed", "Fail"]],
    ["Assign", {}, ["Succeed", "Fail"]],
  ] as const)("%s is refused where AWS refuses it", (field, value, types) => {
    const all = ["Task", "Pass", "Wait", "Choice", "Succeed", "Fail", "Map", "Parallel"];
    const refused = all.filter(
      (type) => findingsOf(only({ Type: type, [field]: value }), {}, "state-field-not-supported").length > 0,
    );
    expect(refused.sort()).toEqual([...types].sort());
  });

  test("are compared with those that are known, and the nearest is offered", () => {
    const found = findingsOf(only(task({ timeoutSeconds: 3, Resourc: "x", Owner: "me" })));
    expect(found.map(({ code, fix }) => [code, fix])).toEqual([
      ["state-field-not-supported", 'did you mean "TimeoutSeconds"?'],
      ["state-field-unknown", 'did you mean "Resource"?'],
      ["state-field-unknown", "correct its name, or remove it."],
    ]);
  });

  test("that stand at the wrong place are not shown, for they may be credentials", () => {
    const found = findingsOf(only(task({ Headers: { Authorization: "Bearer abc" }, Arguments: { key: "abc" } })));
    expect(found).toHaveLength(2);
    expect(JSON.stringify(found)).not.toContain("abc");
  });

  test.each([
    ["Type", undefined, "must be Task, Pass"],
    ["Type", "task", 'did you mean "Task"?'],
    ["Type", "constructor", "write one of them"],
    ["Type", 5, "must be Task, Pass"],
  ])("fails when %s is %j", (field, value, words) => {
    const [found] = findingsOf(only({ ...PASS, [field]: value }), {}, "state-type-invalid");
    expect(`${found?.allowed} ${found?.fix}`).toContain(words);
  });

  test("payloads are never searched for fields", () => {
    const payload = { States: { X: 1 }, Next: "nowhere", Default: "x", Branches: [], Type: "Nonsense", Retry: 1 };
    expect(summary(only(task({ Parameters: payload })))).toEqual([]);
    expect(summary(only({ ...PASS, Result: payload }))).toEqual([]);
  });
});

describe("names", () => {
  test.each([79, 80, 81])("of %d characters", (length) => {
    expect(findingsOf(machine({ ["n".repeat(length)]: PASS }))).toHaveLength(length > 80 ? 1 : 0);
  });

  test("fails when one stands in two scopes, and both places are named", () => {
    const definition = machine({
      A: { Type: "Parallel", Branches: [machine({ B: PASS })], Next: "B" },
      B: PASS,
    });
    expect(findingsOf(definition)).toEqual([
      expect.objectContaining({
        code: "state-name-duplicate",
        awsCode: "DUPLICATE_STATE_NAME",
        path: "$.States.A.Branches[0].States.B",
        detail: "Duplicate State name: B; the other one is $.States.B",
      }),
    ]);
  });
});

test("a comment that is no text is warned of, on the machine, a branch and a state", () => {
  const noted = { ...PASS, Comment: ["b"] };
  const branches = { Type: "Parallel", Branches: [{ ...machine({ B: noted }), Comment: {} }], End: true };
  expect(summary(only(branches, { Comment: 5 }))).toEqual([
    "comment-not-text $.Comment",
    "comment-not-text $.States.A.Branches[0].Comment",
    "comment-not-text $.States.A.Branches[0].States.B.Comment",
  ]);
  expect(summary(only({ ...PASS, Comment: -1.88e289 }, { Comment: "" }), UNRESOLVED)).toEqual([]);
});
