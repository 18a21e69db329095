import type { Duration } from "../../core/duration";
import type { RuleId } from "../../core/rules";
import type { IConnection } from "../../events/connection";
import type { PolicyStatement } from "../../iam/policy";
import type { DefinitionContext } from "../definition/definition";
import type { DefinitionRenderer } from "../definition/definition-renderer";
import { holdsMark } from "../expressions/expression-marks";
import { JsonPath } from "../expressions/json-path";
import { JsonataExpression } from "../expressions/jsonata-expression";
import { InEitherLanguage, PathValue, type PayloadOptions, renderPayload } from "../expressions/payload";
import { QueryLanguage } from "../expressions/query-language";
import { EXPECTED, isDuration, isObject, shown } from "./property-types";
import type { IChainable, State } from "./state";

/** Fields of a definition while they are collected. */
export interface Fields {
  [field: string]: unknown;
}

/** Where among the scopes of a machine a state is. */
export interface Place {
  /** Inline Maps around it, in the execution it runs in: only the innermost's index is known to a state. */
  readonly inlineMaps: number;
  /** Whether a state of the scopes around it can be reached from itself, which then runs it again. */
  readonly isRepeated: () => boolean;
}

/** What a finding about a state says beyond its rule. */
export interface StateFinding {
  readonly allowed?: string;
  readonly detail?: string;
  readonly given?: unknown;
  readonly fix?: string;
}

/** What a state knows while it is rendered into one machine. */
export class StateContext {
  public readonly language: QueryLanguage;

  constructor(
    private readonly renderer: DefinitionRenderer,
    private readonly state: State,
    /** JSON path of the state. */
    private readonly path: string,
    public readonly place: Place,
  ) {
    this.language = state.queryLanguage ?? renderer.context.queryLanguage;
  }

  public get isJsonata(): boolean {
    return this.language === QueryLanguage.JSONATA;
  }

  /** The language as a field, where it is not the machine's. */
  public get ownLanguage(): QueryLanguage | undefined {
    return this.language === this.renderer.context.queryLanguage ? undefined : this.language;
  }

  public get machine(): DefinitionContext {
    return this.renderer.context;
  }

  public get stateName(): string {
    return this.state.stateName;
  }

  /** The resource of an HTTP Task. */
  public get httpInvokeArn(): string {
    return this.renderer.httpInvokeArn;
  }

  /** The property in messages. */
  public property(property: string): string {
    return `definition.${this.state.stateName}.${property}`;
  }

  public problem(code: RuleId, property: string, finding: StateFinding = {}): void {
    this.renderer.context.problems.add(code, { property: this.property(property), ...finding });
  }

  /** Sets a field from a value that may be taken from elsewhere: `TimeoutSeconds`, or `TimeoutSecondsPath`. */
  public field(fields: Fields, name: string, value: unknown, property: string): void {
    if (value === undefined) {
      return;
    }
    const rendered = isDuration(value) ? value.toSeconds() : this.value(value, property);
    if (rendered instanceof PathValue) {
      fields[`${name}Path`] = rendered.text;
    } else if (rendered !== undefined) {
      fields[name] = rendered;
    }
  }

  /** Sets a field from a length of time: a bare number would leave its unit to be guessed. */
  public time(fields: Fields, name: string, value: unknown, property: string): void {
    if (value === undefined || isDuration(value) || isExpression(value)) {
      this.field(fields, name, value, property);
    } else {
      this.refuseProperty(property, EXPECTED.durationOrExpression, value);
    }
  }

  /** The seconds of a length of time that is known when the machine is made. */
  public seconds(value: Duration | undefined, property: string): number | undefined {
    if (value === undefined || isDuration(value)) {
      return value?.toSeconds();
    }
    this.refuseProperty(property, EXPECTED.duration, value);
    return undefined;
  }

  /** Notes that a property is of a wrong type, and the state not finished. */
  public refuseProperty(property: string, allowed: string, given: unknown): void {
    this.renderer.refuseProperty(this.property(property), allowed, shown(given));
  }

