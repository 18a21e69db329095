import type { SynthesizedResource, SynthesizedStack, SynthesizedVariable } from "./synthesized";

/** What a resource does, in a few words. */
const PURPOSE: { readonly [type: string]: (attributes: { readonly [name: string]: unknown }) => string } = {
  aws_cloudwatch_event_api_destination: (a) =>
    `${a.http_method} ${a.invocation_endpoint}, at most ${a.invocation_rate_limit_per_second} requests per second`,
  aws_cloudwatch_event_bus: (a) => `event bus "${a.name}"`,
  aws_cloudwatch_event_connection: (a) => `credentials of the requests (${a.authorization_type})`,
  aws_cloudwatch_event_rule: (a) => `matches ${a.event_pattern ?? a.schedule_expression}`,
  aws_cloudwatch_event_target: (a) => `sends what matches as ${whatIsSent(a)}, ${retries(a.retry_policy)}`,
  aws_cloudwatch_log_group: (a) => `log group "${a.name}", kept for ${a.retention_in_days} days`,
  aws_iam_role: (a) =>
    isForExecutions(a.assume_role_policy)
      ? "what executions of the state machine may act as"
      : "what EventBridge may act as, for this rule only",
  aws_iam_role_policy: (a) => `allows ${actions(a.policy)}`,
  aws_sfn_state_machine: (a) => `${a.type} state machine "${a.name}", starts with ${startOf(a.definition)}`,
  aws_sqs_queue: () => "keeps what could not be delivered, 14 days",
  aws_sqs_queue_policy: () => "lets the rule write to the queue, over TLS only",
};

/** Prints what a synth made: construct, Terraform address, what it does; then what to set and the next command. */
export function summary(stack: SynthesizedStack): string {
  return [
    `Stack ${stack.name}: ${stack.resources.length} resources`,
    "",
    ...stack.resources.flatMap(resourceLines),
    "",
    ...warningLines(stack.warnings),
    ...variableLines(stack.variables.filter((variable) => variable.default === undefined)),
    "Next",
    `  terraform -chdir=${stack.directory} init`,
    `  terraform -chdir=${stack.directory} apply`,
    "",
  ].join("\n");
}

/** The warnings of a stack, or nothing. */
export function warningLines(warnings: readonly string[]): string[] {
  return warnings.length === 0 ? [] : ["Warnings", ...warnings.map((warning) => indent(warning)), ""];
}

function variableLines(variables: readonly SynthesizedVariable[]): string[] {
  if (variables.length === 0) {
    return [];
  }
  const lines = variables.map(({ name, description = "", sensitive }) => [
    `  export TF_VAR_${name}=…`,
    `# ${description}${sensitive ? " (sensitive)" : ""}`,
  ]);
  const width = Math.max(...lines.map(([command = ""]) => command.length));
  return ["To set", ...lines.map(([command = "", comment]) => `${command.padEnd(width)}  ${comment}`), ""];
}

function resourceLines(resource: SynthesizedResource): string[] {
  const purpose = PURPOSE[resource.type]?.(resource.attributes);
  return [`  ${resource.construct}${purpose ? ` - ${purpose}` : ""}`, `      ${resource.address}`];
}

function whatIsSent(a: { readonly [name: string]: unknown }): string {
  if (a.input_transformer) {
    return (a.input_transformer as { input_template: string }).input_template;
  }
  return String(a.input ?? a.input_path ?? "the whole event");
}

function retries(policy: unknown): string {
  const { maximum_retry_attempts: attempts, maximum_event_age_in_seconds: age } = policy as { [name: string]: number };
  return `${attempts} retries within ${age} s`;
}

function actions(policy: unknown): string {
  return [...String(policy).matchAll(/"Action":\[([^\]]*)\]/g)].map(([, list]) => list?.replace(/"/g, "")).join(", ");
}

function isForExecutions(trust: unknown): boolean {
  return String(trust).includes('"states.amazonaws.com"');
}

function startOf(definition: unknown): string {
  return /"StartAt":"((?:[^"\\]|\\.)*)"/.exec(String(definition))?.[1] ?? "its first state";
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
