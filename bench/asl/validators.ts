import { expressionsOf } from "./definitions";

/** A validator: whether it takes a definition, and what it says against it. */
export interface Validator {
  readonly name: Timed;
  /** May change what it is given. */
  judge(definition: object, options?: object): { readonly isValid: boolean; readonly says: readonly string[] };
}

export type Tool = "validateDefinition" | "asl-validator";

/** What is timed: the validators, and what reading each expression once with the library takes that both use. */
export type Timed = Tool | "jsonata";

export const TOOLS: readonly Tool[] = ["validateDefinition", "asl-validator"];
export const TIMED: readonly Timed[] = [...TOOLS, "jsonata"];

/** Loads a validator; loading is part of what is measured. */
export function load(name: Timed): Validator {
  const loaders = { validateDefinition: loadOurs, "asl-validator": loadPeer, jsonata: loadLibrary };
  return loaders[name]();
}

function loadOurs(): Validator {
  const { validateDefinition } =
    require("cdktf-aws-http-integrations/languages") as typeof import("cdktf-aws-http-integrations/languages");
  return {
    name: "validateDefinition",
    judge: (definition, options) => {
      const { isValid, diagnostics } = validateDefinition(definition, options);
      return { isValid, says: diagnostics.map(({ code, path }) => `${code} at ${path}`) };
    },
  };
}

/** Its package has no types. */
type AslValidator = (definition: object) => {
  readonly isValid: boolean;
  readonly errors: readonly { readonly Message: string }[];
};

function loadPeer(): Validator {
  const validate = require("asl-validator") as AslValidator;
  return {
    name: "asl-validator",
    judge: (definition) => {
      const { isValid, errors } = validate(definition);
      return { isValid, says: errors.map(({ Message }) => Message) };
    },
  };
}

function loadLibrary(): Validator {
  const jsonata = require("jsonata") as (expression: string) => { ast(): unknown };
  return {
    name: "jsonata",
    judge: (definition) => {
      for (const expression of expressionsOf(definition)) jsonata(expression.slice(2, -2)).ast();
      return { isValid: true, says: [] };
    },
  };
}
