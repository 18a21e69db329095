/** What the role of executions may call, with which credentials: asked with requests that must and must not be allowed. */
import {
  Authorization,
  Connection,
  CredentialStorage,
  Key,
  SecretValue,
  StateMachineType,
} from "cdktf-aws-http-integrations";
import { Problems } from "../../../modules/core/validate";
import { checkPolicyLength } from "../../../modules/stepfunctions/state-machine/state-machine-permissions";
import { connection, stringToken } from "../../events/parts";
import { codesOf, findings, refusal, synth } from "../../support/synth";
import {
  API,
  arn,
  CONNECTION,
  definitionOf,
  httpTask,
  machine,
  may,
  mayCall,
  roleStatements,
  stubConnection,
  synthTasks,
} from "../parts";

const POST = "https://api.example.com/v1/charges";

describe("states:InvokeHTTPEndpoint", () => {
  it.each<[string, string, string, string, boolean]>([
    ["the request of the task", "GET", API, "orders", true],
    ["another method", "DELETE", API, "orders", false],
    ["another path", "GET", "https://api.example.com/v1/customers", "orders", false],
    ["a longer path", "GET", `${API}/1`, "orders", false],
    ["a host that begins with the API's", "GET", "https://api.example.com.evil.tld/", "orders", false],
    ["the API's host as a user name", "GET", "https://api.example.com@evil.tld/v1/orders", "orders", false],
    ["without TLS", "GET", "http://api.example.com/v1/orders", "orders", false],
    ["on behalf of another machine", "GET", API, "others", false],
    ["on behalf of a machine whose name begins the same", "GET", API, "orders2", false],
  ])("%s: %s %s of %s: %s", async (_, method, endpoint, name, isAllowed) => {
    const statements = await roleStatements(synthTasks({ Get: httpTask() }));

    expect(mayCall(statements, method, endpoint, name)).toBe(isAllowed);
  });

  it("allows no method of one endpoint for another", async () => {
    const statements = await roleStatements(
      synthTasks({
        Get: httpTask(),
        Post: httpTask({ ApiEndpoint: POST, Method: "POST", Headers: { "Idempotency-Key": "1" } }),
      }),
    );
    const allowed = ["GET", "POST", "DELETE"].flatMap((method) =>
      [API, POST]
        .filter((endpoint) => mayCall(statements, method, endpoint))
        .map((endpoint) => `${method} ${endpoint}`),
    );

    expect(allowed).toEqual([`GET ${API}`, `POST ${POST}`]);
  });

  it("has one statement for all endpoints with the same methods", async () => {
    const statements = await roleStatements(
      synthTasks({ A: httpTask(), B: httpTask({ ApiEndpoint: `${API}/1` }), C: httpTask() }),
    );
    const invoke = statements.filter(({ actions }) => actions.includes("states:InvokeHTTPEndpoint"));

    expect(invoke).toHaveLength(1);
    expect(invoke[0]!.conditions).toEqual([
      { operator: "StringEquals", key: "states:HTTPMethod", values: ["GET"] },
      { operator: "StringLike", key: "states:HTTPEndpoint", values: [API, `${API}/1`] },
    ]);
  });

  it("leaves open only the part of a path that is known at run time", async () => {
    const statements = await roleStatements(
      synthTasks({
        Get: httpTask({
          ApiEndpoint: undefined,
          "ApiEndpoint.$": "States.Format('https://api.example.com/v1/orders/{}/lines', $.id)",
        }),
      }),
    );

    expect(mayCall(statements, "GET", "https://api.example.com/v1/orders/17/lines")).toBe(true);
    expect(mayCall(statements, "GET", "https://api.example.com/v1/orders/17")).toBe(false);
    expect(mayCall(statements, "GET", "https://api.example.com.evil.tld/v1/orders/17/lines")).toBe(false);
  });

  it("does the same for JSONata", async () => {
    const { Parameters, ...task } = httpTask() as { Parameters: object };
    const Arguments = { ...Parameters, ApiEndpoint: "{% 'https://api.example.com/v1/orders/' & $states.input.id %}" };
    const statements = await roleStatements(synthTasks({ Get: { ...task, QueryLanguage: "JSONata", Arguments } }));

    expect(mayCall(statements, "GET", "https://api.example.com/v1/orders/17")).toBe(true);
    expect(mayCall(statements, "GET", "https://api.example.com/v1/customers/17")).toBe(false);
  });

  it("takes characters of IAM's patterns in an endpoint for themselves", () => {
    const { policy } = synthTasks({ Get: httpTask({ ApiEndpoint: "https://api.example.com/a*b?c$d" }) }).resource(
      "aws_iam_role_policy",
    );

    // Terraform reads $${ as ${.
    expect(String(policy)).toContain('"https://api.example.com/a$${*}b$${?}c$${$}d"');
  });

  it("keeps what Terraform alone knows", () => {
    const stack = synthTasks({ Get: httpTask({ ApiEndpoint: "https://${Host}/v1/orders" }) }, (scope) => ({
      substitutions: { Host: stringToken(scope, "host") },
    }));

    expect(String(stack.resource("aws_iam_role_policy").policy)).toMatch(
      /"https:\/\/\$\{[^}]*var\.host[^}]*\}\/v1\/orders"/,
    );
  });

  it("finds tasks in branches and items, of distributed Maps also for the executions of the Map Run", async () => {
    const statements = await roleStatements(
      synthTasks({
        Both: { Type: "Parallel", Branches: [definitionOf({ A: httpTask() })], End: true },
        Each: {
          Type: "Map",
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            ...definitionOf({ B: httpTask({ ApiEndpoint: POST }) }),
          },
          End: true,
        },
      }),
    );

    expect(mayCall(statements, "GET", API)).toBe(true);
    expect(mayCall(statements, "GET", POST)).toBe(true);
    expect(mayCall(statements, "GET", POST, "orders/Each")).toBe(true);
    expect(mayCall(statements, "GET", POST, "orders2/Each")).toBe(false);
    expect(may(statements, "states:StartExecution", arn("states", "stateMachine:orders"))).toBe(true);
    expect(may(statements, "states:StartExecution", arn("states", "stateMachine:orders2"))).toBe(false);
    expect(may(statements, "states:DescribeExecution", arn("states", "execution:orders/Each:1"))).toBe(true);
    expect(may(statements, "states:DescribeExecution", arn("states", "execution:orders2:1"))).toBe(false);
  });

  it.each([
    [10_239, []],
    [10_240, []],
    [10_241, ["state-machine-policy-too-long"]],
  ])("warns of a policy that IAM refuses: %i characters that are known", (length, codes) => {
    const { warnings } = synth((stack) => {
      const problems = new Problems(stack);
      const patterns = ["x".repeat(length - 2 * 3 - 1), stringToken(stack)];
      checkPolicyLength(problems, [
        { actions: ["a"], resources: ["*"], conditions: { StringLike: { "states:HTTPEndpoint": patterns } } },
      ]);
      problems.throwIfAny();
    });

    expect(codesOf(warnings)).toEqual(codes);
  });

  it("has the method of a token in a definition that is given as an object, in either language", () => {
    const inLanguage = (task: (method: string) => object, top: object = {}) =>
      synth((stack) => machine(stack, {}, { ...definitionOf({ "Get it": task(stringToken(stack)) }), ...top }));
    const { Parameters, ...task } = httpTask() as { Parameters: object };

    for (const stack of [
      inLanguage((Method) => httpTask({ Method })),
      inLanguage((Method) => ({ ...task, Arguments: { ...Parameters, Method } }), { QueryLanguage: "JSONata" }),
    ]) {
      expect(codesOf(stack.warnings)).toEqual([]);
      expect(stack.resource("aws_iam_role_policy").policy).toContain('"states:HTTPMethod":[${jsonencode(var.string)}]');
    }
  });

  it("warns of a method that is known only at run time, and allows all", async () => {
    const stack = synthTasks({ Get: httpTask({ Method: undefined, "Method.$": "$.method" }) });

    expect(codesOf(stack.warnings)).toContain("http-task-method-dynamic");
    expect(mayCall(await roleStatements(stack), "DELETE", API)).toBe(true);
  });
});

