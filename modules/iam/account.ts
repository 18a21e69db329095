import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { AwsConstruct } from "../core/aws-construct";
import { attributeOf } from "../core/reference";

const ID = "AwsAccount";

/**
 * Where a stack is deployed, for ARNs of things that cannot be referred to without a cycle. Each part is a data source,
 * made when it is first read, once per stack.
 */
export class Account extends Construct {
  /** The account and Region of a construct: those of its provider. */
  public static of(scope: AwsConstruct): Account {
    const stack = TerraformStack.of(scope);
    const { provider } = scope.metaArguments;
    const id = provider?.alias === undefined ? ID : `${ID}-${provider.alias}`;
    return (stack.node.tryFindChild(id) as Account | undefined) ?? new Account(stack, id, provider);
  }

  private constructor(
    scope: Construct,
    id: string,
    private readonly provider: TerraformProvider | undefined,
  ) {
    super(scope, id);
  }

  // The tokens, not the data sources: a token is another one each time it is read, and equal statements would differ.
  #accountId: string | undefined;
  #partition: string | undefined;
  #region: string | undefined;

  /** @terraform data.aws_caller_identity.account_id */
  public get accountId(): string {
    this.#accountId ??= attributeOf(
      new DataAwsCallerIdentity(this, "Identity", { provider: this.provider }),
      "account_id",
    );
    return this.#accountId;
  }

  /** `aws`, `aws-cn`, … @terraform data.aws_partition.partition */
  public get partition(): string {
    this.#partition ??= attributeOf(new DataAwsPartition(this, "Partition", { provider: this.provider }), "partition");
    return this.#partition;
  }

  /** @terraform data.aws_region.id */
  public get region(): string {
    this.#region ??= attributeOf(new DataAwsRegion(this, "Region", { provider: this.provider }), "id");
    return this.#region;
  }

  /** An ARN of this account and Region. */
  public arn(service: string, resource: string): string {
    return `arn:${this.partition}:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  /** The account as a principal of a policy. */
  public get rootArn(): string {
    return `arn:${this.partition}:iam::${this.accountId}:root`;
  }
}
