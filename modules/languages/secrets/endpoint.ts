import { isSecret } from "./credentials";
import { withoutSecrets } from "./shown";

/** What may be shown of a URL of Slack's that is a credential, and then the rest. */
const SLACK_HOOK = /(\bhooks\.slack(?:-gov)?\.com\/[a-z]{1,20}\/).+$/is;

/** What is shown of an endpoint: neither what stands before an `@`, nor the query, nor a part that may be a credential. */
export function shownEndpoint(endpoint: string): string {
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*:\/*)?(.*)$/is.exec(endpoint) ?? [];
  const [visible = ""] = rest.split(/[?#]/, 1);
  const [authority = ""] = visible.split(/[/\\]/, 1);
  const isPortOrPassword = authority.includes(":") && !authority.includes("@");
  // `user:pa/ss@host`: a password with a slash in it looks like a port and a path.
  if (visible.indexOf("@", authority.length) !== -1 || (isPortOrPassword && rest.includes("@"))) {
    return `${scheme}…`;
  }
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  const path = visible.slice(authority.length);
  const known = `${scheme}${authority === host ? "" : "…@"}${host}${path}`.replace(SLACK_HOOK, "$1…");
  const shown = withoutSecrets(known).replace(/[^/]+/g, (part) => (isLikelyRandom(part) ? "…" : part));
  return visible.length === rest.length ? shown : `${shown}?…`;
}

/** The query parameters of an endpoint whose value is a credential. */
export function secretQueryNames(endpoint: string): string[] {
  const query = /\?([^#]*)/.exec(endpoint)?.[1] ?? "";
  return query
    .split("&")
    .map((pair) => /^([^=]*)=?(.*)$/s.exec(pair)!)
    .filter(([, name, value]) => isSecret(value!, name, true))
    .map(([, name]) => name!);
}

/** A long part with letters and digits, as identifiers and credentials are. */
function isLikelyRandom(part: string): boolean {
  return part.length >= 16 && /\d/.test(part) && /[A-Za-z]/.test(part) && !part.includes(".") && !part.includes("${");
}
