import { shownEndpoint } from "../../secrets";
import { typeOf } from "../type-of";
import { find, type HttpContext } from "./finding";
import { foldExpression } from "./fold";
import { type Payload, settingOf } from "./setting";

const BLANK = /[\s\u0000-\u001f\u007f]/;

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** The endpoint of a task, as far as it is known. */
export function checkHttpEndpoint(context: HttpContext, request: Payload): void {
  const endpoint = settingOf(request, "ApiEndpoint");
  const { path } = endpoint;
  switch (endpoint.kind) {
    case "missing":
      find(context, "http-task-field-missing", { path, allowed: "must have `ApiEndpoint`" });
      break;
    case "literal":
      if (typeof endpoint.value === "string") {
        checkUrl(context, endpoint.value, path);
      } else {
        find(context, "http-task-endpoint-not-https", { path, given: typeOf(endpoint.value) });
      }
      break;
    case "unresolved":
      if (typeof endpoint.value === "string") {
        checkStart(context, endpoint.value.split("${", 1)[0]!, path);
      }
      break;
    case "expression": {
      // What AWS cannot know when it accepts the definition is judged only where it says clearly that it is a URL.
      const parts = foldExpression(endpoint.text, request.language);
      const [start] = parts;
      if (typeof start === "string" && SCHEME.test(start)) {
        const isWhole = parts.length === 1 && !request.isUnresolved(start);
        (isWhole ? checkUrl : checkStart)(context, isWhole ? start : start.split("${", 1)[0]!, path);
      }
    }
  }
}

function checkUrl(context: HttpContext, url: string, path: string): void {
  const authority = /^\s*https:\/\/([^/?#\\]*)/i.exec(url)?.[1];
  if (authority === undefined) {
    find(context, "http-task-endpoint-not-https", {
      path,
      given: shownEndpoint(url),
      fix: url.startsWith("$") ? "write the key as `ApiEndpoint.$`." : undefined,
    });
    return;
  }
  const repaired = repairOf(url);
  if (authority.includes("@")) {
    find(context, "http-task-endpoint-credentials", { path });
  }
  if (repaired !== undefined || (!authority.includes("@") && (authority === "" || !isUrl(url)))) {
    find(context, "http-task-endpoint-invalid", { path, given: shownEndpoint(url), detail: repaired });
  }
  if (url.includes("#")) {
    find(context, "http-task-endpoint-fragment", { path, given: shownEndpoint(url) });
  }
  if (/^[^#]*\?/.test(url)) {
    find(context, "http-task-endpoint-query", { path, given: shownEndpoint(url) });
  }
}

/** Judges the text before the first part that is not known. */
function checkStart(context: HttpContext, start: string, path: string): void {
  if (SCHEME.test(start) && !/^https:/i.test(start)) {
    find(context, "http-task-endpoint-not-https", { path, given: shownEndpoint(start) });
  } else if (/^https:\/\/[^/?#\\]*@/i.test(start)) {
    find(context, "http-task-endpoint-credentials", { path });
  } else if (SCHEME.test(start)) {
    const [origin] = /^https:\/\/[^/?#]*/i.exec(start)!;
    const detail = repairOf(origin);
    if (detail !== undefined) {
      find(context, "http-task-endpoint-invalid", { path, given: shownEndpoint(start), detail });
    }
  }
}

/** What a browser would put right or take otherwise than it looks, so that nobody can be sure of the host. */
function repairOf(url: string): string | undefined {
  if (url.includes("\\")) {
    return "It holds a backslash, which some readers take for a slash.";
  }
  if (BLANK.test(url)) {
    return "It holds white space or a control character; in a path write `%20`.";
  }
  const host = /^https:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? "";
  if (host.includes("*")) {
    return "A host has no `*`.";
  }
  return /^\.|\.\./.test(host) ? "A part of the host is empty." : undefined;
}

function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
