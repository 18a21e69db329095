import { isFields, machineOf } from "../machine";
import { endpointOf, type HttpTaskEndpoint } from "./endpoint";
import { foldedText } from "./fold";
import { settingOf } from "./setting";
import { connectionArnOf, type HttpTaskNode, httpTaskNodes } from "./task";

/** A state that calls an HTTP API, and what a role must allow for it. */
export interface HttpTask {
  readonly state: string;
  /** JSON path of the state. */
  readonly path: string;
  readonly endpoint: HttpTaskEndpoint;
  /** Undefined if it is known only at run time. */
  readonly methods: readonly string[] | undefined;
  /** As it stands in the definition; undefined if it is missing or known only at run time. */
  readonly connectionArn: unknown;
}

/**
 * The HTTP Tasks of a definition, wherever they stand in it.
 *
 * @param isUnresolved tells values that are filled in before the machine is made; default: text that holds a `${Name}`
 */
export function httpTasksOf(definition: unknown, isUnresolved?: (value: unknown) => boolean): HttpTask[] {
  const machine = machineOf(isFields(definition) ? definition : {}, { isUnresolved });
  return httpTaskNodes(machine).map((node) => taskOf(node, machine.isUnresolved));
}

function taskOf({ state, request }: HttpTaskNode, isUnresolved: (value: unknown) => boolean): HttpTask {
  const { name, path, queryLanguage } = state;
  if (request === undefined) {
    return { state: name, path, endpoint: { kind: "dynamic" }, methods: undefined, connectionArn: undefined };
  }
  return {
    state: name,
    path,
    endpoint: endpointOf(settingOf(request, "ApiEndpoint"), queryLanguage, isUnresolved),
    methods: methodsOf(request),
    connectionArn: connectionArnOf(request),
  };
}

/** The method, where it is always the same one. */
export function methodsOf(request: NonNullable<HttpTaskNode["request"]>): readonly string[] | undefined {
  const method = settingOf(request, "Method");
  const text =
    method.kind === "literal"
      ? method.value
      : method.kind === "expression"
        ? foldedText(method.text, request.language)
        : undefined;
  return typeof text === "string" ? [text] : undefined;
}
