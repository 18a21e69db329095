import {
  type IResolvable,
  type IResolveContext,
  type ITerraformDependable,
  TerraformDataSource,
  TerraformElement,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";
import { ValidationError } from "./errors";

/**
 * A reference to an attribute of a resource, as the attribute's getter gives it, but cheaper: cdktf takes a whole stack
 * trace for each, which is a third of the time of a large synth. The resource's address is read when Terraform's JSON is
 * written, so that `.resource.overrideLogicalId` still works later.
 *
 * @param attribute Terraform's name, for example `arn`
 */
export function attributeOf(resource: TerraformResource | TerraformDataSource, attribute: string): string {
  return Token.asString(new AttributeReference(resource, attribute));
}

class AttributeReference implements IResolvable {
  public readonly creationStack: string[] = [];
  #foreign: IResolvable | undefined;

  constructor(
    public readonly resource: TerraformResource | TerraformDataSource,
    private readonly attribute: string,
  ) {}

  public resolve(context: IResolveContext): unknown {
    const { resource } = this;
    const stack = TerraformStack.of(context.scope);
    if (resource.forEach !== undefined || stack !== resource.cdktfStack) {
      refuseCircle(stack, resource);
      // Another stack reads it through an output, and a resource with for_each through a splat: cdktf knows how.
      this.#foreign ??= resource.interpolationForAttribute(this.attribute);
      return this.#foreign.resolve(context);
    }
    const identifier = `${addressOf(resource)}.${this.attribute}`;
    return context.suppressBraces ? identifier : `\${${identifier}}`;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** Two stacks that refer to each other cannot be deployed one after the other: cdktf refuses it, without a way out. */
function refuseCircle(stack: TerraformStack, construct: TerraformElement): void {
  const other = construct.cdktfStack;
  if (other === stack || !other.dependsOn(stack)) {
    return;
  }
  const [here, there] = [stack.node.id, other.node.id];
  throw new ValidationError(stack.node.path, [
    {
      code: "stacks-need-each-other",
      property: construct.node.path,
      allowed: `must not be used in the stack ${here}: ${there} already needs something of ${here}, and a key, role, queue or topic names those who use it in its policy`,
      fix: "put both into one stack; or, where the key or role is used, import it by an ARN that is written out: Key.fromKeyArn, Role.fromRoleArn.",
    },
  ]);
}

let wasAnyRemoved = false;

/** Takes a refused construct out of the tree. What was granted on its behalf before is then left out when it is rendered. */
export function removeFromTree(construct: IConstruct): void {
  wasAnyRemoved = true;
  construct.node.scope?.node.tryRemoveChild(construct.node.id);
}

/** True for a reference to a resource that was taken out of the tree, which Terraform would not find. */
export function isDangling(text: string): boolean {
  if (!wasAnyRemoved || !Token.isUnresolved(text)) {
    return false;
  }
  const token = Tokenization.reverseString(text).firstToken;
  return token instanceof AttributeReference && !isInTree(token.resource);
}

function isInTree(construct: IConstruct): boolean {
  const { id, scope } = construct.node;
  return scope === undefined || (scope.node.tryFindChild(id) === construct && isInTree(scope));
}

/** Adds to `depends_on`. Of resources only the address is needed, and read when Terraform's JSON is written. */
export function addDependencies(resource: TerraformResource, dependencies: readonly ITerraformDependable[]): void {
  if (dependencies.length > 0) {
    const known = resource.dependsOn ?? [];
    const own = dependencies.filter((dependency) => isOfStack(resource.cdktfStack, dependency));
    resource.dependsOn = [...known, ...own.map((dependency) => addressToken(dependency))];
  }
}

/** What is made in another stack has no address in this one: the whole stack comes first. */
function isOfStack(stack: TerraformStack, dependency: ITerraformDependable): boolean {
  if (!TerraformElement.isTerraformElement(dependency) || dependency.cdktfStack === stack) {
    return true;
  }
  refuseCircle(stack, dependency);
  stack.addDependency(dependency.cdktfStack);
  return false;
}

function addressToken(dependency: ITerraformDependable): string {
  return TerraformResource.isTerraformResource(dependency)
    ? Token.asString({ creationStack: [], resolve: () => addressOf(dependency) })
    : dependency.fqn;
}

function addressOf(resource: TerraformResource | TerraformDataSource): string {
  const address = `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
  return TerraformDataSource.isTerraformDataSource(resource) ? `data.${address}` : address;
}
