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
import { type IRole, Role } from "../iam/role";
import { bindTargetBase, EVENTS_SERVICE, type TargetBaseProps } from "./target-base";

/** A value that is the same for every event, or a field of the event. */
export type HttpParameterValue = string | EventField;

export interface ApiDestinationTargetProps extends TargetBaseProps {
  /**
   * The role that EventBridge assumes. It is given the permission to invoke the destination.
   *
   * @default - a new role, for this rule only
   * @terraform aws_cloudwatch_event_target.role_arn
   */
  readonly eventRole?: IRole;
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
    const base = bindTargetBase(scope, rule, props, problems);
    const role = props.eventRole ?? new Role(scope, "Role", { servicePrincipal: EVENTS_SERVICE });
    role.addTrustedSource(rule.ruleArn);
    const grant = destination.grantInvoke(role);
    return {
      ...base,
      arn: destination.apiDestinationArn,
      roleArn: role.roleArn,
      httpTarget,
      dependsOn: [...grant.dependables, ...base.dependsOn],
    };
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
    for (const name of Object.keys(headerParameters)) {
      problems.string(name, isHeaderName, "header-name-invalid", `headerParameters.${name}`);
      problems.string(name, (header) => !isForbiddenHeader(header), "header-forbidden", `headerParameters.${name}`);
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
    name,
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
  if (typeof value === "string" && (holdsEventField(value) || /[^$]\$\.[A-Za-z]/.test(value))) {
    problems.add("http-parameter-partial-path", { property });
    return value;
  }
  if (!Token.isUnresolved(value)) {
    problems.check(typeof value === "string" && holds(value), "http-parameter-invalid", { property, given: value });
  }
  return renderText(value);
}
