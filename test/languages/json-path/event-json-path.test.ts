import fc from "fast-check";
import { EVENT_JSON_PATH_MAX_LENGTH, EventJsonPath, JsonPathError } from "../../../modules/languages/json-path";

const event = JSON.parse(`{
  "source": "shop.orders", "detail-type": "OrderPlaced", "resources": ["arn:1", "arn:2"],
  "detail": {
    "id": "o-1", "zero": 0, "no": false, "nothing": null, "a_b-c": 1, "a/b": 2, "0": "field named 0", "x:y": 3,
    "items": [{ "id": "i-1", "tags": ["red", "blue"] }, { "id": "i-2" }, "text"],
    "empty": [], "__proto__": { "own": true }
  }
}`);

function errorOf(text: string): JsonPathError {
  try {
    EventJsonPath.parse(text);
  } catch (error) {
    if (error instanceof JsonPathError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

describe("EventJsonPath.evaluate", () => {
  test.each([
    ["$", event],
    ["$.source", "shop.orders"],
    ["$.detail-type", "OrderPlaced"],
    ["$.detail.id", "o-1"],
    ["$.detail.zero", 0],
    ["$.detail.no", false],
    ["$.detail.nothing", null],
    ["$.detail.a_b-c", 1],
    ["$.detail.a/b", 2],
    ["$.detail.0", "field named 0"],
    ["$.detail.x:y", 3],
    ["$.resources[0]", "arn:1"],
    ["$.resources[1]", "arn:2"],
    ["$.resources[*]", ["arn:1", "arn:2"]],
    ["$.resources.*", ["arn:1", "arn:2"]],
    ["$.detail.items[0].tags[1]", "blue"],
    ["$.detail.items[*].id", ["i-1", "i-2"]],
    ["$.detail.items[*].tags[*]", ["red", "blue"]],
    ["$.detail.__proto__.own", true],
  ])("%s", (path, value) => {
    expect(EventJsonPath.parse(path).evaluate(event)).toEqual({ found: true, value });
  });

  test.each([
    "$.missing",
    "$.detail.missing.deeper",
    "$.resources[2]",
    "$.resources.0",
    "$.resources.length",
    "$.source.length",
    "$.source[0]",
    "$.detail[0]",
    "$.detail.nothing.x",
    "$.detail.empty[*]",
    "$.__proto__",
    "$.constructor",
    "$.detail.items.__proto__",
    "$[0]",
  ])("%s finds nothing", (path) => {
    expect(EventJsonPath.parse(path).evaluate(event)).toEqual({ found: false, value: undefined });
  });
});

describe("EventJsonPath.parse", () => {
  test.each([
    ["", "empty", 0],
    ["detail.id", "missing-root", 0],
    ["id", "missing-root", 0],
    [" $.detail", "missing-root", 0],
    ["$detail", "missing-dot", 1],
    ["$.resources[0]id", "missing-dot", 14],
    ["$.detail*", "missing-dot", 8],
    ["$.", "empty-segment", 1],
    ["$.detail.", "empty-segment", 8],
    ["$.detail.[0]", "empty-segment", 8],
    ["$..id", "recursive-descent", 1],
    ["$.detail..id", "recursive-descent", 8],
    ["$['detail']", "bracket-name", 1],
    ['$.detail["id"]', "bracket-name", 8],
    ["$.detail['my key'].x", "bracket-name", 8],
    ["$.detail['id", "bracket-name", 8],
    ["$.items[?(@.id=='x')]", "filter", 7],
    ["$.items[(@.length-1)]", "filter", 7],
    ["$.items[0:2]", "slice", 7],
    ["$.items[:]", "slice", 7],
    ["$.items[0,1]", "union", 7],
    ["$.items[-1]", "bad-index", 7],
    ["$.items[]", "bad-index", 7],
    ["$.items[a]", "bad-index", 7],
    ["$.items[0", "bad-index", 7],
    ["$.items.length()", "function", 14],
    ["$.detail.first name", "bad-character", 14],
    ["$.detail ", "bad-character", 8],
    ["$.a]", "bad-character", 3],
  ])("%s is refused: %s at %d", (path, code, offset) => {
    expect(errorOf(path)).toMatchObject({ code, offset });
  });

  test.each([
    ["detail.id", 'Did you mean "$.detail.id"?'],
    [".detail.id", 'Did you mean "$.detail.id"?'],
    ["$detail.id", 'Did you mean "$.detail.id"?'],
    [" $.detail", 'Did you mean "$.detail"?'],
    ["$['detail'].id", 'Did you mean "$.detail.id"?'],
    ["$.items.length()", 'Use "$.items".'],
  ])("%s: %s", (path, fix) => {
    const error = errorOf(path);
    expect(error.fix).toBe(fix);
    expect(error.message).toBe(`${error.reason} ${fix}`);
  });

  test("takes 256 characters, not 257", () => {
    const longest = `$.${"a".repeat(EVENT_JSON_PATH_MAX_LENGTH - 2)}`;
    expect(EventJsonPath.parse(longest).text).toBe(longest);
    expect(errorOf(`${longest}a`).code).toBe("too-long");
  });

  test("names characters that AWS does not list", () => {
    expect(EventJsonPath.parse("$.detail.aws:tag.a/b").unlistedCharacters).toEqual([":"]);
    expect(EventJsonPath.parse("$.detail.größe").unlistedCharacters).toEqual(["ö", "ß"]);
    expect(EventJsonPath.parse("$.detail-type").unlistedCharacters).toEqual([]);
  });
});

describe("properties", () => {
  const settings = { seed: 20261101, numRuns: 500 };
  const key = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);

  test("any text parses or throws JsonPathError", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300 }),
      fc.array(fc.constantFrom("$", ".", "..", "[", "]", "*", "0", "'", '"', "a", "?(", " ", "__proto__"), {
        maxLength: 30,
      }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const path = typeof value === "string" ? value : value.join("");
        try {
          EventJsonPath.parse(path).evaluate(event);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonPathError);
        }
      }),
      settings,
    );
  });

  test("a path built from names finds exactly the value put there", () => {
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 6 }), fc.jsonValue(), (names, value) => {
        const built = names.reduceRight<unknown>((inner, name) => Object.fromEntries([[name, inner]]), value);
        const path = EventJsonPath.parse(`$.${names.join(".")}`);
        expect(path.evaluate(built)).toEqual({ found: true, value });
      }),
      settings,
    );
  });

  test("a chain of wildcards over a wide event stays bounded", () => {
    const wide = { detail: { list: Array.from({ length: 200_000 }, (_, index) => ({ index })) } };
    const result = EventJsonPath.parse("$.*.*.*.index").evaluate(wide);
    expect(result.found && (result.value as unknown[]).length).toBe(200_000);
  });
});

