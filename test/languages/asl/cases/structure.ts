import type { AslCases } from "./case";
import { MAP_CASES } from "./map";
import { machine, only, PASS, task } from "./parts";
import { STATE_CASES } from "./state";

/** A body of so many objects, one inside the other. */
function nested(levels: number): unknown {
  let body: unknown = {};
  for (let level = 1; level < levels; level++) {
    body = { inside: body };
  }
  return body;
}

export const STRUCTURE_CASES: AslCases = {
  "definition-too-deep": {
    bad: only({ ...PASS, Result: nested(998) }),
    good: only({ ...PASS, Result: nested(997) }),
  },
  "definition-not-object": { bad: [only(PASS)], good: only(PASS) },
  "definition-field-not-supported": {
    bad: only(PASS, { comment: "lower case" }),
    good: only(PASS, { Comment: "as it is spelled", Version: "1.0" }),
  },
  "definition-field-unknown": { bad: only(PASS, { Owner: "billing" }), good: only(PASS) },
  "definition-version-invalid": { bad: only(PASS, { Version: "2.0" }), good: only(PASS, { Version: "1.0" }) },
  "machine-timeout-invalid": { bad: only(PASS, { TimeoutSeconds: -1 }), good: only(PASS, { TimeoutSeconds: 0 }) },
  "comment-not-text": { bad: only({ ...PASS, Comment: 5 }), good: only({ ...PASS, Comment: "" }) },
  "query-language-invalid": {
    bad: only(PASS, { QueryLanguage: "jsonata" }),
    good: only(PASS, { QueryLanguage: "JSONata" }),
  },
  "query-language-mixed": {
    bad: only({ ...PASS, QueryLanguage: "JSONPath" }, { QueryLanguage: "JSONata" }),
    good: only({ ...PASS, QueryLanguage: "JSONata" }, { QueryLanguage: "JSONPath" }),
  },
  "start-at-missing": { bad: { States: { A: PASS } }, good: only(PASS) },
  "states-missing": { bad: { StartAt: "A", States: {} }, good: only(PASS) },
  "state-name-too-long": {
    bad: machine({ ["x".repeat(81)]: PASS }),
    // Characters of two code units count as one.
    good: machine({ ["💶".repeat(80)]: PASS }),
  },
  "state-name-duplicate": {
    bad: only({ Type: "Parallel", Branches: [machine({ B: PASS }), machine({ B: PASS })], End: true }),
    good: only({ Type: "Parallel", Branches: [machine({ B: PASS }), machine({ C: PASS })], End: true }),
  },
  "state-not-object": { bad: machine({ A: { ...PASS }, B: "Pass" }), good: only(task()) },
  ...STATE_CASES,
  ...MAP_CASES,
};