  /** Whether a property that is an object is given; what is none is a problem. */
  public isGiven<T extends object>(value: T | undefined, property: string): value is T {
    if (value !== undefined && !isObject(value)) {
      this.refuseProperty(property, EXPECTED.object, value);
    }
    return isObject(value);
  }

  /** Sets a member of a payload from a value that may be taken from elsewhere: `Method`, or `Method.$`. */
  public member(fields: Fields, name: string, value: unknown, property: string): void {
    if (value === undefined) {
      return;
    }
    const rendered = this.value(value, property);
    if (rendered instanceof PathValue) {
      fields[`${name}.$`] = rendered.text;
    } else if (rendered !== undefined) {
      fields[name] = rendered;
    }
  }

  /** Sets a field that is a payload template: what is taken from elsewhere stands inside it. */
  public payload(fields: Fields, name: string, value: unknown, property: string): void {
    if (value === undefined) {
      return;
    }
    const rendered = this.value(value, property);
    if (rendered instanceof PathValue) {
      this.problem("state-payload-not-an-object", property);
    } else if (rendered !== undefined) {
      fields[name] = rendered;
    }
  }

  /** Sets a field in which nothing is evaluated. */
  public constant(fields: Fields, name: string, value: unknown, property: string): void {
    if (value === undefined || (typeof value === "string" && !holdsMark(value))) {
      this.put(fields, name, value);
      return;
    }
    this.put(fields, name, renderPayload(value, property, { language: undefined, report: this.report }));
  }

  /** Sets a field that selects a part of the data: a path, or nothing at all. */
  public pathField(fields: Fields, name: string, value: string | JsonPath | undefined, property: string): void {
    if (JsonPath.isJsonPath(value)) {
      fields[name] = value === JsonPath.DISCARD ? null : value.reference;
    } else {
      this.constant(fields, name, value, property);
    }
  }

  /** States of a scope of its own, that of a branch or of a Map's items. */
  public scope(start: IChainable, field: string, place: Place = this.place): Fields {
    return this.renderer.scope(start.startState, `${this.path}.${field}`, place);
  }

  /** The place of states inside this one. */
  public inside(inlineMaps: number): Place {
    return { inlineMaps, isRepeated: () => this.isRepeated() };
  }

  /** Whether this state may run more than once in an execution, not counting the items of a Map. */
  public isRepeated(): boolean {
    return this.place.isRepeated() || this.renderer.isInCycle(this.state);
  }

  /** Notes that the state was given no retrier on purpose. */
  public leaveOutRetry(): void {
    this.renderer.withoutRetry.push(this.state.stateName);
  }

  public useConnection(connection: IConnection): void {
    this.renderer.connections.add(connection);
  }

  /** Notes what endpoints the user allows. */
  public allowEndpoints(patterns: readonly string[]): void {
    this.renderer.allowedEndpoints.push([this.state.stateName, patterns]);
  }

  public allow(...statements: readonly PolicyStatement[]): void {
    this.renderer.policyStatements.push(...statements);
  }

  /** Notes the statements that the user gave a state. */
  public allowGiven(statements: readonly PolicyStatement[] | undefined): void {
    if (statements === undefined) {
      return;
    }
    if (Array.isArray(statements) && statements.every(isObject)) {
      this.allow(...statements);
    } else {
      this.refuseProperty("policyStatements", EXPECTED.policyStatements, statements);
    }
  }

  private value(value: unknown, property: string): unknown {
    return renderPayload(value, property, { language: this.language, report: this.report });
  }

  private put(fields: Fields, name: string, value: unknown): void {
    if (value !== undefined) {
      fields[name] = value;
    }
  }

  private readonly report: PayloadOptions["report"] = (code, property, finding) =>
    this.problem(code, property, finding);
}

/** A value that is taken from elsewhere when the state runs. */
function isExpression(value: unknown): boolean {
  return (
    JsonPath.isJsonPath(value) || JsonataExpression.isJsonataExpression(value) || value instanceof InEitherLanguage
  );
}