describe("the place of a problem and the fix", () => {
  test.each([
    ["", "empty", 0, "The path is empty. Write $ for the whole event, or $.detail."],
    ["$detail", "missing-dot", 1, '"." or "[" is expected at character 2. Did you mean "$.detail"?'],
    ["$.a[0]b", "missing-dot", 6, '"." or "[" is expected at character 7.'],
    [
      "$.a..b",
      "recursive-descent",
      3,
      "EventBridge does not support recursive descent (..). Write the full path from $.",
    ],
    ["$.a.", "empty-segment", 3, 'A field name is missing after "." at character 4.'],
    ["$.a.[0]", "empty-segment", 3, 'A field name is missing after "." at character 4.'],
    [
      "$. a",
      "bad-character",
      2,
      'The character " " is not allowed in a field name of a path. Such a field cannot be selected: select its parent object.',
    ],
    ["$.a.length()", "function", 10, 'EventBridge does not support JSONPath functions. Use "$.a".'],
    ["$['a'].b", "bracket-name", 1, 'EventBridge supports dot notation, not bracket notation. Did you mean "$.a.b"?'],
    [
      "$.x[ 'a' ].b",
      "bracket-name",
      3,
      'EventBridge supports dot notation, not bracket notation. Did you mean "$.x.a.b"?',
    ],
    ["$['a'", "bracket-name", 1, 'EventBridge supports dot notation, not bracket notation. Did you mean "$.a"?'],
    [
      "$['a b']",
      "bracket-name",
      1,
      "EventBridge supports dot notation, not bracket notation. Such a field cannot be selected: select its parent object.",
    ],
    ["$.a[0", "bad-index", 3, '"[" is not closed.'],
    ["$.a[1x]", "bad-index", 3, '"[1x]" is not an array index. Write a whole number from 0, such as [0], or [*].'],
    ["detail.id", "missing-root", 0, 'The path "detail.id" does not start with $. Did you mean "$.detail.id"?'],
    [".detail.id", "missing-root", 0, 'The path ".detail.id" does not start with $. Did you mean "$.detail.id"?'],
    [" $.detail.id", "missing-root", 0, 'The path " $.detail.id" does not start with $. Did you mean "$.detail.id"?'],
    ["a$.b", "missing-root", 0, 'The path "a$.b" does not start with $. Did you mean "$.a$.b"?'],
  ])("%j: %s", (text, code, offset, message) => {
    expect(errorOf(text)).toMatchObject({ code, offset, message });
  });

  test("an index of two digits is one index", () => {
    expect(EventJsonPath.parse("$.a[12]").segments).toEqual([
      { kind: "name", name: "a" },
      { kind: "index", index: 12 },
    ]);
  });
});
