import { EventBus, Match, type Matchers } from "cdktf-aws-http-integrations";
import fc from "fast-check";
import { EventPattern } from "../../modules/languages/event-pattern";
import { synth } from "../support/synth";

describe("Match", () => {
  const HELPERS: { readonly [name in Exclude<keyof typeof Match, "prototype">]: readonly [Matchers, unknown][] } = {
    exactString: [[Match.exactString("a"), ["a"]]],
    anyOf: [
      [Match.anyOf("a", 1, true, null), ["a", 1, true, null]],
      [Match.anyOf("a", Match.prefix("re"), Match.exists()), ["a", { prefix: "re" }, { exists: true }]],
      [Match.anyOf(), []],
    ],
    prefix: [[Match.prefix("a"), [{ prefix: "a" }]]],
    prefixEqualsIgnoreCase: [[Match.prefixEqualsIgnoreCase("a"), [{ prefix: { "equals-ignore-case": "a" } }]]],
    suffix: [[Match.suffix("a"), [{ suffix: "a" }]]],
    suffixEqualsIgnoreCase: [[Match.suffixEqualsIgnoreCase("a"), [{ suffix: { "equals-ignore-case": "a" } }]]],
    equalsIgnoreCase: [[Match.equalsIgnoreCase("a"), [{ "equals-ignore-case": "a" }]]],
    wildcard: [[Match.wildcard("a*\\*"), [{ wildcard: "a*\\*" }]]],
    anythingBut: [
      [Match.anythingBut("a"), [{ "anything-but": "a" }]],
      [Match.anythingBut("a", "b"), [{ "anything-but": ["a", "b"] }]],
      [Match.anythingBut(0), [{ "anything-but": 0 }]],
      [Match.anythingBut(1, 2), [{ "anything-but": [1, 2] }]],
    ],
    anythingButPrefix: [
      [Match.anythingButPrefix("a"), [{ "anything-but": { prefix: "a" } }]],
      [Match.anythingButPrefix("a", "b"), [{ "anything-but": { prefix: ["a", "b"] } }]],
    ],
    anythingButSuffix: [
      [Match.anythingButSuffix("a"), [{ "anything-but": { suffix: "a" } }]],
      [Match.anythingButSuffix("a", "b"), [{ "anything-but": { suffix: ["a", "b"] } }]],
    ],
    anythingButEqualsIgnoreCase: [
      [Match.anythingButEqualsIgnoreCase("a"), [{ "anything-but": { "equals-ignore-case": "a" } }]],
      [Match.anythingButEqualsIgnoreCase("a", "b"), [{ "anything-but": { "equals-ignore-case": ["a", "b"] } }]],
    ],
    anythingButWildcard: [
      [Match.anythingButWildcard("a*"), [{ "anything-but": { wildcard: "a*" } }]],
      [Match.anythingButWildcard("a*", "b*"), [{ "anything-but": { wildcard: ["a*", "b*"] } }]],
    ],
    exists: [[Match.exists(), [{ exists: true }]]],
    doesNotExist: [[Match.doesNotExist(), [{ exists: false }]]],
    nullValue: [[Match.nullValue(), [null]]],
    equal: [[Match.equal(0), [{ numeric: ["=", 0] }]]],
    greaterThan: [[Match.greaterThan(-1.5), [{ numeric: [">", -1.5] }]]],
    greaterThanOrEqual: [[Match.greaterThanOrEqual(1), [{ numeric: [">=", 1] }]]],
    lessThan: [[Match.lessThan(1), [{ numeric: ["<", 1] }]]],
    lessThanOrEqual: [[Match.lessThanOrEqual(1), [{ numeric: ["<=", 1] }]]],
    interval: [
      [Match.interval(1, 2), [{ numeric: [">=", 1, "<=", 2] }]],
      [Match.interval(1, 2, { lowerExclusive: true }), [{ numeric: [">", 1, "<=", 2] }]],
      [Match.interval(1, 2, { upperExclusive: true }), [{ numeric: [">=", 1, "<", 2] }]],
      [Match.interval(1, 2, { lowerExclusive: true, upperExclusive: true }), [{ numeric: [">", 1, "<", 2] }]],
    ],
    cidr: [[Match.cidr("10.0.0.0/24"), [{ cidr: "10.0.0.0/24" }]]],
  };

  it("has a case here for every helper", () => {
    const helpers = Object.getOwnPropertyNames(Match).filter((name) => typeof Reflect.get(Match, name) === "function");

    expect(helpers.filter((name) => name !== "prototype").sort()).toEqual(Object.keys(HELPERS).sort());
  });

  it.each(Object.entries(HELPERS))("%s gives what AWS expects", (_name, cases) => {
    for (const [given, expected] of cases) {
      expect(given).toEqual(expected);
    }
  });

  it("joins with values in the pattern of a rule", () => {
    const stack = synth((scope) => {
      const eventPattern = {
        detail: { status: Match.anyOf("open", Match.prefix("re")), amount: Match.greaterThanOrEqual(100) },
      };
      new EventBus(scope, "Bus").addRule("Rule", { eventPattern });
    });

    expect(stack.resource("aws_cloudwatch_event_rule").event_pattern).toBe(
      '{"detail":{"amount":[{"numeric":[">=",100]}],"status":["open",{"prefix":"re"}]}}',
    );
  });
});

