import { isFields } from "../machine";
import { nearest } from "../nearest";
import { typeOf } from "../type-of";
import { find, type HttpContext } from "./finding";
import { holdsLineBreak, isForbiddenTaskHeader, isHeaderName, isOverwrittenTaskHeader } from "./headers";
import { type Entry, entriesOf, inside, type Payload, settingOf } from "./setting";
import { connectionArnOf, HTTP_METHODS } from "./task";

const FIELDS = [
  "ApiEndpoint",
  "Authentication",
  "Headers",
  "InvocationConfig",
  "Method",
  "QueryParameters",
  "RequestBody",
  "Transform",
];

/** Fields inside fields, for objects that are no payload of the user. */
const INNER_FIELDS = new Map([
  ["Authentication", ["ConnectionArn"]],
  ["InvocationConfig", ["ConnectionArn"]],
  ["Transform", ["RequestBodyEncoding", "RequestEncodingOptions"]],
]);

/** The fields of a request, its method and its headers. */
export function checkHttpRequest(context: HttpContext, request: Payload): void {
  checkFields(context, request);
  checkMethod(context, request);
  checkHeaders(context, request);
}

function checkFields(context: HttpContext, request: Payload): void {
  for (const { name, setting } of entriesOf(request)) {
    if (request.isUnresolved(name)) {
      continue;
    }
    if (name === "TimeoutSeconds") {
      // An emulator whose authors compare with AWS takes it, so AWS may.
      find(context, "http-task-setting-unknown", {
        path: setting.path,
        given: name,
        allowed: "should be a field of the state",
        fix: "move it one level up.",
      });
    } else if (!FIELDS.includes(name)) {
      find(context, "http-task-parameter-unknown", { path: setting.path, given: name, ...hintOf(name) });
    }
    const known = INNER_FIELDS.get(name);
    if (known && setting.kind === "literal" && isFields(setting.value)) {
      checkInner(context, inside(request, setting.value, setting.path), known);
    }
  }
}

function checkInner(context: HttpContext, payload: Payload, known: readonly string[]): void {
  for (const { name, setting } of entriesOf(payload)) {
    if (!known.includes(name) && !payload.isUnresolved(name)) {
      const meant = nearest(name, known);
      find(context, "http-task-setting-unknown", {
        path: setting.path,
        given: name,
        allowed: `should be ${known.join(" or ")}`,
        fix: meant && `rename it to \`${meant}\`.`,
      });
    }
    if (name === "RequestEncodingOptions" && setting.kind === "literal" && isFields(setting.value)) {
      checkInner(context, inside(payload, setting.value, setting.path), ["ArrayFormat"]);
    }
  }
}

function hintOf(name: string): { fix?: string } {
  if (name === "HeartbeatSeconds" || name === "Retry" || name === "Catch") {
    return { fix: "move it one level up: it is a field of the state." };
  }
  const meant = nearest(name, FIELDS);
  return meant === undefined ? {} : { fix: `rename it to \`${meant}\`.` };
}

function checkMethod(context: HttpContext, request: Payload): void {
  const method = settingOf(request, "Method");
  if (method.kind === "missing") {
    find(context, "http-task-field-missing", { path: method.path, allowed: "must have `Method`" });
  } else if (method.kind === "literal" && !isMethod(method.value)) {
    const upper = typeof method.value === "string" ? method.value.trim().toUpperCase() : "";
    find(context, "http-task-method-invalid", {
      path: method.path,
      given: method.value,
      fix: isMethod(upper) ? `write \`${upper}\`.` : undefined,
    });
  }
}

function isMethod(value: unknown): boolean {
  return HTTP_METHODS.some((method) => method === value);
}

function checkHeaders(context: HttpContext, request: Payload): void {
  const headers = settingOf(request, "Headers");
  if (headers.kind !== "literal") {
    return;
  }
  if (!isFields(headers.value)) {
    // The guide's prose allows a text and a list, its examples do not.
    const isText = typeof headers.value === "string" || Array.isArray(headers.value);
    const code = isText ? "http-task-headers-not-object" : "http-task-headers-invalid";
    find(context, code, { path: headers.path, given: typeOf(headers.value) });
    return;
  }
  const first = new Map<string, string>();
  for (const { name, setting } of entriesOf(inside(request, headers.value, headers.path))) {
    if (request.isUnresolved(name)) {
      continue;
    }
    const lower = name.toLowerCase();
    const { path } = setting;
    if (isForbiddenTaskHeader(name)) {
      const detail = `The 'Headers' field contains unsupported values: [${lower}]`;
      find(context, "http-task-header-forbidden", { path, given: name, detail });
    } else if (isOverwrittenTaskHeader(name)) {
      find(context, "http-task-header-overwritten", { path, given: name });
    } else if (!isHeaderName(name)) {
      find(context, "http-task-header-unusual", { path, given: name });
    }
    if (setting.kind === "literal" && holdsLineBreak(setting.value)) {
      find(context, "http-task-header-unusual", { path, detail: "Its value holds a line break or control character." });
    }
    const other = first.get(lower);
    if (other !== undefined) {
      find(context, "http-task-header-duplicate", {
        path,
        given: name,
        detail: `It stands there as \`${other}\` too.`,
      });
    }
    first.set(lower, name);
  }
  checkOverrides(context, request);
}

/** What the connection sets too. */
function checkOverrides(context: HttpContext, request: Payload): void {
  const parameters = context.machine.options.connectionParameters?.(connectionArnOf(request));
  if (parameters === undefined) {
    return;
  }
  const headers = new Map(parameters.headers.map((name) => [name.toLowerCase(), name]));
  for (const { name, setting } of objectEntries(request, "Headers")) {
    const theirs = headers.get(name.toLowerCase());
    if (theirs !== undefined) {
      const detail =
        theirs === name ? undefined : `The connection calls it \`${theirs}\`, so that both values are sent.`;
      find(context, "http-task-connection-overrides", { path: setting.path, given: name, detail });
    }
  }
  const others = [
    ["QueryParameters", parameters.queryStrings],
    ["RequestBody", parameters.body],
  ] as const;
  for (const [field, theirs] of others) {
    for (const { name, setting } of objectEntries(request, field)) {
      if (theirs.includes(name)) {
        find(context, "http-task-connection-overrides", { path: setting.path, given: name });
      }
    }
  }
}

/** The members of a field that is a literal object. */
export function objectEntries(request: Payload, field: string): Entry[] {
  const setting = settingOf(request, field);
  return setting.kind === "literal" && isFields(setting.value)
    ? entriesOf(inside(request, setting.value, setting.path))
    : [];
}
