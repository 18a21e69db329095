import { typeOf } from "../type-of";
import { isPlain, isRealValue, isSecretName, SECRET_TEXT, wordsOf } from "./credentials";

/** Most characters of a value that are shown, and of a sentence about it. */
const VALUE_MAX = 100;
const DETAIL_MAX = 500;

/** Most elements of a list that are shown. */
const LIST_MAX = 10;

/** Most characters that are searched for credentials. Nothing behind them is shown. */
const SEARCHED_MAX = 2000;

/** What stands before an `@` in a URL; as nobody encodes the `/` in a password, up to the last one after a colon. */
const USER_INFO = /(:\/\/)(?:[^\s/?#'"]{1,2000}|[^\s'":]{0,2000}:[^\s'"]{0,2000})@/g;

/** `?name=value` and `&name=value`. */
const QUERY = /([?&]([\w.%-]{1,64})=)([^&\s'"#)]+)/g;

/** `"name": "value"`, `name = 'value'` and `$name := 'value'`, with a backslash before quotes or without one. */
const ASSIGNED = /([\w.-]{1,64})(\\?["'])?(\s{0,9}(?:!?=|:=?)\s{0,9})(\\?["'])((?:(?!\4).)+)/gs;

/** Names that rather mean a credential than not. Hiding too much costs less than hiding too little. */
const HIDDEN_NAME =
  /passw|passphrase|passcode|pwd|secret|token|api-?key|credential|authori[sz]ation|signature|cookie|(?:private|access|signing|subscription|account)-key/;

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
  const isQuoted = isHidden || (typeof given === "string" && masked(given) !== given.slice(0, SEARCHED_MAX));
  return {
    given: shown,
    detail: sentence(isQuoted && detail ? withoutQuotes(detail) : detail),
    fix: sentence(fix),
  };
}

/** What is shown of a text: nothing that may be a credential, and nothing long. */
export function withoutSecrets(text: string): string {
  return cut(masked(text), VALUE_MAX);
}

function sentence(text: string | undefined): string | undefined {
  return text && cut(masked(text), DETAIL_MAX);
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

/** A text without the credentials in it, and without what is too far behind to be shown. */
function masked(text: string): string {
  const searched = text.length > SEARCHED_MAX ? text.slice(0, SEARCHED_MAX) : text;
  const plain = isPlain(searched)
    ? searched
    : SECRET_TEXT.reduce((rest, pattern) => rest.replace(pattern, "…"), searched);
  const shown = plain
    .replace(USER_INFO, "$1…@")
    .replace(QUERY, (all, start: string, name: string, value: string) =>
      isHiddenName(name, true) && isRealValue(value) ? `${start}…` : all,
    )
    .replace(ASSIGNED, (all, name: string, quote: string | undefined, sign: string, open: string) =>
      isHiddenName(name, false) ? `${name}${quote ?? ""}${sign}${open}…` : all,
    );
  // What was cut may be the beginning of a credential.
  return searched === text ? shown : `${shown.replace(/[^\s"',]*$/, "")}…`;
}

function isHiddenName(name: string, isQuery: boolean): boolean {
  return isSecretName(name, isQuery) || HIDDEN_NAME.test(wordsOf(name));
}

/** A sentence up to the first thing that it quotes; undefined if nothing is left. */
function withoutQuotes(sentence: string): string | undefined {
  const start = sentence.indexOf('"');
  return start === -1 ? sentence : start === 0 ? undefined : `${sentence.slice(0, start)}…`;
}

/** The beginning of a text. A placeholder in it stays whole, so that it can be told from text, or is left out. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max).replace(/(?:\$\{[^}]*|[\uD800-\uDBFF])$/, "")}…`;
}
