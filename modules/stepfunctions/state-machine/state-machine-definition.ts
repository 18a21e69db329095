import { type ITerraformDependable, Token } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import { JsonRenderError, renderJson } from "../../core/json";
import { removeFromTree } from "../../core/reference";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import { Account } from "../../iam/account";
import type { PolicyStatement } from "../../iam/policy";
import {
  type AslDiagnostic,
  EXPRESS_MAX_SECONDS,
  type HttpTask,
  holdsPlaceholder,
  httpTasksOf,
  usesOf,
  validateDefinition,
} from "../../languages/asl";
import type { Definition } from "../definition/definition";
import { DefinitionBody } from "../definition/definition-body";
import { checkValues } from "../definition/definition-values";
import { QueryLanguage } from "../expressions/query-language";
import { withoutTokens } from "../expressions/terraform-value";
import { type HttpAccess, httpAccess } from "../http/http-policy";
import { secondsOf } from "../states/property-types";
import { EXPECTED_STATEMENT, isStatement } from "./state-machine-permissions";
import { type StateMachineProps, StateMachineType } from "./state-machine-props";
import { type UsedResource, usedResources } from "./used-resources";

/** A definition that was found right, and what its executions need. */
export interface CheckedDefinition {
  /** As Terraform gets it. */
  readonly text: string;
  readonly http: HttpAccess;
  readonly hasHttpTasks: boolean;
  /** Whether a Map runs its items in executions of their own. */
  readonly isDistributed: boolean;
  /** What is used besides HTTP APIs, whose permissions nobody has derived. */
  readonly uses: readonly UsedResource[];
  /** Of the user. */
  readonly policyStatements: readonly PolicyStatement[];
  readonly dependsOn: readonly ITerraformDependable[];
}

const NOTHING: CheckedDefinition = {
  text: "",
  http: { endpoints: [], connections: [] },
  hasHttpTasks: false,
  isDistributed: false,
  uses: [],
  policyStatements: [],
  dependsOn: [],
};

/** Makes the definition of a machine and reports what is wrong with it. Whatever is thrown, no machine stays in the tree. */
export function checkedDefinition(
  scope: AwsConstruct,
  props: StateMachineProps,
  problems: Problems,
): CheckedDefinition {
  try {
    return checked(scope, props, problems);
  } catch (error) {
    removeFromTree(scope);
    throw error;
  }
}

function checked(scope: AwsConstruct, props: StateMachineProps, problems: Problems): CheckedDefinition {
  const body = bodyOf(props, problems);
  if (body === undefined) {
    return NOTHING;
  }
  const bound = body.bind({
    scope,
    partition: () => Account.of(scope).partition,
    queryLanguage: props.queryLanguage ?? QueryLanguage.JSON_PATH,
    isExpress: props.stateMachineType === StateMachineType.EXPRESS,
    problems,
  });
  problems.check(bound.policyStatements.every(isStatement), "state-machine-property-invalid", {
    property: "definition",
    allowed: `has \`policyStatements\` of which each ${EXPECTED_STATEMENT}`,
  });
  const definition = withMachineFields(bound.definition, props, problems);
  const noValues = checkValues(definition, problems);
  const type = props.stateMachineType ?? StateMachineType.STANDARD;
  if (type === StateMachineType.EXPRESS) {
    checkExpressTimeout(definition, props, problems);
  }
  const { diagnostics } = validateDefinition(definition, {
    type: Token.isUnresolved(type) ? undefined : type,
    // A placeholder that was given no value has been reported as such.
    isUnresolved: problems.isEmpty
      ? Token.isUnresolved
      : (value) => Token.isUnresolved(value) || holdsPlaceholder(value),
    connectionParameters: (arn) => parametersOf(bound.connections, arn),
  });
  const refused = new Set<string>();
  for (const diagnostic of diagnostics) {
    if (isSaid(diagnostic, noValues, bound)) {
      continue;
    }
    report(problems, diagnostic);
    if (diagnostic.severity === "error" && diagnostic.state !== undefined) {
      refused.add(diagnostic.state);
    }
  }
  if (diagnostics.some(({ code }) => code === "definition-too-deep")) {
    problems.throwIfAny(); // it may contain itself
  }
  const tasks = tasksOf(definition);
  const uses = usesOf(definition);
  const isRefused = ({ state, path }: HttpTask) => refused.has(state) || noValues.some((at) => isWithin(at, path));
  const http = httpAccess(tasks, { ...bound, scope }, problems, isRefused);
  return {
    text: problems.isEmpty ? rendered(definition, problems) : "",
    http,
    hasHttpTasks: tasks.length > 0,
    isDistributed: uses.hasDistributedMap,
    uses: usedResources(uses),
    policyStatements: bound.policyStatements,
    dependsOn: bound.dependsOn ?? [],
  };
}

