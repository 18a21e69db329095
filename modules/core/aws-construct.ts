import { type ITerraformDependable, type TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { checkedId } from "./names";
import { untraced } from "./untraced";

/** Properties of every construct that makes resources. */
export interface AwsConstructProps {
  /**
   * What Terraform must make before any resource of this construct. `node.addDependency` does nothing in cdktf.
   *
   * @default - only what the arguments refer to
   * @terraform depends_on
   */
  readonly dependsOn?: readonly ITerraformDependable[];
  /**
   * The AWS provider, where there is more than one.
   *
   * @default - that of the construct around it, else the provider without an alias
   * @terraform provider
   */
  readonly provider?: TerraformProvider;
}

/** Arguments that every L1 takes. */
export interface MetaArguments {
  readonly dependsOn?: ITerraformDependable[];
  readonly provider?: TerraformProvider;
}

/** Base of the constructs that make AWS resources. */
export abstract class AwsConstruct extends Construct {
  /**
   * `depends_on` and `provider` for the resources of this construct.
   *
   * @internal
   */
  public readonly metaArguments: MetaArguments;

  constructor(scope: Construct, id: string, props: AwsConstructProps = {}) {
    super(scope, checkedId(scope, id));
    const around = scope instanceof AwsConstruct ? scope.metaArguments : {};
    const dependsOn = [...(around.dependsOn ?? []), ...(props.dependsOn ?? [])];
    const provider = props.provider ?? around.provider;
    this.metaArguments = {
      ...(dependsOn.length > 0 ? { dependsOn } : {}),
      ...(provider === undefined ? {} : { provider }),
    };
  }

  /**
   * Makes a resource of this construct, with its `depends_on` and `provider`.
   *
   * @internal
   */
  protected make<Config, Resource>(
    Type: new (scope: Construct, id: string, config: Config) => Resource,
    id: string,
    config: NonNullable<Config>,
  ): Resource {
    return untraced(() => new Type(this, id, { ...this.metaArguments, ...config }));
  }

  /** All resources of this construct, for another resource's `dependsOn`. */
  public get dependables(): ITerraformDependable[] {
    return this.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  }
}
