import { createHash } from "node:crypto";
import { type IResolvable, Token, Tokenization } from "cdktf";
import { bindSecret, hidesLiteral, SecretValue } from "../../core/secret-value";
import { untraced } from "../../core/untraced";
import { Problems } from "../../core/validate";
import type { Fields, StateContext } from "../states/state-context";
import type { Dynamic } from "../states/state-fields";
import type { HttpRequestProps } from "./http-request";
import { requiredText } from "./required-text";

type Endpoint = Pick<HttpRequestProps<Dynamic>, "apiEndpoint" | "allowedEndpoints">;

/** Adds the endpoint of a request. */
export function renderEndpoint(request: Fields, context: StateContext, props: Endpoint): void {
  const { apiEndpoint, allowedEndpoints } = props;
  if (allowedEndpoints !== undefined) {
    context.allowEndpoints(allowedEndpoints);
  }
  if (SecretValue.isSecretValue(apiEndpoint)) {
    request.ApiEndpoint = secretEndpoint(context, apiEndpoint);
    if (!Array.isArray(allowedEndpoints) || allowedEndpoints.length === 0) {
      // What IAM must allow would be the secret itself, in a policy that more people may read.
      context.problem("http-invoke-secret-endpoint-not-allowed", "allowedEndpoints");
    }
    return;
  }
  context.member(request, "ApiEndpoint", requiredText(apiEndpoint, context), "apiEndpoint");
}

/** The secret as text of the definition, which nobody prints before Terraform's JSON is written. */
function secretEndpoint(context: StateContext, secret: SecretValue): string {
  const { scope, problems } = context.machine;
  const property = context.property("apiEndpoint");
  const bound = bindSecret(scope, secret, { id: dataSourceId(context.stateName), property, problems });
  problems.add("secret-in-definition", { property });
  scope.node.addValidation({
    validate: () => {
      const hidden = new Problems(scope);
      hidden.check(!hidesLiteral(scope, bound), "secret-hidden-literal", { property });
      return hidden.messages();
    },
  });
  const text = bound.plainText ?? bound.value;
  return untraced(() => Token.asString(new SecretEndpoint(text)));
}

/** True for the endpoint of a state whose author gave a SecretValue. */
export function isSecretEndpoint(endpoint: string): boolean {
  return Token.isUnresolved(endpoint) && Tokenization.reverseString(endpoint).firstToken instanceof SecretEndpoint;
}

class SecretEndpoint implements IResolvable {
  public readonly creationStack: string[] = [];

  constructor(private readonly text: string) {}

  public resolve(): string {
    return this.text;
  }

  public toString(): string {
    return Token.asString(this);
  }
}

/** The id of the data source of a state's secret endpoint: what cdktf drops from an id must not make two names one. */
function dataSourceId(stateName: string): string {
  const clean = stateName.replace(/[^A-Za-z0-9_-]/g, "");
  return clean === stateName
    ? `${clean}Endpoint`
    : `${clean}Endpoint-${createHash("sha256").update(stateName).digest("hex").slice(0, 8)}`;
}
