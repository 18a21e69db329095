import { EventPatternError } from "./errors";
import { type EventInput, type EventObject, readEvent } from "./event";
import type { EventPattern } from "./event-pattern";
import { costOf, type ExactKey, exactKeys, keysOf, type Test, testsOf } from "./index-keys";
import { IndexNode, type SeenField, type SeenFields } from "./index-node";
import type { Conjunct } from "./model";
import { emptyFieldNode, type FieldNode, fieldNodeAt, Walker } from "./walker";

/** Most paths one way to match takes up in the tree; further alternatives are left to the final match. */
const MAX_PATHS = 64;
/** Most places that the tests at the ends of those paths take up. */
const MAX_PLACES = 1024;

interface Rule<K> {
  readonly key: K;
  readonly pattern: EventPattern;
  /** Rules come out in the order they went in. */
  readonly order: number;
  readonly places: Place<K>[];
}

/** Where one way to match of a rule stands. The object itself is what the tree holds. */
interface Place<K> {
  readonly rule: Rule<K>;
  readonly steps: readonly Step[];
  readonly field: number;
  /** One test, since an index finds each of its items by one; undefined when there is none to make. */
  readonly test: Test | undefined;
}

interface Step {
  readonly field: number;
  readonly key: ExactKey;
}

/**
 * Many event patterns by key, and which of them an event matches. The time per event depends on the event and on the
 * rules whose plain values it has, not on the number of rules.
 */
export class RuleIndex<K = string> {
  private readonly rules = new Map<K, Rule<K>>();
  private readonly root = new IndexNode<Place<K>>();
  private readonly fields = new Map<string, { number: number; users: number }>();
  private readonly fieldRoot: FieldNode = emptyFieldNode();
  private readonly freeNumbers: number[] = [];
  private nextOrder = 0;

  /** Number of patterns. */
  get size(): number {
    return this.rules.size;
  }

  has(key: K): boolean {
    return this.rules.has(key);
  }

  /**
   * Adds a pattern, or replaces the one with this key.
   * @throws EventPatternError `UNRESOLVED_VALUE` when the pattern holds opaque values.
   */
  add(key: K, pattern: EventPattern): void {
    if (pattern.hasOpaqueValues) {
      throw new EventPatternError({
        code: "UNRESOLVED_VALUE",
        reason: "The pattern holds values that are known only later, so it cannot be matched",
        path: "$",
      });
    }
    this.remove(key);
    const rule: Rule<K> = { key, pattern, order: this.nextOrder++, places: [] };
    this.rules.set(key, rule);
    for (const conjunct of pattern.conjuncts) this.place(rule, conjunct);
  }

  /** Removes a pattern; false when there is none with this key. */
  remove(key: K): boolean {
    const rule = this.rules.get(key);
    if (rule === undefined) return false;
    this.rules.delete(key);
    for (const place of rule.places) this.unplace(place);
    for (const leaf of rule.pattern.conjuncts.flat()) this.releaseField(leaf.field);
    return true;
  }

  /**
   * The keys of all patterns that the event matches, in the order in which they were added.
   * @throws EventError when the event is not a JSON object, or too large.
   */
  match(event: EventInput): K[] {
    const object = readEvent(event);
    const candidates = new Set<Rule<K>>();
    this.root.collect(this.see(object), (place) => candidates.add(place.rule));
    const matched: Rule<K>[] = [];
    for (const rule of candidates) if (rule.pattern.matches(object)) matched.push(rule);
    return matched.sort((a, b) => a.order - b.order).map((rule) => rule.key);
  }

  /** The values of the event at every field that some pattern asks for. */
  private see(event: EventObject): SeenFields {
    const seen = new Map<number, SeenField>();
    const walker = new Walker((number, value) => {
      let field = seen.get(number);
      if (field === undefined) {
        field = { keys: new Set(), values: new Set() };
        seen.set(number, field);
      }
      field.values.add(value);
      for (const key of keysOf(value)) field.keys.add(key);
    });
    walker.walk(event, this.fieldRoot);
    return seen;
  }

  private place(rule: Rule<K>, conjunct: Conjunct): void {
    let paths: Step[][] = [[]];
    let best: { field: number; tests: readonly Test[]; cost: number } | undefined;
    for (const leaf of conjunct) {
      const field = this.useField(leaf.field);
      const keys = exactKeys(leaf);
      if (keys !== undefined && paths.length * keys.length <= MAX_PATHS) {
        paths = paths.flatMap((path) => keys.map((key) => [...path, { field, key }]));
        continue;
      }
      const tests = testsOf(leaf);
      if (tests === undefined) continue;
      const cost = costOf(tests);
      if (best === undefined || cost < best.cost) best = { field, tests, cost };
    }
    if (best !== undefined && best.tests.length * paths.length > MAX_PLACES) best = undefined;
    const { field, tests } = best ?? { field: -1, tests: [undefined] };
    for (const steps of paths) {
      for (const test of tests) {
        const place: Place<K> = { rule, steps, field, test };
        rule.places.push(place);
        let node = this.root;
        for (const step of steps) node = node.child(step.field, step.key);
        node.add(place, field, test);
      }
    }
  }

  private unplace(place: Place<K>): void {
    const nodes = [this.root];
    for (const { field, key } of place.steps) nodes.push(nodes[nodes.length - 1]!.child(field, key));
    nodes[nodes.length - 1]!.delete(place, place.field, place.test);
    for (let i = place.steps.length - 1; i >= 0; i--) {
      const { field, key } = place.steps[i]!;
      nodes[i]!.dropChildIfEmpty(field, key);
    }
  }

  private useField(name: string): number {
    const known = this.fields.get(name);
    if (known !== undefined) {
      known.users++;
      return known.number;
    }
    const number = this.freeNumbers.pop() ?? this.fields.size;
    this.fields.set(name, { number, users: 1 });
    fieldNodeAt(this.fieldRoot, name).field = number;
    return number;
  }

  private releaseField(name: string): void {
    const field = this.fields.get(name);
    if (field === undefined || --field.users > 0) return;
    this.fields.delete(name);
    this.freeNumbers.push(field.number);
    const names = name.split(".");
    const path = [this.fieldRoot];
    for (const step of names) path.push(path[path.length - 1]!.children.get(step)!);
    path[path.length - 1]!.field = -1;
    for (let i = names.length; i > 0; i--) {
      const node = path[i]!;
      if (node.field >= 0 || node.children.size > 0) return;
      path[i - 1]!.children.delete(names[i - 1]!);
    }
  }
}
