import type { Json, JsonObject } from "../support/terraform-json";
import { isExpression, literalsOf, parseTemplate, referencesIn } from "./expressions";
import type { Finding, Invariant } from "./invariant";
import { type Block, type Model, nested } from "./model";

/** Invariants of credentials. */
export const SECRETS: readonly Invariant[] = [
  {
    id: "S1",
    says: "a credential in clear text stands where it was given and nowhere else",
    *check(model) {
      const places = new Set(
        model
          .resources(CONNECTION)
          .flatMap((block) => [...secretPaths(block), ...namePaths(block)].map(([path]) => path)),
      );
      const definitions = new Map(
        model.resources(MACHINE).map(({ address, raw }) => [`resource.${address}.definition`, withoutEndpoints(raw)]),
      );
      for (const [path, text] of stringsOf(model.json as JsonObject, "")) {
        const isPlace = [...places].some((place) => path.endsWith(place));
        for (const canary of isPlace ? [] : (model.expectations.canaries ?? [])) {
          if ((definitions.get(path) ?? text).includes(canary)) {
            yield [path, "holds a credential"];
          }
        }
      }
    },
  },
  {
    id: "S2",
    says: "a credential is a reference, with nothing literal around it but a prefix such as Bearer",
    *check(model) {
      for (const block of model.resources(CONNECTION)) {
        for (const [path, value] of secretPaths(block)) {
          const isGiven = model.expectations.canaries?.some((canary) => value.includes(canary)) ?? false;
          if (!isGiven && !isReferenceWithPrefix(value)) {
            yield [block, `${path} is literal`];
          }
        }
      }
      for (const [type, argument] of PLAIN_SECRETS) {
        for (const block of model.resources(type)) {
          if (typeof block.raw[argument] === "string" && !isExpression(block.raw[argument])) {
            yield [block, `${argument} is literal`];
          }
        }
      }
    },
  },
  {
    id: "S3",
    says: "{{resolve: stands in the template of a CloudFormation stack only: Terraform does not resolve it",
    *check(model) {
      for (const [path, text] of stringsOf(model.json as JsonObject, "")) {
        if (text.includes("{{resolve:") && !/^resource\.aws_cloudformation_stack\.[\w-]+\.template_body$/.test(path)) {
          yield [path, "holds {{resolve:"];
        }
      }
    },
  },
  {
    id: "S4",
    says: "no connection ignores some of its changes: the next update would send the old credential",
    *check(model) {
      for (const block of model.resources(CONNECTION)) {
        const ignored = nested(block.raw, "lifecycle")?.ignore_changes;
        if (ignored !== undefined && ignored !== "all") {
          yield [block, `ignore_changes is ${JSON.stringify(ignored)}`];
        }
      }
    },
  },
  {
    id: "S5",
    says: "an output of a sensitive value is sensitive",
    *check(model) {
      for (const [name, output] of Object.entries(model.json.output ?? {})) {
        const references = [...stringsOf(output, "")].flatMap(([, text]) => referencesIn(text));
        if (references.some((address) => isSensitive(model, address)) && output.sensitive !== true) {
          yield [`output.${name}`, "is not sensitive"];
        }
      }
    },
  },
  {
    id: "S6",
    says: "no header of a target looks like a credential: whoever may list targets can read it",
    *check(model) {
      for (const block of model.resources("aws_cloudwatch_event_target")) {
        const headers = nested(block.raw, "http_target")?.header_parameters ?? {};
        for (const name of Object.keys(headers as JsonObject)) {
          if (/authorization|api[-_]?key|token|secret/i.test(name)) {
            yield [block, `header ${name}`];
          }
        }
      }
    },
  },
  {
    id: "S7",
    says: "a CloudFormation template reads its credentials from Secrets Manager",
    *check(model) {
      for (const block of model.resources("aws_cloudformation_stack")) {
        yield* templateSecrets(block);
      }
    },
  },
];

