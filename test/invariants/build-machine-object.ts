import { DefinitionBody, type DefinitionBodyOptions } from "cdktf-aws-http-integrations";
import type { BuildContext } from "./build-context";
import { endpointOf, HOOKS, type MachineParts, needsAllowedEndpoints, usedTasks } from "./build-task";
import { type MachinePlan, taskName } from "./plan-machine";

/** The tasks one after another, in Amazon States Language. */
export function objectBody(context: BuildContext, parts: MachineParts, plan: MachinePlan, i: number): DefinitionBody {
  const isJsonata = plan.language === "JSONata";
  const tasks = usedTasks(plan);
  const connections = tasks.map((task) => parts.connection(task));
  const states = tasks.map((task, j) => {
    const { before, isDynamic } = endpointOf(context, task);
    const [key, value] = isJsonata
      ? ["ApiEndpoint", isDynamic ? `{% '${before}' & $states.input.id %}` : before]
      : isDynamic
        ? ["ApiEndpoint.$", task.endpoint === "dynamic" ? "$.url" : `States.Format('${before}{}', $.id)`]
        : ["ApiEndpoint", before];
    const request = {
      [key as string]: task.endpoint === "special" ? escaped(before) : value,
      Method: task.method,
      InvocationConfig: { ConnectionArn: `\${Connection${connections.indexOf(connections[j]!)}}` },
      RequestBody: { text: escaped(task.text) },
    };
    return [
      taskName(i, j),
      {
        Type: "Task",
        Resource: "arn:aws:states:::http:invoke",
        ...(isJsonata ? { Arguments: request } : { Parameters: request }),
        ...(task.retry === "none" ? {} : { Retry: [{ ErrorEquals: ["States.Http.StatusCode.429"] }] }),
        ...(j + 1 < tasks.length ? { Next: taskName(i, j + 1) } : { End: true }),
      },
    ] as const;
  });
  const substitutions: DefinitionBodyOptions["substitutions"] = Object.fromEntries(
    connections.map((connection) => [`Connection${connections.indexOf(connection)}`, connection]),
  );
  const definition = { StartAt: taskName(i, 0), States: Object.fromEntries(states) };
  const dynamic = tasks.flatMap((task, j) => (needsAllowedEndpoints(task) ? [taskName(i, j)] : []));
  return DefinitionBody.fromObject(definition, {
    substitutions,
    allowedEndpoints: Object.fromEntries(dynamic.map((name) => [name, [`${HOOKS}*`]])),
  });
}

/** What looks like a placeholder is none. */
function escaped(text: string): string {
  return text.replaceAll("${", () => "$${");
}
