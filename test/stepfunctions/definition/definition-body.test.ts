import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Token } from "cdktf";
import { DefinitionBody, type DefinitionBodyOptions } from "cdktf-aws-http-integrations";
import { connection, numberToken, stringToken, token } from "../../events/parts";
import { codesOf, findings, refusal, type SynthesizedStack, synth } from "../../support/synth";
import { definitionOf, machine } from "../parts";

const dir = mkdtempSync(path.join(tmpdir(), "definition-"));
afterAll(() => rmSync(dir, { recursive: true }));

function file(name: string, text: string): string {
  const place = path.join(dir, name);
  writeFileSync(place, text);
  return place;
}

type Options = DefinitionBodyOptions | ((stack: Parameters<typeof machine>[0]) => DefinitionBodyOptions);
type Build = (stack: Parameters<typeof machine>[0]) => void;

/** A machine whose one state is a Pass with this result. */
const withResult =
  (Result: unknown, options: Options = {}): Build =>
  (stack) => {
    const definition = definitionOf({ A: { Type: "Pass", Result, End: true } });
    machine(stack, {}, definition, typeof options === "function" ? options(stack) : options);
  };
const fromFile =
  (place: string, options: DefinitionBodyOptions = {}): Build =>
  (stack) => {
    machine(stack, { definitionBody: DefinitionBody.fromFile(place, options), definition: undefined });
  };

const definitionText = (stack: SynthesizedStack) => String(stack.resource("aws_sfn_state_machine").definition);
/** What AWS receives, as far as no expression is left in it. */
const definitionIn = (build: Build) =>
  JSON.parse(definitionText(synth(build)).replaceAll("$${", "${").replaceAll("%%{", "%{"));
const resultIn = (build: Build) => definitionIn(build).States.A.Result;

