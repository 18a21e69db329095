import fc from "fast-check";
import { EventError, EventPattern, EventPatternError, RuleIndex } from "../../../modules/languages/event-pattern";
import { event, pattern } from "./arbitraries";

const RUN = { seed: 20260102, numRuns: 250 };

const rules = fc.array(pattern, { maxLength: 25 }).map((patterns) => patterns.map((p) => EventPattern.parse(p)));

test("finds what a loop over the patterns finds", () => {
  let matches = 0;
  let runs = 0;
  fc.assert(
    fc.property(rules, fc.array(event, { minLength: 1, maxLength: 5 }), (patterns, events) => {
      runs++;
      const index = new RuleIndex<number>();
      patterns.forEach((p, i) => {
        index.add(i, p);
      });
      for (const e of events) {
        const expected = patterns.flatMap((p, i) => (p.matches(e) ? [i] : []));
        expect(index.match(e)).toEqual(expected);
        expect(index.match(JSON.stringify(e))).toEqual(expected);
        matches += expected.length;
      }
    }),
    RUN,
  );
  expect(matches).toBeGreaterThan(runs / 3);
});

test("finds what a loop finds after patterns were added, replaced and removed", () => {
  const step = fc.record({ key: fc.nat(9), pattern: fc.option(pattern, { freq: 3 }), event });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const index = new RuleIndex<number>();
      const loop = new Map<number, EventPattern>();
      for (const { key, pattern: p, event: e } of steps) {
        const had = loop.delete(key);
        if (p === null) expect(index.remove(key)).toBe(had);
        else {
          const parsed = EventPattern.parse(p);
          loop.set(key, parsed);
          index.add(key, parsed);
        }
        expect(index.size).toBe(loop.size);
        expect(index.match(e)).toEqual([...loop].flatMap(([k, parsed]) => (parsed.matches(e) ? [k] : [])));
      }
      for (const key of [...loop.keys()]) index.remove(key);
      expect(index.match({})).toEqual([]);
    }),
    RUN,
  );
});

test("forgets everything about removed patterns", () => {
  const index = new RuleIndex();
  const empty = JSON.stringify(internals(index));
  fc.assert(
    fc.property(rules, (patterns) => {
      patterns.forEach((p, i) => {
        index.add(`${i}`, p);
      });
      patterns.forEach((_, i) => {
        index.remove(`${i}`);
      });
      expect(JSON.stringify(internals(index))).toBe(empty);
    }),
    { ...RUN, numRuns: 100 },
  );
});

function internals(index: RuleIndex): unknown {
  const {
    root,
    fieldRoot,
    rules: map,
  } = index as unknown as {
    root: { isEmpty: boolean };
    fieldRoot: { children: Map<string, unknown> };
    rules: Map<string, unknown>;
  };
  return { empty: root.isEmpty, fields: fieldRoot.children.size, rules: map.size };
}

test("refuses patterns with opaque values and events that are no objects", () => {
  const opaque = EventPattern.parse({ source: ["token"] }, { opaque: (v) => (v === "token" ? "string" : undefined) });
  expect(() => new RuleIndex().add("a", opaque)).toThrow(EventPatternError);
  expect(() => new RuleIndex().match("[]")).toThrow(EventError);
});

/** Rule i of a set: a hundred tenants share sources and detail types, and differ in one more field. */
const SHAPES: readonly ((i: number) => object)[] = [
  (i) => ({ source: ["shop"], "detail-type": [`type-${i % 50}`], detail: { customer: [`c-${i}`] } }),
  (i) => ({ source: ["shop"], detail: { path: [{ prefix: `/tenants/${i}/` }] } }),
  (i) => ({ source: ["shop"], detail: { amount: [{ numeric: [">=", i * 10, "<", i * 10 + 10] }] } }),
  (i) => ({ source: ["shop"], detail: { file: [{ suffix: `-${i}.png` }] } }),
  (i) => ({ source: ["shop"], detail: { ip: [{ cidr: `10.${(i >> 8) & 255}.${i & 255}.0/24` }] } }),
  (i) => ({ source: ["shop"], detail: { name: [{ "equals-ignore-case": `Name${i}` }, { wildcard: `w${i}-*` }] } }),
  (i) => ({ source: ["shop"], detail: { [`field${i}`]: [{ exists: true }] } }),
];

function candidatesOf(count: number): number {
  const index = new RuleIndex<number>();
  let looked = 0;
  for (let i = 0; i < count; i++) {
    const parsed = EventPattern.parse(SHAPES[i % SHAPES.length]!(i));
    const matches = parsed.matches.bind(parsed);
    parsed.matches = (e) => {
      looked++;
      return matches(e);
    };
    index.add(i, parsed);
  }
  const detail = {
    customer: "c-7",
    path: "/tenants/1/orders",
    amount: 25,
    file: "a-3.png",
    ip: "10.0.4.9",
    name: "NAME5",
    field6: true,
  };
  expect(index.match({ source: "shop", "detail-type": "type-7", detail })).toEqual([1, 2, 3, 4, 5, 6, 7]);
  return looked;
}

test("looks at as many patterns among 10,000 as among 100", () => {
  expect(candidatesOf(100)).toBe(7);
  expect(candidatesOf(10_000)).toBe(7);
});
