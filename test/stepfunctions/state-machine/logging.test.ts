import { LogGroup, LogLevel, type LogOptions, StateMachineType } from "cdktf-aws-http-integrations";
import { stringToken } from "../../events/parts";
import { codesOf, findings, refusal, synth } from "../../support/synth";
import { definitionOf, httpTask, machine, roleStatements } from "../parts";

const logsOf = (logs: LogOptions) => synth((scope) => machine(scope, { logs }));

describe("logs of a StateMachine", () => {
  it.each([LogLevel.ALL, LogLevel.ERROR, LogLevel.FATAL])(
    "may be of level %s, in a group of its own",
    async (level) => {
      const stack = logsOf({ level });

      expect(stack.resource("aws_sfn_state_machine").logging_configuration).toEqual({
        level,
        include_execution_data: false,
        log_destination: expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.\w+\.arn\}:\*$/),
      });
      expect((await roleStatements(stack))[0]).toMatchObject({
        actions: [
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
        ],
        resources: ["*"],
      });
    },
  );

  it("that are off are written as off, without a group and a permission", async () => {
    const stack = logsOf({ level: LogLevel.OFF });

    expect(stack.resource("aws_sfn_state_machine").logging_configuration).toEqual({
      level: "OFF",
      include_execution_data: false,
    });
    expect(stack.resources("aws_cloudwatch_log_group")).toEqual({});
    expect((await roleStatements(stack)).flatMap(({ actions }) => actions).join()).not.toContain("logs:");
    expect(stack.warnings).toEqual([]);
  });

  it("that are off leave an EXPRESS machine without a history, which is warned of", () => {
    const stack = synth((scope) =>
      machine(scope, { stateMachineType: StateMachineType.EXPRESS, logs: { level: LogLevel.OFF } }),
    );

    expect(codesOf(stack.warnings)).toEqual(["state-machine-express-without-logs"]);
  });

  it.each([
    ["/aws/vendedlogs/states/orders", []],
    ["/orders", ["state-machine-log-group-not-vended"]],
    ["/aws/vendedlogs", ["state-machine-log-group-not-vended"]],
  ])("may go to the group %s: %j", (name, codes) => {
    const stack = synth((scope) => {
      const destination = LogGroup.fromLogGroupName(scope, "Log", name);
      expect(machine(scope, { logs: { destination } }).logGroup).toBe(destination);
    });

    expect(codesOf(stack.warnings)).toEqual(codes);
    expect(stack.resource("aws_sfn_state_machine").logging_configuration).toMatchObject({
      log_destination: expect.stringMatching(new RegExp(`:log-group:${name}:\\*$`)),
    });
  });

  it("may go to a group that Terraform names", () => {
    const stack = synth((scope) =>
      machine(scope, { logs: { destination: LogGroup.fromLogGroupName(scope, "Log", stringToken(scope)) } }),
    );

    expect(stack.warnings).toEqual([]);
  });

  it("with the data of executions hold the bodies of HTTP Tasks, which is warned of", () => {
    const logs = { includeExecutionData: true };
    const http = synth((scope) => machine(scope, { logs }, definitionOf({ Get: httpTask() })));
    const off = { ...logs, level: LogLevel.OFF };

    expect(codesOf(http.warnings)).toEqual(["state-machine-logs-bodies"]);
    expect(http.resource("aws_sfn_state_machine").logging_configuration).toMatchObject({
      include_execution_data: true,
    });
    expect(logsOf(logs).warnings).toEqual([]);
    expect(synth((scope) => machine(scope, { logs: off }, definitionOf({ Get: httpTask() }))).warnings).toEqual([]);
  });

  it("fail when the level is unknown", () => {
    expect(findings(refusal((scope) => machine(scope, { logs: { level: "INFO" as never } })))).toEqual([
      "logs.level: state-machine-log-level-invalid",
    ]);
  });
});
