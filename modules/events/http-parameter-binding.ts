import { Token } from "cdktf";
import { isSecretName } from "../languages/secrets";
import type { BoundHttpParameter, BoundHttpParameters, ConnectionBackend } from "./connection-backend";
import { LARGE_PARAMETERS_BYTES, MAX_CONNECTION_PARAMETERS, MAX_PAYLOAD_BYTES } from "./connection-limits";
import { isForbiddenHeader, isHeaderName, isHeaderValue, isHttpToken } from "./headers";
import { HttpParameter, type HttpParameters } from "./http-parameter";
import { MAX_HTTP_PARAMETER } from "./limits";

/** Where parameters stand, and what surrounds them. */
export interface HttpParametersPlace {
  /** Before each property, for example `authorization.`. */
  readonly property?: string;
  /** Before each child id. */
  readonly id?: string;
  /** The header that the authorization sets already. */
  readonly authorizationHeader?: string;
  /** Whether they count to the payload of each event. */
  readonly isInvocation: boolean;
}

/** One of the three lists. */
interface Kind {
  readonly property: keyof HttpParameters;
  readonly id: string;
  readonly isName: (name: string) => boolean;
  readonly isValue: (value: string) => boolean;
}

const HEADER: Kind = { property: "headerParameters", id: "Header", isName: isHeaderName, isValue: isHeaderValue };
const QUERY_STRING: Kind = {
  property: "queryStringParameters",
  id: "QueryString",
  isName: (name) => isParameter(name) && !/[\x00-\x1F\x7F]/.test(name),
  isValue: (value) => isParameter(value) && !/[\x00-\x09\x0B\x0C\x0E-\x1F\x7F]/.test(value),
};
/** The API model has no limits for the body. */
const BODY: Kind = {
  property: "bodyParameters",
  id: "Body",
  isName: (name) => name !== "",
  isValue: (value) => value !== "",
};

/**
 * Binds the parameters of a connection or of its OAuth request, sorted by name: the provider finds a secret in its state
 * by the place in the list.
 *
 * @returns undefined if there are none
 */
export function bindHttpParameters(
  backend: ConnectionBackend,
  parameters: HttpParameters,
  place: HttpParametersPlace,
): BoundHttpParameters | undefined {
  const { headerParameters, queryStringParameters, bodyParameters } = parameters;
  if (headerParameters === undefined && queryStringParameters === undefined && bodyParameters === undefined) {
    return undefined;
  }
  const binding = new Binding(backend, place);
  const header = binding.list(HEADER, headerParameters);
  const queryString = binding.list(QUERY_STRING, queryStringParameters);
  const body = binding.list(BODY, bodyParameters);
  if (place.isInvocation) {
    binding.checkSize();
  }
  return header || queryString || body ? { header, queryString, body } : undefined;
}

class Binding {
  #bytes = 0;

  constructor(
    private readonly backend: ConnectionBackend,
    private readonly place: HttpParametersPlace,
  ) {}

  public list(kind: Kind, parameters: HttpParameters[keyof HttpParameters] = {}): BoundHttpParameter[] | undefined {
    const { problems } = this.backend;
    const property = `${this.place.property ?? ""}${kind.property}`;
    const names = Object.keys(parameters).sort();
    problems.check(names.length <= MAX_CONNECTION_PARAMETERS, "connection-parameters-too-many", {
      property,
      given: names.length,
    });
    if (kind === HEADER) {
      this.checkHeaders(names, property);
    }
    const bound = names.map((name) => this.parameter(kind, name, parameters[name]!, `${property}.${name}`));
    return bound.length > 0 ? bound : undefined;
  }

  public checkSize(): void {
    const given = `${this.#bytes} bytes`;
    if (this.#bytes > MAX_PAYLOAD_BYTES) {
      this.backend.problems.add("connection-parameters-too-large", { property: "headerParameters", given });
    } else if (this.#bytes >= LARGE_PARAMETERS_BYTES) {
      this.backend.problems.add("connection-parameters-large", { property: "headerParameters", given });
    }
  }

  private parameter(kind: Kind, name: string, parameter: HttpParameter, property: string): BoundHttpParameter {
    const { backend, place } = this;
    const { problems } = backend;
    if (Token.isUnresolved(name)) {
      problems.add("connection-parameter-name-unknown", { property: property.slice(0, -name.length - 1) });
      return { key: "", value: "", isValueSecret: false };
    }
    const code = kind === HEADER ? "header-name-invalid" : "connection-parameter-name-invalid";
    problems.check(kind.isName(name), code, { property, given: name });
    if (!HttpParameter.isHttpParameter(parameter)) {
      problems.add("connection-parameter-not-an-http-parameter", { property });
      return { key: "", value: "", isValueSecret: false };
    }
    const { isSecret } = parameter;
    problems.check(isSecret || !isSecretName(name, kind === QUERY_STRING), "connection-parameter-credential", {
      property,
    });
    const id = `${place.id ?? ""}${kind.id}-${name}`;
    const { value, text } = parameter.bind(backend, { id, property }, kind.isValue);
    if (place.isInvocation) {
      this.#bytes += Buffer.byteLength(name) + (Token.isUnresolved(text) ? 0 : Buffer.byteLength(String(text)));
    }
    return { key: backend.text(name), value, isValueSecret: isSecret };
  }

  private checkHeaders(names: readonly string[], property: string): void {
    const { problems } = this.backend;
    const taken = new Set([this.place.authorizationHeader?.toLowerCase()]);
    for (const name of names) {
      const finding = { property: `${property}.${name}`, given: name };
      const key = name.toLowerCase();
      problems.check(!taken.has(key), "connection-parameter-duplicate", finding);
      taken.add(key);
      problems.check(!isForbiddenHeader(name), "header-forbidden", finding);
      problems.check(!isHeaderName(name) || isHttpToken(name), "header-name-unusual", finding);
      problems.check(key !== "content_type", "header-content-type-misspelt", finding);
    }
  }
}

function isParameter(text: string): boolean {
  return text.length >= 1 && text.length <= MAX_HTTP_PARAMETER;
}
