/** What one stack takes from another: cdktf writes an output there and a remote state here. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable, Testing, Token } from "cdktf";
import {
  Authorization,
  Connection,
  EventBus,
  HttpInvoke,
  HttpMethod,
  JsonPath,
  Key,
  LogGroup,
  Pass,
  Role,
  Rule,
  StateMachine,
  targets,
  ValidationError,
} from "cdktf-aws-http-integrations";
import { renderJson } from "../../modules/core/json";
import { removeTempDirs, tempDir } from "../support/paths";
import { runCommand } from "../support/process";
import { thrownBy } from "../support/synth";
import type { JsonObject, TerraformJson } from "../support/terraform-json";

afterAll(removeTempDirs);

/** The Terraform JSON of the second stack, and where that of both lies. */
function synthBoth(build: (first: TerraformStack, second: TerraformStack) => void) {
  const outdir = tempDir("stacks");
  const app = Testing.app({ outdir });
  const [first, second] = ["first", "second"].map((id) => new TerraformStack(app, id)) as [
    TerraformStack,
    TerraformStack,
  ];
  for (const stack of [first, second]) {
    new LocalBackend(stack, { path: path.join(outdir, `${stack.node.id}.tfstate`) });
  }
  build(first, second);
  app.synth();
  const dirOf = (id: string) => path.join(outdir, "stacks", id);
  const json: TerraformJson = JSON.parse(readFileSync(path.join(dirOf("second"), "cdk.tf.json"), "utf8"));
  return { json, dirOf };
}

function synthWithProvider(build: (first: TerraformStack, second: TerraformStack) => void): TerraformJson {
  return synthBoth((first, second) => {
    for (const stack of [first, second]) {
      new AwsProvider(stack, "aws", { region: "us-east-1" });
    }
    build(first, second);
  }).json;
}

function only(json: TerraformJson, type: string, idPart = ""): JsonObject {
  const found = Object.entries(json.resource?.[type] ?? {}).filter(([name]) => name.includes(idPart));
  expect(found.map(([name]) => name)).toHaveLength(1);
  return found[0]![1];
}

/** An interpolation of an output of the first stack, with the name that cdktf gives it. */
const output = (name: string) =>
  `\${data.terraform_remote_state.cross-stack-reference-input-first.outputs.cross-stack-output-${name}}`;

const TRICKY = 'a "quoted" \\ back\nslash <tag> ${x}';

describe("a document with values of another stack", () => {
  type Variables = { readonly [name in "string" | "tricky" | "number" | "list" | "map" | "flag"]: TerraformVariable };
  const DOCUMENTS: { readonly [name: string]: readonly [(v: Variables) => unknown, unknown] } = {
    leaf: [(v) => ({ a: v.string.stringValue, b: v.tricky.stringValue }), { a: "text", b: TRICKY }],
    text: [(v) => [`<${v.tricky.stringValue}> \${lit} $${v.string.stringValue}`], [`<${TRICKY}> \${lit} $text`]],
    number: [(v) => [v.number.numberValue, `n-${Token.asString(v.number.numberValue)}`], [7, "n-7"]],
    list: [(v) => ({ l: v.list.listValue }), { l: ["a", 'b"'] }],
    map: [(v) => ({ m: Token.asStringMap(v.map.value) }), { m: { k: "v" } }],
    flag: [(v) => [v.flag.booleanValue], [true]],
    key: [(v) => ({ [`k-${v.tricky.stringValue}`]: 1 }), { [`k-${TRICKY}`]: 1 }],
    function: [(v) => [`${Fn.upper(v.string.stringValue)}!`, Fn.upper(v.string.stringValue)], ["TEXT!", "TEXT"]],
    producer: [
      ({ string: { stringValue } }) =>
        () => [stringValue, stringValue],
      ["text", "text"],
    ],
  };

  it("is what the values are, as Terraform evaluates both stacks", async () => {
    const { dirOf } = synthBoth((first, second) => {
      const variable = (name: string, type: string, value: unknown) =>
        new TerraformVariable(first, name, { type, default: value });
      const variables: Variables = {
        string: variable("string", "string", "text"),
        tricky: variable("tricky", "string", TRICKY.replace("${", "$${")),
        number: variable("number", "number", 7),
        list: variable("list", "list(string)", ["a", 'b"']),
        map: variable("map", "map(string)", { k: "v" }),
        flag: variable("flag", "bool", true),
      };
      for (const [name, [document]] of Object.entries(DOCUMENTS)) {
        new TerraformOutput(second, name, { value: renderJson(document(variables)), sensitive: true });
      }
    });
    const run = (id: string, ...args: string[]) =>
      runCommand("terraform", args, { cwd: dirOf(id), env: process.env, timeoutMs: 60_000 });
    if ((await run("first", "version").catch(() => undefined))?.code !== 0) {
      console.warn("Left out: values of another stack, because terraform is not on the PATH.");
      return;
    }
    for (const id of ["first", "second"]) {
      for (const args of [["init"], ["apply", "-auto-approve"]]) {
        const { code, stderr } = await run(id, ...args, "-input=false");
        if (code !== 0) {
          throw new Error(stderr);
        }
      }
    }
    const outputs = JSON.parse((await run("second", "output", "-json")).stdout) as {
      [name: string]: { value: string };
    };

    expect(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, JSON.parse(value)]))).toEqual(
      Object.fromEntries(Object.entries(DOCUMENTS).map(([name, [, expected]]) => [name, expected])),
    );
  }, 120_000);
});

