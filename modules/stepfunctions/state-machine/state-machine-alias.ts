import { SfnAlias } from "@cdktf/provider-aws/lib/sfn-alias";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { AwsConstructProps } from "../../core/aws-construct";
import { renderText } from "../../core/json";
import { physicalName } from "../../core/names";
import { attributeOf } from "../../core/reference";
import { Problems } from "../../core/validate";
import type { Grant, IGrantable } from "../../iam/grant";
import type { StateMachine } from "./state-machine";
import { type Granted, qualifierConditions, StateMachineBase } from "./state-machine-base";
import {
  ALIAS_NAME,
  MAX_ALIAS_DESCRIPTION,
  MAX_ALIAS_NAME,
  MAX_ROUTES,
  ROUTE_WEIGHT,
  STATE_MACHINE_VERSION_ARN,
} from "./state-machine-limits";

/** Which share of the executions a version gets. */
export interface AliasRoute {
  /** @terraform aws_sfn_alias.routing_configuration.state_machine_version_arn */
  readonly stateMachineVersionArn: string;
  /** Percent, 0 to 100. @terraform aws_sfn_alias.routing_configuration.weight */
  readonly weight: number;
}

export interface StateMachineAliasOptions extends AwsConstructProps {
  /**
   * 1 to 80 letters, digits, `.`, `-` and `_`, not digits alone. Changing it replaces the alias.
   *
   * @default - made from the construct path
   * @terraform aws_sfn_alias.name
   */
  readonly aliasName?: string;
  /**
   * At most 256 characters.
   *
   * @terraform aws_sfn_alias.description
   */
  readonly description?: string;
  /**
   * One or two versions of the machine, whose weights add up to 100.
   *
   * @default - all executions run the version that is published last
   * @terraform aws_sfn_alias.routing_configuration
   */
  readonly routes?: readonly AliasRoute[];
}

export interface StateMachineAliasProps extends StateMachineAliasOptions {
  /** The machine, which publishes versions. */
  readonly stateMachine: StateMachine;
}

/**
 * A name under which one version of a machine is started, or two in a given ratio. Makes `aws_sfn_alias`.
 *
 * @throws ValidationError
 */
export class StateMachineAlias extends StateMachineBase {
  public readonly resource: SfnAlias;
  /** Of the alias: what starts an execution takes it in the place of the machine's. @terraform aws_sfn_alias.arn */
  public readonly stateMachineArn: string;
  /** @terraform aws_sfn_alias.name */
  public readonly aliasName: string;
  readonly #machine: StateMachine;
  readonly #qualifier: string;

  constructor(scope: Construct, id: string, props: StateMachineAliasProps) {
    super(scope, id, props ?? {});
    props ??= {} as StateMachineAliasProps;
    const { stateMachine, routes } = props;
    const problems = new Problems(this);
    problems.string(props.aliasName, (name) => ALIAS_NAME.test(name), "state-machine-alias-name-invalid", "aliasName");
    problems.string(
      props.description,
      (text) => text.length <= MAX_ALIAS_DESCRIPTION,
      "state-machine-alias-description-too-long",
      "description",
    );
    if (routes !== undefined) {
      checkRoutes(problems, routes);
    }
    const isMachine = typeof stateMachine?.publishesVersions === "boolean";
    problems.check(isMachine, "state-machine-property-invalid", {
      property: "stateMachine",
      allowed: "must be a StateMachine of this program",
      terraform: "aws_sfn_alias.routing_configuration",
    });
    problems.check(
      !isMachine || stateMachine.publishesVersions || routes !== undefined,
      "state-machine-without-version",
      {
        property: "routes",
      },
    );
    problems.throwIfAny();

    this.#machine = stateMachine;
    this.#qualifier = props.aliasName ?? physicalName(this, MAX_ALIAS_NAME);
    this.resource = this.make(SfnAlias, "Resource", {
      name: this.#qualifier,
      description: props.description && renderText(props.description),
      routingConfiguration: (
        routes ?? [{ stateMachineVersionArn: stateMachine.stateMachineVersionArn, weight: ROUTE_WEIGHT[1] }]
      ).map(({ stateMachineVersionArn, weight }) => ({ stateMachineVersionArn, weight })),
    });
    stateMachine.aliases.push(this.resource);
    this.stateMachineArn = attributeOf(this.resource, "arn");
    this.aliasName = attributeOf(this.resource, "name");
  }

  public get stateMachineName(): string {
    return this.#machine.stateMachineName;
  }

  public override grantStartSyncExecution(grantee: IGrantable): Grant {
    this.#machine.checkIsExpress();
    return super.grantStartSyncExecution(grantee);
  }

  /** @internal */
  public granted(): Granted {
    return { ...this.#machine.granted(), conditions: qualifierConditions(this.#qualifier) };
  }
}

function checkRoutes(problems: Problems, routes: readonly AliasRoute[]): void {
  const property = "routes";
  if (!Array.isArray(routes) || routes.some((route) => typeof route !== "object" || route === null)) {
    problems.add("state-machine-property-invalid", {
      property,
      allowed: "must be a list of { stateMachineVersionArn, weight }",
      terraform: "aws_sfn_alias.routing_configuration",
    });
    return;
  }
  problems.check(routes.length >= 1 && routes.length <= MAX_ROUTES, "state-machine-alias-routes-count", {
    property,
    given: routes.length,
  });
  routes.forEach(({ stateMachineVersionArn, weight }, index) => {
    problems.required(
      stateMachineVersionArn,
      (arn) => STATE_MACHINE_VERSION_ARN.test(arn),
      "state-machine-version-arn-invalid",
      `${property}[${index}].stateMachineVersionArn`,
    );
    problems.integer(weight, ROUTE_WEIGHT, "state-machine-alias-weight-out-of-range", `${property}[${index}].weight`);
  });
  const weights = routes.map(({ weight }) => weight);
  if (weights.length > 0 && !weights.some((weight) => Token.isUnresolved(weight))) {
    const sum = weights.reduce((all, weight) => all + weight, 0);
    problems.check(sum === ROUTE_WEIGHT[1], "state-machine-alias-weights-sum", { property, given: sum });
  }
  const machines = routes.flatMap(({ stateMachineVersionArn: arn }) =>
    Token.isUnresolved(arn) ? [] : (STATE_MACHINE_VERSION_ARN.exec(arn)?.[1] ?? []),
  );
  problems.check(new Set(machines).size <= 1, "state-machine-alias-of-two-machines", { property });
}
