import { isPlain, isRealValue, isSecretName, SECRET_TEXT, wordsOf } from "./credentials";

/** Most characters of a value that are shown. */
const VALUE_MAX = 100;

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

/** What is shown of a text: nothing that may be a credential, and nothing long. */
export function withoutSecrets(text: string): string {
  return shortened(withoutCredentials(text), VALUE_MAX);
}

/** True for a text of which a part must not be shown. */
export function holdsCredential(text: string): boolean {
  return withoutCredentials(text) !== text.slice(0, SEARCHED_MAX);
}

/** A text without the credentials in it, and without what is too far behind to be shown. */
export function withoutCredentials(text: string): string {
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

/** True for a name of a value that is not shown. */
export function isHiddenName(name: string, isQuery: boolean): boolean {
  return isSecretName(name, isQuery) || HIDDEN_NAME.test(wordsOf(name));
}

/** The beginning of a text. A placeholder in it stays whole, so that it can be told from text, or is left out. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max).replace(/(?:\$\{[^}]*|[\uD800-\uDBFF])$/, "")}…`;
}
