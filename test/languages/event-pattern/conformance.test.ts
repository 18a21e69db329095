import { readFileSync } from "node:fs";
import { EventPattern, EventPatternError } from "../../../modules/languages/event-pattern";
import { conformanceFile } from "../conformance-file";

interface Case {
  readonly name: string;
  readonly pattern: unknown;
  readonly event?: unknown;
  readonly pattern_text?: string;
  readonly event_text?: string;
  readonly expected: boolean | "exception" | "valid";
  readonly expected_error?: { readonly code: string; readonly message: string };
}

/** Cases believed to be wrong, by name, with the reason and the evidence. */
const BELIEVED_WRONG: Readonly<Record<string, string>> = {};

/** Cases whose recorded message differs from ours, by name, with the reason. */
const OTHER_MESSAGE: Readonly<Record<string, string>> = {};

const file = conformanceFile("event-patterns.json");

function patternText(c: Case): string {
  if (c.pattern_text !== undefined) return c.pattern_text;
  return typeof c.pattern === "string" ? c.pattern : JSON.stringify(c.pattern);
}

function eventText(c: Case): string {
  return c.event_text ?? (typeof c.event === "string" ? c.event : JSON.stringify(c.event));
}

function errorOf(c: Case): unknown {
  try {
    EventPattern.parse(patternText(c));
  } catch (error) {
    return error;
  }
  return undefined;
}

/** event-ruler's own tests record the words only; AWS adds the prefix and, for syntax errors, the place. */
function messageFor(recorded: string, error: EventPatternError): string {
  if (recorded.includes("\n at [Source:")) return error.awsMessage;
  return recorded.startsWith("Event pattern is not valid.") ? error.message : error.reason;
}

function answers(c: Case, expected: boolean): void {
  const fromText = EventPattern.parse(patternText(c));
  expect(fromText.matches(eventText(c))).toBe(expected);
  expect(fromText.explain(eventText(c)).matched).toBe(expected);
  expect(EventPattern.parse(fromText.toString()).matches(eventText(c))).toBe(expected);
  if (c.event_text === undefined) expect(fromText.matches(c.event as object)).toBe(expected);
  if (c.pattern_text === undefined) {
    expect(EventPattern.parse(c.pattern as object).matches(eventText(c))).toBe(expected);
  }
}

function refused(c: Case): void {
  const error = errorOf(c);
  expect(error).toBeInstanceOf(EventPatternError);
  if (!(error instanceof EventPatternError) || c.expected_error === undefined || c.name in OTHER_MESSAGE) return;
  expect(messageFor(c.expected_error.message, error)).toBe(c.expected_error.message);
}

if (file === undefined) {
  test("conformance data", () => {
    console.warn("Left out: event pattern conformance, since event-patterns.json is not there.");
  });
} else {
  const cases = JSON.parse(readFileSync(file, "utf8")) as Case[];

  test("every listed exception is a case", () => {
    const names = new Set(cases.map((c) => c.name));
    for (const name of [...Object.keys(BELIEVED_WRONG), ...Object.keys(OTHER_MESSAGE)]) expect(names).toContain(name);
  });

  test("the data has the cases it is known to have", () => {
    expect(cases.length).toBeGreaterThanOrEqual(712);
  });

  describe.each([
    ["localstack/", "recorded from AWS"],
    ["moto/", "asserted by moto"],
    ["event-ruler/", "recorded from event-ruler"],
  ])("%s", (prefix) => {
    const group = cases.filter((c) => c.name.startsWith(prefix) && !(c.name in BELIEVED_WRONG));

    test.each(group.map((c) => [c.name, c] as const))("%s", (_, c) => {
      if (c.expected === "exception") refused(c);
      else if (c.expected === "valid") expect(() => EventPattern.parse(patternText(c))).not.toThrow();
      else answers(c, c.expected);
    });
  });
}
