/** Headers that API destinations cannot send. Source: user guide "API destinations as targets in Amazon EventBridge". */

/** EventBridge always sends its own value. */
const NOT_OVERRIDABLE = ["User-Agent", "Range"];

/** EventBridge removes these from requests. */
const REMOVED = [
  "A-IM",
  "Accept-Charset",
  "Accept-Datetime",
  "Accept-Encoding",
  "Cache-Control",
  "Connection",
  "Content-Encoding",
  "Content-Length",
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
  "Range",
  "Referer",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "User-Agent",
  "Upgrade",
  "Via",
  "Warning",
];

const FORBIDDEN = new Set([...NOT_OVERRIDABLE, ...REMOVED].map((name) => name.toLowerCase()));

/** True for a header that EventBridge removes or overwrites. */
export function isForbiddenHeader(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase());
}

/** A header name as EventBridge accepts it for a parameter: that of HTTP, and a comma. */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+,.^_`|~0-9A-Za-z-]{1,512}$/.test(name);
}

/** A header name of HTTP (RFC 9110, token). */
export function isHttpToken(name: string): boolean {
  return isHeaderName(name) && !name.includes(",");
}

/** A header value of EventBridge: printable ASCII, at most 512 characters, not blank. Linear, unlike AWS's own pattern. */
export function isHeaderValue(value: string): boolean {
  return value.length <= 512 && /^[\t\x20-\x7E]+$/.test(value) && value.trim() !== "";
}

/**
 * User names, passwords, keys and values of a connection: 1 to 512 characters without colon or control characters.
 * Linear, unlike AWS's own pattern, which takes seconds on thirty spaces.
 */
export function isAuthParameter(value: string): boolean {
  return value.length >= 1 && value.length <= 512 && !/[\x00-\x08\x0A-\x1F:\x7F]/.test(value) && value.trim() !== "";
}