/** Any operand that the signature and the words beside it allow. */
describe("what Match makes of allowed operands is accepted by EventBridge", () => {
  const text = fc.string({ maxLength: 20, unit: "binary" });
  const filled = fc.string({ minLength: 1, maxLength: 20, unit: "binary" });
  const number = fc.double({ min: -5e9, max: 5e9, noNaN: true });
  const integer = fc.integer({ min: -1_000_000, max: 1_000_000 });
  const wildcard = fc
    .array(fc.constantFrom("a", "b-", "\\*", "\\\\"), { maxLength: 6 })
    .map((parts) => `${parts.join("")}*`);
  const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 4 });
  const block = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 31 })).map(([address, mask]) => `${address}/${mask}`);
  const bounds = fc
    .tuple(integer, fc.integer({ min: 1, max: 1000 }), fc.boolean(), fc.boolean())
    .map(([low, width, lowerExclusive, upperExclusive]) =>
      Match.interval(low, low + width, { lowerExclusive, upperExclusive }),
    );

  const MADE: { readonly [name in Exclude<keyof typeof Match, "prototype">]: fc.Arbitrary<Matchers> } = {
    exactString: text.map(Match.exactString),
    anyOf: several(fc.oneof(text, integer, fc.boolean(), fc.constant(null), filled.map(Match.prefix))).map((all) =>
      Match.anyOf(...all),
    ),
    prefix: text.map(Match.prefix),
    prefixEqualsIgnoreCase: text.map(Match.prefixEqualsIgnoreCase),
    suffix: text.map(Match.suffix),
    suffixEqualsIgnoreCase: text.map(Match.suffixEqualsIgnoreCase),
    equalsIgnoreCase: text.map(Match.equalsIgnoreCase),
    wildcard: wildcard.map(Match.wildcard),
    anythingBut: fc.oneof(
      several(text).map((all) => Match.anythingBut(...all)),
      several(integer).map((all) => Match.anythingBut(...all)),
    ),
    anythingButPrefix: several(filled).map((all) => Match.anythingButPrefix(...all)),
    anythingButSuffix: several(filled).map((all) => Match.anythingButSuffix(...all)),
    anythingButEqualsIgnoreCase: several(text).map((all) => Match.anythingButEqualsIgnoreCase(...all)),
    anythingButWildcard: wildcard.map((one) => Match.anythingButWildcard(one)),
    exists: fc.constant(Match.exists()),
    doesNotExist: fc.constant(Match.doesNotExist()),
    nullValue: fc.constant(Match.nullValue()),
    equal: number.map(Match.equal),
    greaterThan: number.map(Match.greaterThan),
    greaterThanOrEqual: number.map(Match.greaterThanOrEqual),
    lessThan: number.map(Match.lessThan),
    lessThanOrEqual: number.map(Match.lessThanOrEqual),
    interval: bounds,
    cidr: block.map(Match.cidr),
  };

  it.each(Object.entries(MADE))("%s", (_name, made) => {
    fc.assert(
      fc.property(made, (matchers) => {
        const parsed = EventPattern.parse({ detail: { field: matchers } });
        expect(parsed.toJSON()).toEqual({ detail: { field: matchers } });
        expect(parsed.warnings).toEqual([]);
      }),
      { seed: 20_261_121, numRuns: 100 },
    );
  });
});