describe("the connection of an HTTP Task", () => {
  const RETRIEVE = "events:RetrieveConnectionCredentials";
  const READ = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];

  it("may be used with its own secret, and no other", async () => {
    const stack = synthTasks({ Get: httpTask({ InvocationConfig: { ConnectionArn: "${Api}" } }) }, (scope) => ({
      substitutions: { Api: connection(scope) },
    }));
    const statements = await roleStatements(stack);
    const name = stack.resource("aws_cloudwatch_event_connection").name;
    const uuid = "11111111-2222-3333-4444-555555555555";

    expect(may(statements, RETRIEVE, arn("events", `connection/${name}/${uuid}`))).toBe(true);
    expect(may(statements, RETRIEVE, arn("events", `connection/other/${uuid}`))).toBe(false);
    for (const action of READ) {
      expect(may(statements, action, arn("secretsmanager", `secret:events!connection/${name}/${uuid}-AbCdEf`))).toBe(
        true,
      );
      expect(may(statements, action, arn("secretsmanager", `secret:events!connection/${name}/${uuid}-GhIjKl`))).toBe(
        false,
      );
    }
    expect(may(statements, "secretsmanager:PutSecretValue", arn("secretsmanager", "secret:x"))).toBe(false);
  });

  it("that CloudFormation makes is known by its stack's outputs", async () => {
    const stack = synthTasks(
      { Get: httpTask({ Authentication: { ConnectionArn: "${Api}" }, InvocationConfig: undefined }) },
      (scope) => ({
        substitutions: {
          Api: new Connection(scope, "Api", {
            authorization: Authorization.bearerToken(
              SecretValue.secretsManager(arn("secretsmanager", "secret:shop-AbCdEf")),
            ),
            credentialStorage: CredentialStorage.cloudFormation(),
          }),
        },
      }),
    );
    const resources = (await roleStatements(stack)).slice(1, 3).map((statement) => statement.resources);

    expect(resources).toEqual([
      [expect.stringMatching(/:connection\//)],
      [expect.stringMatching(/:secret:events!connection\/.+-AbCdEf$/)],
    ]);
  });

  it("that is only named by its ARN may use secrets of its own name, of its own account and Region", async () => {
    const elsewhere = "arn:aws-cn:events:cn-north-1:210987654321:connection/api/aaaaaaaa";
    const stack = synthTasks({ Get: httpTask({ InvocationConfig: { ConnectionArn: elsewhere } }) });

    expect((await roleStatements(stack))[2]!.resources).toEqual([
      "arn:aws-cn:secretsmanager:cn-north-1:210987654321:secret:events!connection/api/*",
    ]);
  });

  it.each([
    [
      "in the definition",
      (scope: Parameters<typeof connection>[0]) => ({
        substitutions: { Api: Connection.fromConnectionArn(scope, "C", CONNECTION) },
      }),
    ],
    [
      "beside it",
      (scope: Parameters<typeof connection>[0]) => ({
        substitutions: { Api: CONNECTION },
        connections: [Connection.fromConnectionArn(scope, "C", CONNECTION)],
      }),
    ],
  ])("that is imported by its ARN may use secrets of its own name: %s", async (_, options) => {
    const stack = synthTasks({ Get: httpTask({ InvocationConfig: { ConnectionArn: "${Api}" } }) }, options);
    const statements = await roleStatements(stack);

    expect(statements[1]!.resources).toEqual([CONNECTION]);
    expect(statements[2]!.resources).toEqual([arn("secretsmanager", "secret:events!connection/api/*")]);
  });

  it("of which Terraform alone knows the ARN may use secrets of the name in it", () => {
    const stack = synthTasks({ Get: httpTask({ InvocationConfig: { ConnectionArn: "${Api}" } }) }, (scope) => ({
      substitutions: { Api: stringToken(scope, "connection_arn") },
    }));

    expect(String(stack.resource("aws_iam_role_policy").policy)).toMatch(
      /secret:events!connection\/\$\{.*element\(split\("\/", var\.connection_arn\), 1\).*\}\/\*"/,
    );
  });

  it("is decrypted with its key, for this secret, through Secrets Manager", async () => {
    const secret = arn("secretsmanager", "secret:events!connection/api/11111111-AbCdEf");
    const stack = synthTasks({ Get: httpTask() }, (scope) => ({
      connections: [stubConnection({ encryptionKey: new Key(scope, "Key") })],
    }));
    const statements = await roleStatements(stack);
    const decrypt = statements.find(({ actions }) => actions.includes("kms:Decrypt"))!;
    const key = decrypt.resources[0]!;
    const context = {
      "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com",
      "kms:EncryptionContext:SecretARN": secret,
    };

    expect(key).toMatch(/:kms:.*:key\//);
    expect(may(statements, "kms:Decrypt", key, context)).toBe(true);
    expect(may(statements, "kms:Decrypt", key, { ...context, "kms:EncryptionContext:SecretARN": `${secret}x` })).toBe(
      false,
    );
    expect(may(statements, "kms:Decrypt", key, { ...context, "kms:ViaService": "s3.us-east-1.amazonaws.com" })).toBe(
      false,
    );
  });

  it("that is imported with its key is decrypted with it too", async () => {
    const key = arn("kms", "key/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee");
    const stack = synthTasks({ Get: httpTask() }, (scope) => ({
      connections: [
        Connection.fromConnectionAttributes(scope, "C", {
          connectionArn: CONNECTION,
          connectionName: "api",
          connectionSecretArn: arn("secretsmanager", "secret:events!connection/api/1-AbCdEf"),
          encryptionKey: Key.fromKeyArn(scope, "Key", key),
        }),
      ],
    }));
    const decrypt = (await roleStatements(stack)).find(({ actions }) => actions.includes("kms:Decrypt"));

    expect(decrypt?.resources).toEqual([key]);
  });

  it("shares a statement with others of the same key", async () => {
    const other = { connectionArn: `${CONNECTION}2`, connectionSecretArn: arn("secretsmanager", "secret:other") };
    const stack = synthTasks(
      { A: httpTask(), B: httpTask({ InvocationConfig: { ConnectionArn: `${CONNECTION}2` } }) },
      (scope) => {
        const encryptionKey = new Key(scope, "Key");
        return { connections: [stubConnection({ encryptionKey }), stubConnection({ ...other, encryptionKey })] };
      },
    );
    const statements = await roleStatements(stack);

    expect(statements.filter(({ actions }) => actions.includes("kms:Decrypt"))).toHaveLength(1);
    expect(statements[1]!.resources).toEqual([CONNECTION, `${CONNECTION}2`]);
  });

  it("must be listed where it is known only at run time, and then may be any of those", async () => {
    const dynamic = httpTask({ InvocationConfig: { "ConnectionArn.$": "$.connection" } });

    expect(findings(refusal((stack) => machine(stack, {}, definitionOf({ Get: dynamic }))))).toEqual([
      "definition.States.Get: http-task-connection-dynamic",
    ]);
    const statements = await roleStatements(synthTasks({ Get: dynamic }, { connections: [stubConnection()] }));
    expect(statements[1]!.resources).toEqual([CONNECTION]);
  });

  it("passes on an error that has another cause", () => {
    const broken = Object.defineProperty(stubConnection(), "connectionSecretArn", {
      get() {
        throw new Error("out of order");
      },
    });

    expect(() => synthTasks({ Get: httpTask() }, { connections: [broken] })).toThrow("out of order");
  });

  it("says what it adds to requests, which the definition is checked with", () => {
    const parameterNames = { headers: ["X-Shop"], queryStrings: [], body: [] };
    const stack = synthTasks(
      { Get: httpTask({ Headers: { "x-shop": "1" } }) },
      { connections: [stubConnection({ parameterNames })] },
    );

    expect(stack.warnings.join()).toMatch(/x-shop/i);
  });
});

it("a machine without HTTP Tasks may call nothing and use no connection", async () => {
  const statements = await roleStatements(
    synthTasks(
      { Nothing: { Type: "Pass", End: true } },
      { connections: [stubConnection()] },
      { stateMachineType: StateMachineType.EXPRESS },
    ),
  );

  expect(statements.flatMap(({ actions }) => actions).filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
});
