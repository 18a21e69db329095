/** A published recipe, transcribed word for word into the constructs, with all that they say to it. */
import { type TerraformStack, TerraformVariable } from "cdktf";
import {
  ApiDestination,
  Authorization,
  Connection,
  CredentialStorage,
  Duration,
  type HttpMethod,
  HttpParameter,
  type IConnection,
  Key,
  type OAuthHttpMethod,
  Queue,
  Rule,
  RuleTargetInput,
  SecretValue,
  targets,
} from "cdktf-aws-http-integrations";
import { ValidationError } from "../../modules/core/errors";
import { codesOf, findings, synth } from "../support/synth";
import {
  type ConnectionProperties,
  connectionOf,
  destinationOf,
  type HttpParameterProperties,
  type PublishedRecipe,
  ruleOf,
  type TargetProperties,
  type Value,
} from "./published-recipes-cloudformation";

export interface Verdict {
  /** `property: code`. */
  readonly errors: readonly string[];
  /** Codes. */
  readonly warnings: readonly string[];
}

/** What CloudFormation resolves, by itself or through `CredentialStorage.cloudFormation`. */
const REFERENCE = /^\{\{resolve:secretsmanager:(\w+):SecretString:(\w+)\}\}$/;

/**
 * @param withReferences translates references to secrets, which are otherwise taken for the text that they are
 */
export function verdict(recipe: PublishedRecipe, withReferences = false): Verdict {
  const errors: string[] = [];
  const { warnings } = synth((stack) => {
    const transcription = new Transcription(stack, recipe, withReferences);
    const tried = <T>(make: () => T, otherwise: () => T): T => {
      try {
        return make();
      } catch (error) {
        if (!(error instanceof ValidationError)) throw error;
        errors.push(...findings(error));
        return otherwise();
      }
    };
    const none = { authorization: Authorization.none() };
    const connection = tried(
      () => transcription.connection(),
      () => new Connection(stack, "Instead", none),
    );
    const destination = transcription.destination(connection);
    tried<Rule | undefined>(
      () => transcription.rule(destination),
      () => undefined,
    );
  });
  return { errors, warnings: codesOf(warnings) };
}

class Transcription {
  readonly #variables: ReadonlyMap<string, TerraformVariable>;

