import { EventError, EventPattern, EventPatternError, RuleIndex } from "../../../modules/languages/event-pattern";

/** Generous: the work behind each takes milliseconds, an exponential one would not end. */
const SECONDS = 5_000;

function refusedPattern(input: unknown): string {
  try {
    EventPattern.parse(input as object);
  } catch (error) {
    if (error instanceof EventPatternError) return error.code;
    throw error;
  }
  return "accepted";
}

test(
  "deep nesting",
  () => {
    const deep = (n: number) => `${'{"a":'.repeat(n)}["x"]${"}".repeat(n)}`;
    expect(refusedPattern(deep(100_000))).toBe("INVALID_JSON");
    expect(refusedPattern(`{"a":${"[".repeat(100_000)}`)).toBe("INVALID_PATTERN");
    const p = EventPattern.parse(deep(500));
    let event: object = { a: "x" };
    for (let i = 1; i < 500; i++) event = { a: event };
    expect(p.matches(event)).toBe(true);
    const plain = EventPattern.parse({ a: ["x"] });
    expect(() => plain.matches(`{"a":${"[".repeat(100_000)}`)).toThrow(EventError);
    let array: unknown[] = ["x"];
    for (let i = 0; i < 100_000; i++) array = [array];
    expect(() => plain.matches({ a: array })).toThrow(EventError);
  },
  SECONDS,
);

test(
  "values that contain themselves or the same value many times",
  () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => EventPattern.parse({ a: ["x"] }).matches({ a: cycle })).toThrow(EventError);
    expect(refusedPattern({ a: cycle })).toBe("INVALID_JSON");
    let shared: unknown[] = ["y"];
    for (let i = 0; i < 60; i++) shared = [shared, shared];
    expect(() => EventPattern.parse({ a: ["x"] }).matches({ a: shared })).toThrow(EventError);
    expect(refusedPattern({ a: shared })).toBe("PATTERN_TOO_LONG");
  },
  SECONDS,
);

test(
  "huge patterns",
  () => {
    const branch = { a: ["x"] };
    const branches = Array.from({ length: 1_000_000 }, () => branch);
    expect(refusedPattern({ $or: branches })).toBe("PATTERN_TOO_LONG");
    expect(refusedPattern(`{"$or":[${'{"a":["x"]},'.repeat(50_000)}{"a":["x"]}]}`)).toBe("TOO_MANY_OR_COMBINATIONS");
    const nested = Array.from({ length: 9 }, () => '{"$or":[{"a":["x"]},{"b":["y"]}]}').map((or, i) => `"f${i}":${or}`);
    expect(refusedPattern(`{${nested.join()},"g":${nested[0]!.slice(5)},"h":${nested[0]!.slice(5)}}`)).toBe(
      "TOO_MANY_OR_COMBINATIONS",
    );
    expect(refusedPattern(`{"a":["${"x".repeat(1_000_000)}"]}`)).toBe("PATTERN_TOO_LONG");
    expect(refusedPattern(`{"a":["${"\\u0041".repeat(200_000)}`)).toBe("INVALID_JSON");
    const dotted = EventPattern.parse({ [new Array(1500).fill("a").join(".")]: ["x"] });
    expect(dotted.matches({ a: { a: "x" }, "a.a": { a: 1 } })).toBe(false);
  },
  SECONDS,
);

test(
  "wildcards that would make a backtracking matcher explode",
  () => {
    const value = "a".repeat(1_000_000);
    const match = (wildcard: string) =>
      EventPattern.parse({ a: [{ wildcard }] }, { limits: "engine" }).matches({ a: value });
    expect(match("*a*a*a*a*a*a*a*a*a*a*b")).toBe(false);
    expect(match(`*${"a".repeat(1500)}b*`)).toBe(false);
    expect(match(`*${"a".repeat(1500)}*`)).toBe(true);
    expect(refusedPattern({ a: [{ wildcard: "*a".repeat(1900) }] })).toBe("WILDCARD_TOO_COMPLEX");
    expect(refusedPattern({ a: [{ wildcard: `*${"a".repeat(3900)}` }] })).toBe("WILDCARD_TOO_COMPLEX");
    const halves = Array.from({ length: 40 }, (_, i) => `*${"ab".repeat(i + 1)}*${"ba".repeat(i + 1)}`);
    expect(["accepted", "WILDCARD_TOO_COMPLEX"]).toContain(
      refusedPattern({ a: [{ "anything-but": { wildcard: halves } }] }),
    );
  },
  SECONDS,
);

test(
  "long values for the other string operators",
  () => {
    const value = "a".repeat(1_000_000);
    for (const matcher of [
      { prefix: "b" },
      { suffix: { "equals-ignore-case": "ß".repeat(100) } },
      { prefix: { "equals-ignore-case": "ß".repeat(100) } },
      { "equals-ignore-case": value.slice(0, 500) },
      { cidr: "10.0.0.0/8" },
      "10.0.0.1",
    ]) {
      expect(EventPattern.parse({ a: [matcher] }).matches({ a: value })).toBe(false);
      expect(EventPattern.parse({ a: [matcher] }).matches({ a: "1".repeat(1_000_000) })).toBe(false);
      expect(EventPattern.parse({ a: [matcher] }).matches({ a: ":".repeat(1_000_000) })).toBe(false);
    }
  },
  SECONDS,
);

test(
  "arrays whose elements could be combined in very many ways",
  () => {
    const list = (n: number, make: (i: number) => object) => Array.from({ length: n }, (_, i) => make(i));
    const names = ["a", "b", "c", "d", "e", "f"];
    const independent = Object.fromEntries(names.map((n) => [n, { x: ["1"], y: ["2"] }]));
    const event = Object.fromEntries(
      names.map((n) => [n, list(300, (i) => ({ x: "1", y: n === "f" && i >= 0 ? "3" : "2" }))]),
    );
    expect(EventPattern.parse(independent).matches(event)).toBe(false);
    const late = { ...event, f: list(300, (i) => (i % 2 ? { x: "1" } : { y: "2" })) };
    expect(EventPattern.parse(independent).matches(late)).toBe(false);
    const one = EventPattern.parse({ items: { a: ["1"], b: ["1"], c: [{ exists: false }], d: ["1"] } });
    expect(one.matches({ items: list(20_000, (i) => ({ a: "1", [i % 2 ? "b" : "d"]: "1" })) })).toBe(false);
    expect(one.matches({ items: [...list(20_000, () => ({ a: "1", b: "1" })), { a: "1", b: "1", d: "1" }] })).toBe(
      true,
    );
  },
  SECONDS,
);

test(
  "large events and large rule sets",
  () => {
    const index = new RuleIndex<number>();
    for (let i = 0; i < 500; i++) {
      index.add(
        i,
        EventPattern.parse({ a: Array.from({ length: 30 }, (_, k) => `${i}-${k}`), b: ["x", "y", "z"], c: [1, 2, 3] }),
      );
    }
    const event = { a: Array.from({ length: 20_000 }, (_, i) => `v${i}`).concat("7-7"), b: "y", c: [3] };
    expect(index.match(event)).toEqual([7]);
    for (let i = 0; i < 500; i++) index.remove(i);
    expect(index.match(event)).toEqual([]);
  },
  SECONDS,
);
