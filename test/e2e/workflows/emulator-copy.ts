import { type Json, type JsonObject, mapStrings } from "../../support/terraform-json";
import { inChildScopes, isHttpTask, statesOf } from "./scopes";

/** What a state of the copy hands to the worker in place of an HTTP request. */
export interface ActivityInput {
  readonly State: string;
  readonly Request: JsonObject;
}

/**
 * A definition that the emulator can run: HTTP Tasks become activities that get the evaluated request, and what the
 * emulator leaves out of JSONata (`Output` of Succeed; `Arguments`, `Output` and `Assign` of Parallel) is said with
 * states that it knows.
 */
export function emulatorCopy(definition: JsonObject, activityArn: string): JsonObject {
  const language = definition.QueryLanguage ?? "JSONPath";
  const scope = (fields: JsonObject): JsonObject => {
    const states = statesOf(fields).map(([name, value]): JsonObject => {
      const state = inChildScopes({ QueryLanguage: language, ...value }, scope);
      return isHttpTask(state) ? { [name]: asActivity(name, state, activityArn) } : rewritten(name, state);
    });
    return { ...fields, States: Object.assign({}, ...states) };
  };
  return scope(definition);
}

function asActivity(name: string, state: JsonObject, activityArn: string): JsonObject {
  const field = state.QueryLanguage === "JSONata" ? "Arguments" : "Parameters";
  return { ...state, Resource: activityArn, [field]: { State: name, Request: state[field] ?? {} } };
}

function rewritten(name: string, state: JsonObject): JsonObject {
  if (state.QueryLanguage !== "JSONata") return { [name]: state };
  if (state.Type === "Succeed") return { [name]: { ...state, Type: "Pass", End: true } };
  const { Arguments: input, Output: output, Assign: assign, ...parallel } = state;
  const isPlain = [input, output, assign].every((field) => field === undefined);
  if (state.Type !== "Parallel" || isPlain) return { [name]: state };
  // Its input is kept in a variable, since `Arguments` replaces it for the branches.
  const kept = `inputOf${Buffer.from(name).toString("hex")}`;
  const [run, after] = [`${name} (branches)`, `${name} (output)`];
  const { Next: next, End: end, ...rest } = parallel;
  const onInput = [["$states.input", `$${kept}`]] as const;
  const onResult = [...onInput, ["$states.result", "$states.input"]] as const;
  const pass = { Type: "Pass", QueryLanguage: "JSONata" };
  return withoutUndefined({
    [name]: { ...pass, Assign: { [kept]: "{% $states.input %}" }, Output: input, Next: run },
    [run]: { ...rest, Catch: inExpressions(state.Catch, onInput), Next: after },
    [after]: {
      ...pass,
      Output: inExpressions(output, onResult),
      Assign: inExpressions(assign, onResult),
      Next: next,
      End: end,
    },
  });
}

const withoutUndefined = (value: object) => JSON.parse(JSON.stringify(value)) as JsonObject;

function inExpressions(
  value: Json | undefined,
  replacements: readonly (readonly [from: string, to: string])[],
): Json | undefined {
  const replace = (text: string) => replacements.reduce((result, [from, to]) => result.replaceAll(from, to), text);
  return value && mapStrings(value, (text) => (/^\{%[\s\S]*%\}$/.test(text) ? replace(text) : text));
}
