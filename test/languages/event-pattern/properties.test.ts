import fc from "fast-check";
import { EventError, EventPattern, EventPatternError } from "../../../modules/languages/event-pattern";
import { event, pattern } from "./arbitraries";

const RUN = { seed: 20260101, numRuns: 500 };

function parseOrError(input: string | object): EventPattern | EventPatternError {
  try {
    return EventPattern.parse(input);
  } catch (error) {
    if (error instanceof EventPatternError) return error;
    throw error;
  }
}

test("a valid pattern parses from its value and from its text, with the same result", () => {
  fc.assert(
    fc.property(pattern, event, (p, e) => {
      const fromValue = EventPattern.parse(p);
      const fromText = EventPattern.parse(JSON.stringify(p));
      expect(fromText.toString()).toBe(fromValue.toString());
      expect(fromText.wildcardComplexity).toBe(fromValue.wildcardComplexity);
      expect(fromText.matches(JSON.stringify(e))).toBe(fromValue.matches(e));
    }),
    RUN,
  );
});

test("a printed pattern parses again to the same pattern", () => {
  fc.assert(
    fc.property(pattern, event, (p, e) => {
      const parsed = EventPattern.parse(p);
      const again = EventPattern.parse(parsed.toString());
      expect(again.toString()).toBe(parsed.toString());
      expect(EventPattern.parse(parsed.toJSON() as object).toString()).toBe(parsed.toString());
      expect(again.warnings).toEqual(parsed.warnings);
      expect(again.matches(e)).toBe(parsed.matches(e));
    }),
    RUN,
  );
});

test("explain agrees with matches", () => {
  let matched = 0;
  let runs = 0;
  fc.assert(
    fc.property(pattern, event, (p, e) => {
      runs++;
      const parsed = EventPattern.parse(p);
      const explanation = parsed.explain(e);
      expect(explanation.matched).toBe(parsed.matches(e));
      expect(explanation.firstFailure === undefined).toBe(explanation.matched);
      if (explanation.matched) matched++;
      if (explanation.firstFailure !== undefined) {
        expect(explanation.firstFailure.held).toBe(false);
        expect(explanation.firstFailure.reason).toBeDefined();
      }
      for (const leaf of explanation.leaves) {
        expect(leaf.held).toBe(leaf.reason === undefined);
        if (leaf.reason === "absent") expect(leaf.values).toEqual([]);
      }
      if (!JSON.stringify(p).includes('"$or"') && explanation.matched) {
        expect(explanation.leaves.every((leaf) => leaf.held)).toBe(true);
      }
    }),
    RUN,
  );
  expect(matched).toBeGreaterThan(runs / 50);
});

test("anything-but never agrees with the matcher it negates", () => {
  const operand = fc.constantFrom("x", "xy", "ab", "é");
  const operator = fc.constantFrom("prefix", "suffix", "equals-ignore-case", "wildcard");
  fc.assert(
    fc.property(operator, operand, fc.string({ maxLength: 4 }), (op, text, value) => {
      const plain = EventPattern.parse({ source: [{ [op]: text }] });
      const negated = EventPattern.parse({ source: [{ "anything-but": { [op]: text } }] });
      expect(plain.matches({ source: value })).toBe(!negated.matches({ source: value }));
    }),
    RUN,
  );
});

test("wildcards match as the obvious recursive definition does", () => {
  const slow = (p: string, v: string): boolean => {
    if (p === "") return v === "";
    if (p[0] === "*") return slow(p.slice(1), v) || (v !== "" && slow(p, v.slice(1)));
    return v[0] === p[0] && slow(p.slice(1), v.slice(1));
  };
  const short = (of: string[]) => fc.array(fc.constantFrom(...of), { maxLength: 7 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(short(["a", "b", "*"]), short(["a", "b"]), (p, value) => {
      const wildcard = p.replace(/\*+/g, "*");
      const parsed = EventPattern.parse({ source: [{ wildcard }] }, { limits: "engine" });
      expect(parsed.matches({ source: value })).toBe(slow(wildcard, value));
    }),
    RUN,
  );
});

test("parse throws nothing but EventPatternError, for any text", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"a"',
    '"$or"',
    '"prefix"',
    "1",
    "-",
    "null",
    '"',
    "\\",
    " ",
  );
  const texts = fc.oneof(
    fc.string(),
    fc.json(),
    fc.array(token, { maxLength: 20 }).map((t) => t.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const result = parseOrError(text);
      if (result instanceof EventPatternError) expect(result.line).toBeGreaterThanOrEqual(1);
    }),
    RUN,
  );
});

test("parse throws nothing but EventPatternError, for any value", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      parseOrError(value as object);
      parseOrError({ source: value });
      parseOrError({ source: [value] });
      parseOrError({ source: [{ "anything-but": value }, { numeric: value }] });
    }),
    RUN,
  );
});

test("a damaged pattern is refused with a place inside its text, or is another pattern", () => {
  fc.assert(
    fc.property(pattern, fc.nat(), fc.constantFrom("", "{", "]", '"', ",", "x", "0"), (p, at, insert) => {
      const text = JSON.stringify(p);
      const i = at % text.length;
      const damaged = text.slice(0, i) + insert + text.slice(i + 1);
      const result = parseOrError(damaged);
      if (result instanceof EventPatternError && result.code !== "WILDCARD_TOO_COMPLEX") {
        expect(result.offset).toBeLessThanOrEqual(damaged.length);
        expect(result.column).toBeGreaterThanOrEqual(1);
      }
    }),
    RUN,
  );
});

test("matches throws nothing but EventError, for any event", () => {
  const p = EventPattern.parse({ a: { b: ["x"] }, c: [{ exists: false }] });
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
  const safely = (input: string | object) => {
    try {
      p.matches(input);
    } catch (error) {
      if (!(error instanceof EventError)) throw error;
    }
  };
  fc.assert(
    fc.property(anything, fc.string(), (value, text) => {
      safely(value as object);
      safely({ a: value, c: value });
      safely({ a: { b: value } });
      safely(text);
    }),
    RUN,
  );
});
