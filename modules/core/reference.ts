import {
  type IResolvable,
  type IResolveContext,
  type ITerraformDependable,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import type { IConstruct } from "constructs";

/**
 * A reference to an attribute of a resource, as the attribute's getter gives it, but cheaper: cdktf takes a whole stack
 * trace for each, which is a third of the time of a large synth. The resource's address is read when Terraform's JSON is
 * written, so that `.resource.overrideLogicalId` still works later.
 *
 * @param attribute Terraform's name, for example `arn`
 */
export function attributeOf(resource: TerraformResource, attribute: string): string {
  return Token.asString(new AttributeReference(resource, attribute));
}

class AttributeReference implements IResolvable {
  public readonly creationStack: string[] = [];
  #foreign: IResolvable | undefined;

  constructor(
    public readonly resource: TerraformResource,
    private readonly attribute: string,
  ) {}

  public resolve(context: IResolveContext): unknown {
    const { resource } = this;
    if (resource.forEach !== undefined || TerraformStack.of(context.scope) !== resource.cdktfStack) {
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
    resource.dependsOn = [...known, ...dependencies.map((dependency) => addressToken(dependency))];
  }
}

function addressToken(dependency: ITerraformDependable): string {
  return TerraformResource.isTerraformResource(dependency)
    ? Token.asString({ creationStack: [], resolve: () => addressOf(dependency) })
    : dependency.fqn;
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
