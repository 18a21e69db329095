import { Token } from "cdktf";
import {
  DefinitionBody,
  Duration,
  type IRole,
  Pass,
  QueryLanguage,
  Queue,
  Role,
  StateMachine,
  StateMachineType,
} from "cdktf-aws-http-integrations";
import { numberToken, stringToken } from "../../events/parts";
import { codesOf, findings, refusal, synth, thrownBy } from "../../support/synth";
import { arn, definitionOf, httpTask, machine, may, NOTHING_TO_DO, roleStatements } from "../parts";

const OTHER_TASK = definitionOf({
  Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, End: true },
});

describe("StateMachine", () => {
  it("logs every event without its data, is traced, and has all optional blocks written", () => {
    const stack = synth((scope) => machine(scope, { stateMachineName: undefined }));

    expect(stack.resource("aws_sfn_state_machine")).toEqual({
      name: "stack-Machine-4c5d1a59",
      type: "STANDARD",
      definition: '{"StartAt":"Nothing","States":{"Nothing":{"Type":"Pass","End":true}}}',
      role_arn: "${aws_iam_role.Machine_Role_D2D3D395.arn}",
      logging_configuration: {
        level: "ALL",
        include_execution_data: false,
        log_destination: "${aws_cloudwatch_log_group.Machine_LogGroup_3DC2A6D8.arn}:*",
      },
      tracing_configuration: { enabled: true },
      encryption_configuration: { type: "AWS_OWNED_KEY" },
      depends_on: ["aws_iam_role_policy.Machine_Role_Policy_373174EF"],
    });
    expect(stack.resource("aws_cloudwatch_log_group")).toEqual({
      name: "/aws/vendedlogs/states/stack-Machine-4c5d1a59",
      retention_in_days: 365,
    });
    expect(stack.warnings).toEqual([]);
  });

  it("may be everything else", () => {
    const stack = synth((scope) =>
      machine(scope, {
        stateMachineType: StateMachineType.EXPRESS,
        queryLanguage: QueryLanguage.JSONATA,
        timeout: Duration.minutes(2),
        comment: "Orders ${x} %{y} <z>",
        tracingEnabled: false,
        publishVersion: true,
      }),
    );
    const { definition, ...rest } = stack.resource("aws_sfn_state_machine");

    expect(JSON.parse(String(definition).replaceAll("$${", "${").replaceAll("%%{", "%{"))).toEqual({
      Comment: "Orders ${x} %{y} <z>",
      QueryLanguage: "JSONata",
      TimeoutSeconds: 120,
      ...NOTHING_TO_DO,
    });
    expect(rest).toMatchObject({ type: "EXPRESS", publish: true, tracing_configuration: { enabled: false } });
  });

  it("takes the first of several states", () => {
    const definition = new Pass("First").next(new Pass("Second"));
    const direct = synth((scope) => machine(scope, { definition }));
    const asBody = synth((scope) =>
      machine(scope, { definitionBody: DefinitionBody.fromChainable(definition), definition: undefined }),
    );

    expect(JSON.parse(String(direct.resource("aws_sfn_state_machine").definition))).toEqual({
      StartAt: "First",
      States: { First: { Type: "Pass", Next: "Second" }, Second: { Type: "Pass", End: true } },
    });
    expect(asBody.json).toEqual(direct.json);
  });

  it("keeps the text of a definition stable", () => {
    const build = () => synth((scope) => machine(scope, {}, definitionOf({ B: httpTask(), A: httpTask() }))).text;

    expect(build()).toBe(build());
  });

  it("lets tokens of every kind stand in a definition", () => {
    const { definition } = synth((scope) => {
      const text = stringToken(scope);
      machine(
        scope,
        {},
        definitionOf({
          A: {
            Type: "Pass",
            Result: {
              text,
              inside: `Hello ${text}`,
              number: numberToken(scope),
              list: Token.asList({ resolve: () => "${var.list}", creationStack: [] }),
              map: Token.asStringMap({ resolve: () => "${var.map}", creationStack: [] }),
              flag: Token.asAny({ resolve: () => "${var.flag}", creationStack: [] }),
            },
            End: true,
          },
        }),
      );
    }).resource("aws_sfn_state_machine");

    for (const encoded of ["var.string", "var.number", "var.list", "var.map", "var.flag"]) {
      expect(String(definition)).toContain(`\${jsonencode(${encoded})}`);
    }
    expect(String(definition)).toContain('"inside":"Hello ${');
  });

  it.each([
    ["a", true],
    ["A_b-9", true],
    ["x".repeat(80), true],
    ["x".repeat(81), false],
    ["", false],
    ["a.b", false],
    ["a b", false],
    ["größe", false],
  ])("named %j: %s", (stateMachineName, isAllowed) => {
    const make = () => synth((scope) => machine(scope, { stateMachineName }));

    if (isAllowed) {
      expect(make().resource("aws_sfn_state_machine").name).toBe(stateMachineName);
    } else {
      expect(findings(refusal((scope) => machine(scope, { stateMachineName })))).toEqual([
        "stateMachineName: state-machine-name-invalid",
      ]);
    }
  });

  it("may be named by Terraform", () => {
    const stack = synth((scope) => machine(scope, { stateMachineName: stringToken(scope, "name") }));

    expect(stack.resource("aws_sfn_state_machine").name).toBe("${var.name}");
    expect(stack.resource("aws_cloudwatch_log_group").name).toBe("/aws/vendedlogs/states/${var.name}");
    expect(String(stack.resource("aws_iam_role").assume_role_policy)).toMatch(/:stateMachine:\$\{[^"]*var\.name/);
  });

  it.each<[string, Parameters<typeof machine>[1], string]>([
    ["its type is unknown", { stateMachineType: "FAST" as never }, "stateMachineType: state-machine-type-invalid"],
    [
      "its language is unknown",
      { queryLanguage: "JMESPath" as never },
      "queryLanguage: state-machine-query-language-invalid",
    ],
    [
      "its definition is no state",
      { definition: { StartAt: "A" } as never },
      "definition: state-machine-definition-not-one",
    ],
    ["its definition is no body", { definitionBody: {} as never }, "definitionBody: state-machine-definition-not-one"],
    [
      "it has two definitions",
      { definition: new Pass("A"), definitionBody: DefinitionBody.fromObject(NOTHING_TO_DO) },
      "definition: state-machine-definition-not-one",
    ],
  ])("fails when %s", (_, props, finding) => {
    expect(findings(refusal((scope) => machine(scope, props)))).toContain(finding);
  });

  it("fails without a definition", () => {
    expect(findings(refusal((scope) => new StateMachine(scope, "Machine", {})))).toEqual([
      "definition: state-machine-definition-not-one",
    ]);
  });

  it.each<[string, Parameters<typeof machine>[1], object]>([
    ["queryLanguage", { queryLanguage: QueryLanguage.JSON_PATH }, { QueryLanguage: "JSONata" }],
    ["timeout", { timeout: Duration.minutes(1) }, { TimeoutSeconds: 61 }],
    ["comment", { comment: "a" }, { Comment: "b" }],
  ])("fails when %s contradicts the definition, and not when both say the same", (property, props, fields) => {
    const same = { QueryLanguage: "JSONPath", TimeoutSeconds: 60, Comment: "a" };

    expect(findings(refusal((scope) => machine(scope, props, { ...NOTHING_TO_DO, ...fields })))).toEqual([
      `${property}: state-machine-field-twice`,
    ]);
    expect(codesOf(synth((scope) => machine(scope, props, { ...NOTHING_TO_DO, ...same })).warnings)).toEqual([]);
  });

  it("reports everything at once, in the words of the definition, and leaves nothing behind", () => {
    const bad = definitionOf({ A: httpTask({ Method: "BREW", ApiEndpoint: "http://api.example.com/" }) });
    const stack = synth((scope) => {
      const error = thrownBy(() => machine(scope, { stateMachineName: "a b" }, bad)) as Error;
      expect(error.message).toMatch(/\[stack\/Machine\] state-machine-name-invalid/);
      expect(error.message).toContain("definition.States.A.Parameters.Method");
      expect(error.message).toContain("definition.States.A.Parameters.ApiEndpoint");
      expect(error.message).not.toContain("TfToken");
    });

    expect(stack.json.resource).toBeUndefined();
  });

  it("does not print tokens in what it says of a definition", () => {
    const error = refusal((scope) =>
      machine(
        scope,
        {},
        definitionOf({ A: httpTask({ Oops: { a: stringToken(scope) } }, { Colour: [stringToken(scope, "b")] }) }),
      ),
    );

    expect(error.message).toContain("Oops");
    expect(error.message).not.toContain("TfToken");
  });
});

describe("the timeout of a StateMachine", () => {
  const EXPRESS = { stateMachineType: StateMachineType.EXPRESS };
  const seconds = (TimeoutSeconds: number) => ({ ...NOTHING_TO_DO, TimeoutSeconds });

  it.each([
    [299, []],
    [300, []],
    [301, ["state-machine-express-timeout"]],
  ])("of %d seconds is more than an EXPRESS execution lasts: %j", (timeout, codes) => {
    const byProperty = synth((scope) => machine(scope, { ...EXPRESS, timeout: Duration.seconds(timeout) }));
    const byDefinition = synth((scope) => machine(scope, EXPRESS, seconds(timeout)));

    expect(codesOf(byProperty.warnings)).toEqual(codes);
    expect(codesOf(byDefinition.warnings)).toEqual(codes);
  });

  it("may be longer for a STANDARD machine, and be known to Terraform alone", () => {
    const standard = synth((scope) => machine(scope, { timeout: Duration.days(1) }));
    const token = synth((scope) => machine(scope, EXPRESS, seconds(numberToken(scope))));

    expect([...codesOf(standard.warnings), ...codesOf(token.warnings)]).toEqual([]);
  });

  it("is named as it was given", () => {
    const { warnings } = synth((scope) => machine(scope, { ...EXPRESS, timeout: Duration.minutes(10) }));

    expect(warnings.join()).toContain("`timeout` is longer than the 5 minutes");
    expect(synth((scope) => machine(scope, EXPRESS, seconds(600))).warnings.join()).toContain(
      "`definition.TimeoutSeconds` is longer",
    );
  });
});

describe("the role of a StateMachine", () => {
  it("is assumed by Step Functions for this machine alone", () => {
    const { assume_role_policy: trust } = synth((scope) => machine(scope)).resource("aws_iam_role");

    expect(JSON.parse(String(trust)).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: ["states.amazonaws.com"] },
        Action: ["sts:AssumeRole"],
        Condition: { ArnEquals: { "aws:SourceArn": [expect.stringMatching(/^arn:.*:stateMachine:orders$/)] } },
      },
    ]);
  });

  it("is assumed for versions and Map Runs of the machine where there are any", () => {
    const distributed = definitionOf({
      Each: {
        Type: "Map",
        ItemProcessor: {
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...NOTHING_TO_DO,
        },
        End: true,
      },
    });
    const { assume_role_policy: trust } = synth((scope) =>
      machine(scope, { publishVersion: true }, distributed),
    ).resource("aws_iam_role");

    expect(JSON.parse(String(trust)).Statement[0].Condition.ArnEquals["aws:SourceArn"]).toEqual([
      expect.stringMatching(/:stateMachine:orders$/),
      expect.stringMatching(/:stateMachine:orders:\*$/),
      expect.stringMatching(/:stateMachine:orders\/\*$/),
    ]);
  });

  it("does nothing unless the definition, logs or traces need it, and then the machine waits for the policy", async () => {
    const off = { level: "OFF" } as never;
    const stack = synth((scope) => machine(scope, { logs: off, tracingEnabled: false }));
    const traced = synth((scope) => machine(scope, { logs: off }));

    expect(stack.resources("aws_iam_role_policy")).toEqual({});
    expect(stack.resource("aws_sfn_state_machine").depends_on).toBeUndefined();
    expect((await roleStatements(traced)).map(({ actions }) => actions)).toEqual([
      ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
    ]);
    expect(traced.resource("aws_sfn_state_machine").depends_on).toHaveLength(1);
  });

  it("may be the user's own, which is given the same", async () => {
    const own = synth((scope) => {
      const role = new Role(scope, "Own", { servicePrincipal: "states.amazonaws.com" });
      const made = machine(scope, { role }, definitionOf({ Get: httpTask() }));
      expect(made.role).toBe(role);
    });

    expect(own.resource("aws_iam_role").assume_role_policy).toContain(":stateMachine:orders");
    expect(await roleStatements(own)).toEqual(
      await roleStatements(synth((scope) => machine(scope, {}, definitionOf({ Get: httpTask() })))),
    );
    expect(own.resource("aws_sfn_state_machine").depends_on).toEqual([
      expect.stringContaining("aws_iam_role_policy.Own_Policy"),
    ]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])("may be an existing one, whose grants go into a policy if it is mutable: %s", (mutable, policies) => {
    const stack = synth((scope) => {
      const role: IRole = Role.fromRoleArn(scope, "Own", "arn:aws:iam::123456789012:role/own", { mutable });
      machine(scope, { role });
    });

    expect(Object.keys(stack.resources("aws_iam_role_policy"))).toHaveLength(policies);
    expect(stack.resource("aws_sfn_state_machine").role_arn).toBe("arn:aws:iam::123456789012:role/own");
  });

  it("takes further statements, and the machine waits for them", async () => {
    const stack = synth((scope) => {
      const made = machine(scope, { logs: { level: "OFF" } as never, tracingEnabled: false }, OTHER_TASK);
      new Queue(scope, "Queue", { queueName: "orders" }).grantSendMessages(made);
    });
    const statements = await roleStatements(stack);

    expect(may(statements, "sqs:SendMessage", arn("sqs", "orders"))).toBe(true);
    expect(stack.resource("aws_sfn_state_machine").depends_on).toEqual([
      expect.stringContaining("aws_iam_role_policy.Machine_Role_Policy"),
    ]);
    expect(codesOf(stack.warnings)).toEqual([]);
  });

  it("is warned of where tasks of other services have no permission, whenever the permission comes", () => {
    const without = synth((scope) => machine(scope, {}, OTHER_TASK));
    const later = synth((scope) => {
      const made = machine(scope, {}, OTHER_TASK);
      made.addToRolePolicy({ actions: ["sqs:SendMessage"], resources: [arn("sqs", "orders")] });
    });
    const ownRole = synth((scope) =>
      machine(scope, { role: Role.fromRoleArn(scope, "Own", "arn:aws:iam::123456789012:role/own") }, OTHER_TASK),
    );

    expect(codesOf(without.warnings)).toEqual(["state-machine-permissions-unknown"]);
    expect(without.warnings[0]).toContain("arn:aws:states:::sqs:sendMessage");
    expect([...later.warnings, ...ownRole.warnings]).toEqual([]);
  });
});
