/** What becomes of each invariant of the design in this package. */
export type Applicability =
  /** Among `INVARIANTS`. */
  | { readonly status: "asserted" }
  /** By a test of its own, since it is about more than one stack. */
  | { readonly status: "test"; readonly file: string }
  /** Once the package makes one of these. */
  | { readonly status: "later"; readonly types: readonly string[]; readonly why: string }
  | { readonly status: "not adopted"; readonly why: string };

const asserted: Applicability = { status: "asserted" };
const test = (file: string): Applicability => ({ status: "test", file });
const later = (why: string, ...types: readonly string[]): Applicability => ({ status: "later", types, why });

export const APPLICABILITY: { readonly [id: string]: Applicability } = {
  S1: asserted,
  S2: asserted,
  S3: asserted,
  S4: asserted,
  S5: asserted,
  S6: asserted,
  I1: asserted,
  I2: asserted,
  I3: asserted,
  I4: asserted,
  I5: asserted,
  I6: asserted,
  I7: asserted,
  I8: asserted,
  I9: asserted,
  I10: asserted,
  I11: later("source_account on permissions of functions", "aws_lambda_permission"),
  I12: asserted,
  W1: asserted,
  W2: asserted,
  W3: asserted,
  W4: asserted,
  W5: asserted,
  W6: later(
    "the bus that an integration or a function puts events on",
    "aws_apigatewayv2_integration",
    "aws_lambda_function",
  ),
  W7: asserted,
  W8: asserted,
  W9: later("throttles and access logs of a stage", "aws_apigatewayv2_stage"),
  W10: later("routes without authorization", "aws_apigatewayv2_route"),
  W11: later("failures of event source mappings", "aws_lambda_event_source_mapping"),
  W12: later("visibility timeout of a consumed queue", "aws_lambda_event_source_mapping"),
  W13: asserted,
  W14: asserted,
  W15: later("metrics and actions of alarms", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
  W16: asserted,
  W17: { status: "not adopted", why: "tags are the project's, by default_tags of its provider" },
  W18: test("stacks.test.ts"),
  W19: test("stacks.test.ts"),
};