describe("constructs of another stack", () => {
  const PARTITION = "${data.aws_partition.AwsAccount_Partition_778E3A84.partition}";

  it("are in the definition and the policies of a state machine by their ARNs", () => {
    const json = synthWithProvider((first, second) => {
      const connection = new Connection(first, "Api", {
        authorization: Authorization.none(),
        kmsKey: new Key(first, "Key"),
      });
      new StateMachine(second, "Machine", {
        stateMachineName: "orders",
        definition: new HttpInvoke("Get", {
          connection,
          method: HttpMethod.GET,
          apiEndpoint: "https://api.example.com/v1/orders",
          requestBody: { id: JsonPath.stringAt("$.id"), text: `of ${connection.connectionArn}` },
          defaultRetry: false,
        }),
      });
    });
    const arn = output("aws_cloudwatch_event_connectionApi_F70053CDarn");

    expect(JSON.parse(only(json, "aws_sfn_state_machine").definition as string)).toEqual({
      StartAt: "Get",
      States: {
        Get: {
          Type: "Task",
          Resource: `arn:${PARTITION}:states:::http:invoke`,
          Parameters: {
            ApiEndpoint: "https://api.example.com/v1/orders",
            Method: "GET",
            InvocationConfig: { ConnectionArn: arn },
            RequestBody: { "id.$": "$.id", text: `of ${arn}` },
          },
          End: true,
        },
      },
    });
    const { Statement } = JSON.parse(only(json, "aws_iam_role_policy").policy as string);
    const resources = (action: string) =>
      Statement.find(({ Action }: { Action: string[] }) => Action.includes(action)).Resource;
    expect(resources("events:RetrieveConnectionCredentials")).toEqual([arn]);
    expect(resources("secretsmanager:GetSecretValue")).toEqual([
      output("aws_cloudwatch_event_connectionApi_F70053CDsecret_arn"),
    ]);
    expect(resources("kms:Decrypt")).toEqual([output("aws_kms_keyKey_961B73FDarn")]);
  });

  it("are escaped inside the texts of a state machine as values of its own stack are", () => {
    const { definition } = only(
      synthWithProvider((first, second) => {
        const { keyArn } = new Key(first, "Key");
        const parameters = { text: `${keyArn} of ${JsonPath.stringAt("$.id")}` };
        new StateMachine(second, "Machine", { definition: new Pass("Tell", { parameters }) });
      }),
      "aws_sfn_state_machine",
    );
    const inner = output("aws_kms_keyKey_961B73FDarn").slice(2, -1);

    expect(definition).toContain(`jsonencode(tostring(replace(${inner}, `);
    expect(definition).not.toContain("$${");
  });

  it("are called by the rules of a bus of another stack", () => {
    const json = synthWithProvider((first, second) => {
      const machine = new StateMachine(first, "Machine", { stateMachineName: "orders", definition: new Pass("Done") });
      const bus = new EventBus(first, "Bus", { eventBusName: "orders" });
      new Rule(second, "Rule", {
        eventBus: bus,
        eventPattern: { source: ["shop"] },
        targets: { Machine: new targets.SfnStateMachine(machine) },
      });
    });

    expect(only(json, "aws_cloudwatch_event_target").arn).toBe(output("aws_sfn_state_machineMachine_6FC8AE80arn"));
    const [partition, region, account] = [
      output("dataaws_partitionAwsAccount_Partition_778E3A84partition"),
      output("dataaws_regionAwsAccount_Region_A66FEA8Did"),
      output("dataaws_caller_identityAwsAccount_Identity_E18432DCaccount_id"),
    ];
    expect(JSON.parse(only(json, "aws_iam_role_policy").policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["states:StartExecution"],
          Resource: [`arn:${partition}:states:${region}:${account}:stateMachine:orders`],
        },
      ],
    });
    expect(only(json, "aws_sqs_queue_policy").policy).not.toContain("$${");
  });

  it("are allowed by the policy of a bus", () => {
    const json = synthWithProvider((first, second) => {
      const role = new Role(first, "Sender", { servicePrincipal: "lambda.amazonaws.com" });
      const bus = new EventBus(second, "Bus", { eventBusName: "orders" });
      bus.addToResourcePolicy({
        sid: "Sender",
        principals: { AWS: [role.roleArn] },
        actions: ["events:PutEvents"],
        resources: [bus.eventBusArn],
      });
    });

    expect(JSON.parse(only(json, "aws_cloudwatch_event_bus_policy").policy as string)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Sender",
          Effect: "Allow",
          Principal: { AWS: [output("aws_iam_roleSender_F5F9B8E0arn")] },
          Action: ["events:PutEvents"],
          Resource: ["${aws_cloudwatch_event_bus.Bus_EA82B648.arn}"],
        },
      ],
    });
  });
});

