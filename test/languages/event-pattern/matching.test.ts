import { EventPattern } from "../../../modules/languages/event-pattern";
import { object } from "./arbitraries";

const matches = (pattern: string | object, event: string | object) => EventPattern.parse(pattern).matches(event);

// Answers of event-ruler 2.0.1, run on these pairs.
test.each<[string, string, boolean]>([
  ['{"a":[1]}', '{"a":1.0}', true],
  ['{"a":[1]}', '{"a":"1"}', false],
  ['{"a":[300]}', '{"a":3.0e2}', true],
  ['{"a":[0.1234567890123456789]}', '{"a":0.1234567890123456789}', true],
  ['{"a":[0.1234567890123456789]}', '{"a":0.12345678901234568}', false],
  ['{"a":[-0]}', '{"a":0}', true],
  ['{"a":[{"numeric":["<",0]}]}', '{"a":-0.0}', false],
  ['{"a":[{"anything-but":1}]}', '{"a":1.0}', false],
  ['{"a":[{"anything-but":1}]}', '{"a":"1"}', true],
  ['{"a":[{"anything-but":0}]}', '{"a":-0.0}', false],
  ['{"a":[{"wildcard":"*"}]}', '{"a":""}', true],
  ['{"a":[{"wildcard":"*"}]}', '{"a":1}', false],
  ['{"a":[{"prefix":""}]}', '{"a":1}', false],
  ['{"a":[{"equals-ignore-case":"ß"}]}', '{"a":"SS"}', true],
  ['{"a":[{"equals-ignore-case":"ss"}]}', '{"a":"ß"}', false],
  ['{"a":[{"suffix":{"equals-ignore-case":"ß"}}]}', '{"a":"xSS"}', true],
  ['{"a":["10.0.0.1"]}', '{"a":"010.0.0.1"}', true],
  ['{"a":["::1"]}', '{"a":"0:0:0:0:0:0:0:1"}', true],
  ['{"a":["::ffff:0a00:0001"]}', '{"a":"10.0.0.1"}', true],
  ['{"a":[{"cidr":"10.0.0.5/24"}]}', '{"a":"10.0.0.1"}', true],
  ['{"a":["dead:beef"]}', '{"a":"DEAD:BEEF"}', false],
  ['{"a":[null]}', '{"a":[null]}', true],
  ['{"d":{"a":["1"]},"d":{"b":["2"]}}', '{"d":{"b":"2"}}', false],
  ['{"d":{"a":["1"]},"d.a":["2"]}', '{"d":{"a":"2"}}', true],
  ['{"":{"a":["x"]}}', '{"a":"x"}', true],
  ['{"d":{"a":[{"exists":false}],"b":["1"]}}', '{"d":[{"b":"1"},{"a":"2"}]}', false],
  ['{"d":{"b":[{"exists":false}],"a":["1"]}}', '{"d":[{"a":"1"},{"b":"2"}]}', true],
  ['{"d":{"a":["1"],"b":[{"exists":false}],"c":["3"]}}', '{"d":[{"a":"1","c":"3"},{"b":"2"}]}', true],
  ['{"name":["a","b"],"$or":[{"name":[{"anything-but":"a"}]},{"x":["1"]}]}', '{"name":"a","x":"1"}', true],
])("%s on %s: %s", (pattern, event, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

test("keys of Object.prototype are ordinary fields", () => {
  for (const key of ["__proto__", "constructor", "hasOwnProperty", "toString"]) {
    expect(matches({ detail: object([[key, ["x"]]]) }, { detail: {} })).toBe(false);
    expect(matches({ detail: object([[key, [{ exists: false }]]]) }, { detail: {} })).toBe(true);
    expect(matches({ detail: object([[key, ["x"]]]) }, { detail: object([[key, "x"]]) })).toBe(true);
    expect(matches(JSON.stringify({ detail: { [`${key}.a`]: ["x"] } }), `{"detail":{"${key}":{"a":"x"}}}`)).toBe(true);
  }
});

test("explains each field of the pattern", () => {
  const p = EventPattern.parse({
    source: ["shop"],
    detail: { state: ["on", { prefix: "st" }], n: [{ numeric: [">", 5] }] },
  });
  expect(p.explain('{"source":"shop","detail":{"state":["off","out"]}}')).toEqual({
    matched: false,
    leaves: [
      { field: "source", path: "$.source", matchers: ['"shop"'], held: true, values: ['"shop"'], present: true },
      {
        field: "detail.state",
        path: "$.detail.state",
        matchers: ['"on"', '{"prefix":"st"}'],
        held: false,
        values: ['"off"', '"out"'],
        present: true,
        reason: "no-match",
      },
      {
        field: "detail.n",
        path: "$.detail.n",
        matchers: ['{"numeric":[">",5]}'],
        held: false,
        values: [],
        present: false,
        reason: "absent",
      },
    ],
    firstFailure: expect.objectContaining({ field: "detail.state" }),
  });
});

test("explains that values stand in different array elements", () => {
  const p = EventPattern.parse({ detail: { items: { sku: ["a"], qty: [2] } } });
  const explanation = p.explain({
    detail: {
      items: [
        { sku: "a", qty: 1 },
        { sku: "b", qty: 2 },
      ],
    },
  });
  expect(explanation.leaves.map((leaf) => leaf.held)).toEqual([true, true]);
  expect(explanation.firstFailure).toMatchObject({ reason: "other-array-element", held: false });
  expect(p.explain({ detail: { items: [{ sku: "a", qty: 2 }] } })).not.toHaveProperty("firstFailure");
});

test("the first failure is that of the $or branch that came closest", () => {
  const p = EventPattern.parse({
    detail: {
      $or: [
        { a: ["1"], b: ["1"] },
        { a: ["1"], c: ["2"], d: ["3"] },
      ],
    },
  });
  expect(p.explain({ detail: { a: "1", c: "2", d: "4" } }).firstFailure?.field).toBe("detail.b");
});

describe("opaque values", () => {
  const token = (type: string) => ({ token: type });
  const opaque = (v: unknown) => (v as { token?: "string" | "number" | "boolean" | "any" } | null)?.token;
  const accepted = (pattern: object) => EventPattern.parse(pattern, { opaque });

  test("are accepted where a value of their type could stand", () => {
    const [s, n, b, any] = ["string", "number", "boolean", "any"].map(token);
    for (const matcher of [s, n, b, any]) expect(accepted({ source: [matcher] }).hasOpaqueValues).toBe(true);
    for (const op of ["prefix", "suffix", "equals-ignore-case", "wildcard", "cidr", "exactly", "anything-but"]) {
      expect(accepted({ source: [{ [op]: s }] }).hasOpaqueValues).toBe(true);
      expect(() => accepted({ source: [{ [op]: b }] })).toThrow();
    }
    for (const op of ["prefix", "suffix", "equals-ignore-case", "wildcard"]) {
      accepted({ source: [{ "anything-but": { [op]: [s, "x"] } }] });
      expect(() => accepted({ source: [{ "anything-but": { [op]: n } }] })).toThrow();
    }
    accepted({ detail: { a: [{ numeric: [s, n] }, { numeric: [">", n, "<", 5] }, { exists: b }, { numeric: any }] } });
    accepted({ detail: any, $or: any });
    accepted({ detail: { $or: [any, { a: ["x"] }] } });
    expect(() => accepted({ detail: s as object })).toThrow('"detail" must be an object or an array');
    expect(() => accepted({ detail: { a: [{ numeric: [">", s] }] } })).toThrow("Value of > must be numeric");
  });

  test("cannot be matched or printed, and are given back as they were", () => {
    const s = token("string");
    const p = accepted({ source: [s] });
    expect(() => p.matches({ source: "x" })).toThrow(expect.objectContaining({ code: "UNRESOLVED_VALUE" }));
    expect(() => p.explain({ source: "x" })).toThrow(expect.objectContaining({ code: "UNRESOLVED_VALUE" }));
    expect(() => p.toString()).toThrow(expect.objectContaining({ code: "UNRESOLVED_VALUE" }));
    expect((p.toJSON() as { source: unknown[] }).source[0]).toBe(s);
  });
});
