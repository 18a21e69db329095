import { didYouMean, nearest } from "../../nearest";
import type { AslFinding, AslReport } from "../../report";

/** Every name that Amazon States Language reserves, but for those of HTTP Tasks. */
export const STATES_ERRORS: ReadonlySet<string> = new Set([
  "States.ALL",
  "States.BranchFailed",
  "States.DataLimitExceeded",
  "States.ExceedToleratedFailureThreshold",
  "States.HeartbeatTimeout",
  "States.IntrinsicFailure",
  "States.ItemReaderFailed",
  "States.NoChoiceMatched",
  "States.ParameterPathFailure",
  "States.Permissions",
  "States.QueryEvaluationError",
  "States.ResultPathMatchFailure",
  "States.ResultWriterFailed",
  "States.Runtime",
  "States.TaskFailed",
  "States.Timeout",
]);

/** What goes wrong with a connection before a request is sent. */
export const CONNECTION_ERRORS: ReadonlySet<string> = new Set(
  [
    "AccessDenied",
    "AuthInProgress",
    "ConcurrentModification",
    "InternalError",
    "InvalidConnectionState",
    "InvalidPrivateConnectionState",
    "ResourceNotFound",
  ].map((name) => `Events.ConnectionResource.${name}`),
);

const HTTP_ERRORS = ["States.Http.Socket", "States.Http.AccessDenied"];
const HTTP_STATUS = /^States\.Http\.StatusCode\.[1-5]\d\d$/;
const HTTP_WILDCARD = /^States\.Http\.StatusCode\.(?=.*[xX*])[\dxX*]*$/;
const KNOWN = [...STATES_ERRORS, ...HTTP_ERRORS, ...CONNECTION_ERRORS];

/** Judges one name of an error by itself, unless a Fail state of the machine raises it. */
export function checkErrorName(
  name: string,
  finding: AslFinding,
  raised: ReadonlySet<unknown>,
  report: AslReport,
): void {
  if (STATES_ERRORS.has(name)) {
    if (name === "States.Runtime") {
      report.add("error-name-never-matches", finding);
    }
    return;
  }
  if (raised.has(name)) return;
  if (name.startsWith("States.Http.")) {
    if (HTTP_STATUS.test(name) || HTTP_ERRORS.includes(name)) return;
    const isWildcard = HTTP_WILDCARD.test(name);
    report.add(isWildcard ? "error-name-http-wildcard" : "error-name-http-undocumented", {
      ...finding,
      fix: isWildcard ? undefined : didYouMean(name, HTTP_ERRORS),
    });
  } else if (name.startsWith("States.")) {
    report.add("error-name-unknown", { ...finding, fix: didYouMean(name, STATES_ERRORS) });
  } else if (name.startsWith("Events.ConnectionResource.")) {
    if (!CONNECTION_ERRORS.has(name)) {
      report.add("error-name-connection-unknown", { ...finding, fix: didYouMean(name, CONNECTION_ERRORS) });
    }
  } else if (/^(?:state|event)/i.test(name)) {
    const meant = nearest(name, KNOWN);
    if (meant !== undefined) {
      report.add("error-name-misspelled", { ...finding, fix: `did you mean "${meant}"?` });
    }
  }
}

/** True for the errors of a task that States.TaskFailed stands for, too. */
export function isMeantByTaskFailed(name: string): boolean {
  return !STATES_ERRORS.has(name) || name === "States.Permissions";
}