describe("stacks that need each other", () => {
  const nothing = { definition: new Pass("Done") };
  const stateRole = (stack: TerraformStack) => new Role(stack, "Role", { servicePrincipal: "states.amazonaws.com" });

  /** A machine of one stack, and what it uses of the other. */
  it.each<[string, (scope: TerraformStack, other: TerraformStack) => unknown]>([
    ["a key", (scope, other) => new StateMachine(scope, "Machine", { ...nothing, kmsKey: new Key(other, "Key") })],
    ["a role", (scope, other) => new StateMachine(scope, "Machine", { ...nothing, role: stateRole(other) })],
    ["the key of a log group", (scope, other) => new LogGroup(scope, "Logs", { encryptionKey: new Key(other, "Key") })],
  ])("fail with a way out, whichever comes first: %s", (_, build) => {
    for (const run of [build, (first: TerraformStack, second: TerraformStack) => build(second, first)]) {
      const error = thrownBy(() => synthWithProvider(run)) as ValidationError;

      expect(error).toBeInstanceOf(ValidationError);
      expect(error.code).toBe("stacks-need-each-other");
      expect(error.message).toContain("Key.fromKeyArn, Role.fromRoleArn");
    }
  });

  it("do not, where key and role are imported by an ARN that is written out", () => {
    const json = synthWithProvider((first, second) => {
      new Key(first, "Key");
      new StateMachine(second, "Machine", {
        ...nothing,
        kmsKey: Key.fromKeyArn(second, "Key", "arn:aws:kms:us-east-1:123456789012:key/1-2"),
        role: Role.fromRoleArn(second, "Role", "arn:aws:iam::123456789012:role/orders"),
      });
    });

    expect(only(json, "aws_sfn_state_machine").role_arn).toBe("arn:aws:iam::123456789012:role/orders");
  });

  it("are not what a key without a policy for the other makes them: the stack waits, the machine cannot", () => {
    const json = synthWithProvider((first, second) => {
      const destination = new LogGroup(second, "Logs", { logGroupName: "/aws/vendedlogs/orders" });
      new StateMachine(second, "Machine", { ...nothing, kmsKey: new Key(first, "Key"), logs: { destination } });
      expect(second.dependsOn(first)).toBe(true);
    });

    // A resource of another stack has no address here.
    expect(only(json, "aws_sfn_state_machine").depends_on).toEqual([expect.stringContaining("aws_iam_role_policy.")]);
  });
});
