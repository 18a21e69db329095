import type { IConnection } from "../../events/connection";
import type { PolicyStatement } from "../../iam/policy";
import { jsonPathOf } from "../../languages/json/ast";
import { QueryLanguage } from "../expressions/query-language";
import type { State } from "../states/state";
import { type Fields, type Place, StateContext } from "../states/state-context";
import { statesInCycles } from "./cycles";
import type { Definition, DefinitionContext } from "./definition";

const OUTERMOST: Place = { inlineMaps: 0, isRepeated: () => false };

/** Renders the states of one machine, each once. */
export class DefinitionRenderer {
  public readonly connections = new Set<IConnection>();
  public readonly allowedEndpoints: [string, readonly string[]][] = [];
  public readonly policyStatements: PolicyStatement[] = [];
  public readonly withoutRetry: string[] = [];
  readonly #paths = new Map<State, string>();
  readonly #scopes = new Map<State, Set<State>>();
  readonly #cycles = new Map<Set<State>, ReadonlySet<State>>();

  /** Whether states had to be left out, so that what else is found in the definition is not the user's mistake. */
  #isIncomplete = false;
  #httpInvokeArn: string | undefined;

  constructor(public readonly context: DefinitionContext) {}

  public get httpInvokeArn(): string {
    this.#httpInvokeArn ??= `arn:${this.context.partition()}:states:::http:invoke`;
    return this.#httpInvokeArn;
  }

  public render(start: State): Definition {
    const scope = this.scope(start, "$", OUTERMOST);
    if (this.#isIncomplete) {
      this.context.problems.throwIfAny();
    }
    const isJsonata = this.context.queryLanguage === QueryLanguage.JSONATA;
    return {
      definition: isJsonata ? { QueryLanguage: QueryLanguage.JSONATA, ...scope } : scope,
      connections: [...this.connections],
      allowedEndpoints: Object.fromEntries(this.allowedEndpoints),
      withoutRetry: this.withoutRetry,
      policyStatements: this.policyStatements,
    };
  }

  /** The states that can be reached from one, in the order in which they are first reached. */
  public scope(start: State, path: string, place: Place): Fields {
    const states: [string, Fields][] = [];
    // All of a scope are found before those inside them: a way out of a branch is then reported for the branch.
    for (const state of this.collect(start, jsonPathOf(path, "States"))) {
      const statePath = this.#paths.get(state) as string;
      states.push([state.stateName, state.render(new StateContext(this, state, statePath, place))]);
    }
    return { StartAt: start.stateName, States: Object.fromEntries(states) };
  }

  /** True if a state can be reached from itself within its scope. */
  public isInCycle(state: State): boolean {
    const scope = this.#scopes.get(state) as Set<State>;
    let cycles = this.#cycles.get(scope);
    if (cycles === undefined) {
      cycles = statesInCycles(scope);
      this.#cycles.set(scope, cycles);
    }
    return cycles.has(state);
  }

  private collect(start: State, path: string): Set<State> {
    const scope = new Set<State>();
    const names = new Set<string>();
    const waiting = [start];
    for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
      if (!scope.has(state) && this.claim(state, path, names)) {
        scope.add(state);
        this.#scopes.set(state, scope);
        // The last one in is the next one out.
        waiting.push(...[...state.successors].reverse());
      }
    }
    return scope;
  }

  /** Makes a state one of a scope; false if it is another's. */
  private claim(state: State, scopePath: string, names: Set<string>): boolean {
    const known = this.#paths.get(state);
    if (known !== undefined) {
      this.refuse("state-in-two-scopes", state, `${known} is reached from ${scopePath}`);
      return false;
    }
    if (names.has(state.stateName)) {
      // The same name in two scopes is seen in the finished definition.
      this.refuse("state-name-duplicate", state, `two states of ${scopePath} have it`);
    }
    names.add(state.stateName);
    this.#paths.set(state, jsonPathOf(scopePath, state.stateName));
    return true;
  }

  /** Reports what leaves a state unfinished. */
  public refuseProperty(property: string, allowed: string, given: unknown): void {
    this.#isIncomplete = true;
    this.context.problems.add("state-property-invalid", { property, allowed, given });
  }

  private refuse(code: "state-in-two-scopes" | "state-name-duplicate", state: State, detail: string): void {
    this.#isIncomplete = true;
    this.context.problems.add(code, { property: `definition.${state.stateName}`, detail });
  }
}
