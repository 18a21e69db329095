import { HTTP_METHODS, type HttpTask, httpTasksOf, usesOf } from "../../modules/languages/asl";
import type { Json, JsonObject } from "../support/terraform-json";
import { A_SECRET } from "./attributes";
import { type Block, type Endpoint, isEvaluated, type Model, nested } from "./model";
import type { Statement } from "./policies";

/** A state machine, and what may be said of it from its definition. */
export interface Machine {
  readonly block: Block;
  readonly arn: string;
  readonly roleArn: string;
  /** Of the role, as far as the stack holds them. */
  readonly statements: readonly Statement[];
  /** Undefined if the text is no JSON object. */
  readonly definition: JsonObject | undefined;
  readonly tasks: readonly MachineTask[];
  /** `Resource` of the other tasks. */
  readonly otherResources: readonly string[];
  readonly isDistributed: boolean;
}

/** An HTTP Task with what the role must allow for it. */
export interface MachineTask {
  readonly state: string;
  readonly methods: readonly string[];
  /** Undefined where Terraform alone knows the host. */
  readonly endpoint: Endpoint | undefined;
  readonly connectionArn: string | undefined;
  readonly hasRetry: boolean;
}

/** True for a text that holds something which Terraform alone knows. */
export function isUnresolved(value: unknown): boolean {
  return typeof value === "string" && (!isEvaluated(value) || value.includes(A_SECRET));
}

const known = new WeakMap<Model, readonly Machine[]>();

/** The state machines of a stack. */
export function machinesOf(model: Model): readonly Machine[] {
  const machines = known.get(model) ?? model.resources("aws_sfn_state_machine").map((block) => machineOf(model, block));
  known.set(model, machines);
  return machines;
}

function machineOf(model: Model, block: Block): Machine {
  const { arn, role_arn: roleArn, definition: text } = block.values;
  const definition = parsed(String(text));
  const states = definition === undefined ? new Map<string, JsonObject>() : statesOf(definition);
  const { endpoints = {} } = model.expectations;
  const uses = usesOf(definition);
  return {
    block,
    arn: String(arn),
    roleArn: String(roleArn),
    statements: model.policies
      .filter(({ kind, subject }) => kind === "identity" && subject === roleArn)
      .flatMap(({ statements }) => statements),
    definition,
    tasks: httpTasksOf(definition, isUnresolved).map((task) => ({
      state: task.state,
      methods: task.methods ?? HTTP_METHODS,
      endpoint: endpoints[task.state] ?? endpointOf(task),
      connectionArn: typeof task.connectionArn === "string" ? task.connectionArn : undefined,
      hasRetry: states.get(task.state)?.Retry !== undefined,
    })),
    otherResources: uses.resources
      .map(({ resource }) => String(resource))
      .filter((resource) => !resource.includes(":states:::http:invoke")),
    isDistributed: uses.hasDistributedMap,
  };
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Every state by its name, wherever it stands. */
function statesOf(scope: JsonObject, found = new Map<string, JsonObject>()): Map<string, JsonObject> {
  for (const [name, state] of Object.entries((scope.States ?? {}) as Record<string, JsonObject>)) {
    found.set(name, state);
    for (const inner of [...((state.Branches ?? []) as JsonObject[]), state.ItemProcessor, state.Iterator]) {
      if (inner !== undefined) {
        statesOf(inner as JsonObject, found);
      }
    }
  }
  return found;
}

const HOST_IS_KNOWN = /^https:\/\/[^/]/;

function endpointOf({ endpoint }: HttpTask): Endpoint | undefined {
  if (endpoint.kind === "static" && HOST_IS_KNOWN.test(endpoint.value)) {
    return [endpoint.value];
  }
  return endpoint.kind === "pattern" ? endpoint.parts : undefined;
}

/** A URL that an endpoint stands for. */
export function instanceOf(parts: Endpoint): string {
  return parts.map((part) => part ?? "a/b%20c").join("");
}

/** URLs that look like one and go to somebody else. */
export function otherHosts(url: string): string[] {
  const [, host, path] = /^https:\/\/([^/]+)(.*)$/s.exec(url) as unknown as [string, string, string];
  return [
    `https://${host}.evil.tld${path}`,
    `https://evil.tld/${host}${path}`,
    `https://evil.tld/https://${host}${path}`,
    `https://user@evil.tld${path}`,
    `https://${host}@evil.tld${path}`,
    `https://${host}:8443${path}`,
    `https://evil-${host}${path}`,
    `http://${host}${path}`,
  ];
}

/** True if a machine calls a URL with a method. */
export function isCalled({ tasks }: Machine, url: string, method: string): boolean {
  return tasks.some(
    ({ methods, endpoint }) => methods.includes(method) && endpoint !== undefined && stands(endpoint, url),
  );
}

function stands(parts: Endpoint, url: string): boolean {
  const source = parts.map((part) => part?.replace(/[\\^$.|+*?()[\]{}]/g, "\\$&") ?? ".*");
  return new RegExp(`^${source.join("")}$`, "s").test(url);
}

/** A connection of the stack. */
export interface KnownConnection {
  readonly arn: string;
  readonly secretArn: string;
  readonly keyArn: string | undefined;
}

export function connectionsOf(model: Model): KnownConnection[] {
  const native = model.resources("aws_cloudwatch_event_connection").map(({ values }) => ({
    arn: String(values.arn),
    secretArn: String(values.secret_arn),
    keyArn: values.kms_key_identifier as string | undefined,
  }));
  const stacks = model.resources("aws_cloudformation_stack").map(({ values }) => {
    const { Resources = {} } = parsed(String(values.template_body)) ?? {};
    const [connection = {}] = Object.values(Resources as Record<string, JsonObject>);
    return {
      arn: String(values['outputs["Arn"]']),
      secretArn: String(values['outputs["SecretArn"]']),
      keyArn: nested(connection, "Properties")?.KmsKeyIdentifier as string | undefined,
    };
  });
  return [...native, ...stacks];
}
