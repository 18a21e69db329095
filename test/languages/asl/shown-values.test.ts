import { type AslDiagnostic, validateDefinition } from "../../../modules/languages/asl";
import { CASES, placesIn, renamed, replaced, valueAt } from "./case-places";
import { type Json, jsonataMachine, machine } from "./http-parts";
import { SECRETS, secretParts } from "./secret-samples";

/** What nobody would take for a credential by its form, in the forms that texts of a definition have. */
const CANARY = "Kan4rienvogel";
const TEXTS = [
  CANARY,
  `${CANARY} and more`,
  `$${CANARY}`,
  `$.a[${CANARY}`,
  `$.a['${CANARY}'`,
  `States.${CANARY}($.a)`,
  `States.Format('{}{}', '${CANARY}')`,
  `States.Hash($.a, '${CANARY}')`,
  `States.Format('a\\x') ${CANARY}`,
  `{% '${CANARY}' & %}`,
  `{% ${CANARY} %}`,
  `{% $${CANARY} ~> $eval %}`,
  `{% "${CANARY} %}`,
  `text with {% ${CANARY} %}`,
  `http://user:${CANARY}/1@host.example.org/`,
  `https://host.example.org/?key=${CANARY}#`,
];

/** Names under which credentials travel. */
const NAMES = ["password", "X-Api-Key", "Authorization", "accessToken", "client_secret"];

function shown(definition: unknown, options: object = {}): readonly AslDiagnostic[] {
  return validateDefinition(definition, options).diagnostics.map(
    // A path has names only.
    ({ path: _path, state: _state, ...rest }) => rest as AslDiagnostic,
  );
}

test.each(SECRETS)("%s is shown in no diagnostic, wherever in a definition it stands", (_, secret) => {
  const leaks: string[] = [];
  for (const [code, { bad, options }] of CASES) {
    for (const place of placesIn(bad).filter((one) => typeof valueAt(bad, one) === "string")) {
      const text = JSON.stringify(shown(replaced(bad, place, secret), options));
      if (secretParts(secret).some((part) => text.includes(part))) leaks.push(`${code}: ${place.join(".")}`);
    }
  }
  expect(leaks).toEqual([]);
});

test.each(TEXTS)("%s is shown in no diagnostic where the name says that it is a credential", (text) => {
  const leaks: string[] = [];
  let turn = 0;
  for (const [code, { bad, options }] of CASES) {
    for (const place of placesIn(bad).filter((one) => typeof valueAt(bad, one) === "string")) {
      const key = place.at(-1)!;
      if (/^\d+$/.test(key)) continue;
      const name = NAMES[turn++ % NAMES.length]!;
      const definition = renamed(bad, place, key.endsWith(".$") ? `${name}.$` : name, text);
      const found = JSON.stringify(shown(definition, options));
      if (found.includes(CANARY)) leaks.push(`${code}: ${place.join(".")}: ${found}`);
    }
  }
  expect(leaks).toEqual([]);
});

