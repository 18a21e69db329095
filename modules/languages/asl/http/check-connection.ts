import type { AslReport } from "../report";
import { find, type HttpContext } from "./finding";
import { type Payload, settingOf } from "./setting";
import { CONNECTION_FIELDS, connectionArnIn, type HttpTaskNode } from "./task";

/** AWS's own pattern for the ARN of a connection. */
const CONNECTION_ARN = /^arn:[\w-]+:events:[\w-]*:\d{12}:connection\/[.\-_A-Za-z0-9]{1,64}\/[-A-Za-z0-9]+$/;

/** Which connection a task uses. */
export function checkHttpConnection(context: HttpContext, request: Payload): void {
  const given = fieldsOf(request);
  if (given.length === 0) {
    find(context, "http-task-connection-missing", { path: request.path });
  }
  if (given.length === 2) {
    find(context, "http-task-connection-ambiguous", { path: request.path });
  }
  for (const field of given) {
    const arn = connectionArnIn(request, field);
    if (arn.kind === "missing") {
      find(context, "http-task-connection-missing", {
        path: arn.path,
        allowed: "must be an object with a `ConnectionArn`",
        fix: "write `{ ConnectionArn: … }`.",
      });
    } else if (arn.kind === "literal" && !(typeof arn.value === "string" && CONNECTION_ARN.test(arn.value))) {
      find(context, "http-task-connection-arn-invalid", {
        path: arn.path,
        given: arn.value,
        fix:
          typeof arn.value === "string" && /^\$[.$[A-Za-z]/.test(arn.value)
            ? "write the key as `ConnectionArn.$`."
            : undefined,
      });
    }
  }
}

/** The older name of the field, once for the machine: who uses it mostly does so in each task. */
export function checkLegacyConnections(tasks: readonly HttpTaskNode[], report: AslReport): void {
  const legacy = tasks.filter(({ request }) => request && fieldsOf(request).join() === "Authentication");
  const [first] = legacy;
  if (first?.request === undefined) {
    return;
  }
  const others = legacy.length - 1;
  report.add("http-task-authentication-legacy", {
    path: settingOf(first.request, "Authentication").path,
    state: first.state.name,
    detail: others === 0 ? undefined : `in ${others === 1 ? "another HTTP Task" : `${others} other HTTP Tasks`} too`,
  });
}

function fieldsOf(request: Payload): readonly (typeof CONNECTION_FIELDS)[number][] {
  return CONNECTION_FIELDS.filter((field) => settingOf(request, field).kind !== "missing");
}
