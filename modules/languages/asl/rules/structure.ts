import { MAP_RULES } from "./map";
import type { AslRule } from "./rule";
import { STATE_RULES } from "./state";

/** The shape of a definition and of its states. */
export const STRUCTURE_RULES = {
  "definition-not-object": {
    severity: "error",
    allowed: "must be a JSON object with `StartAt` and `States`",
    why: "AWS refuses the definition at apply.",
    fix: "pass the parsed definition, an object.",
    source: "Amazon States Language specification; V30",
  },
  "definition-too-deep": {
    severity: "error",
    allowed: "must be nested at most 1,000 levels deep",
    why: "AWS's own JSON parser stops there, and an object that contains itself has no end.",
    fix: "flatten it; look for an object that refers back to itself.",
    source: "Jackson, the JSON parser of AWS's published event engine",
  },
  "definition-field-not-supported": {
    severity: "error",
    allowed: "must be spelled as in Amazon States Language, and stand where it belongs",
    why: "AWS refuses the definition at apply.",
    fix: "spell it as offered, or remove it.",
    source: "recorded from ValidateStateMachineDefinition; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "definition-field-unknown": {
    severity: "warning",
    allowed: "is no field of Amazon States Language that is known here",
    why: "AWS refuses fields that it does not know.",
    fix: "correct its name, or remove it.",
    source: "Amazon States Language specification; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "definition-version-invalid": {
    severity: "error",
    allowed: 'must be "1.0"',
    why: "AWS refuses the definition at apply.",
    fix: 'write "1.0", or leave it out.',
    source: "recorded from ValidateStateMachineDefinition; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "machine-timeout-invalid": {
    severity: "error",
    allowed: "must be an integer from 0 to 99,999,999",
    why: "AWS refuses the definition at apply.",
    fix: "write a number of seconds, or leave it out.",
    source: "Amazon States Language specification; V30, V38",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "query-language-invalid": {
    severity: "error",
    allowed: 'must be "JSONPath" or "JSONata"',
    why: "AWS refuses the definition at apply. Until then it takes the value for JSONata.",
    fix: "write one of the two, or leave it out for that of the machine.",
    source: "recorded from ValidateStateMachineDefinition; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "query-language-mixed": {
    severity: "error",
    allowed: 'cannot be "JSONPath" while the machine\'s is "JSONata"',
    why: "AWS refuses the definition at apply.",
    fix: 'remove it and write the state in JSONata, or leave the machine\'s at "JSONPath" and set "JSONata" on the other states.',
    source: "recorded from ValidateStateMachineDefinition; V31",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "start-at-missing": {
    severity: "error",
    allowed: "must be the name of a state beside it",
    why: "AWS refuses the definition at apply.",
    fix: "name the first state.",
    source: "Amazon States Language specification, recorded from ValidateStateMachineDefinition; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "states-missing": {
    severity: "error",
    allowed: "must be an object with at least one state",
    why: "AWS refuses the definition at apply.",
    fix: "add the states.",
    source: "Amazon States Language specification, recorded from ValidateStateMachineDefinition; V30",
    awsCode: "SCHEMA_VALIDATION_FAILED",
  },
  "comment-not-text": {
    severity: "warning",
    allowed: "should be a text",
    why: "The specification knows comments that are texts only; whether AWS refuses others is not recorded.",
    fix: "write it in quotes.",
    source: "Amazon States Language specification; V30",
  },
  ...STATE_RULES,
  ...MAP_RULES,
} as const satisfies { readonly [code: string]: AslRule };
