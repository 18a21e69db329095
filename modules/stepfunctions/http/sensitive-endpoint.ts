import { TerraformStack, TerraformVariable, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveTokens } from "../../core/json";
import { untraced } from "../../core/untraced";

/** A reference to a variable inside an expression of Terraform. */
const VARIABLE = /\bvar\.([A-Za-z_][\w-]*)/g;

/** The variables of each stack by name, as far as they were there when one was looked for. */
const known = new WeakMap<TerraformStack, Map<string, TerraformVariable>>();

/** True if a text holds a token of a variable that is `sensitive`: Terraform hides it, a policy would not. */
export function holdsSensitiveVariable(scope: IConstruct, text: string): boolean {
  if (!Token.isUnresolved(text)) {
    return false;
  }
  const stack = TerraformStack.of(scope);
  return [...resolved(scope, text).matchAll(VARIABLE)].some(([, name]) => variable(stack, name!)?.sensitive === true);
}

/** What Terraform will read, or nothing where a value is produced that is not there yet. */
function resolved(scope: IConstruct, text: string): string {
  try {
    return untraced(() => String(resolveTokens(scope, text)));
  } catch {
    return "";
  }
}

function variable(stack: TerraformStack, name: string): TerraformVariable | undefined {
  const found = known.get(stack)?.get(name);
  if (found !== undefined) {
    return found;
  }
  // Those of the stack itself count before those of others.
  const variables = [...stack.node.root.node.findAll(), ...stack.node.findAll()].filter(
    (node): node is TerraformVariable => node instanceof TerraformVariable,
  );
  known.set(stack, new Map(variables.map((one) => [one.friendlyUniqueId, one])));
  return known.get(stack)?.get(name);
}
