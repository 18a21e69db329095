import { find, type HttpContext } from "./finding";
import { type Payload, settingOf } from "./setting";
import { CONNECTION_FIELDS, connectionArnIn } from "./task";

/** AWS's own pattern for the ARN of a connection. */
const CONNECTION_ARN = /^arn:[\w-]+:events:[\w-]*:\d{12}:connection\/[.\-_A-Za-z0-9]{1,64}\/[-A-Za-z0-9]+$/;

/** Which connection a task uses. */
export function checkHttpConnection(context: HttpContext, request: Payload): void {
  const given = CONNECTION_FIELDS.filter((field) => settingOf(request, field).kind !== "missing");
  if (given.length === 0) {
    find(context, "http-task-connection-missing", { path: request.path });
  }
  if (given.length === 2) {
    find(context, "http-task-connection-ambiguous", { path: request.path });
  } else if (given[0] === "Authentication") {
    find(context, "http-task-authentication-legacy", { path: settingOf(request, "Authentication").path });
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
