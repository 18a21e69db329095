import { TerraformLocal, TerraformStack, TerraformVariable, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { resolvedJson } from "../../core/json";
import { untraced } from "../../core/untraced";

/** A reference to a variable or a local inside an expression of Terraform. */
const REFERENCE = /\b(var|local)\.([A-Za-z_][\w-]*)/g;

/** What Terraform hides by itself: secrets that were read, and passwords that were made. */
const SENSITIVE = new RegExp(
  [
    String.raw`\bsensitive[(‹]`,
    String.raw`\baws_secretsmanager_secret_version\.[\w-]+(?:\[[^\]]*\])?\.secret_(?:string|binary)\b`,
    String.raw`\baws_secretsmanager_random_password\.[\w-]+(?:\[[^\]]*\])?\.random_password\b`,
    String.raw`\brandom_password\.[\w-]+(?:\[[^\]]*\])?\.(?:result|bcrypt_hash)\b`,
  ].join("|"),
);

/** Hidden whatever it holds: often an address that is no secret. */
const PARAMETER = /\baws_ssm_parameter\.[\w-]+(?:\[[^\]]*\])?\.value\b/;

type Named = TerraformVariable | TerraformLocal;

/** The variables and locals of each stack by reference, as far as they were there when one was looked for. */
const known = new WeakMap<TerraformStack, Map<string, Named>>();

/** True if a value holds a token that Terraform is known to hide: a definition would not. */
export function holdsSensitiveValue(scope: IConstruct, value: unknown): boolean {
  return holdsToken(value) && isHidden(scope, value, [SENSITIVE, PARAMETER], new Set());
}

/** The same without parameters of SSM, which are hidden whatever they hold. */
export function holdsSecretValue(scope: IConstruct, value: unknown): boolean {
  return holdsToken(value) && isHidden(scope, value, [SENSITIVE], new Set());
}

function isHidden(scope: IConstruct, value: unknown, patterns: readonly RegExp[], seen: Set<Named>): boolean {
  const hcl = judged(resolved(scope, value));
  if (patterns.some((pattern) => pattern.test(hcl))) {
    return true;
  }
  const stack = TerraformStack.of(scope);
  return [...hcl.matchAll(REFERENCE)].some(([reference]) => {
    const one = named(stack, reference);
    if (!(one instanceof TerraformLocal)) {
      return one?.sensitive === true;
    }
    return !seen.has(one) && isHidden(stack, one.toTerraform(), patterns, seen.add(one));
  });
}

function holdsToken(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Tokenization.isResolvable(value)) {
    return Token.isUnresolved(value);
  }
  return Object.entries(value).some(([key, member]) => Token.isUnresolved(key) || holdsToken(member));
}

/** What Terraform will read, or nothing where a value is produced that is not there yet. */
function resolved(scope: IConstruct, value: unknown): string {
  try {
    return untraced(() => resolvedJson(scope, value)) ?? "";
  } catch {
    return "";
  }
}

/** An expression without what the author calls no secret: the calls are taken away from the innermost on. */
function judged(hcl: string): string {
  if (!hcl.includes("nonsensitive(")) {
    return hcl;
  }
  const next = hcl.replace(/(\w*)\(([^()]*)\)/g, (_, name: string, inner: string) =>
    name === "nonsensitive" ? "" : `${name}‹${inner}›`,
  );
  return next === hcl ? hcl : judged(next);
}

function named(stack: TerraformStack, reference: string): Named | undefined {
  const found = known.get(stack)?.get(reference);
  if (found !== undefined) {
    return found;
  }
  // Those of the stack itself count before those of others.
  const all = [...stack.node.root.node.findAll(), ...stack.node.findAll()].filter(
    (node): node is Named => node instanceof TerraformVariable || node instanceof TerraformLocal,
  );
  known.set(stack, new Map(all.map((one) => [referenceTo(one), one])));
  return known.get(stack)?.get(reference);
}

function referenceTo(one: Named): string {
  return `${one instanceof TerraformVariable ? "var" : "local"}.${one.friendlyUniqueId}`;
}
