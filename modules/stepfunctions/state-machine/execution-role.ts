import type { ITerraformDependable } from "cdktf";
import type { AwsConstruct } from "../../core/aws-construct";
import { resolveTokens } from "../../core/json";
import { Problems } from "../../core/validate";
import type { PolicyStatement } from "../../iam/policy";
import { type IRole, Role } from "../../iam/role";
import { withoutTokens } from "../expressions/terraform-value";
import { isActionFor, needsNothing, type UsedResource } from "./used-resources";

/** Statements that machines made for themselves: they say nothing of what the tasks of the user may do. */
const derived = new WeakSet<PolicyStatement>();

/** Gives the role of executions what they need, and sees at synth whether it is enough. */
export class ExecutionRole {
  /** What the machine waits for. */
  public readonly policies = new Set<ITerraformDependable>();
  readonly #notGiven: PolicyStatement[] = [];
  #isJudged = false;

  constructor(
    private readonly machine: AwsConstruct,
    private readonly role: IRole,
    private readonly uses: readonly UsedResource[],
  ) {
    if (uses.length > 0) {
      this.judgeAtSynth();
    }
  }

  /** @param isOfUser false for what the machine needs by its definition */
  public add(statement: PolicyStatement, isOfUser: boolean): ITerraformDependable | undefined {
    if (!isOfUser) {
      derived.add(statement);
    }
    const policy = this.role.addToPolicy(statement);
    if (policy === undefined) {
      this.#notGiven.push(statement);
      this.judgeAtSynth();
    } else {
      this.policies.add(policy);
    }
    return policy;
  }

  /** What is granted until the synth counts: a statement may come from anywhere. */
  private judgeAtSynth(): void {
    if (!this.#isJudged) {
      this.#isJudged = true;
      this.machine.node.addValidation({ validate: () => this.judge() });
    }
  }

  private judge(): string[] {
    const problems = new Problems(this.machine);
    if (this.#notGiven.length > 0) {
      const actions = [...new Set(this.#notGiven.flatMap((statement) => statement.actions))].sort();
      const others = this.missing(this.#notGiven).map((use) => `what ${shown(use)} needs`);
      problems.add("state-machine-role-not-ours", {
        property: "role",
        fix: `allow it where the role is made: ${[...actions, ...others].join(", ")}.`,
      });
    } else if (this.role instanceof Role) {
      const missing = this.missing(this.role.statements);
      problems.check(missing.length === 0, "state-machine-permissions-unknown", {
        property: "definition",
        detail: `the role may not use ${missing.map(shown).join(", ")}`,
      });
    } // what else a role of elsewhere allows is not known here
    problems.throwIfAny();
    return [];
  }

  /** What no statement is for. */
  private missing(statements: readonly PolicyStatement[]): readonly UsedResource[] {
    const actions = statements
      .filter((statement) => statement.effect !== "Deny" && !derived.has(statement))
      .flatMap((statement) => statement.actions);
    return this.uses.filter(({ resource, roleArn }) => {
      if (roleArn !== undefined) {
        return roleArn === "dynamic" && !actions.some((action) => /^(\*|sts:.*)$/i.test(action));
      }
      const known = String(resolveTokens(this.machine, resource));
      return !needsNothing(known) && !actions.some((action) => isActionFor(known, action));
    });
  }
}

function shown({ state, resource, roleArn }: UsedResource): string {
  const what = roleArn === undefined ? withoutTokens(resource) : "the role in its credentials";
  return `${what} in ${state}`;
}
