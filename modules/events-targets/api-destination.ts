import type { CloudwatchEventTargetHttpTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { renderText } from "../core/json";
import type { Problems } from "../core/validate";
import type { IApiDestination } from "../events/api-destination";
import { EventField, holdsEventField } from "../events/event-field";
import { isForbiddenHeader, isHeaderName, isHeaderValue } from "../events/headers";
import { MAX_HTTP_PARAMETER } from "../events/limits";
import type { IRule } from "../events/rule";
import type { IRuleTarget, RuleTargetConfig } from "../events/rule-target";
import { checkInputPath } from "../events/rule-target-input-checks";
import { bindTargetBase, bindTargetRole, type RoleTargetProps } from "./target-base";

/** Names under which credentials travel. */
const SECRET_NAME = /authorization|api[-_]?key|token|secret/i;

/** A value that is the same for every event, or a field of the event. */
export type HttpParameterValue = string | EventField;

export interface ApiDestinationTargetProps extends RoleTargetProps {
  /**
   * The values for the `*` of the endpoint's path, in order, as many as there are.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_target.http_target.path_parameter_values
   */
  readonly pathParameterValues?: readonly HttpParameterValue[];
  /**
   * Headers of the request. The connection's value wins where both name one. Not for credentials: whoever may list the
   * rule's targets can read them.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_target.http_target.header_parameters
   */
  readonly headerParameters?: { readonly [name: string]: HttpParameterValue };
  /**
   * Query parameters of the request. The connection's value wins where both name one.
   *
   * @default - none
   * @terraform aws_cloudwatch_event_target.http_target.query_string_parameters
   */
  readonly queryStringParameters?: { readonly [name: string]: HttpParameterValue };
}

/**
 * Sends events to an HTTP endpoint. Makes, on the rule, a role that may invoke this one destination for this one rule, a
 * dead-letter queue, and an explicit retry policy.
 */
export class ApiDestination implements IRuleTarget {
  constructor(
    private readonly destination: IApiDestination,
    private readonly props: ApiDestinationTargetProps = {},
  ) {}

  public bind(scope: Construct, rule: IRule, problems: Problems): RuleTargetConfig {
    const { destination, props } = this;
    const httpTarget = this.httpTarget(problems);
    this.checkConnection(problems);
    const base = bindTargetBase(scope, rule, props, problems);
    const role = bindTargetRole(scope, rule, props);
    const grant = destination.grantInvoke(role);
    return {
      ...base,
      arn: destination.apiDestinationArn,
      roleArn: role.roleArn,
      httpTarget,
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
  }

  /** What the connection does to the request, where it is known. */
  private checkConnection(problems: Problems): void {
    const { connection } = this.destination;
    if (connection?.isOAuth && this.props.retryAttempts === 0) {
      problems.add("oauth-without-retry", { property: "retryAttempts", given: 0 });
    }
    const names = connection?.parameterNames;
    if (names === undefined) {
      return;
    }
    const { headerParameters = {}, queryStringParameters = {} } = this.props;
    const headers = new Set(names.headers.map((name) => name.toLowerCase()));
    for (const name of Object.keys(headerParameters).filter((header) => headers.has(header.toLowerCase()))) {
      problems.add("http-parameter-of-connection", { property: `headerParameters.${name}` });
    }
    for (const name of Object.keys(queryStringParameters).filter((key) => names.queryStrings.includes(key))) {
      problems.add("http-parameter-of-connection", { property: `queryStringParameters.${name}` });
    }
  }

  private httpTarget(problems: Problems): CloudwatchEventTargetHttpTarget | undefined {
    const { pathParameterValues = [], headerParameters = {}, queryStringParameters = {} } = this.props;
    const wildcards = this.destination.pathWildcards;
    if (wildcards !== undefined && wildcards !== pathParameterValues.length) {
      problems.add("path-parameter-count", {
        property: "pathParameterValues",
        allowed: `should hold ${wildcards} value${wildcards === 1 ? "" : "s"}, one for each \`*\` in the endpoint's path`,
        given: `${pathParameterValues.length}`,
      });
    }
    const paths = pathParameterValues.map((value, index) =>
      parameterValue(problems, `pathParameterValues[${index}]`, value, (text) => text.trim() !== ""),
    );
    for (const [name, value] of Object.entries(headerParameters)) {
      checkHeader(problems, name, value);
    }
    for (const [name, value] of Object.entries(queryStringParameters)) {
      const property = `queryStringParameters.${name}`;
      problems.string(name, isQueryName, "query-parameter-name-invalid", property);
      checkSecretName(problems, name, value, property);
    }
    const headers = parameterValues(problems, "headerParameters", headerParameters, isHeaderValue);
    const query = parameterValues(problems, "queryStringParameters", queryStringParameters, isQueryValue);
    if (paths.length === 0 && !headers && !query) {
      return undefined;
    }
    return {
      pathParameterValues: paths.length > 0 ? paths : undefined,
      headerParameters: headers,
      queryStringParameters: query,
    };
  }
}

function checkHeader(problems: Problems, name: string, value: HttpParameterValue): void {
  const property = `headerParameters.${name}`;
  problems.string(name, isHeaderName, "header-name-invalid", property);
  problems.string(name, (header) => !header.includes("`"), "target-header-name-with-backtick", "headerParameters");
  problems.string(name, (header) => !isForbiddenHeader(header), "header-forbidden", property);
  problems.string(name, (header) => header.toLowerCase() !== "content_type", "header-content-type-misspelt", property);
  checkSecretName(problems, name, value, property);
}

/** A field of the event is no credential; what is the same for every event may be. */
function checkSecretName(problems: Problems, name: string, value: HttpParameterValue, property: string): void {
  if (SECRET_NAME.test(name) && !EventField.isEventField(value)) {
    problems.add("http-parameter-credential", { property });
  }
}

function isQueryName(name: string): boolean {
  return name.length >= 1 && name.length <= MAX_HTTP_PARAMETER && !/[\x00-\x1F\x7F]/.test(name);
}

function isQueryValue(value: string): boolean {
  return value.length >= 1 && value.length <= MAX_HTTP_PARAMETER && !/[\x00-\x09\x0B\x0C\x0E-\x1F\x7F]/.test(value);
}

function parameterValues(
  problems: Problems,
  property: string,
  parameters: { readonly [name: string]: HttpParameterValue },
  holds: (value: string) => boolean,
): { [name: string]: string } | undefined {
  const entries = Object.entries(parameters).map(([name, value]): [string, string] => [
    renderText(name),
    parameterValue(problems, `${property}.${name}`, value, holds),
  ]);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** EventBridge takes a value that is a path from the event as a whole; a path inside other text it sends as it is. */
function parameterValue(
  problems: Problems,
  property: string,
  value: HttpParameterValue,
  holds: (value: string) => boolean,
): string {
  if (EventField.isEventField(value)) {
    if (value.isReserved) {
      problems.add("http-parameter-reserved-variable", { property, given: value.reference });
    } else {
      checkInputPath({ problems, property }, value.reference);
    }
    return value.reference;
  }
  if (typeof value === "string" && holdsEventField(value)) {
    problems.add("http-parameter-field-in-text", { property });
    return value;
  }
  if (typeof value === "string" && /[^$]\$\.[A-Za-z]/.test(value)) {
    problems.add("http-parameter-partial-path", { property });
  } else if (!Token.isUnresolved(value)) {
    const given = SECRET_NAME.test(property) ? undefined : value;
    problems.check(typeof value === "string" && holds(value), "http-parameter-invalid", { property, given });
  }
  return renderText(value);
}
