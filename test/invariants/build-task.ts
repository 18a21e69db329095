import type { IConnection, IRole } from "cdktf-aws-http-integrations";
import type { BuildContext } from "./build-context";
import type { Endpoint } from "./model";
import type { MachinePlan, TaskPlan } from "./plan-machine";

/** For endpoints that are secret or known only when the machine runs. */
export const HOOKS = "https://hooks.example.com/";

/** What the machines of a plan need of the stack. */
export interface MachineParts {
  connection(task: TaskPlan): IConnection;
  role(kind: "shared" | "existing"): IRole;
}

export function needsAllowedEndpoints({ endpoint }: Pick<TaskPlan, "endpoint">): boolean {
  return endpoint === "secret" || endpoint === "dynamic";
}

/** In a definition that is an object there is no place for a secret, and what must be escaped is its author's to escape. */
export function usedTasks({ body, tasks }: MachinePlan): readonly TaskPlan[] {
  const plainer = { secret: "static", specialTemplate: "template" } as const;
  return body === "states"
    ? tasks
    : tasks.map((task) => ({ ...task, endpoint: plainer[task.endpoint as "secret"] ?? task.endpoint }));
}

const API = "https://api.example.com/v1/";

/** Endpoints without values of Terraform: the text before what the input says, if it says anything. */
const LITERAL: { readonly [kind in TaskPlan["endpoint"]]?: string } = {
  static: `${API}p`,
  special: `${API}*\${x}$/'p`,
  template: `${API}p/`,
  specialTemplate: `${API}*{}\${x}$'"%}/p/`,
};

/** What a task may call, unless only Terraform knows. */
export function endpointKnown({ endpoint, path }: TaskPlan): Endpoint | undefined {
  const text = LITERAL[endpoint];
  if (text === undefined) {
    return needsAllowedEndpoints({ endpoint }) ? [HOOKS, null] : undefined;
  }
  return isDynamic(endpoint) ? [`${text}${path}/`, null] : [`${text}${path}`];
}

/** The text before what the input says; all there is if it says nothing. */
export function endpointOf(context: BuildContext, task: TaskPlan): { before: string; isDynamic: boolean } {
  const { endpoint, path } = task;
  const known = endpointKnown(task)?.[0];
  const make: { readonly [kind in TaskPlan["endpoint"]]?: () => string } = {
    tokenHost: () => `https://${context.variable().stringValue}.example.com/p${path}/`,
    tokenOrigin: () => `${context.variable({ default: "https://tenant.example.com" }).stringValue}/v1/p${path}`,
    dynamic: () => "",
  };
  return { before: make[endpoint]?.() ?? known ?? "", isDynamic: isDynamic(endpoint) };
}

function isDynamic(endpoint: TaskPlan["endpoint"]): boolean {
  return /^(template|specialTemplate|tokenHost|dynamic)$/.test(endpoint);
}
