import * as fc from "fast-check";
import jsonata from "jsonata";
import { isJsonataText, JSONATA_FUNCTIONS, jsonataFacts, parseJsonata } from "../../../modules/languages/asl/jsonata";

fc.configureGlobal({ seed: 20_261_121 });

function factsOf(text: string): ReturnType<typeof jsonataFacts> {
  return jsonataFacts(parseJsonata(text).ast!);
}

function referencesIn(text: string): readonly string[] {
  return factsOf(text).references.map(({ name, isCall }) => (isCall ? `${name}()` : name));
}

describe("JSONata", () => {
  test.each([
    ["{% $a %}", true],
    ["{%$a%}", true],
    ["{%\n$a\n%}", true],
    ["{%%}", true],
    ["{%}", false],
    [" {% $a %}", false],
    ["{% $a %} ", false],
    ["$a", false],
    [5, false],
    [null, false],
  ])("%p is an expression: %p", (value, expected) => {
    expect(isJsonataText(value)).toBe(expected);
  });

  test.each([
    "{% $states.input %}",
    "{%$states.input%}",
    "{%\n(\n  $a := 1; /* two */\n  $a\n)\n%}",
    "$states.input.a",
    "{% $map($states.input.a, function($v, $i) { $v & $i }) %}",
    "{% $states.input.items{ id: name } %}",
    "{% $states.input.items ~> |price|{'net': gross / 1.19}| %}",
  ])("%p is read", (text) => {
    expect(parseJsonata(text).error).toBeUndefined();
  });

  test.each([
    ["{%%}", "Unexpected end of expression", 2],
    ["{% $a + %}", "Unexpected end of expression", 8],
    ["{% 1 2 %}", "Syntax error: 2", 6],
    ["$a[", 'Expected "]" before end of expression', 3],
    ["{% 'a %}", "String literal must be terminated by a matching quote", 6],
  ])("fails when the expression is %p", (text, message, offset) => {
    expect(parseJsonata(text).error).toEqual({ message, offset });
  });

  test.each([
    ["$a + $b.c[$d > 1]", ["a", "b", "d"]],
    ["$states.input.a", []],
    ["$ & $$", []],
    ["($a := 1; $a + $b)", ["b"]],
    ["$map($list, function($v, $i) { $v + $i + $k })", ["map()", "list", "k"]],
    ["$list ~> $sum", ["list", "sum"]],
    ["$f(?, 2)", ["f()"]],
    ["$orders@$o#$i.($o.id & $i)", ["orders"]],
    ["{'a': $b, $c: 1}", ["b", "c"]],
    ["$orders^($weight)", ["orders", "weight"]],
    ["$a ?: $b", ["a", "a", "b"]],
    ["$states.input.items[$k].x", ["k"]],
    ["$states[$k]", ["k"]],
  ])("%s reads %j from outside", (text, expected) => {
    expect(referencesIn(text)).toEqual(expected);
  });

  test.each([
    ["$states.result.Body.id", [{ member: "result", next: "Body" }]],
    ["$states.input", [{ member: "input", next: undefined }]],
    ["$states", [{ member: undefined, next: undefined }]],
    ["$states['input']", [{ member: undefined, next: undefined }]],
    ["$sum($states.context.Map.Item)", [{ member: "context", next: "Map" }]],
    ["$x.($states.errorOutput.Error)", [{ member: "errorOutput", next: "Error" }]],
  ])("%s reads of $states: %j", (text, expected) => {
    expect(factsOf(text).states).toEqual(expected);
  });

  // Each shape as AWS answered it (floci-io/floci, issue 2670 and the tests that closed it).
  test.each([
    ["order.id", ["order"]],
    ["order[0].lines", ["order"]],
    ["-order", ["order"]],
    ["$states.input.a ? order : 2", ["order"]],
    ["order in $states.input.list", ["order"]],
    ["$sum(order)", ["order"]],
    ["order(1)", ["order"]],
    ["order ~> $string()", ["order"]],
    ["[1..order]", ["order"]],
    ["(order).lines", ["order"]],
    ["[order].lines", ["order"]],
    ["{order: 1}", ["order"]],
    ["($x := order; $x)", ["order"]],
    ["$map($states.input.list, function($line) { order })", ["order"]],
    ["$count(order[inner])", ["order"]],
    ["order.**.deep", ["order"]],
    ["a + b & a", ["a", "b"]],
    ["$x + (a ? b : [c])", ["a", "b", "c"]],
    ["$", ["$"]],
    ["$[0]", ["$"]],
    ["$string($)", ["$"]],
    ["$map($states.input.list, function($line) { $ })", ["$"]],
    ["$$.a", ["$$"]],
    ["[$states.errorOutput]", ["$states.errorOutput"]],
    ["$states.errorOutput.Cause ? 1 : 2", ["$states.errorOutput"]],
  ])("%s reads %j at the top level, where nothing is", (text, expected) => {
    expect(factsOf(text)).toMatchObject({ topLevelReads: expected, inputReads: [] });
  });

  test.each([
    "$states.input.order",
    "$states.input.list[order > 3]",
    "$states.input.list^(order)",
    "$states.input.list{'k': order}",
    "$states.input.list.(order)",
    "$states.input.list.$order",
    "$states.input ~> |order|{'b': c}|",
    "$states.input.list[0][order]",
    "$states.input.list[$ > 1]",
    "$states.input.list.$string($)",
    "$states.input.errorOutput",
    "{'k': 1}.order",
    "function($x) { $x.order }",
    "$filter($list, function($line) { $line.order })",
    "'order'",
    "{'a': 1, 'b': true, 'c': null}",
    "-$x",
    "$now()",
  ])("%s reads nothing at the top level", (text) => {
    expect(factsOf(text)).toMatchObject({ topLevelReads: [], inputReads: [] });
  });

  test.each([
    ["**.order", ["**"]],
    ["*", ["*"]],
    ["[*, *.a]", ["*"]],
  ])("%s reads %j of an input that does not exist, which AWS does not mind", (text, expected) => {
    expect(factsOf(text)).toMatchObject({ topLevelReads: [], inputReads: expected });
  });

  test.each([
    ["$exists($a) ? $a : 0", ["a"]],
    ["$exists($a.b) and $a.b > 1", ["a"]],
    ["'x' & ($exists($a) ? $a : $b)", ["a"]],
    ["$exists($a)", ["a"]],
    ["$a & ($exists($a) ? 1 : 2)", []],
    ["$exists($states.input.a) ? $a : 0", []],
    ["($a := 1; $exists($a))", []],
  ])("%s reads %j only behind the question whether it has a value", (text, expected) => {
    expect([...factsOf(text).guarded]).toEqual(expected);
  });

  test.each([
    ["$a ?: 1", ["?:"]],
    ["$states.input.a ?: 1", ["?:"]],
    ["$a ?? 1", ["??"]],
    ["$a ? $a : 1", []],
    ["$exists($a) ? $a : 1", []],
  ])("%s has the operators %j of JSONata 2.1", (text, expected) => {
    expect(factsOf(text).newerOperators).toEqual(expected);
  });

  test("every function that the library has is known, and the six of Step Functions", async () => {
    for (const name of JSONATA_FUNCTIONS) {
      const isAdded = ["partition", "range", "hash", "uuid", "parse"].includes(name);
      const type = await jsonata(`$type($${name})`).evaluate({});
      expect(`${name}: ${type}`).toBe(`${name}: ${isAdded ? undefined : "function"}`);
    }
  });

  test.each(["$a", " $states.input.a ", "$a.b.and", "$a.or", "$a.in.b", "$and", "$_x1.y_2", "\n$a.b\n", "$a.function"])(
    "%p, which is read without the library, has the library's tree",
    (text) => {
      expect(parseJsonata(text).ast).toEqual(jsonata(text).ast());
    },
  );

  test("a literal is no step of a path", () => {
    expect(parseJsonata("$a.true").error).toBeDefined();
  });

  test("a JSONPath machine does not load the library", () => {
    jest.isolateModules(() => {
      jest.doMock("jsonata", () => {
        throw new Error("loaded");
      });
      const asl = require("../../../modules/languages/asl") as typeof import("../../../modules/languages/asl");
      const machine = (Parameters: object) => ({
        StartAt: "A",
        States: { A: { Type: "Pass", Parameters, End: true } },
      });
      expect(asl.validateDefinition(machine({ "a.$": "$.a", b: "{% $b %}" })).isValid).toBe(true);
      jest.dontMock("jsonata");
    });
  });

  test("any text is read or refused, and nothing throws", () => {
    const pieces = fc.constantFrom(
      "$",
      "states",
      ".",
      "input",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "'",
      ":=",
      "function",
      ",",
      " ",
      "?",
      ":",
      "%",
      "@",
      "#",
      "1",
      "/",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const { ast, error } = parseJsonata(parts.join(""));
        expect(ast === undefined).toBe(error !== undefined);
        if (ast) jsonataFacts(ast);
      }),
      { numRuns: 2000 },
    );
  });
});
