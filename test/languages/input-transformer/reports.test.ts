import {
  InputTransformerError,
  parseTargetInput,
  TargetInputError,
  type TargetInputSpec,
} from "../../../modules/languages/input-transformer";
import { PATH_REPORTS, template } from "./path-reports";
import { TEMPLATE_REPORTS } from "./template-reports";

type Mode = "strict" | "as-aws";

/** Everything that is said of a target input: what was thrown, or the warnings. */
function said(spec: TargetInputSpec, mode: Mode): { readonly thrown: boolean; readonly list: readonly object[] } {
  try {
    return { thrown: false, list: parseTargetInput(spec, { mode, targetId: "T" }).warnings };
  } catch (error) {
    if (error instanceof TargetInputError) return { thrown: true, list: error.problems };
    throw error;
  }
}

test.each([...PATH_REPORTS, ...TEMPLATE_REPORTS])("%s", (_, spec, outcome, list) => {
  expect(said(spec, "strict")).toEqual({ thrown: outcome !== "accepted", list });
  const asAws = said(spec, "as-aws");
  expect(asAws.thrown).toBe(outcome === "refused");
  // What AWS does not refuse is no reason to throw beside what it refuses.
  const kept = list.filter((one) => outcome !== "refused" || (one as { effect: string }).effect === "refused");
  expect(asAws.list).toEqual(kept);
});

test("a path is shown whole up to 256 characters", () => {
  const path = "x".repeat(256);
  const [problem] = said(template('{"a":<a>}', { a: path }), "strict").list;
  expect(problem).toMatchObject({ message: expect.stringContaining(`InputPathsMap "a" "${path}": `) });
});

test("a template is scanned up to 8192 characters", () => {
  const long = (length: number) => `{"a":<b>}${" ".repeat(length - 9)}`;
  const codes = (length: number) => said(template(long(length)), "strict").list;
  expect(codes(8192)).toEqual([expect.objectContaining({ code: "undeclared-placeholder" })]);
  expect(codes(8193)).toEqual([expect.objectContaining({ code: "template-too-long" })]);
});

test("the message of an error has every problem with its place and fix", () => {
  const spec = template('{"a": <a>,\n "b": <aws.x>}', { "k.": "$.detail" });
  expect(() => parseTargetInput(spec, { targetId: "T" })).toThrow(InputTransformerError);
  try {
    parseTargetInput(spec, { targetId: "T" });
  } catch (error) {
    expect((error as Error).message).toBe(MESSAGE);
  }
});

const MESSAGE =
  'invalid-key: The InputPathsMap key "k." has characters other than A-Z, a-z, 0-9, _ and -.\nundeclared-placeholder: InputTemplate for target T contains invalid placeholder a. (line 1, column 7) Add "a" to InputPathsMap; literal text in angle brackets cannot be written in a plain-text template.\nundeclared-placeholder: InputTemplate for target T contains invalid placeholder aws.x. (line 2, column 7) Reserved variables are aws.events.rule-arn, aws.events.rule-name, aws.events.event.ingestion-time, aws.events.event, aws.events.event.json.';
