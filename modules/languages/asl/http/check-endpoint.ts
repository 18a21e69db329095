import { shownEndpoint } from "../../secrets";
import { typeOf } from "../type-of";
import { find, type HttpContext } from "./finding";
import { foldExpression, type TextPart } from "./fold";
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
      // Without a placeholder nobody knows which part of the text is meant.
      if (typeof endpoint.value === "string" && endpoint.value.includes("${")) {
        checkParts(context, partsOf(endpoint.value), path);
      }
      break;
    case "expression": {
      // What AWS cannot know when it accepts the definition is judged only where it says clearly that it is a URL.
      const parts = foldExpression(endpoint.text, request.language);
      const [start] = parts;
      if (typeof start === "string" && (SCHEME.test(start) || start.startsWith("${"))) {
        if (parts.length === 1 && !request.isUnresolved(start)) {
          checkUrl(context, start, path);
        } else {
          checkParts(
            context,
            parts.flatMap((part) => (part === null ? [null] : partsOf(part))),
            path,
          );
        }
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

/** A text with placeholders in parts: what stands between them, and null for each. */
function partsOf(text: string): TextPart[] {
  return text.split(/\$\{[^{}]*\}/).flatMap((piece, index) => {
    // A placeholder with braces in it ends nobody knows where.
    const known = piece.split("${", 1)[0]!;
    return [...(index > 0 ? [null] : []), known, ...(known.length < piece.length ? [null] : [])];
  });
}

/** Judges the parts that are known, of which the first may be empty. */
function checkParts(context: HttpContext, parts: readonly TextPart[], path: string): void {
  const start = parts[0] ?? "";
  const given = shownEndpoint(parts.map((part) => part ?? "…").join(""));
  if (SCHEME.test(start) && !/^https:/i.test(start)) {
    find(context, "http-task-endpoint-not-https", { path, given });
    return;
  }
  if (/^https:\/\/[^/?#\\]*@/i.test(start)) {
    find(context, "http-task-endpoint-credentials", { path });
  }
  const known = parts.join("");
  const [origin] = /^https:\/\/[^/?#]*/i.exec(start) ?? [""];
  const detail = doubtfulCharacterIn(known) ?? repairOf(origin);
  if (detail !== undefined) {
    find(context, "http-task-endpoint-invalid", { path, given, detail });
  }
  if (known.includes("#")) {
    find(context, "http-task-endpoint-fragment", { path, given });
  }
  if (/^[^#]*\?/.test(known)) {
    find(context, "http-task-endpoint-query", { path, given });
  }
}

/** What a browser would put right or take otherwise than it looks, so that nobody can be sure of the host. */
function repairOf(url: string): string | undefined {
  const doubt = doubtfulCharacterIn(url);
  if (doubt !== undefined) {
    return doubt;
  }
  const host = /^https:\/\/(?:[^/?#]*@)?([^/?#]*)/i.exec(url)?.[1] ?? "";
  if (host.includes("*")) {
    return "A host has no `*`.";
  }
  return /^\.|\.\./.test(host) ? "A part of the host is empty." : undefined;
}

function doubtfulCharacterIn(url: string): string | undefined {
  if (url.includes("\\")) {
    return "It holds a backslash, which some readers take for a slash.";
  }
  return BLANK.test(url) ? "It holds white space or a control character; in a path write `%20`." : undefined;
}

function isUrl(text: string): boolean {
  try {
    new URL(text);
    return true;
  } catch {
    return false;
  }
}
