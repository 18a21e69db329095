import { Token } from "cdktf";
import type { Problems } from "../core/validate";
import { isSecret, secretQueryNames, shownEndpoint } from "../languages/secrets";
import { MAX_ENDPOINT } from "./limits";

/** Characters that the API model allows in an endpoint; notably no space, `#`, `{}`, `[]`, `"`, `<>`, `|`. */
const ENDPOINT_CHARACTERS = /^(%[0-9A-Fa-f]{2}|[-()_.!~*';/?:@&=+$,A-Za-z0-9])+$/;

/**
 * Checks an HTTPS endpoint. A part that is a token is not judged; literal text before it is.
 */
export function checkEndpoint(problems: Problems, property: string, endpoint: string): void {
  if (Token.isUnresolved(endpoint)) {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(endpoint)?.[1];
    problems.check(scheme === undefined || scheme.toLowerCase() === "https", "endpoint-not-https", {
      property,
      given: `${scheme}://…`,
    });
    return;
  }
  if (typeof endpoint !== "string" || !/^https:\/\//i.test(endpoint)) {
    problems.add("endpoint-not-https", {
      property,
      given: typeof endpoint === "string" ? shownEndpoint(endpoint) : endpoint,
    });
    return;
  }
  const { authority, query } = splitEndpoint(endpoint);
  if (authority.includes("@")) {
    problems.add("endpoint-credentials", { property });
    return;
  }
  problems.check(
    endpoint.length <= MAX_ENDPOINT && ENDPOINT_CHARACTERS.test(endpoint) && /^[^:]+(:\d+)?$/.test(authority),
    "endpoint-invalid",
    { property, given: shownEndpoint(endpoint) },
  );
  problems.check(!authority.includes("*") && !query.includes("*"), "endpoint-wildcard-outside-path", {
    property,
    given: shownEndpoint(endpoint),
  });
  problems.check(!isSecret(endpoint) && secretQueryNames(endpoint).length === 0, "endpoint-secret", {
    property,
    given: shownEndpoint(endpoint),
  });
}

/** The number of `*` in the path, each of which a target fills with one of its `pathParameterValues`. */
export function countPathWildcards(endpoint: string): number {
  return splitEndpoint(endpoint).path.split("*").length - 1;
}

function splitEndpoint(endpoint: string): { authority: string; path: string; query: string } {
  const [, authority = "", path = "", query = ""] = /^https?:\/\/([^/?]*)([^?]*)(.*)$/is.exec(endpoint) ?? [];
  return { authority, path, query };
}
