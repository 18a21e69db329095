import { isJsonataText } from "../jsonata/parse";
import { MAX_PAYLOAD_DEPTH, MAX_STATE_DATA_BYTES } from "../limits";
import { isFields } from "../machine";
import { typeOf } from "../type-of";
import { objectEntries } from "./check-request";
import { find, type HttpContext } from "./finding";
import { jsonBytes } from "./json-size";
import { inside, type Payload, type Setting, settingOf } from "./setting";
import { connectionArnOf } from "./task";
import { isNoJson, textBodyOf } from "./text-body";

const ENCODINGS: readonly unknown[] = ["NONE", "URL_ENCODED"];
const ARRAY_FORMATS: readonly unknown[] = ["INDICES", "REPEAT", "COMMAS", "BRACKETS"];
const FORM = "application/x-www-form-urlencoded";

/** The body of a request and how it is encoded. */
export function checkHttpBody(context: HttpContext, request: Payload): void {
  const isForm = checkTransform(context, request);
  if (isForm) {
    checkContentType(context, request);
  }
  const method = settingOf(request, "Method");
  const body = settingOf(request, "RequestBody");
  if (
    body.kind !== "missing" &&
    method.kind === "literal" &&
    ["GET", "HEAD", "OPTIONS"].some((name) => name === method.value)
  ) {
    find(context, "http-task-body-unusual", { path: body.path, detail: `The method is ${String(method.value)}.` });
  }
  checkText(context, request, body, isForm);
  if (body.kind !== "literal") {
    return;
  }
  const { value, path } = body;
  if (isForm && holdsNestedList(value)) {
    find(context, "http-task-form-body-nested", { path });
  }
  checkSize(context, request, value, path);
}

/** A body that is a text: no other can be merged, and is sent as it stands. */
function checkText(context: HttpContext, request: Payload, body: Setting, isForm: boolean): void {
  const text = textBodyOf(body, request);
  if (text === undefined) {
    return;
  }
  const finding = { path: body.path, given: "a string" };
  const theirs = context.machine.options.connectionParameters?.(connectionArnOf(request))?.body ?? [];
  if (theirs.length > 0) {
    const detail = "Cannot merge connection body authorization parameters with request body.";
    find(context, "http-task-body-merge", { ...finding, detail });
  }
  if (isForm) {
    find(context, "http-task-form-body-text", finding);
  } else if (theirs.length === 0 && isNoJson(text) && contentTypeOf(context, request)?.kind === "missing") {
    find(context, "http-task-body-not-json", finding);
  }
}

/** Checks the encoding; true if the body is sent as a form. */
function checkTransform(context: HttpContext, request: Payload): boolean {
  const transform = settingOf(request, "Transform");
  if (transform.kind !== "literal") {
    return false;
  }
  if (!isFields(transform.value)) {
    find(context, "http-task-encoding-invalid", {
      path: transform.path,
      allowed: "must be an object with `RequestBodyEncoding`",
      given: typeOf(transform.value),
    });
    return false;
  }
  const payload = inside(request, transform.value, transform.path);
  const encoding = settingOf(payload, "RequestBodyEncoding");
  if (encoding.kind === "literal" && !ENCODINGS.includes(encoding.value)) {
    find(context, "http-task-encoding-invalid", { path: encoding.path, given: encoding.value });
  }
  const options = settingOf(payload, "RequestEncodingOptions");
  if (options.kind === "literal" && isFields(options.value)) {
    const format = settingOf(inside(payload, options.value, options.path), "ArrayFormat");
    if (format.kind === "literal" && !ARRAY_FORMATS.includes(format.value)) {
      find(context, "http-task-array-format-invalid", { path: format.path, given: format.value });
    }
  }
  const isJson = encoding.kind === "missing" || (encoding.kind === "literal" && encoding.value === "NONE");
  if (options.kind !== "missing" && isJson) {
    find(context, "http-task-encoding-options-unused", { path: options.path });
  }
  return encoding.kind === "literal" && encoding.value === "URL_ENCODED";
}

function checkContentType(context: HttpContext, request: Payload): void {
  const contentType = contentTypeOf(context, request);
  // A connection of which nothing is known may add it, and wins over what the task says.
  const isKnown = context.machine.options.connectionParameters?.(connectionArnOf(request)) !== undefined;
  const code = isKnown ? "http-task-content-type-missing" : "http-task-content-type-unsure";
  if (contentType?.kind === "missing") {
    find(context, code, { path: contentType.path });
  } else if (contentType?.kind === "literal" && !isFormType(contentType.value)) {
    find(context, code, {
      path: contentType.path,
      allowed: `${isKnown ? "must" : "should"} be ${FORM}`,
      fix: `write \`${FORM}\`, or remove the encoding.`,
    });
  }
}

/** The content type that a task sends; undefined where it is known only at run time, or the connection's. */
function contentTypeOf(context: HttpContext, request: Payload): Setting | undefined {
  const headers = settingOf(request, "Headers");
  if (headers.kind !== "missing" && !(headers.kind === "literal" && isFields(headers.value))) {
    return undefined;
  }
  const theirs = context.machine.options.connectionParameters?.(connectionArnOf(request))?.headers ?? [];
  const entries = objectEntries(request, "Headers");
  if (theirs.some(isContentType) || entries.some(({ name }) => request.isUnresolved(name))) {
    return undefined;
  }
  const own = entries.find(({ name }) => isContentType(name));
  return own?.setting ?? { kind: "missing", path: headers.path };
}

function isContentType(name: string): boolean {
  return name.toLowerCase() === "content-type";
}

/** A header may have several values. One that is not a text is not judged. */
function isFormType(value: unknown): boolean {
  const values = Array.isArray(value) ? value : [value];
  return values.some((one) => typeof one !== "string" || one.split(";", 1)[0]!.trim().toLowerCase() === FORM);
}

function holdsNestedList(value: unknown, depth = 0): boolean {
  if (Array.isArray(value)) {
    return value.some((element) => typeof element === "object" && element !== null);
  }
  return (
    isFields(value) &&
    depth < MAX_PAYLOAD_DEPTH &&
    Object.values(value).some((member) => holdsNestedList(member, depth + 1))
  );
}

function checkSize(context: HttpContext, request: Payload, body: unknown, path: string): void {
  const bytes = typeof body === "string" ? Buffer.byteLength(body) : literalBytes(request, body);
  if (bytes !== undefined && bytes > MAX_STATE_DATA_BYTES) {
    find(context, "http-task-body-too-large", { path, detail: `It has ${bytes} bytes.` });
  }
}

/** Bytes of what is sent whatever the state's input is. */
function literalBytes(request: Payload, body: unknown): number | undefined {
  const whole = jsonBytes(body);
  if (whole === undefined || whole <= MAX_STATE_DATA_BYTES) {
    return whole;
  }
  const isPath = (key: string) => request.language === "JSONPath" && key.endsWith(".$");
  return jsonBytes(body, (key, value) => isPath(key) || isJsonataText(value) || request.isUnresolved(value));
}
