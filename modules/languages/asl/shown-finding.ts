import { holdsCredential, isHiddenName, shortened, withoutCredentials, withoutSecrets } from "../secrets";
import { typeOf } from "./type-of";

/** Most characters that are shown of a sentence about a value. */
const DETAIL_MAX = 500;

/** Most elements of a list that are shown. */
const LIST_MAX = 10;

/** Fields with members that the user names. */
const PAYLOADS = new Set(
  "Parameters Arguments ResultSelector ItemSelector BatchInput Result Output Assign Items Credentials".split(" "),
);

/** A path or expression that says where a value comes from, and nothing of what it is. */
const REFERENCE = /^(?:\$\$?(?:\.[A-Za-z_]\w*|\[\d+\])+|\{%\s*\$states(?:\.[A-Za-z_]\w*)+\s*%\})$/;

/** What a check says of a value. */
interface Said {
  readonly path: string;
  readonly given?: unknown;
  readonly detail?: string;
  readonly fix?: string;
}

/** What is said of a value to everybody: nothing that may be a credential, and nothing long. */
export function shownFinding({ path, given, detail, fix }: Said): Omit<Said, "path"> {
  const isHidden = isCredentialPlace(path, given);
  const shown = isHidden ? undefined : shownValue(given);
  // Where the value holds a credential, a part of the value that is quoted may be one.
  const isQuoted = isHidden || (typeof given === "string" && holdsCredential(given));
  return {
    given: shown,
    detail: sentence(isQuoted && detail ? withoutQuotes(detail) : detail),
    fix: sentence(fix),
  };
}

function sentence(text: string | undefined): string | undefined {
  return text && shortened(withoutCredentials(text), DETAIL_MAX);
}

function shownValue(value: unknown): unknown {
  if (typeof value === "string") return withoutSecrets(value);
  if (Array.isArray(value)) {
    const shown = value.slice(0, LIST_MAX).map((item) => (Array.isArray(item) ? typeOf(item) : shownValue(item)));
    return value.length > LIST_MAX ? [...shown, "…"] : shown;
  }
  return typeof value === "object" && value !== null ? typeOf(value) : value;
}

/** True for a value whose name, or that of an object around it in a payload, says that it is a credential. */
function isCredentialPlace(path: string, given: unknown): boolean {
  const names = namesIn(path);
  const name = names.at(-1);
  // A name is in the path anyway.
  if (name === undefined || given === name || (typeof given === "string" && REFERENCE.test(given))) return false;
  const isQuery = names.includes("QueryParameters");
  const start = names.findIndex((one) => PAYLOADS.has(one));
  const own = start === -1 ? [name] : names.slice(start + 1);
  return own.some((one) => isHiddenName(one, isQuery));
}

/** The names in a JSON path, without `.$`. */
function namesIn(path: string): string[] {
  const names: string[] = [];
  for (const [, plain, quoted] of path.matchAll(/\.([\w$-]+)|\[("(?:[^"\\]|\\.)*")\]/g)) {
    const name = plain ?? (JSON.parse(quoted!) as string);
    names.push(name.endsWith(".$") ? name.slice(0, -2) : name);
  }
  return names;
}

/** A sentence up to the first thing that it quotes; undefined if nothing is left. */
function withoutQuotes(sentence: string): string | undefined {
  const start = sentence.indexOf('"');
  return start === -1 ? sentence : start === 0 ? undefined : `${sentence.slice(0, start)}…`;
}
