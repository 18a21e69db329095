import type { HttpTaskEndpoint } from "../../languages/asl";
import { withoutConversions } from "../expressions/terraform-value";

/** How cdktf writes a token into a text. */
const ONE_TOKEN = String.raw`\$\{TfToken\[[^\]]*\]\}`;
const TOKEN = new RegExp(`(${ONE_TOKEN})`);

/** A host that is written out, a path, and `*` in the path only. A token is taken for what belongs in its place. */
const HOST_CHARACTER = `(?:[A-Za-z0-9.-]|${ONE_TOKEN})`;
const ALLOWED_ENDPOINT = new RegExp(
  `^(?:${ONE_TOKEN}|(?:https://|${ONE_TOKEN})${HOST_CHARACTER}*(?::(?:\\d+|${ONE_TOKEN}))?/[^?#\\s]*)$`,
);

/** The `/` after the host keeps what follows from going on with the host. */
const HOST_WRITTEN_OUT = /^(?:https?:\/\/)?[\w.-]+(?::\w+)?\//i;

/** True for `https://host/` and a path pattern. */
export function isAllowedEndpoint(pattern: unknown): pattern is string {
  return typeof pattern === "string" && ALLOWED_ENDPOINT.test(pattern) && !pattern.startsWith("https:///");
}

/** An endpoint with the values of Terraform as they are: inside an expression they are escaped for its language. */
export function asGiven(endpoint: HttpTaskEndpoint): HttpTaskEndpoint {
  switch (endpoint.kind) {
    case "static":
      return { kind: "static", value: withoutConversions(endpoint.value) };
    case "pattern":
      return { kind: "pattern", parts: endpoint.parts.map((part) => part && withoutConversions(part)) };
    default:
      return endpoint;
  }
}

/** A pattern of the user for IAM, where `*` alone keeps its meaning. */
export function toIamPattern(pattern: string): string {
  return mapLiterals(pattern, (text) => text.replace(/[?$]/g, "${$&}"));
}

/**
 * What IAM must allow for an endpoint; undefined where the scheme or the host is known only at run time, so that no
 * pattern keeps a caller from sending the connection's credentials to a host of their own.
 */
export function iamEndpoint(endpoint: HttpTaskEndpoint): string | undefined {
  switch (endpoint.kind) {
    case "static":
      return toIamText(endpoint.value);
    case "pattern": {
      const [first] = endpoint.parts;
      return typeof first === "string" && HOST_WRITTEN_OUT.test(withoutTokens(first))
        ? endpoint.parts.map((part) => (part === null ? "*" : toIamText(part))).join("")
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether some of the user's patterns leaves room for the endpoint. Text that Terraform alone knows is not judged. */
export function isCovered(endpoint: HttpTaskEndpoint, allowed: readonly string[]): boolean {
  const parts =
    endpoint.kind === "static" ? [endpoint.value] : endpoint.kind === "pattern" ? endpoint.parts : undefined;
  if (parts === undefined || [...parts, ...allowed].some((part) => part !== null && TOKEN.test(part))) {
    return true;
  }
  const glyphs = parts.flatMap((part): Glyph[] => (part === null ? [ANYTHING] : [...part]));
  return allowed.some((one) =>
    overlap(
      glyphs,
      [...one].map((character) => (character === "*" ? ANYTHING : character)),
    ),
  );
}

const ANYTHING = Symbol("anything");
type Glyph = string | typeof ANYTHING;

/** True if some text fits both patterns. */
function overlap(one: readonly Glyph[], other: readonly Glyph[]): boolean {
  // row[j]: some text fits the glyphs of `one` so far and the first j of `other`.
  let row: boolean[] = [];
  for (let i = 0; i <= one.length; i++) {
    const next: boolean[] = [];
    for (let j = 0; j <= other.length; j++) {
      const [a, b] = [one[i - 1], other[j - 1]];
      if (i === 0 && j === 0) {
        next.push(true);
      } else if (a === ANYTHING || b === ANYTHING) {
        next.push(row[j] === true || next[j - 1] === true);
      } else {
        next.push(a !== undefined && a === b && row[j - 1] === true);
      }
    }
    row = next;
  }
  return row[other.length] === true;
}

/** An endpoint for IAM, in which `*`, `?` and `$` mean themselves. */
function toIamText(endpoint: string): string {
  return mapLiterals(endpoint, (text) => text.replace(/[*?$]/g, "${$&}"));
}

function mapLiterals(text: string, change: (literal: string) => string): string {
  return text
    .split(TOKEN)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join("");
}

function withoutTokens(text: string): string {
  return text.split(TOKEN).reduce((all, part, index) => all + (index % 2 === 0 ? part : "token"), "");
}