describe("DefinitionBody.fromObject", () => {
  it("keeps the object as it is, but for members that are undefined", () => {
    const Result = { a: undefined, b: [1, undefined, null], c: "", "%{x}": "<é>\u2028" };

    expect(resultIn(withResult(Result))).toEqual({ b: [1, null, null], c: "", "%{x}": "<é>\u2028" });
    expect(Object.keys(Result)).toEqual(["a", "b", "c", "%{x}"]);
  });

  it.each<[string, unknown, unknown]>([
    ["a text", "x", "x"],
    ["an empty text", "", ""],
    ["a number", 17, 17],
    ["zero", 0, 0],
    ["a boolean", false, false],
  ])("puts %s in place of a placeholder that is the whole text, keeping its type", (_, value, expected) => {
    expect(resultIn(withResult("${Value}", { substitutions: { Value: value as never } }))).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    ["a text", "x", "<x>"],
    ["a number", 0.5, "<0.5>"],
    ["a boolean", true, "<true>"],
    ["a text that looks like a placeholder", "${Other}", "<${Other}>"],
  ])("puts %s into a text", (_, value, expected) => {
    expect(resultIn(withResult("<${Value}>", { substitutions: { Value: value as never } }))).toBe(expected);
  });

  it("puts values into names too, and several into one text", () => {
    expect(resultIn(withResult({ "${A}-${B.c}": "${A}${A}" }, { substitutions: { A: "a", "B.c": 1 } }))).toEqual({
      "a-1": "aa",
    });
  });

  it("puts tokens of each kind in", () => {
    const text = definitionText(
      synth(
        withResult(
          { whole: "${N}", inside: "n ${N}", flag: "${F}", flagInside: "f ${F}", text: "t ${T}" },
          (stack) => ({
            substitutions: {
              N: numberToken(stack, "n"),
              F: Token.asAny({ resolve: () => "${var.f}", creationStack: [] }) as never,
              T: stringToken(stack, "t"),
            },
          }),
        ),
      ),
    );

    expect(text).toContain('"whole":${jsonencode(var.n)}');
    expect(text).toContain('"flag":${jsonencode(var.f)}');
    expect(text).toMatch(/"inside":"n \$\{[^"]*"?.*var\.n/);
    expect(text).toMatch(/"flagInside":"f \$\{.*var\.f/);
    expect(text).toMatch(/"text":"t \$\{.*var\.t/);
  });

  it("puts the ARN of a connection in", () => {
    const text = definitionText(synth(withResult("${C}", (stack) => ({ substitutions: { C: connection(stack) } }))));

    expect(text).toMatch(/"Result":"\$\{aws_cloudwatch_event_connection\.\w+\.arn\}"/);
  });

  it.each([
    ["$${Name}", "${Name}"],
    ["a $${Name} $${AWS::Region} b", "a ${Name} ${AWS::Region} b"],
    ["${}", "${}"],
    ["${a b}", "${a b}"],
    ["{% $x.(${ name: value }) %}", "{% $x.(${ name: value }) %}"],
    ["{% $orders{customer: $sum(amount)} %}", "{% $orders{customer: $sum(amount)} %}"],
    ["{% $x.($.{'a': b}) %}", "{% $x.($.{'a': b}) %}"],
    ["$", "$"],
    ["%{ if x }", "%{ if x }"],
  ])("takes %j for the text %j", (text, expected) => {
    const definition = { QueryLanguage: "JSONata", ...definitionOf({ A: { Type: "Succeed", Output: { text } } }) };
    const stack = synth((scope) => machine(scope, {}, definition));
    const written = definitionText(stack).replaceAll("$${", "${").replaceAll("%%{", "%{");

    expect(JSON.parse(written).States.A.Output.text).toBe(expected);
  });

  it("says nothing else about a value that a missing substitution would give", () => {
    const parameters = {
      ApiEndpoint: "https://api.example.com/${Path}",
      Method: "GET",
      InvocationConfig: { ConnectionArn: "${Connection}" },
    };
    const Task = {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Parameters: parameters,
      Retry: [{ ErrorEquals: ["States.Http.StatusCode.429"] }],
      End: true,
    };
    const error = refusal((stack) => machine(stack, {}, definitionOf({ Task })));

    expect(findings(error)).toEqual([
      "substitutions: definition-substitution-missing",
      "substitutions: definition-substitution-missing",
    ]);
  });

  it("fails for placeholders without a value, with what was likely meant", () => {
    const error = refusal(withResult(["${ConectionArn}", "${AWS::Region}"], { substitutions: { ConnectionArn: "x" } }));

    expect(findings(error)).toEqual([
      "substitutions: definition-substitution-missing",
      "substitutions: definition-substitution-missing",
      "substitutions.ConnectionArn: definition-substitution-unused",
    ]);
    expect(error.message).toContain('got: "ConectionArn": there are values for ConnectionArn');
    expect(error.message).toContain("ConnectionArn is given and not used");
  });

  it("fails for a placeholder where no values are given at all", () => {
    expect(refusal(withResult("${Name}")).message).toContain('got: "Name": no values are given.');
  });

  it.each([[{}], [[]], [null], [undefined], [Number.NaN], [() => 1]])("fails for the value %j", (value) => {
    const error = refusal(withResult("${Name}", { substitutions: { Name: value as never } }));

    expect(findings(error)).toContain("substitutions.Name: definition-substitution-invalid");
  });

  it("says how a secret endpoint is given, where a SecretValue is", () => {
    const error = refusal((stack) => withResult("${Hook}", { substitutions: { Hook: token(stack) as never } })(stack));

    expect(findings(error)).toContain("substitutions.Hook: definition-substitution-invalid");
    expect(error.message).toContain("`variable.stringValue` of a sensitive variable, with `allowedEndpoints`");
  });

  it("takes names of Object.prototype for names like others", () => {
    expect(findings(refusal(withResult("${constructor}")))).toEqual(["substitutions: definition-substitution-missing"]);
  });
});

describe("DefinitionBody.fromFile", () => {
  const JSON_TEXT =
    '{\n  "StartAt": "A",\n  "States": {\n    "A": {"Type": "Pass", "Result": "${Value}", "End": true}\n  }\n}';
  const YAML_TEXT = "StartAt: A\nStates:\n  A:\n    Type: Pass\n    Result: ${Value}\n    End: true\n";
  const expected = definitionOf({ A: { Type: "Pass", Result: 1, End: true } });

  it.each([
    ["a.asl.json", JSON_TEXT],
    ["a.json", JSON_TEXT],
    ["a.JSON", `\uFEFF${JSON_TEXT}`],
    ["a.yaml", YAML_TEXT],
    ["a.asl.yml", YAML_TEXT],
    ["bom.yml", `\uFEFF${YAML_TEXT}`],
    ["block.yaml", `%YAML 1.2\n---\n# a machine\n${YAML_TEXT}`],
    ["json.yaml", JSON_TEXT],
  ])("reads %s", (name, text) => {
    expect(definitionIn(fromFile(file(name, text), { substitutions: { Value: 1 } }))).toEqual(expected);
  });

  it("finds a relative path from the working directory", () => {
    const place = path.relative(process.cwd(), file("relative.json", JSON_TEXT));

    expect(definitionIn(fromFile(place, { substitutions: { Value: 1 } }))).toEqual(expected);
  });

  it("keeps dates, and resolves anchors, of YAML", () => {
    const text =
      "StartAt: A\nStates:\n  A: &wait\n    Type: Pass\n    Result: {at: 2026-01-01T00:00:00Z, yes: yes}\n    End: true\n";

    expect(resultIn(fromFile(file("dates.yaml", text)))).toEqual({ at: "2026-01-01T00:00:00Z", yes: "yes" });
  });

  it.each<[string, string, string, string]>([
    ["a.txt", "{}", "definition-file-extension", "a.txt"],
    ["a.tf", "{}", "definition-file-extension", "a.tf"],
    ["comma.json", '{\n  "a": 1,\n}', "definition-file-invalid", "comma.json:3:1: "],
    ["unquoted.json", '{"a": ${Value}}', "definition-file-invalid", "unquoted.json:1:7: "],
    ["empty.json", "", "definition-file-invalid", "empty.json:1:1: "],
    ["list.json", "[]", "definition-file-invalid", "it holds no object"],
    ["null.json", "null", "definition-file-invalid", "it holds no object"],
    ["empty.yaml", "", "definition-file-invalid", "it holds no object"],
    ["text.yaml", "a", "definition-file-invalid", "it holds no object"],
    ["tab.yaml", "States:\n\tA: 1\n", "definition-file-invalid", "tab.yaml:2:1: Tabs are not allowed"],
    ["twice.yaml", "a: 1\na: 2\n", "definition-file-invalid", "twice.yaml:2:1: Map keys must be unique"],
    ["tag.yaml", "a: 1\nb: !Sub x\n", "definition-file-invalid", "tag.yaml:2:4: Unresolved tag: !Sub"],
    ["two.yaml", "a: 1\n---\nb: 2\n", "definition-file-invalid", "two.yaml:2:1: Source contains multiple documents"],
  ])("fails for %s", (name, text, code, words) => {
    const error = refusal(fromFile(file(name, text)));

    expect(findings(error)).toEqual([`definitionBody: ${code}`]);
    expect(error.message).toContain(words);
  });

  it("fails for a file that is not there, with the place where it was looked for", () => {
    const error = refusal(fromFile("no/such.asl.json"));

    expect(findings(error)).toEqual(["definitionBody: definition-file-unreadable"]);
    expect(error.message).toContain(`ENOENT at ${path.resolve("no/such.asl.json")}`);
  });

  it("fails for a folder", () => {
    mkdirSync(path.join(dir, "folder.json"));

    expect(refusal(fromFile(path.join(dir, "folder.json"))).message).toContain("EISDIR");
  });

  it("fails for two states of one name, and warns of other names that stand twice", () => {
    const states = file("states.json", '{"StartAt":"A","States":{"A":{"Type":"Succeed"},\n"A":{"Type":"Succeed"}}}');
    const keys = file("keys.json", '{"StartAt":"A","States":{"A":{"Type":"Succeed","Comment":"a",\n"Comment":"b"}}}');
    const error = refusal(fromFile(states));

    expect(findings(error)).toEqual(["definition.States.A: definition-state-twice"]);
    expect(error.message).toContain("line 2, column 1");
    expect(codesOf(synth(fromFile(keys)).warnings)).toEqual(["definition-key-twice"]);
  });
});
