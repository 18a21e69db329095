import { jsonPathOf } from "../json/ast";
import { holdsPlaceholder, type ValidateDefinitionOptions } from "./options";

export type QueryLanguage = "JSONPath" | "JSONata";

/** An object of the definition, whatever it holds. */
export type Fields = { readonly [name: string]: unknown };

/** States among which transitions are possible: those of the machine, of one branch, or of a Map's processor. */
export interface Scope {
  /** Path of the object that has `StartAt` and `States`. */
  readonly path: string;
  readonly fields: Fields;
  readonly states: ReadonlyMap<string, StateNode>;
  /** The Parallel or Map state around it; undefined for the machine itself. */
  readonly owner: StateNode | undefined;
  /** True inside a distributed Map, whose children are executions of their own. */
  readonly isDistributed: boolean;
  /** True where the states run in an Express execution. */
  readonly isExpress: boolean;
}

/** One state, with where it stands. */
export interface StateNode {
  readonly name: string;
  readonly path: string;
  readonly fields: Fields;
  /** `Type`, where it is a string. */
  readonly type: string | undefined;
  readonly queryLanguage: QueryLanguage;
  readonly scope: Scope;
  /** The branches of a Parallel, the processor of a Map. Payloads are never searched for states. */
  readonly children: readonly Scope[];
}

/** A definition as a tree of scopes and states. Whatever is malformed is left out here and reported by the checks. */
export interface Machine {
  readonly fields: Fields;
  readonly queryLanguage: QueryLanguage;
  readonly type: "STANDARD" | "EXPRESS";
  readonly root: Scope;
  readonly options: ValidateDefinitionOptions;
  readonly isUnresolved: (value: unknown) => boolean;
  /** All states of all scopes, a state before those inside it. */
  readonly states: readonly StateNode[];
  /** All scopes, the machine's first. */
  readonly scopes: readonly Scope[];
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Reads a definition as a tree. */
export function machineOf(definition: Fields, options: ValidateDefinitionOptions = {}): Machine {
  const states: StateNode[] = [];
  const scopes: Scope[] = [];
  const type = options.type ?? "STANDARD";
  const isUnresolved = options.isUnresolved ?? holdsPlaceholder;
  const top = languageOf(definition, "JSONPath", isUnresolved);
  // A list instead of recursion: a definition may be nested deeper than the call stack.
  const pending: (() => void)[] = [];

  const scopeOf = (fields: Fields, path: string, place: Omit<Scope, "path" | "fields" | "states">): Scope => {
    const own = new Map<string, StateNode>();
    const scope: Scope = { path, fields, states: own, ...place };
    scopes.push(scope);
    if (isFields(fields.States) && !isUnresolved(fields.States)) {
      const at = jsonPathOf(path, "States");
      for (const [name, value] of Object.entries(fields.States)) {
        if (isFields(value) && !isUnresolved(value)) {
          own.set(name, stateOf(name, value, jsonPathOf(at, name), scope));
        }
      }
    }
    return scope;
  };

  const stateOf = (name: string, fields: Fields, path: string, scope: Scope): StateNode => {
    const children: Scope[] = [];
    const stateType = typeof fields.Type === "string" ? fields.Type : undefined;
    // Only the machine's language is the default: that of a Map or Parallel is not handed down.
    const queryLanguage = languageOf(fields, top, isUnresolved);
    const node: StateNode = { name, path, fields, type: stateType, queryLanguage, scope, children };
    states.push(node);
    if (stateType === "Parallel" || stateType === "Map") {
      pending.push(() => {
        for (const [value, at] of childrenOf(stateType, fields, path)) {
          if (isFields(value) && !isUnresolved(value)) {
            const isDistributed = stateType === "Map" && processorConfig(value).Mode === "DISTRIBUTED";
            children.push(
              scopeOf(value, at, {
                owner: node,
                isDistributed: scope.isDistributed || isDistributed,
                isExpress: isDistributed ? processorConfig(value).ExecutionType === "EXPRESS" : scope.isExpress,
              }),
            );
          }
        }
      });
    }
    return node;
  };

  const root = scopeOf(definition, "$", { owner: undefined, isDistributed: false, isExpress: type === "EXPRESS" });
  for (let next = 0; next < pending.length; next++) {
    pending[next]!();
  }
  return { fields: definition, queryLanguage: top, type, root, options, isUnresolved, states, scopes };
}

/** What may be a scope inside a Parallel or Map, with its path. */
function childrenOf(type: "Parallel" | "Map", fields: Fields, path: string): readonly (readonly [unknown, string])[] {
  if (type === "Map") {
    return ["ItemProcessor", "Iterator"].map((field) => [fields[field], jsonPathOf(path, field)] as const);
  }
  const at = jsonPathOf(path, "Branches");
  return Array.isArray(fields.Branches)
    ? fields.Branches.map((branch: unknown, index) => [branch, jsonPathOf(at, index)] as const)
    : [];
}

/** As AWS resolves it: anything but the exact "JSONPath" is JSONata, and is reported beside that. */
function languageOf(fields: Fields, around: QueryLanguage, isUnresolved: (value: unknown) => boolean): QueryLanguage {
  const language = fields.QueryLanguage;
  if (language === undefined || isUnresolved(language)) return around;
  return language === "JSONPath" ? "JSONPath" : "JSONata";
}

function processorConfig(processor: Fields): Fields {
  return isFields(processor.ProcessorConfig) ? processor.ProcessorConfig : {};
}
