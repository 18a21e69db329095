import type { TerraformStack } from "cdktf";
import {
  DefinitionBody,
  Pass,
  StateMachine,
  StateMachineAlias,
  type StateMachineProps,
  Task,
  ValidationError,
} from "cdktf-aws-http-integrations";
import { findings, synth, thrownBy } from "../../support/synth";
import { NOTHING_TO_DO } from "../parts";

const body = (options: object | null) => DefinitionBody.fromObject(NOTHING_TO_DO, options as never);
const machine = (props: unknown) => (scope: TerraformStack) =>
  new StateMachine(scope, "Machine", props as StateMachineProps);
const of = (definitionBody: DefinitionBody) => machine({ definitionBody });
const alias = (props: unknown) => (scope: TerraformStack) => new StateMachineAlias(scope, "Machine", props as never);
const published = (scope: TerraformStack) =>
  new StateMachine(scope, "Published", { definition: new Pass("Nothing"), publishVersion: true });
const routed = (routes: unknown) => (scope: TerraformStack) =>
  alias({ stateMachine: published(scope), routes: routes as never })(scope);
const task = (policyStatements: unknown) =>
  machine({
    definition: Task.jsonPath("Send", {
      resource: "arn:aws:states:::sqs:sendMessage",
      policyStatements: policyStatements as never,
    }),
  });

const NO_DEFINITION = "state-machine-definition-not-one";
const WRONG = "state-machine-property-invalid";

/** What programs in JavaScript may pass. */
describe("What is of a wrong type", () => {
  it.each<[string, (scope: TerraformStack) => unknown, string]>([
    ["no properties", machine(undefined), `definition: ${NO_DEFINITION}`],
    ["null as properties", machine(null), `definition: ${NO_DEFINITION}`],
    ["null as a definition", machine({ definition: null }), `definition: ${NO_DEFINITION}`],
    ["a text as a definition", machine({ definition: "A" }), `definition: ${NO_DEFINITION}`],
    ["null as a body", machine({ definitionBody: null }), `definitionBody: ${NO_DEFINITION}`],
    ["a body of no chain", of(DefinitionBody.fromChainable(undefined as never)), `definitionBody: ${NO_DEFINITION}`],
    ["a body of no object", of(DefinitionBody.fromObject(undefined as never)), "definition: definition-not-object"],
    [
      "a body of no file",
      of(DefinitionBody.fromFile(undefined as never)),
      "definitionBody: definition-file-unreadable",
    ],
    ["null as options", of(body(null)), `definitionBody.options: ${WRONG}`],
    ["null as substitutions", of(body({ substitutions: null })), `definitionBody.substitutions: ${WRONG}`],
    ["null as connections", of(body({ connections: null })), `definitionBody.connections: ${WRONG}`],
    ["connections that are none", of(body({ connections: [undefined] })), `definitionBody.connections: ${WRONG}`],
    ["null as endpoints", of(body({ allowedEndpoints: null })), `definitionBody.allowedEndpoints: ${WRONG}`],
    [
      "a text as endpoints",
      of(body({ allowedEndpoints: { Get: "https://api.example.com/*" } })),
      `definitionBody.allowedEndpoints: ${WRONG}`,
    ],
    ["null as logs", machine({ definition: new Pass("A"), logs: null }), `logs: ${WRONG}`],
    ["true as logs", machine({ definition: new Pass("A"), logs: true }), `logs: ${WRONG}`],
    ["an alias without properties", alias(undefined), `stateMachine: ${WRONG}`],
    ["an alias of no machine", alias({}), `stateMachine: ${WRONG}`],
    ["null as routes", routed(null), `routes: ${WRONG}`],
    ["routes that are none", routed([undefined]), `routes: ${WRONG}`],
    [
      "a route without a version",
      routed([{ weight: 100 }]),
      "routes[0].stateMachineVersionArn: state-machine-version-arn-invalid",
    ],
  ])("fails when it is %s, and leaves nothing behind", (_, make, finding) => {
    synth((scope) => {
      const error = thrownBy(() => make(scope)) as ValidationError;
      expect(error).toBeInstanceOf(ValidationError);
      expect(findings(error)).toEqual([finding]);
      expect(scope.node.tryFindChild("Machine")).toBeUndefined();
    });
  });

  it.each([
    ["an object", { actions: [] }],
    ["undefined in a list", [undefined]],
    ["a statement without lists", [{}]],
  ])("fails when it is %s as the statements of a task, and leaves nothing behind", (_, statements) => {
    synth((scope) => {
      const error = thrownBy(() => task(statements)(scope)) as ValidationError;
      expect(error).toBeInstanceOf(ValidationError);
      expect(error.message).toContain("statement");
      expect(scope.node.tryFindChild("Machine")).toBeUndefined();
    });
  });

  it.each([[undefined], [null], [{}], [{ actions: ["sqs:SendMessage"] }]])(
    "fails when it is %j as a statement of the role, which changes nothing",
    (statement) => {
      synth((scope) => {
        const made = machine({ definition: new Pass("A") })(scope);
        expect(findings(thrownBy(() => made.addToRolePolicy(statement as never)) as never)).toEqual([
          `statement: ${WRONG}`,
        ]);
        expect(scope.node.tryFindChild("Machine")).toBe(made);
      });
    },
  );
});
