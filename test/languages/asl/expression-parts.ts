import { type AslDiagnostic, type ValidateDefinitionOptions, validateDefinition } from "../../../modules/languages/asl";

/** An object whose values do not matter to the compiler. */
export type Json = { readonly [key: string]: unknown };

/** A machine of one Pass, named `Shape`, with the fields given. */
export function pass(fields: Json, language: "JSONPath" | "JSONata" = "JSONPath"): Json {
  return { QueryLanguage: language, StartAt: "Shape", States: { Shape: { Type: "Pass", ...fields, End: true } } };
}

/** The same in JSONata. */
export function jsonataPass(fields: Json): Json {
  return pass(fields, "JSONata");
}

/** A machine that assigns variables in one state and reads them in the next. */
export function assigning(Assign: unknown, fields: Json, language: "JSONPath" | "JSONata" = "JSONPath"): Json {
  return {
    QueryLanguage: language,
    StartAt: "Set",
    States: { Set: { Type: "Pass", Assign, Next: "Shape" }, Shape: { Type: "Pass", ...fields, End: true } },
  };
}

/** A machine of one Task, named `Call`, whose failures go to a Pass named `Failed`. */
export function task(fields: Json, language: "JSONPath" | "JSONata" = "JSONPath", catcher: Json = {}): Json {
  return {
    QueryLanguage: language,
    StartAt: "Call",
    States: {
      Call: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        ...fields,
        Catch: [{ ErrorEquals: ["States.ALL"], ...catcher, Next: "Failed" }],
        End: true,
      },
      Failed: { Type: "Pass", End: true },
    },
  };
}

/** A machine of one Choice, named `Decide`, with the rules given. */
export function choice(rules: unknown, language: "JSONPath" | "JSONata" = "JSONPath", fields: Json = {}): Json {
  return {
    QueryLanguage: language,
    StartAt: "Decide",
    States: {
      Decide: { Type: "Choice", Choices: rules, Default: "Done", ...fields },
      Done: { Type: "Succeed" },
    },
  };
}

/** A choice of one rule that goes on to `Done`. */
export function rule(fields: Json, language: "JSONPath" | "JSONata" = "JSONPath"): Json {
  return choice([{ ...fields, Next: "Done" }], language);
}

/** What is found in the areas of choices and expressions. */
export function found(definition: object, options?: ValidateDefinitionOptions): readonly AslDiagnostic[] {
  return validateDefinition(definition, options).diagnostics.filter(({ code }) => /^(asl|choice)-/.test(code));
}

/** The codes found, each with its path. */
export function codes(definition: object, options?: ValidateDefinitionOptions): readonly string[] {
  return found(definition, options).map(({ code, path }) => `${code} ${path}`);
}
