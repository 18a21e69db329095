import { type AslDiagnostic, type ValidateDefinitionOptions, validateDefinition } from "../../../modules/languages/asl";

/** An object whose values do not matter to the compiler. */
export type Json = { readonly [key: string]: unknown };

export const CONNECTION_ARN =
  "arn:aws:events:eu-central-1:123456789012:connection/Billing/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

export const HTTP_INVOKE = "arn:aws:states:::http:invoke";

/** Errors whose retry does no harm to any request. */
export const RETRY = [{ ErrorEquals: ["States.Http.StatusCode.429"] }];

/** A request in which nothing is wrong or doubtful. */
export const REQUEST = {
  ApiEndpoint: "https://api.example.com/v1/orders",
  Method: "GET",
  InvocationConfig: { ConnectionArn: CONNECTION_ARN },
} as const;

/** A machine with one HTTP Task, named `Call`, and the states given. */
export function machine(request: Json, fields: Json = {}, others: Json = {}): Json {
  const { Next: next } = fields;
  return {
    StartAt: "Call",
    States: {
      Call: {
        Type: "Task",
        Resource: HTTP_INVOKE,
        Parameters: { ...REQUEST, ...request },
        Retry: RETRY,
        ...(next === undefined ? { End: true } : {}),
        ...fields,
      },
      ...others,
    },
  };
}

/** The same in JSONata. */
export function jsonataMachine(request: Json, fields: Json = {}, others: Json = {}): Json {
  const { States, ...rest } = machine({}, fields, others) as { States: { Call: Json } };
  const { Parameters: _, ...call } = States.Call;
  const Arguments = { ...REQUEST, ...request };
  return { QueryLanguage: "JSONata", ...rest, States: { ...States, Call: { ...call, Arguments, ...fields } } };
}

/** Without one field. */
export function without(request: Json, name: string): Json {
  const { [name]: _, ...rest } = request;
  return rest;
}

/** What HTTP checks find in a machine. Those of other areas have their own tests. */
export function httpFindings(definition: unknown, options?: ValidateDefinitionOptions): readonly AslDiagnostic[] {
  return validateDefinition(definition, options).diagnostics.filter(({ code }) => isHttp(code));
}

export function httpCodes(definition: unknown, options?: ValidateDefinitionOptions): string[] {
  return httpFindings(definition, options).map(({ code }) => code);
}

function isHttp(code: string): boolean {
  return code.startsWith("http-task-") || code.startsWith("definition-");
}

/** Says that the connection of these machines adds parameters to requests. */
export function connectedTo(parameters: {
  headers?: string[];
  queryStrings?: string[];
  body?: string[];
}): ValidateDefinitionOptions {
  return {
    connectionParameters: (arn) =>
      arn === CONNECTION_ARN ? { headers: [], queryStrings: [], body: [], ...parameters } : undefined,
  };
}
