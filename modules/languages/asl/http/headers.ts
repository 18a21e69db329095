/** Headers of HTTP Tasks. Source: Step Functions developer guide, "Call HTTPS APIs in Step Functions workflows". */

/** Headers that Step Functions refuses in a definition. */
const FORBIDDEN_NAMES = [
  "A-IM",
  "Accept-Charset",
  "Accept-Datetime",
  "Accept-Encoding",
  "Authorization",
  "Cache-Control",
  "Connection",
  "Content-Encoding",
  "Content-MD5",
  "Date",
  "Expect",
  "Forwarded",
  "From",
  "Host",
  "HTTP2-Settings",
  "If-Match",
  "If-Modified-Since",
  "If-None-Match",
  "If-Range",
  "If-Unmodified-Since",
  "Max-Forwards",
  "Origin",
  "Pragma",
  "Proxy-Authorization",
  "Referer",
  "Server",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Via",
  "Warning",
];

const FORBIDDEN = new Set(FORBIDDEN_NAMES.map((name) => name.toLowerCase()));

const FORBIDDEN_PREFIX = /^x-(?:forwarded|amzn?)-/i;

/** Headers that Step Functions accepts and overwrites. */
const OVERWRITTEN = new Set(["range", "user-agent"]);

/** True for a header that an HTTP Task may not set: it fails with States.Runtime, which nothing catches. */
export function isForbiddenTaskHeader(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase()) || FORBIDDEN_PREFIX.test(name);
}

/** True for a header whose value Step Functions replaces by its own. */
export function isOverwrittenTaskHeader(name: string): boolean {
  return OVERWRITTEN.has(name.toLowerCase());
}

/** True for a name of letters, digits and signs that HTTP allows (RFC 9110, token). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

/** True for a value, or a list of them, of which one holds a line break or control character (RFC 9110, field-value). */
export function holdsLineBreak(value: unknown): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.some((one) => typeof one === "string" && /[\x00-\x08\x0A-\x1F\x7F]/.test(one));
}

/** Names under which APIs take a key that makes a repeated request harmless. */
const IDEMPOTENCY_NAME = /idempoten|dedup|(?:^|[-_])client[-_]?token$|(?:^|[-_])request[-_]?(?:id|key)$/i;

/** True for a header or body field that tells the API that a request is a repetition. */
export function isIdempotencyName(name: string): boolean {
  return IDEMPOTENCY_NAME.test(name);
}
