import { readFileSync } from "node:fs";
import fc from "fast-check";
import { validateDefinition } from "../../../modules/languages/asl";
import { conformanceFile } from "../conformance-file";
import { CONNECTION_ARN, connectedTo, httpFindings, type Json, jsonataMachine, machine } from "./http-parts";

fc.configureGlobal({ seed: 20_261_121 });

describe("a definition that is anything", () => {
  const request = fc.dictionary(
    fc.constantFrom(
      "ApiEndpoint",
      "ApiEndpoint.$",
      "Method",
      "Headers",
      "Transform",
      "RequestBody",
      "InvocationConfig",
      "x",
    ),
    fc.jsonValue(),
  );
  const fields = fc.dictionary(
    fc.constantFrom("Retry", "Catch", "Next", "TimeoutSeconds", "ResultPath", "Output"),
    fc.jsonValue(),
  );

  it("never makes a check throw", () => {
    fc.assert(
      fc.property(request, fields, fc.boolean(), (values, others, isJsonata) => {
        const definition = isJsonata ? jsonataMachine(values as Json, others) : machine(values as Json, others);
        expect(() => httpFindings(definition, connectedTo({ body: ["a"], headers: ["a"] }))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});

describe("a body that is nested very deep", () => {
  it.each(["RequestBody", "Headers", "Transform", "QueryParameters"])("is no problem as %s", (field) => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ]) {
      const request = JSON.parse(`${open!.repeat(3000)}1${close!.repeat(3000)}`) as Json;
      expect(() => httpFindings(machine({ Method: "PUT", [field]: request }))).not.toThrow();
    }
  });
});

const file = conformanceFile("http-task.json");

interface Recorded {
  readonly cases: readonly { readonly name: string; readonly state: Json }[];
  readonly asl_samples: readonly { readonly source: string; readonly asl: Json }[];
  readonly cdk_oracle: {
    readonly cases: readonly {
      readonly name: string;
      readonly definition: string | { readonly "Fn::Join": readonly [string, readonly unknown[]] };
    }[];
  };
}

if (file === undefined) {
  test("left out: shared/conformance/http-task.json is not on this machine", () => {
    expect(file).toBeUndefined();
  });
} else {
  judge(JSON.parse(readFileSync(file, "utf8")) as Recorded);
}

function judge({ cases, asl_samples: samples, cdk_oracle: cdk }: Recorded): void {
  const REFUSED: { readonly [name: string]: string } = {
    "floci: forbidden header": "http-task-header-forbidden",
    "floci: ConnectionArn required": "http-task-connection-missing",
  };
  const errorsOf = (definition: unknown) =>
    httpFindings(definition)
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code);

  it.each(cases.map(({ name, state }) => [name, state] as const))("%s", (name, state) => {
    const text = JSON.stringify(state)
      .replaceAll("<connection>", CONNECTION_ARN)
      .replaceAll("<server>", "https://server.example.com");
    const definition = { StartAt: "T", States: { T: JSON.parse(text), HandleInvoiceFailure: { Type: "Fail" } } };
    const refused = REFUSED[name];

    expect(errorsOf(definition)).toEqual(refused === undefined ? [] : [refused]);
  });

  it.each(samples.map(({ source, asl }) => [source, asl] as const))("%s is accepted", (_, asl) => {
    expect(validateDefinition(asl).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each(cdk.cases.map(({ name, definition }) => [name, definition] as const))(
    "CDK's %s is accepted",
    (_, definition) => {
      const text =
        typeof definition === "string"
          ? definition
          : definition["Fn::Join"][1].map((part) => (typeof part === "string" ? part : "${Ref}")).join("");

      expect(validateDefinition(JSON.parse(text)).diagnostics.filter(({ severity }) => severity === "error")).toEqual(
        [],
      );
    },
  );
}
