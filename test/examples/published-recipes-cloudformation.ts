/** The published recipes, as the conformance data holds them, and what of each can be compared without names. */
import { readFileSync } from "node:fs";
import { conformanceFile } from "../languages/conformance-file";
import { flatten, type Leaves, type PatternText, templateLeaves } from "./published-recipes-leaves";

/** A value of a CloudFormation template: `Ref`, `Fn::Sub` and the like are objects with one key. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };
export type Properties = { readonly [name: string]: Value };

export interface Parameter {
  readonly Default?: string;
  readonly NoEcho?: boolean;
}

export interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
}

export interface PublishedRecipe {
  readonly path: string;
  readonly parameters: { readonly [name: string]: Parameter };
  /** One entry, or a list. */
  readonly test_event: { readonly entries: Entry | readonly Entry[] };
  readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly properties: Properties }[];
}

export interface HttpParameterProperties {
  readonly Key: string;
  readonly Value: Value;
  readonly IsValueSecret: boolean;
}
export interface HttpParametersProperties {
  readonly HeaderParameters?: readonly HttpParameterProperties[];
  readonly BodyParameters?: readonly HttpParameterProperties[];
}
export interface ConnectionProperties {
  readonly AuthorizationType: string;
  readonly KmsKeyIdentifier?: Value;
  readonly AuthParameters: {
    readonly ApiKeyAuthParameters?: { readonly ApiKeyName: Value; readonly ApiKeyValue: Value };
    readonly BasicAuthParameters?: { readonly Username: Value; readonly Password: Value };
    readonly OAuthParameters?: {
      readonly AuthorizationEndpoint: Value;
      readonly HttpMethod: string;
      readonly ClientParameters: { readonly ClientID: Value; readonly ClientSecret: Value };
      readonly OAuthHttpParameters?: HttpParametersProperties;
    };
    readonly InvocationHttpParameters?: HttpParametersProperties;
  };
}
export interface DestinationProperties {
  readonly InvocationEndpoint: Value;
  readonly HttpMethod: string;
  readonly InvocationRateLimitPerSecond?: number;
}
export interface TargetProperties {
  readonly InputPath?: string;
  readonly InputTransformer?: { readonly InputPathsMap?: Record<string, string>; readonly InputTemplate: Value };
  readonly HttpParameters?: { readonly QueryStringParameters?: Record<string, string> };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts: number; readonly MaximumEventAgeInSeconds: number };
  readonly DeadLetterConfig?: { readonly Arn: Value };
}
export interface RuleProperties {
  readonly State: string;
  readonly EventPattern: { readonly [field: string]: unknown };
  readonly Targets: readonly TargetProperties[];
}
interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: Value;
  readonly Condition?: Value;
}

/** The recipes in their order, or undefined where the conformance data is not on this machine. */
export function publishedRecipes(): PublishedRecipe[] | undefined {
  const file = conformanceFile("published-recipes.json");
  return file === undefined ? undefined : JSON.parse(readFileSync(file, "utf8"));
}

/** Error codes and messages of PutEvents, by what is wrong. */
export function putEventsAnswer(name: string): string {
  const { put_events: cases } = JSON.parse(readFileSync(conformanceFile("put-events.json")!, "utf8"));
  const [{ ErrorCode, ErrorMessage }] = cases.find((one: { name: string }) => one.name === name).expected.Entries;
  return `${ErrorCode}: ${ErrorMessage}`;
}

/** The one resource of a type. */
export function propertiesOf<T>(recipe: PublishedRecipe, type: string): T {
  const found = recipe.resources.filter((resource) => resource.type === `AWS::${type}`);
  if (found.length !== 1) throw new Error(`${recipe.path}: ${found.length} of ${type}`);
  return found[0]!.properties as unknown as T;
}

export const ruleOf = (recipe: PublishedRecipe) => propertiesOf<RuleProperties>(recipe, "Events::Rule");
export const connectionOf = (recipe: PublishedRecipe) =>
  propertiesOf<ConnectionProperties>(recipe, "Events::Connection");
export const destinationOf = (recipe: PublishedRecipe) =>
  propertiesOf<DestinationProperties>(recipe, "Events::ApiDestination");

/**
 * A text with `…` for what whoever deploys gives: a parameter without a usable default, a part of a default that says
 * "enter", a reference to a secret.
 */
export function text(recipe: PublishedRecipe, value: Value): PatternText {
  if (typeof value === "string") return withoutPlaceholders(value);
  const { Ref: ref, "Fn::Sub": sub } = value as { Ref?: string; "Fn::Sub"?: Value };
  if (ref !== undefined) return withoutPlaceholders(recipe.parameters[ref]?.Default || "…");
  const [template, names] = (Array.isArray(sub) ? sub : [sub, {}]) as [string, Record<string, Value>];
  return template.replace(/\$\{(\w+)\}/g, (_all, name: string) => text(recipe, names[name] ?? { Ref: name }));
}

