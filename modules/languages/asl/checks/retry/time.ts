import { jsonPathOf } from "../../../json/ast";
import { EXECUTION_MAX_SECONDS, EXPRESS_MAX_SECONDS, RETRY_LONG_SECONDS } from "../../limits";
import type { Fields, Machine, StateNode } from "../../machine";
import type { AslReport } from "../../report";

const DEFAULT_INTERVAL_SECONDS = 1;
const DEFAULT_MAX_ATTEMPTS = 3;
const DEFAULT_BACKOFF_RATE = 2;

/**
 * Seconds that pass between the first failure and the last retry, all attempts used. The tasks themselves, and the
 * randomness of jitter (which only shortens the intervals), are not in it. What is no literal counts as its default.
 */
export function worstCaseRetrySeconds(retrier: Fields): number {
  const interval = numberOf(retrier.IntervalSeconds, DEFAULT_INTERVAL_SECONDS, 0);
  const attempts = numberOf(retrier.MaxAttempts, DEFAULT_MAX_ATTEMPTS, 0);
  const rate = numberOf(retrier.BackoffRate, DEFAULT_BACKOFF_RATE, 1);
  const cap = numberOf(retrier.MaxDelaySeconds, Number.POSITIVE_INFINITY, 0);
  if (interval === 0 || attempts === 0) return 0;
  if (interval >= cap || rate === 1) return Math.min(interval, cap) * attempts;
  // The intervals grow until they reach the cap: a geometric series, and then the cap each time.
  const growing = Math.min(attempts, Math.ceil(Math.log(cap / interval) / Math.log(rate)));
  const grown = (interval * (rate ** growing - 1)) / (rate - 1);
  return attempts > growing ? grown + cap * (attempts - growing) : grown;
}

/** Whether the retries of a state are over in time. */
export function checkRetryTime(
  state: StateNode,
  retriers: readonly Fields[],
  machine: Machine,
  report: AslReport,
): void {
  const lengths = retriers.map(worstCaseRetrySeconds);
  const longest = lengths.reduce((one, other) => Math.max(one, other), 0);
  const finding = (seconds: number) => ({
    path: jsonPathOf(state.path, "Retry"),
    state: state.name,
    detail: `up to ${lengthOf(seconds)} of waiting between attempts`,
  });
  if (state.scope.isExpress) {
    // That several errors come one after the other, each until its attempts are used up, is not to be expected.
    if (longest > EXPRESS_MAX_SECONDS) {
      report.add("retry-outlasts-express", finding(longest));
    }
    return;
  }
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const { TimeoutSeconds: timeout } = machine.fields;
  // The executions of a distributed Map have no timeout of their own.
  const limit = typeof timeout === "number" && timeout > 0 ? Math.min(timeout, RETRY_LONG_SECONDS) : RETRY_LONG_SECONDS;
  if (total > limit) {
    report.add("retry-lasts-long", finding(total));
  }
}

function numberOf(value: unknown, otherwise: number, min: number): number {
  return typeof value === "number" && value >= min ? value : otherwise;
}

/** 5,400 s as a reader would say it. */
function lengthOf(seconds: number): string {
  if (seconds > EXECUTION_MAX_SECONDS) {
    return "more than the year that an execution may last";
  }
  const units: readonly (readonly [number, string])[] = [
    [86_400, "days"],
    [3_600, "hours"],
    [60, "minutes"],
  ];
  for (const [size, name] of units) {
    // Two of the unit at least, so that the plural is right.
    if (seconds >= 2 * size) return `${Math.round(seconds / size).toLocaleString("en-US")} ${name}`;
  }
  return `${Math.round(seconds)} seconds`;
}
