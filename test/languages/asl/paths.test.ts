import * as fc from "fast-check";
import { isReferencePath, parseStatesPath } from "../../../modules/languages/asl/paths";

fc.configureGlobal({ seed: 20_261_121 });

/** How a path is read: its root and the kinds of its steps, with names and indexes. */
function shape(text: string): string | undefined {
  const { path } = parseStatesPath(text);
  if (path === undefined) return undefined;
  const { root, steps } = path;
  const words = steps.map((step) =>
    step.kind === "name" ? step.name : step.kind === "index" ? `#${step.index}` : `<${step.kind}>`,
  );
  return [root.kind === "variable" ? `var ${root.name}` : root.kind, ...words].join(" / ");
}

describe("paths", () => {
  test.each([
    ["$", "input"],
    ["$$", "context"],
    ["$$.Execution.Id", "context / Execution / Id"],
    ["$order", "var order"],
    ["$order.id[0]", "var order / id / #0"],
    ["$größe", "var größe"],
    ["$.store.book", "input / store / book"],
    ["$['store']['book one']", "input / store / book one"],
    ['$["a"]', "input / a"],
    ["$[ 'a' ]", "input / a"],
    ["$['a','b']", "input / <names>"],
    ["$['a\\'b.c']", "input / a'b.c"],
    ["$.ledgers[0][22][315].foo", "input / ledgers / #0 / #22 / #315 / foo"],
    ["$.a[-1]", "input / a / #-1"],
    ["$.a[0, 1]", "input / a / <indexes>"],
    ["$.a[1:2]", "input / a / <slice>"],
    ["$.a[-2:]", "input / a / <slice>"],
    ["$.a[*].b", "input / a / <wildcard> / b"],
    ["$.*", "input / <wildcard>"],
    ["$..b", "input / <descent> / b"],
    ["$..[0]", "input / <descent> / #0"],
    ["$.a[(@.length-1)]", "input / a / <script>"],
    ["$.a.length()", "input / a / <function>"],
    ["$.a.min()", "input / a / <function>"],
    ["$.a-b_c/d@e", "input / a-b_c/d@e"],
    // From the specification.
    ["$.store\\.book", "input / store.book"],
    ["$.\\stor\\e.boo\\k", "input / store / book"],
    ["$.foo\\@bar.baz\\[\\[.\\?pretty", "input / foo@bar / baz[[ / ?pretty"],
    ["$.&Ж中.\uD800\uDF46", "input / &Ж中 / \uD800\uDF46"],
    // Accepted by AWS, though asl-path-validator refuses them.
    ["$.[?(@.year <= 1998)]", "input / <filter>"],
    ['$[\'Test\\""Name"\']', 'input / Test""Name"'],
    ["$.a[?(@.b != 1 && (@.c || !@.d))].e", "input / a / <filter> / e"],
    ["$.a[?(@.b =~ /x[)(]/i)]", "input / a / <filter>"],
    ["$.a[?(@.b in ['x', ')'])]", "input / a / <filter>"],
    ["$.a[?(@['b'] == 'it\\'s')]", "input / a / <filter>"],
    ["$.a[?(@.b == $.c)]", "input / a / <filter>"],
  ])("%s is read", (text, expected) => {
    expect(shape(text)).toBe(expected);
    expect(parseStatesPath(text).path!.doubts).toEqual([]);
  });

  test.each([
    ["", "a path starts with $", 0],
    ["order", "a path starts with $", 0],
    ["$.", "the path ends with a dot", 2],
    ["$..", "the path ends with a dot", 3],
    ["$.a.", "the path ends with a dot", 4],
    ["$...a", "a name is missing after a dot", 3],
    ["$-x", '"." or "[" is expected after "$"', 1],
    ["$:a", '"." or "[" is expected after "$"', 1],
    ["$$$", '"." or "[" is expected after "$$"', 2],
    ["$order:id", '"." or "[" is expected after "$order"', 6],
    ["$.a b", "a name with white space needs brackets and quotes: $['a b']", 3],
    ["$.a[", '"[" is not closed', 3],
    ["$.a['b'", '"[" is not closed', 3],
    ["$.a[]", "nothing stands between the brackets", 3],
    ["$.a[b]", "\"[b]\" is no index, and a name in brackets needs quotes: ['b']", 3],
    ["$.a['b]", "a quote is not closed", 3],
    ["$.a['b' 'c']", "a comma is missing between quoted names", 3],
    ["$.a['b',]", "a quoted name is expected between the brackets", 3],
    ["$.a[?@.b]", "a filter needs parentheses: [?(@.a == 1)]", 3],
    ["$.a[?()]", "the filter is empty", 3],
    ["$.a[?((@.b)]", "the parentheses of the filter do not match", 3],
    ["$.a[?(@.b = 1)]", 'a filter compares with "==", not with "="', 3],
    ["$.a[?(@.b & @.c)]", 'a filter joins conditions with "&&", not with "&"', 3],
    ["$.a[?(@.b | @.c)]", 'a filter joins conditions with "||", not with "|"', 3],
  ])("fails when the path is %p", (text, reason, offset) => {
    expect(parseStatesPath(text)).toEqual({ error: { reason, offset } });
  });

  test.each([
    ["$.a[0]b", '"." is missing at character 7'],
    ["$.a\n", "white space stands after the path"],
    ["$.a \t ", "white space stands after the path"],
    ["$.a.shuffle()", '"shuffle()" at character 5 is no known function'],
    ["$.a(", '"(" stands in a name at character 4'],
    ["$.a,b", '"," stands in a name at character 4'],
    ["$.a\\", "nothing stands after the backslash"],
    ["$.a[0:4:2]", "a slice with a step stands at character 4"],
    ["$.a[$.i]", "a path in brackets stands at character 4"],
  ])("%p is read with doubts", (text, doubt) => {
    expect(parseStatesPath(text).path?.doubts).toEqual([doubt]);
  });

  test("spaces behind a path are no doubt: published machines have them", () => {
    expect(parseStatesPath("$$.Execution.Name  ").path).toEqual({ ...parseStatesPath("$$.Execution.Name").path });
  });

  test.each([
    ["$", true],
    ["$.a['b'][0]", true],
    ["$.a[-1]", true],
    ["$.a[*]", false],
    ["$..a", false],
    ["$.a[0,1]", false],
    ["$['a','b']", false],
    ["$.a[0:1]", false],
    ["$.a[?(@.b)]", false],
    ["$.a.length()", false],
  ])("%s is a reference path: %p", (text, expected) => {
    expect(isReferencePath(parseStatesPath(text).path!)).toBe(expected);
  });

  test("any text is read or refused, never both, and nothing throws", () => {
    const pieces = fc.constantFrom(
      "$",
      ".",
      "[",
      "]",
      "'",
      '"',
      "\\",
      "(",
      ")",
      "?",
      "@",
      "*",
      ":",
      ",",
      "a",
      " ",
      "/",
      "=",
      "~",
      "0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (parts) => {
        const { path, error } = parseStatesPath(`$${parts.join("")}`);
        expect(path === undefined).toBe(error !== undefined);
      }),
      { numRuns: 3000 },
    );
  });
});