describe.each(["JSONPath", "JSONata"] as const)("a credential in a %s payload", (language) => {
  const keys = language === "JSONPath" ? ["password", "password.$"] : ["password"];
  test.each(TEXTS)("is not shown of %s", (text) => {
    for (const key of keys) {
      for (const value of [text, [text], { any: text }, [[{ any: [text] }]]]) {
        const payload = { [key]: value };
        const QueryLanguage = language;
        const fields =
          language === "JSONPath"
            ? { Parameters: payload, ResultSelector: payload, Assign: payload }
            : { Arguments: payload, Output: payload, Assign: payload };
        const Call = { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", ...fields, End: true };
        expect(JSON.stringify(shown({ QueryLanguage, StartAt: "Call", States: { Call } }))).not.toContain(CANARY);
      }
    }
  });
});

describe("what a diagnostic shows", () => {
  const pass = (Parameters: Json) => ({ StartAt: "A", States: { A: { Type: "Pass", Parameters, End: true } } });
  const one = (definition: object) => {
    const [{ code, given, detail }] = validateDefinition(definition).diagnostics as [AslDiagnostic];
    return { code, given, detail };
  };

  test("of a credential under a key that ends with .$ is where it stands and what is wrong", () => {
    expect(one(pass({ "password.$": CANARY }))).toEqual({
      code: "asl-payload-value-invalid",
      given: undefined,
      detail:
        "The value for the field 'password.$' must be a valid JSONPath or a valid intrinsic function call at " +
        "/States/A/Parameters: it starts neither with $ nor with States.",
    });
  });

  test("of any other value is the value", () => {
    expect(one(pass({ "name.$": "name" }))).toMatchObject({ given: "name" });
  });

  test("of a reference is the reference, whatever its name", () => {
    expect(one(pass({ "TaskToken.$": "$$.Tsk.Token" }))).toEqual({
      code: "asl-context-unknown",
      given: "$$.Tsk.Token",
      detail: 'the context object has no "Tsk": did you mean "Task"?',
    });
  });

  test.each([
    ["States.Format('https://a.b/{}?key=Kan4rienvogel')", "States.Format('https://a.b/{}?key=…')"],
    [`States.Format('{}', 'a', '{"password": "Kan4rienvogel"}')`, `States.Format('{}', 'a', '{"password": "…"}')`],
    ["States.Format('{}', 'https://a:Kan4/rien@b.c/d', '')", "States.Format('{}', 'https://…@b.c/d', '')"],
    ["States.Format('{}', 'https://Kan4rien@b.c/d', '')", "States.Format('{}', 'https://…@b.c/d', '')"],
  ])("of %s is not what is a credential in it", (call, given) => {
    expect(one(pass({ "url.$": call }))).toMatchObject({ code: "asl-format-arguments", given });
  });

  test("of an expression is not what it compares a password with", () => {
    const Arguments = { "x-any": "{% $states.input.password = 'Kan4rienvogel' and %}" };
    const [found] = shown(jsonataMachine({ Headers: Arguments }));
    expect(found).toMatchObject({ code: "asl-jsonata-invalid", given: "{% $states.input.password = '…' and %}" });
  });

  test("of a long text is its beginning", () => {
    const { given, detail = "" } = validateDefinition(pass({ "name.$": `States.UUID() x${" y".repeat(5000)}` }))
      .diagnostics[0]!;
    expect(given).toBe(`States.UUID() x${" y".repeat(42)} …`);
    expect(detail.length).toBeLessThan(600);
  });

  test("of a long text is nothing that stands behind what was looked at", () => {
    const [, secret] = SECRETS[0]!;
    const text = `${`https://a:${"x".repeat(300)}@b.c `.repeat(6)}${secret.repeat(3)}`;
    for (let length = 1900; length < text.length; length += 7) {
      const found = JSON.stringify(shown(pass({ "name.$": text.slice(0, length) + secret })));
      for (const part of secretParts(secret)) expect(found).not.toContain(part);
    }
  });

  test("of an object is that it is one", () => {
    expect(one(pass({ "name.$": { password: CANARY } }))).toMatchObject({ given: "an object" });
    expect(one(pass({ "name.$": [{ password: CANARY }, "a"] }))).toMatchObject({ given: ["an object", "a"] });
  });

  test("of a placeholder is all or nothing", () => {
    const { diagnostics } = validateDefinition(pass({ "name.$": `${"x".repeat(95)}\${Placeholder}` }), {
      isUnresolved: () => false,
    });
    expect(diagnostics[0]?.given).toBe(`${"x".repeat(95)}…`);
  });

  test("of an endpoint is not its password, even with a slash in it", () => {
    for (const ApiEndpoint of [
      `http://user:${CANARY}/1@host`,
      `http://user:${CANARY}?1@host`,
      `http://user:1#${CANARY}@host`,
      `http://user:1\\${CANARY}@host`,
    ]) {
      expect(shown(machine({ ApiEndpoint }))[0]).toMatchObject({
        code: "http-task-endpoint-not-https",
        given: "http://…",
      });
    }
  });
});
