import { jsonPathOf } from "../../json/ast";
import { isJsonataText } from "../jsonata/parse";
import { isFields, type Machine, type StateNode } from "../machine";
import { type Payload, type Setting, settingOf } from "./setting";

/** The methods of an HTTP Task. */
export const HTTP_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] as const;

/** A text without a colon, or a placeholder, which may hold one: `${AWS::Partition}`. */
const PART = String.raw`(?:\$\{[^{}]*\}|[^:$])*`;
const SERVICE = `arn:${PART}:states:${PART}:${PART}`;
const HTTP_INVOKE = new RegExp(`^${SERVICE}:http:invoke(\\..*)?$`, "s");
const LIKE_HTTP = new RegExp(`^(${SERVICE}):(?:https?|HTTPS?|Https?)(?:[^\\w-].*)?$`, "s");

/** A state that calls an HTTP API, and what it says about the request. */
export interface HttpTaskNode {
  readonly state: StateNode;
  /** `.sync`, `.waitForTaskToken` or whatever else stands behind the resource. */
  readonly suffix: string;
  /** `Parameters` or `Arguments`, empty where it is missing; undefined where all of it is known only at run time. */
  readonly request: Payload | undefined;
}

/** All HTTP Tasks of a machine. */
export function httpTaskNodes(machine: Machine): HttpTaskNode[] {
  const tasks: HttpTaskNode[] = [];
  for (const state of machine.states) {
    const { Resource: resource } = state.fields;
    const match = state.type === "Task" && typeof resource === "string" ? HTTP_INVOKE.exec(resource) : null;
    if (match) {
      tasks.push({ state, suffix: match[1] ?? "", request: requestOf(state, machine.isUnresolved) });
    }
  }
  return tasks;
}

/** What was likely meant by a resource of the service `http` that is no HTTP Task; undefined for all others. */
export function meantResource(resource: unknown): string | undefined {
  // Of most resources one look tells that they are others, or right.
  if (typeof resource !== "string" || !/:https?\b/i.test(resource) || resource.endsWith(":http:invoke")) {
    return undefined;
  }
  const [, service] = LIKE_HTTP.exec(resource) ?? [];
  return service === undefined || HTTP_INVOKE.test(resource) || resource.slice(service.length).includes("${")
    ? undefined
    : `${service}:http:invoke`;
}

/** True for a task that calls an HTTP API. */
export function isHttpTask({ type, fields: { Resource: resource } }: StateNode): boolean {
  return type === "Task" && typeof resource === "string" && HTTP_INVOKE.test(resource);
}

function requestOf(state: StateNode, isUnresolved: (value: unknown) => boolean): Payload | undefined {
  const { fields, queryLanguage: language } = state;
  const [name, other] = language === "JSONata" ? ["Arguments", "Parameters"] : ["Parameters", "Arguments"];
  const value = fields[name!];
  const path = jsonPathOf(state.path, name!);
  if (isJsonataText(value) || isUnresolved(value)) {
    return undefined;
  }
  // The field of the other language is reported as such, not as everything missing.
  if (value === undefined && fields[other!] !== undefined) {
    return undefined;
  }
  return { fields: isFields(value) ? value : {}, path, language, isUnresolved };
}

/** The connection of an HTTP Task, in the order in which the service's guide recommends the two fields. */
export const CONNECTION_FIELDS = ["InvocationConfig", "Authentication"] as const;

/** The connection's ARN as one of the two fields gives it. */
export function connectionArnIn(request: Payload, field: (typeof CONNECTION_FIELDS)[number]): Setting {
  const holder = settingOf(request, field);
  if (holder.kind !== "literal") {
    return holder.kind === "missing" ? holder : { kind: "expression", path: holder.path, text: "" };
  }
  return isFields(holder.value)
    ? settingOf({ ...request, fields: holder.value, path: holder.path }, "ConnectionArn")
    : { kind: "missing", path: holder.path };
}

/** The connection's ARN as it stands in the definition; undefined if it is missing or known only at run time. */
export function connectionArnOf(request: Payload): unknown {
  for (const field of CONNECTION_FIELDS) {
    const arn = connectionArnIn(request, field);
    if (arn.kind === "literal" || arn.kind === "unresolved") {
      return arn.value;
    }
  }
  return undefined;
}