  public constructor(
    private readonly stack: TerraformStack,
    private readonly recipe: PublishedRecipe,
    private readonly withReferences: boolean,
  ) {
    this.#variables = new Map(
      Object.entries(recipe.parameters).map(([name, { Default, NoEcho }]) => [
        name,
        new TerraformVariable(stack, name, { type: "string", default: Default, sensitive: NoEcho }),
      ]),
    );
  }

  public connection(): Connection {
    const properties = connectionOf(this.recipe);
    const { KmsKeyIdentifier: key } = properties;
    const { BodyParameters = [] } = properties.AuthParameters.InvocationHttpParameters ?? {};
    return new Connection(this.stack, "Connection", {
      authorization: this.authorization(properties.AuthParameters),
      bodyParameters: this.parameters(BodyParameters),
      credentialStorage: this.withReferences ? CredentialStorage.cloudFormation() : undefined,
      kmsKey: key === undefined ? undefined : Key.fromKeyArn(this.stack, "Key", this.text(key)),
    });
  }

  public destination(connection: IConnection): ApiDestination {
    const { InvocationEndpoint, HttpMethod: method, InvocationRateLimitPerSecond } = destinationOf(this.recipe);
    return new ApiDestination(this.stack, "Destination", {
      connection,
      endpoint: this.text(InvocationEndpoint),
      httpMethod: method as HttpMethod,
      rateLimitPerSecond: InvocationRateLimitPerSecond,
    });
  }

  public rule(destination: ApiDestination): Rule {
    const { "detail-type": detailType, ...pattern } = ruleOf(this.recipe).EventPattern as Record<string, string[]>;
    const [target] = ruleOf(this.recipe).Targets;
    const { RetryPolicy: retry, DeadLetterConfig: deadLetters } = target!;
    return new Rule(this.stack, "Rule", {
      eventPattern: { ...pattern, detailType },
      targets: {
        Target: new targets.ApiDestination(destination, {
          event: this.input(target!),
          queryStringParameters: target!.HttpParameters?.QueryStringParameters,
          retryAttempts: retry?.MaximumRetryAttempts,
          maxEventAge: retry && Duration.seconds(retry.MaximumEventAgeInSeconds),
          ...(deadLetters
            ? { deadLetterQueue: new Queue(this.stack, "Queue") }
            : { withoutDeadLetterQueue: "The recipe has none" }),
        }),
      },
    });
  }

  private authorization(parameters: ConnectionProperties["AuthParameters"]): Authorization {
    const { ApiKeyAuthParameters: apiKey, BasicAuthParameters: basic, OAuthParameters: oauth } = parameters;
    if (apiKey) {
      return this.apiKey(apiKey);
    }
    if (basic) {
      return Authorization.basic(this.text(basic.Username), this.secret(basic.Password));
    }
    const { HeaderParameters = [], BodyParameters = [] } = oauth!.OAuthHttpParameters ?? {};
    return Authorization.oauth({
      authorizationEndpoint: this.text(oauth!.AuthorizationEndpoint),
      httpMethod: oauth!.HttpMethod as OAuthHttpMethod,
      // A string here, so that it cannot be a reference.
      clientId: this.withReferences ? "client" : this.text(oauth!.ClientParameters.ClientID),
      clientSecret: this.secret(oauth!.ClientParameters.ClientSecret),
      headerParameters: this.parameters(HeaderParameters),
      bodyParameters: this.parameters(BodyParameters),
    });
  }

  private apiKey({ ApiKeyName, ApiKeyValue }: { readonly ApiKeyName: Value; readonly ApiKeyValue: Value }) {
    const bearer = /^Bearer \$\{(\w+)\}$/.exec(String((ApiKeyValue as { "Fn::Sub"?: string })["Fn::Sub"]));
    return bearer
      ? Authorization.bearerToken(this.secret({ Ref: bearer[1]! }))
      : Authorization.apiKey(this.text(ApiKeyName), this.secret(ApiKeyValue));
  }

  private parameters(parameters: readonly HttpParameterProperties[]): { [name: string]: HttpParameter } {
    return Object.fromEntries(
      parameters.map(({ Key: name, Value: value, IsValueSecret }) => [
        name,
        IsValueSecret && !(this.withReferences && isConstant(value))
          ? HttpParameter.fromSecret(this.secret(value))
          : HttpParameter.fromString(this.text(value)),
      ]),
    );
  }

  private input({ InputPath, InputTransformer }: TargetProperties): RuleTargetInput | undefined {
    if (InputTransformer) {
      const { InputPathsMap: inputPathsMap, InputTemplate } = InputTransformer;
      return RuleTargetInput.fromInputTransformer({ inputPathsMap, inputTemplate: this.text(InputTemplate) });
    }
    return InputPath === undefined ? undefined : RuleTargetInput.fromEventPath(InputPath as `$.${string}`);
  }

  private secret(value: Value): SecretValue {
    const { Ref: ref } = value as { Ref?: string };
    const [, name, jsonField] = (this.withReferences && REFERENCE.exec(String(value))) || [];
    if (name !== undefined) {
      const arn = `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`;
      return SecretValue.secretsManager(arn, { jsonField });
    }
    return ref === undefined
      ? SecretValue.unsafePlainText(this.text(value))
      : SecretValue.terraformVariable(this.#variables.get(ref)!);
  }

  private text(value: Value): string {
    if (typeof value === "string") return value;
    const { Ref: ref, "Fn::Sub": sub } = value as { Ref?: string; "Fn::Sub"?: Value };
    if (ref !== undefined) return this.#variables.get(ref)!.stringValue;
    const [template, names] = (Array.isArray(sub) ? sub : [sub, {}]) as [string, Record<string, Value>];
    return template.replace(/\$\{(\w+)\}/g, (_all, name: string) => this.text(names[name] ?? { Ref: name }));
  }
}

/** A text of the recipe itself. */
const isConstant = (value: Value) => typeof value === "string" && !REFERENCE.test(value);