const CONNECTION = "aws_cloudwatch_event_connection";
const PLAIN_SECRETS = [
  ["aws_secretsmanager_secret_version", "secret_string"],
  ["aws_ssm_parameter", "value"],
] as const;

const MACHINE = "aws_sfn_state_machine";

/** A definition without the endpoints of its HTTP Tasks, each of which may be a credential. */
function withoutEndpoints({ definition }: JsonObject): string {
  return String(definition).replace(/"ApiEndpoint":"(?:[^"\\]|\\.)*"/g, "");
}

/** Where a user name or a client id stands, which may be a credential. */
function namePaths(block: Block): [path: string, value: string][] {
  const base = `resource.${block.address}.auth_parameters`;
  return [...stringsOf(nested(block.raw, "auth_parameters") ?? {}, base)].filter(([path]) =>
    /\.(basic\.username|client_parameters\.client_id)$/.test(path),
  );
}

/** The credentials of a connection, by their path. That of `Authorization.none()` is none. */
function secretPaths(block: Block): [path: string, value: string][] {
  const base = `resource.${block.address}.auth_parameters`;
  const auth = nested(block.raw, "auth_parameters") ?? {};
  const apiKey = nested(auth, "api_key");
  const isNone = apiKey?.key === "X-No-Authorization" && apiKey.value === "none";
  return [...stringsOf(auth, base)].filter(([path]) => {
    if (/\.(api_key\.value|basic\.password|client_parameters\.client_secret)$/.test(path)) {
      return !isNone;
    }
    const parameter = /^(.*\.(?:header|query_string|body)\.\d+)\.value$/.exec(path)?.[1];
    return parameter !== undefined && at(auth, parameter.slice(base.length + 1))?.is_value_secret === true;
  });
}

/** `${var.token}`, `Bearer ${var.token}`: a short word and a blank, then one expression. */
function isReferenceWithPrefix(value: string): boolean {
  const expressions = parseTemplate(value).filter((part) => "expression" in part);
  return expressions.length === 1 && /^(?:[A-Za-z]+[ =])?$/.test(literalsOf(value));
}

function isSensitive(model: Model, address: string): boolean {
  return /^data\.aws_(secretsmanager_secret_version|ssm_parameter)\./.test(address)
    ? true
    : address.startsWith("var.") && model.json.variable?.[address.slice(4)]?.sensitive === true;
}

const RESOLVE = /^(?:[A-Za-z]+[ =])?\{\{resolve:secretsmanager:[^{}]+\}\}$/;

function* templateSecrets(block: Block): Iterable<Finding> {
  const template = JSON.parse(String(block.values.template_body)) as JsonObject;
  for (const [path, text] of stringsOf(template, "")) {
    const isNone = text === "none" && path.endsWith(".ApiKeyAuthParameters.ApiKeyValue");
    if (/\.(ApiKeyValue|Password|ClientSecret)$/.test(path) && !isNone && !RESOLVE.test(text)) {
      yield [block, `${path} is no reference to Secrets Manager`];
    }
    const parameter = /^(.*Parameters\.\d+)\.Value$/.exec(path)?.[1];
    if (parameter !== undefined && at(template, parameter)?.IsValueSecret === true && !RESOLVE.test(text)) {
      yield [block, `${path} is no reference to Secrets Manager`];
    }
  }
}

/** Every string in a document with its path; lists of one block are written as the block. */
export function* stringsOf(value: Json, path: string): Iterable<[path: string, text: string]> {
  if (typeof value === "string") {
    yield [path, value];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield* stringsOf(member, path === "" ? key : `${path}.${key}`);
    }
  }
}

function at(value: JsonObject, path: string): JsonObject | undefined {
  return path.split(".").reduce<Json | undefined>((inner, key) => (inner as JsonObject | undefined)?.[key], value) as
    | JsonObject
    | undefined;
}