/** Before anything of the machine is made: what JSON cannot hold leaves nothing behind. */
function rendered(definition: Definition["definition"], problems: Problems): string {
  try {
    return renderJson(definition);
  } catch (error) {
    if (!(error instanceof JsonRenderError)) {
      throw error;
    }
    problems.add("state-value-not-json", { property: "definition", detail: withoutTokens(error.message) });
    return "";
  }
}

/** What needs no other words: a value that was found to be none, and retriers that were left out on purpose. */
function isSaid({ code, path, state }: AslDiagnostic, noValues: readonly string[], bound: Definition): boolean {
  return (
    (code === "definition-too-deep" && noValues.length > 0) ||
    noValues.some((at) => isWithin(path, at)) ||
    (code === "http-task-retry-missing" && state !== undefined && (bound.withoutRetry ?? []).includes(state))
  );
}

/** Whether a JSON path is that of a value or of a part of it. */
function isWithin(path: string, value: string): boolean {
  return path.startsWith(value) && /^[.[]?$/.test(path.charAt(value.length));
}

/** The HTTP Tasks, of which a method that Terraform knows is known too: the role is then given this one. */
function tasksOf(definition: Definition["definition"]): HttpTask[] {
  const tasks = httpTasksOf(definition, Token.isUnresolved);
  if (tasks.every(({ methods }) => methods !== undefined)) {
    return tasks;
  }
  const withTokens = httpTasksOf(definition, (value) => typeof value !== "string" && Token.isUnresolved(value));
  return tasks.map((task, index) => ({ ...task, methods: task.methods ?? withTokens[index]?.methods }));
}

function bodyOf({ definition, definitionBody }: StateMachineProps, problems: Problems): DefinitionBody | undefined {
  if ((definition === undefined) === (definitionBody === undefined)) {
    problems.add("state-machine-definition-not-one", { property: "definition" });
    return undefined;
  }
  if (definitionBody instanceof DefinitionBody) {
    return definitionBody;
  }
  if (typeof definition !== "object" || definition?.startState === undefined) {
    const property = definitionBody === undefined ? "definition" : "definitionBody";
    problems.add("state-machine-definition-not-one", { property });
    return undefined;
  }
  return DefinitionBody.fromChainable(definition);
}

/** Fields of the machine as a whole. One that the definition has as well must say the same. */
function withMachineFields(
  definition: Definition["definition"],
  { comment, queryLanguage, timeout }: StateMachineProps,
  problems: Problems,
): Definition["definition"] {
  if (typeof definition !== "object" || definition === null || Array.isArray(definition)) {
    return definition; // the language's own error says it better
  }
  const own = Object.entries({
    Comment: ["comment", comment],
    QueryLanguage: ["queryLanguage", queryLanguage],
    TimeoutSeconds: ["timeout", secondsOf(timeout, "timeout", problems)],
  } as const).filter(([, [, value]]) => value !== undefined);
  for (const [field, [property, value]] of own) {
    const other = definition[field];
    if (other !== undefined && other !== value && !Token.isUnresolved(other) && !Token.isUnresolved(value)) {
      problems.add("state-machine-field-twice", {
        property,
        given: value,
        detail: `the definition has ${field} as well`,
      });
    }
  }
  return { ...Object.fromEntries(own.map(([field, [, value]]) => [field, value])), ...definition };
}

/** Not an error: that AWS would refuse it is not documented. */
function checkExpressTimeout(
  definition: Definition["definition"],
  { timeout }: StateMachineProps,
  problems: Problems,
): void {
  const seconds = definition?.TimeoutSeconds;
  const isKnown = typeof seconds === "number" && !Token.isUnresolved(seconds);
  problems.check(!isKnown || seconds <= EXPRESS_MAX_SECONDS, "state-machine-express-timeout", {
    property: timeout === undefined ? "definition.TimeoutSeconds" : "timeout",
    given: `${seconds} seconds`,
  });
}

function parametersOf(connections: readonly IConnection[], arn: unknown) {
  return connections.find(({ connectionArn }) => connectionArn === arn)?.parameterNames;
}

function report(problems: Problems, { code, path, given, allowed, detail, fix }: AslDiagnostic): void {
  problems.add(code, {
    property: withoutTokens(`definition${path.slice(1)}`),
    given: given === undefined || holdsToken(given) ? undefined : given,
    allowed,
    detail: detail === undefined ? undefined : withoutTokens(detail),
    fix: withoutTokens(fix),
    terraform: "aws_sfn_state_machine.definition",
  });
}

function holdsToken(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return Token.isUnresolved(value);
  }
  return (
    Token.isUnresolved(value) || Object.entries(value).some(([key, member]) => holdsToken(key) || holdsToken(member))
  );
}
