import { jsonPathOf } from "../../../json/ast";
import { ASL_COUNT_MAX, RETRY_MAX_DELAY_SECONDS_MAX } from "../../limits";
import type { Fields, StateNode } from "../../machine";
import { didYouMean } from "../../nearest";
import type { AslReport } from "../../report";
import type { AslRuleId } from "../../rules";
import { has, isOpen, outOf, type Range } from "../common";

const RETRIER_FIELDS = new Set([
  "ErrorEquals",
  "IntervalSeconds",
  "MaxAttempts",
  "BackoffRate",
  "MaxDelaySeconds",
  "JitterStrategy",
  "Comment",
]);
const CATCHER_FIELDS = new Set(["ErrorEquals", "Next", "ResultPath", "Output", "Assign", "Comment"]);

const NUMBERS: readonly (readonly [string, AslRuleId, Range])[] = [
  ["IntervalSeconds", "retrier-interval-invalid", { min: 0, max: ASL_COUNT_MAX }],
  ["MaxAttempts", "retrier-max-attempts-invalid", { min: 0, max: ASL_COUNT_MAX }],
  ["BackoffRate", "retrier-backoff-rate-invalid", { min: 1, isFractional: true }],
  ["MaxDelaySeconds", "retrier-max-delay-invalid", { min: 1, max: RETRY_MAX_DELAY_SECONDS_MAX }],
];

/** The fields of a retrier, but for the names of errors. */
export function checkRetrier(retrier: Fields, state: StateNode, path: string, report: AslReport): void {
  const add = (code: AslRuleId, field: string, detail?: string) => {
    report.add(code, { path: jsonPathOf(path, field), state: state.name, given: retrier[field], detail });
  };
  for (const field of Object.keys(retrier)) {
    if (!RETRIER_FIELDS.has(field)) {
      report.add("retrier-field-unknown", {
        path: jsonPathOf(path, field),
        state: state.name,
        detail: `Field '${field}' is not supported`,
        fix: didYouMean(field, RETRIER_FIELDS),
      });
    }
  }
  for (const [field, code, range] of NUMBERS) {
    const value = retrier[field];
    if (!has(retrier, field) || isOpen(value, state.queryLanguage, report)) continue;
    const detail = outOf(range, value);
    if (detail !== undefined) {
      add(code, field, detail);
    } else if (field === "IntervalSeconds" && value === 0) {
      add("retrier-interval-zero", field);
    }
  }
  const { JitterStrategy: jitter, IntervalSeconds: interval = 1, MaxDelaySeconds: delay } = retrier;
  if (jitter !== undefined && jitter !== "FULL" && jitter !== "NONE") {
    if (!isOpen(jitter, state.queryLanguage, report)) {
      const detail = "Value should be one of the following: [NONE, FULL]";
      add("retrier-jitter-strategy-invalid", "JitterStrategy", detail);
    }
  }
  if (typeof interval === "number" && typeof delay === "number" && delay <= interval && delay >= 1) {
    if (!report.isUnresolved(interval) && !report.isUnresolved(delay)) {
      add("retrier-max-delay-not-above-interval", "MaxDelaySeconds", `IntervalSeconds is ${interval}`);
    }
  }
}

/** The fields of a catcher, but for the names of errors, and for where its `Next` leads. */
export function checkCatcher(catcher: Fields, state: StateNode, path: string, report: AslReport): void {
  const add = (code: AslRuleId, field: string, detail?: string, fix?: string) => {
    report.add(code, { path: jsonPathOf(path, field), state: state.name, detail, fix });
  };
  const { queryLanguage } = state;
  const [refused, other] = queryLanguage === "JSONata" ? ["ResultPath", "JSONPath"] : ["Output", "JSONata"];
  for (const field of Object.keys(catcher)) {
    if (!CATCHER_FIELDS.has(field)) {
      add("catcher-field-unknown", field, `Field '${field}' is not supported`, didYouMean(field, CATCHER_FIELDS));
    } else if (field === refused) {
      const detail = `The QueryLanguage is set to '${queryLanguage}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
      add("catcher-field-of-other-language", field, detail);
    }
  }
  if (!has(catcher, "Next")) {
    add("catcher-next-missing", "Next", "These fields are required: [Next]");
  }
}
