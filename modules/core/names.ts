import { createHash } from "node:crypto";
import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { ValidationError } from "./errors";
import { printable } from "./json";

/** What a construct id may be: then the Terraform address is the id, and no two ids share one. */
const ID = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Ids that a parent construct uses for its own resources. */
const RESERVED_IDS = new Set(["Resource", "Default"]);

/**
 * Checks an id before the construct joins the tree.
 *
 * cdktf drops characters that Terraform does not allow, so that `a.b` and `ab` become one address, and lets a leading
 * digit through, which `terraform init` refuses.
 */
export function checkedId(scope: IConstruct, id: string): string {
  if (Token.isUnresolved(id) || (ID.test(id) && !RESERVED_IDS.has(id))) {
    return id; // an unresolved id is cdktf's own error
  }
  throw new ValidationError(childPath(scope, id), [
    {
      code: "construct-id-invalid",
      property: "id",
      allowed: "must start with a letter, hold only letters, digits, `_` and `-`, and not be Resource or Default",
      given: printable(id),
      fix: `use an id such as ${printable(suggestedId(id))}; it becomes part of the Terraform address.`,
    },
  ]);
}

function suggestedId(id: string): string {
  const clean = id.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^[^A-Za-z]+/, "");
  return clean === "" || RESERVED_IDS.has(clean) ? `My${clean}` : clean;
}

/** The path a child would have. */
export function childPath(scope: IConstruct, id: string): string {
  return scope.node.path === "" ? id : `${scope.node.path}/${id}`;
}

/**
 * A name for AWS made from the construct path (stack included): letters, digits and `-`, at most `maxLength` long, with
 * a hash of the whole path so that no two constructs of an account share one. The same path gives the same name for ever.
 */
export function physicalName(construct: IConstruct, maxLength: number): string {
  const path = construct.node.path;
  const hash = createHash("sha256").update(path).digest("hex").slice(0, 8);
  const readable = path
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, maxLength - hash.length - 1)
    .replace(/-$/, "");
  return readable === "" ? hash : `${readable}-${hash}`;
}

/** The stack's id, for names that several stacks of an account must not share. */
export function stackId(construct: IConstruct): string {
  return TerraformStack.of(construct).node.id;
}
