/**
 * Where MiniStack 1.5.33 is not AWS and a second plan shows it. The only changes that a second plan may show are
 * these; anything else fails. All were seen in a run with these types; most examples need none of them.
 */
export interface Departure {
  readonly type: string;
  /**
   * Paths of arguments, without list indices. Where one of them replaces the resource, its computed attributes, not
   * known before the apply, count as part of that.
   */
  readonly paths: readonly string[];
  readonly why: string;
}

export const EMULATOR_DEPARTURES: readonly Departure[] = [
  {
    type: "aws_apigatewayv2_integration",
    paths: ["integration_subtype", "credentials_arn", "integration_method"],
    why: "the first two are not returned, which replaces the integration; a method is returned where none was given",
  },
  {
    type: "aws_apigatewayv2_route",
    paths: ["target"],
    why: "names the integration, which is replaced: see above",
  },
  {
    type: "aws_sfn_state_machine",
    paths: ["tracing_configuration.enabled"],
    why: "not returned",
  },
  {
    type: "aws_cloudwatch_metric_alarm",
    paths: ["period", "statistic", "actions_enabled"],
    why: "not returned",
  },
  {
    type: "aws_cloudwatch_event_connection",
    paths: ["kms_key_identifier"],
    why: "not returned",
  },
  {
    type: "aws_cloudwatch_event_bus_policy",
    paths: ["policy"],
    why: "statements are rewritten (Sid, Principal *) and one is added",
  },
  {
    type: "aws_cloudwatch_log_delivery_destination",
    paths: ["output_format"],
    why: "comes back as json where none was given, which replaces the destination",
  },
  {
    type: "aws_cloudwatch_log_delivery",
    paths: ["delivery_destination_arn"],
    why: "names the destination, which is replaced: see above",
  },
];

/**
 * How MiniStack 1.5.33 ends every execution that reaches an HTTP Task. What such a task really does is proven with a
 * copy of the applied definition: see `runWorkflow`.
 */
export const EMULATOR_EXECUTION_END = {
  error: "States.Runtime",
  cause: "arn:aws:states:::http:invoke is not yet implemented in MiniStack.",
};
