import type { QueryLanguage } from "../machine";
import { foldExpression } from "./fold";
import type { Setting } from "./setting";

/** Where an HTTP Task sends its request, as far as the definition says. */
export type HttpTaskEndpoint =
  /** Always the same. It may hold a placeholder that is filled in before the machine is made. */
  | { readonly kind: "static"; readonly value: string }
  /** Scheme, host and the `/` after it are in the first part and always the same; null stands for anything. */
  | { readonly kind: "pattern"; readonly parts: readonly (string | null)[] }
  /** The input of the machine can name another host. */
  | { readonly kind: "dynamic" }
  | { readonly kind: "missing" };

/** Scheme, host and port; without the `/`, what follows could go on with the host: `https://api.example.com` + `.evil.tld`. */
const STATIC_HOST = /^https?:\/\/[\w.-]+(?::\d+)?\//i;

/** The same with placeholders, of which a first one may stand for scheme and host. */
const PLACEHOLDER = String.raw`\$\{[^{}]*\}`;
const STATIC_HOST_WITH_PLACEHOLDERS = new RegExp(
  `^(?:https?://(?:[\\w.-]|${PLACEHOLDER})+(?::(?:\\d|${PLACEHOLDER})+)?|${PLACEHOLDER})/`,
  "i",
);

/** Says what is known of an endpoint. */
export function endpointOf(
  endpoint: Setting,
  language: QueryLanguage,
  isUnresolved: (value: unknown) => boolean,
): HttpTaskEndpoint {
  switch (endpoint.kind) {
    case "missing":
      return { kind: "missing" };
    case "literal":
      return typeof endpoint.value === "string" ? { kind: "static", value: endpoint.value } : { kind: "missing" };
    case "unresolved":
      return typeof endpoint.value === "string" ? { kind: "static", value: endpoint.value } : { kind: "dynamic" };
    case "expression": {
      const parts = foldExpression(endpoint.text, language);
      const [start, ...others] = parts;
      if (typeof start !== "string") {
        return { kind: "dynamic" };
      }
      if (others.length === 0) {
        return { kind: "static", value: start };
      }
      const host = isUnresolved(start) ? STATIC_HOST_WITH_PLACEHOLDERS : STATIC_HOST;
      return host.test(start) ? { kind: "pattern", parts } : { kind: "dynamic" };
    }
  }
}
