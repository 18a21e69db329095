import type { ITerraformDependable, TerraformResource } from "cdktf";
import { addDependencies } from "../core/reference";
import type { PolicyStatement } from "./policy";

/** Something that can be given permissions. */
export interface IGrantable {
  readonly grantPrincipal: IPrincipal;
}

/** An identity whose policy can take statements. */
export interface IPrincipal {
  /**
   * Adds a statement to the identity's policy.
   *
   * @returns the policy resource, or undefined where the policy is not ours to change
   */
  addToPolicy(statement: PolicyStatement): ITerraformDependable | undefined;
}

/** The result of a `grantXxx` call. */
export class Grant {
  /** Gives `grantee` what `statement` says. */
  public static addToPrincipal(grantee: IGrantable, statement: PolicyStatement): Grant {
    return new Grant(grantee.grantPrincipal.addToPolicy(statement));
  }

  private constructor(private readonly policy: ITerraformDependable | undefined) {}

  /** False where the grantee's policy is not ours to change: the permission must then be given elsewhere. */
  public get success(): boolean {
    return this.policy !== undefined;
  }

  /** What must exist before the permission is needed. */
  public get dependables(): ITerraformDependable[] {
    return this.policy === undefined ? [] : [this.policy];
  }

  /** Makes Terraform apply the permission before these resources. */
  public applyBefore(...resources: readonly TerraformResource[]): void {
    if (this.policy === undefined) {
      return;
    }
    for (const resource of resources) {
      addDependencies(resource, [this.policy]);
    }
  }
}
