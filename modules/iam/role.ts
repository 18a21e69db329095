import { isDeepStrictEqual } from "node:util";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import { AwsConstruct, type AwsConstructProps } from "../core/aws-construct";
import { renderText } from "../core/json";
import { physicalName } from "../core/names";
import { attributeOf } from "../core/reference";
import { Problems } from "../core/validate";
import type { IGrantable, IPrincipal } from "./grant";
import { type PolicyStatement, renderPolicy, renderTrustPolicy } from "./policy";

/** An IAM role, made here or elsewhere. */
export interface IRole extends IGrantable, IPrincipal {
  /** @terraform aws_iam_role.arn */
  readonly roleArn: string;
  /** @terraform aws_iam_role.name */
  readonly roleName: string;
  /**
   * Lets the service assume the role on behalf of this resource (`aws:SourceArn`). Does nothing for an imported role.
   */
  addTrustedSource(sourceArn: string): void;
}

export interface RoleProps extends AwsConstructProps {
  /** The service that assumes the role, for example `events.amazonaws.com`. */
  readonly servicePrincipal: string;
  /**
   * The resources on whose behalf the service may assume it; more come with `addTrustedSource`.
   *
   * @default - none yet; while there is none the trust policy has no condition
   */
  readonly sourceArns?: readonly string[];
  /**
   * 1 to 64 characters.
   *
   * @default - made from the construct path
   * @terraform aws_iam_role.name
   */
  readonly roleName?: string;
  /** @terraform aws_iam_role.description */
  readonly description?: string;
}

/** Longest name of a role. Source: IAM API. */
const MAX_ROLE_NAME = 64;

/**
 * A role for one service. Makes `aws_iam_role`, and `aws_iam_role_policy` once there is a statement.
 *
 * @throws ValidationError
 */
export class Role extends AwsConstruct implements IRole {
  /**
   * An existing role.
   *
   * @param options.mutable whether grants add an inline policy to it. Default true
   */
  public static fromRoleArn(scope: Construct, id: string, roleArn: string, options: { mutable?: boolean } = {}): IRole {
    return new ImportedRole(scope, id, roleArn, options.mutable ?? true);
  }

  public readonly resource: IamRole;
  public readonly roleArn: string;
  public readonly roleName: string;
  public readonly grantPrincipal: IPrincipal = this;

  readonly #sourceArns: string[];
  readonly #policy: InlinePolicy;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id, props);
    const problems = new Problems(this);
    problems.string(props.roleName, (name) => /^[\w+=,.@-]{1,64}$/.test(name), "role-name-invalid", "roleName");
    problems.throwIfAny();

    this.#sourceArns = [...(props.sourceArns ?? [])];
    this.resource = this.make(IamRole, "Resource", {
      name: props.roleName ?? physicalName(this, MAX_ROLE_NAME),
      description: props.description && renderText(props.description),
      assumeRolePolicy: renderTrustPolicy(props.servicePrincipal, () => this.#sourceArns),
    });
    this.roleArn = attributeOf(this.resource, "arn");
    this.roleName = attributeOf(this.resource, "name");
    this.#policy = new InlinePolicy((policy) => this.make(IamRolePolicy, "Policy", { role: this.roleName, ...policy }));
  }

  /** The inline policy, once there is a statement. */
  public get policy(): IamRolePolicy | undefined {
    return this.#policy.resource;
  }

  /**
   * What the inline policy says so far.
   *
   * @internal
   */
  public get statements(): readonly PolicyStatement[] {
    return this.#policy.statements;
  }

  public addToPolicy(statement: PolicyStatement): ITerraformDependable {
    return this.#policy.add(statement);
  }

  public addTrustedSource(sourceArn: string): void {
    if (!this.#sourceArns.includes(sourceArn)) {
      this.#sourceArns.push(sourceArn);
    }
  }
}

class ImportedRole extends AwsConstruct implements IRole {
  public readonly roleName: string;
  public readonly grantPrincipal: IPrincipal = this;
  readonly #policy: InlinePolicy | undefined;

  constructor(
    scope: Construct,
    id: string,
    public readonly roleArn: string,
    mutable: boolean,
  ) {
    super(scope, id);
    const problems = new Problems(this);
    problems.required(roleArn, (arn) => /^arn:[\w-]+:iam::\d{12}:role\/.+$/.test(arn), "role-arn-invalid", "roleArn");
    problems.throwIfAny();
    this.roleName = Token.isUnresolved(roleArn)
      ? Fn.element(Fn.reverse(Fn.split("/", roleArn)), 0)
      : (roleArn.split("/").at(-1) as string);
    this.#policy = mutable
      ? new InlinePolicy((policy) => this.make(IamRolePolicy, "Policy", { role: this.roleName, ...policy }))
      : undefined;
  }

  public addToPolicy(statement: PolicyStatement): ITerraformDependable | undefined {
    return this.#policy?.add(statement);
  }

  public addTrustedSource(): void {}
}

/** The one inline policy of a role: made with the first statement, rendered with all of them. */
class InlinePolicy {
  public readonly statements: PolicyStatement[] = [];
  #resource: IamRolePolicy | undefined;

  constructor(private readonly make: (config: { name: string; policy: string }) => IamRolePolicy) {}

  public get resource(): IamRolePolicy | undefined {
    return this.#resource;
  }

  public add(statement: PolicyStatement): ITerraformDependable {
    if (!this.statements.some((known) => isDeepStrictEqual(known, statement))) {
      this.statements.push(statement);
    }
    this.#resource ??= this.make({ name: "permissions", policy: renderPolicy(() => this.statements) });
    return this.#resource;
  }
}