const withoutPlaceholders = (value: string) =>
  value.replace(/<<[^>]*>>|^<>$|^\{\{resolve:.*\}\}$|^.*\bENTER YOUR.*$/, "…");

/** What can be compared of a recipe; where it says nothing, AWS's default. */
export function publishedLeaves(recipe: PublishedRecipe): Leaves {
  const rule = ruleOf(recipe);
  const destination = destinationOf(recipe);
  return {
    ...connectionLeaves(connectionOf(recipe), (value) => text(recipe, value)),
    endpoint: text(recipe, destination.InvocationEndpoint),
    method: destination.HttpMethod,
    rate: destination.InvocationRateLimitPerSecond ?? 300,
    state: rule.State,
    ...flatten("pattern", rule.EventPattern),
    ...targetLeaves(recipe, rule.Targets[0]!),
    ...roleLeaves(recipe),
  };
}

export function connectionLeaves(connection: ConnectionProperties, textOf: (value: Value) => PatternText): Leaves {
  const {
    ApiKeyAuthParameters: apiKey,
    BasicAuthParameters: basic,
    OAuthParameters: oauth,
  } = connection.AuthParameters;
  return {
    authorizationType: connection.AuthorizationType,
    kmsKey: connection.KmsKeyIdentifier !== undefined,
    ...(apiKey && { "apiKey.name": textOf(apiKey.ApiKeyName), "apiKey.value": textOf(apiKey.ApiKeyValue) }),
    ...(basic && { "basic.username": textOf(basic.Username), "basic.password": textOf(basic.Password) }),
    ...(oauth && {
      "oauth.endpoint": textOf(oauth.AuthorizationEndpoint),
      "oauth.method": oauth.HttpMethod,
      "oauth.clientId": textOf(oauth.ClientParameters.ClientID),
      "oauth.clientSecret": textOf(oauth.ClientParameters.ClientSecret),
      ...parameterLeaves("oauth", oauth.OAuthHttpParameters, textOf),
    }),
    ...parameterLeaves("connection", connection.AuthParameters.InvocationHttpParameters, textOf),
  };
}

function parameterLeaves(
  prefix: string,
  { HeaderParameters = [], BodyParameters = [] }: HttpParametersProperties = {},
  textOf: (value: Value) => PatternText,
): Leaves {
  const leaves = (kind: string, parameters: readonly HttpParameterProperties[]) =>
    parameters.flatMap(({ Key, Value: value, IsValueSecret }) => [
      [`${prefix}.${kind}.${Key}`, textOf(value)],
      [`${prefix}.${kind}.${Key}.secret`, IsValueSecret],
    ]);
  return Object.fromEntries([...leaves("header", HeaderParameters), ...leaves("body", BodyParameters)]);
}

function targetLeaves(recipe: PublishedRecipe, target: TargetProperties): Leaves {
  const { InputTransformer: transformer, RetryPolicy: retry, DeadLetterConfig: deadLetters } = target;
  const isPolicy = (statement: Statement) =>
    statement.Action === "SQS:SendMessage" && statement.Condition === undefined;
  const mayDeadLetter = recipe.resources
    .filter(({ type }) => type === "AWS::SQS::QueuePolicy")
    .some(({ properties }) =>
      (properties.PolicyDocument as unknown as { Statement: Statement[] }).Statement.some(isPolicy),
    );
  return {
    ...(target.InputPath !== undefined && { inputPath: target.InputPath }),
    ...(transformer && templateLeaves(transformer.InputPathsMap ?? {}, text(recipe, transformer.InputTemplate))),
    ...flatten("query", target.HttpParameters?.QueryStringParameters ?? {}),
    "retry.attempts": retry?.MaximumRetryAttempts ?? 185,
    "retry.age": retry?.MaximumEventAgeInSeconds ?? 86400,
    deadLetterQueue: deadLetters !== undefined,
    mayDeadLetter: mayDeadLetter ? "any rule" : "nobody",
  };
}

function roleLeaves(recipe: PublishedRecipe): Leaves {
  const role = propertiesOf<{
    readonly AssumeRolePolicyDocument: { readonly Statement: readonly Statement[] };
    readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }[];
  }>(recipe, "IAM::Role");
  const destination = recipe.resources.find(({ type }) => type === "AWS::Events::ApiDestination")!.logicalId;
  const resourceOf = (resource: Value) =>
    JSON.stringify(resource) === JSON.stringify({ "Fn::GetAtt": [destination, "Arn"] }) ? "the destination" : resource;
  const permissions = role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap(
    ({ Action, Resource }) => [Action].flat().map((action) => [`role.${action}`, String(resourceOf(Resource))]),
  );
  const isOpen = role.AssumeRolePolicyDocument.Statement.every(({ Condition }) => Condition === undefined);
  return { ...Object.fromEntries(permissions), roleTrust: isOpen ? "any rule" : "a condition" };
}
