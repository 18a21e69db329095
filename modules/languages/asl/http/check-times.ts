import { jsonPathOf } from "../../json/ast";
import { MAX_HTTP_TASK_SECONDS } from "../limits";
import { find, type HttpContext } from "./finding";

/** What stands beside the request: the pattern behind the resource, time limits. */
export function checkHttpTimes(context: HttpContext): void {
  const { suffix, state } = context.task;
  const { fields, path } = state;
  if (suffix !== "") {
    find(context, "http-task-pattern-unsupported", { path: jsonPathOf(path, "Resource"), given: fields.Resource });
  }
  const { TimeoutSeconds: timeout } = fields;
  if (typeof timeout === "number" && timeout > MAX_HTTP_TASK_SECONDS && !context.machine.isUnresolved(timeout)) {
    find(context, "http-task-timeout-too-long", { path: jsonPathOf(path, "TimeoutSeconds"), given: timeout });
  }
  for (const name of ["HeartbeatSeconds", "HeartbeatSecondsPath"]) {
    if (fields[name] !== undefined) {
      find(context, "http-task-heartbeat-useless", { path: jsonPathOf(path, name) });
    }
  }
}
