import type { ITerraformDependable } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import type { Problems } from "../../core/validate";
import type { IConnection } from "../../events/connection";
import type { PolicyStatement } from "../../iam/policy";
import type { QueryLanguage } from "../expressions/query-language";
import type { IChainable } from "../states/state";
import { DefinitionRenderer } from "./definition-renderer";

/** A definition before Terraform: a plain object with tokens in it, and what its states need. */
export interface Definition {
  /** Complete Amazon States Language: `StartAt`, `States`, and what else stands at the top. */
  readonly definition: { readonly [field: string]: unknown };
  /** Every connection used. */
  readonly connections: readonly IConnection[];
  /** Patterns that the user allows for HTTP Tasks, by state name. They replace what the endpoint itself would allow. */
  readonly allowedEndpoints: { readonly [stateName: string]: readonly string[] };
  /** Names of HTTP Tasks that were given no retrier on purpose. */
  readonly withoutRetry?: readonly string[];
  /** What the execution role may do besides. */
  readonly policyStatements: readonly PolicyStatement[];
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** For whom a definition is made. */
export interface DefinitionContext {
  /** The state machine: data sources of secret endpoints are made in it. */
  readonly scope: AwsConstruct;
  /** `aws`, `aws-cn`, …, once it is needed. */
  readonly partition: () => string;
  /** The language of states that do not name one. */
  readonly queryLanguage: QueryLanguage;
  /** Whether its executions end after five minutes. */
  readonly isExpress: boolean;
  /** Where to report what is wrong, as `definition.<state>.<property>`. */
  readonly problems: Problems;
}

/**
 * The definition that begins with a state. The states themselves stay as they are.
 *
 * @internal
 */
export function renderStates(start: IChainable, context: DefinitionContext): Definition {
  return new DefinitionRenderer(context).render(start.startState);
}
