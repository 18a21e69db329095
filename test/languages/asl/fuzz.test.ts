import fc from "fast-check";
import { validateDefinition } from "../../../modules/languages/asl";
import { CASES as CODES_AND_CASES, placesIn, replaced } from "./case-places";

fc.configureGlobal({ seed: 20_261_121 });

const CASES = CODES_AND_CASES.map(([, one]) => one);

const NAMES = ["StartAt", "States", "Type", "Next", "End", "Choices", "Catch", "Retry", "Branches", "ItemProcessor"];

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, null, 0, -1, 1e308, "", "$", "{% %}", "{% $ %}", "$.a[", "States.Format(", "__proto__"),
  fc.constantFrom<object>(
    [],
    {},
    [null],
    [[]],
    { Next: 1 },
    { And: [] },
    { Not: { Not: {} } },
    { toString: 1, valueOf: [] },
  ),
);

const likeDefinition = fc.dictionary(
  fc.constantFrom(...NAMES),
  fc.oneof(anything, fc.dictionary(fc.string(), fc.dictionary(fc.constantFrom(...NAMES), anything))),
);

const mutated = fc
  .tuple(
    fc.constantFrom(...CASES),
    fc.boolean(),
    fc.array(fc.tuple(fc.nat(), anything), { minLength: 1, maxLength: 3 }),
  )
  .map(([{ good, bad }, isGood, changes]) =>
    changes.reduce<unknown>(
      (definition, [place, value]) => {
        const places = placesIn(definition);
        return replaced(definition, places[place % places.length]!, value);
      },
      structuredClone(isGood ? good : bad),
    ),
  );

test("any JSON value, and any definition with something broken in it, gets an answer and stays as it is", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.jsonValue(), likeDefinition, { arbitrary: mutated, weight: 4 }),
      fc.constantFrom("STANDARD" as const, "EXPRESS" as const),
      (definition, type) => {
        const { isValid, diagnostics } = validateDefinition(frozen(definition), { type });
        expect(isValid).toBe(diagnostics.every(({ severity }) => severity !== "error"));
      },
    ),
    { numRuns: 1000 },
  );
});

test("states named like parts of JavaScript are states", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const states = names.map((name, index) => {
    const next = names[index + 1];
    const after = next === undefined ? '"End":true' : `"Next":${JSON.stringify(next)}`;
    return `${JSON.stringify(name)}:{"Type":"Pass",${after}}`;
  });
  const definition: unknown = JSON.parse(`{"StartAt":"__proto__","States":{${states.join(",")}}}`);
  expect(validateDefinition(definition)).toEqual({ isValid: true, diagnostics: [] });
});

test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])("fields named %s are fields", (name) => {
  const definition: unknown = JSON.parse(`{
    "StartAt": "Call",
    "States": {
      "Call": {
        "Type": "Task",
        "Resource": "arn:aws:states:::http:invoke",
        "Parameters": { "${name}": { "${name}": 1 }, "Headers": { "${name}": "1" } },
        "Next": "Look"
      },
      "Look": {
        "Type": "Choice",
        "Choices": [{ "Variable": "$.StatusCode", "Numeric${name}": 404, "${name}": 1, "Next": "Done" }],
        "Default": "Done"
      },
      "Done": { "Type": "Succeed", "${name}": {} }
    }
  }`);
  const codes = validateDefinition(definition).diagnostics.map(({ code }) => code);

  expect(codes).toEqual(expect.arrayContaining(["http-task-parameter-unknown", "state-field-unknown"]));
});

function nested(levels: number): object {
  let definition: object = { StartAt: "S", States: { S: { Type: "Pass", End: true } } };
  for (let depth = 0; depth < levels; depth++) {
    const name = `S${depth}`;
    definition = { StartAt: name, States: { [name]: { Type: "Parallel", Branches: [definition], End: true } } };
  }
  return definition;
}

test("a definition is judged as deep as JSON may be, and no deeper", () => {
  const codes = (definition: unknown) => validateDefinition(definition).diagnostics.map(({ code }) => code);
  const cyclic: { [name: string]: unknown } = { Type: "Pass", End: true };
  cyclic.Result = cyclic;

  expect(codes(nested(240))).toEqual([]);
  expect(codes(nested(3000))).toEqual(["definition-too-deep"]);
  expect(codes({ StartAt: "A", States: { A: cyclic } })).toEqual(["definition-too-deep"]);
});

/** Values of every kind. Each place of each definition is given one of them, so that all kinds are many times everywhere. */
const HOSTILE = [{ toString: 1, valueOf: [] }, [], null, 1e308, "", "{%%}"];

test("a value of any kind may stand anywhere", () => {
  let turn = 0;
  for (const { good, options } of CASES) {
    for (const place of placesIn(good)) {
      const value = HOSTILE[turn++ % HOSTILE.length];
      expect(() => validateDefinition(replaced(good, place, value), options)).not.toThrow();
    }
  }
});

test("a value that is not known yet is not judged, wherever it stands", () => {
  const token = Object.freeze({ later: true });
  const isUnresolved = (value: unknown) => value === token;
  for (const { good, options } of CASES) {
    for (const place of placesIn(good)) {
      const definition = replaced(good, place, token);
      expect(() => validateDefinition(definition, { ...options, isUnresolved })).not.toThrow();
    }
  }
});
