import {
  Authorization,
  Connection,
  CredentialStorage,
  HttpParameter,
  Role,
  SecretValue,
} from "cdktf-aws-http-integrations";
import type { BuildContext } from "./build-context";
import type { ConnectionPlan } from "./plan";

const AT = "us-east-1:123456789012";
const RESOURCE_CONFIGURATION = `arn:aws:vpc-lattice:${AT}:resourceconfiguration/rcfg-0123456789abcdef0`;
const SECRET_ARN = `arn:aws:secretsmanager:${AT}:secret:api-AbCdEf`;

function secretOf(context: BuildContext, plan: ConnectionPlan): SecretValue {
  const { secret, storage } = plan;
  if (context.secret !== undefined) {
    return context.secret;
  }
  if (storage !== "native") {
    return SecretValue.secretsManager(SECRET_ARN, secret === "secretsManagerField" ? { jsonField: "key" } : {});
  }
  const make = {
    variable: () => SecretValue.terraformVariable(context.variable({ sensitive: true })),
    secretsManager: () => SecretValue.secretsManager("api"),
    secretsManagerField: () => SecretValue.secretsManager("api", { jsonField: "key" }),
    ssm: () => SecretValue.ssmParameter("/api/key"),
    attribute: () => SecretValue.resourceAttribute(context.variable({ sensitive: true }).stringValue),
  };
  return make[secret]();
}

function authorizationOf(context: BuildContext, plan: ConnectionPlan): Authorization {
  const make = {
    bearerToken: () => Authorization.bearerToken(secretOf(context, plan)),
    apiKey: () => Authorization.apiKey("X-Api-Key", secretOf(context, plan)),
    basic: () => Authorization.basic(plan.hasSecretName ? secretOf(context, plan) : "user", secretOf(context, plan)),
    oauth: () =>
      Authorization.oauth(
        context.order({
          authorizationEndpoint: "https://auth.example.com/token",
          clientId: plan.hasSecretName ? secretOf(context, plan) : "client",
          clientSecret: secretOf(context, plan),
          bodyParameters: context.order({ scope: HttpParameter.fromString("write") }),
        }),
      ),
    none: () => Authorization.none(),
  };
  return make[plan.authorization]();
}

/** The connection of a plan. */
export function makeConnection(context: BuildContext, plan: ConnectionPlan, i: number): Connection {
  const storage = {
    native: () => undefined,
    cloudFormation: () => CredentialStorage.cloudFormation(),
    cloudFormationWithRole: () =>
      CredentialStorage.cloudFormation({
        role: new Role(context.stack, `CloudFormationRole${i}`, { servicePrincipal: "cloudformation.amazonaws.com" }),
      }),
  };
  const headers = {
    "X-Version": HttpParameter.fromString("1"),
    "X-Tenant": HttpParameter.fromSecret(secretOf(context, { ...plan, secret: "secretsManager" })),
  };
  return new Connection(
    context.at(plan),
    `${plan.id}_c${i}`,
    context.order({
      connectionName: context.name(plan),
      authorization: authorizationOf(context, plan),
      kmsKey: context.keyOf(plan),
      resourceConfigurationArn: plan.isPrivate ? RESOURCE_CONFIGURATION : undefined,
      credentialStorage: storage[plan.storage](),
      headerParameters: plan.parameters ? headers : undefined,
    }),
  );
}
