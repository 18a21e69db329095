import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  DefinitionBody,
  type DefinitionBodyOptions,
  Duration,
  type IStateMachine,
  Key,
  LogGroup,
  LogLevel,
  Role,
  Rule,
  StateMachine,
  type StateMachineAliasOptions,
  type StateMachineProps,
  StateMachineType,
  targets,
} from "cdktf-aws-http-integrations";
import { arn, definitionOf, httpTask, machine, NOTHING_TO_DO, stubConnection } from "../../stepfunctions/parts";
import { stringToken } from "../parts";
import type { Build, Cases } from "./case";

const VERSION = arn("states", "stateMachine:orders:1");
const ROLE = "arn:aws:iam::123456789012:role/orders";
const DYNAMIC_ENDPOINT = { ApiEndpoint: undefined, "ApiEndpoint.$": "$.url" };
const DYNAMIC_CONNECTION = { InvocationConfig: { "ConnectionArn.$": "$.connection" } };
const HOOK = "https://hooks.slack.com/services/T01234567/B01234567/aBcDeFgHiJkLmNoPqRsTuVwX";
const SEND = definitionOf({ Send: { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true } });

const made =
  (props: Partial<StateMachineProps>, definition: object = NOTHING_TO_DO): Build =>
  (stack) =>
    machine(stack, props, definition);
const calling =
  (parameters: object, options: DefinitionBodyOptions = {}): Build =>
  (stack) =>
    machine(stack, {}, definitionOf({ Get: httpTask(parameters) }), options);
const result =
  (Result: unknown, options: DefinitionBodyOptions): Build =>
  (stack) =>
    machine(stack, {}, definitionOf({ A: { Type: "Pass", Result, End: true } }), options);
const alias =
  (options: StateMachineAliasOptions): Build =>
  (stack) =>
    machine(stack, { publishVersion: true }).addAlias("Live", options);
/** 40 characters for each of the tasks. */
const callingMany =
  (count: number): Build =>
  (stack) => {
    const endpoint = (index: number) => `https://api.example.com/v1/orders/${String(index).padStart(6, "0")}`;
    const states = Array.from(
      { length: count },
      (_, i) => [`Get${i}`, httpTask({ ApiEndpoint: endpoint(i) })] as const,
    );
    return machine(stack, {}, definitionOf(Object.fromEntries(states)));
  };
const started = (stack: Parameters<Build>[0], stateMachine: IStateMachine) =>
  new Rule(stack, "Rule", {
    eventPattern: { source: ["shop"] },
    targets: { Start: new targets.SfnStateMachine(stateMachine) },
  });
const caller = (stack: Parameters<Build>[0]) => new Role(stack, "Caller", { servicePrincipal: "lambda.amazonaws.com" });

/** A machine whose definition is in a file of this name. */
const inFile =
  (name: string, text = JSON.stringify(NOTHING_TO_DO)): Build =>
  (stack) => {
    const dir = mkdtempSync(path.join(tmpdir(), "definition-"));
    try {
      writeFileSync(path.join(dir, name), text);
      return machine(stack, { definitionBody: DefinitionBody.fromFile(path.join(dir, name)), definition: undefined });
    } finally {
      rmSync(dir, { recursive: true });
    }
  };

/** State machines. */
export const STATE_MACHINE_CASES: Cases = {
  "state-machine-name-invalid": { bad: made({ stateMachineName: "a.b" }), good: made({ stateMachineName: "a-b" }) },
  "state-machine-arn-invalid": {
    bad: (stack) => StateMachine.fromStateMachineArn(stack, "M", arn("states", "execution:orders:1")),
    good: (stack) => StateMachine.fromStateMachineArn(stack, "M", VERSION),
  },
  "state-machine-type-invalid": {
    bad: made({ stateMachineType: "FAST" as never }),
    good: made({ stateMachineType: StateMachineType.EXPRESS }),
  },
  "state-machine-query-language-invalid": {
    bad: made({ queryLanguage: "jsonata" as never }),
    good: made({ queryLanguage: "JSONata" as never }),
  },
  "state-machine-definition-not-one": {
    bad: (stack) => new StateMachine(stack, "M", {}),
    good: (stack) => new StateMachine(stack, "M", { definitionBody: DefinitionBody.fromObject(NOTHING_TO_DO) }),
  },
  "state-machine-property-invalid": {
    bad: made({ timeout: 60 as never }),
    good: made({ timeout: Duration.seconds(60) }),
  },
  "state-machine-field-twice": {
    bad: made({ timeout: Duration.minutes(1) }, { ...NOTHING_TO_DO, TimeoutSeconds: 61 }),
    good: made({ timeout: Duration.minutes(1) }, { ...NOTHING_TO_DO, TimeoutSeconds: 60 }),
  },
  "definition-file-extension": { bad: inFile("a.asl"), good: inFile("a.asl.json") },
  "definition-file-unreadable": {
    bad: (stack) => machine(stack, { definitionBody: DefinitionBody.fromFile("no-such.json"), definition: undefined }),
    good: inFile("such.json"),
  },
  "definition-file-invalid": { bad: inFile("a.json", "{,}"), good: inFile("a.json") },
  "definition-state-twice": {
    bad: inFile("a.json", '{"StartAt":"A","States":{"A":{"Type":"Succeed"},"A":{"Type":"Succeed"}}}'),
    good: inFile("a.json", '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}'),
  },
  "definition-key-twice": {
    bad: inFile("a.json", '{"Comment":"a","Comment":"b","StartAt":"A","States":{"A":{"Type":"Succeed"}}}'),
    good: inFile("a.json", '{"Comment":"a","StartAt":"A","States":{"A":{"Type":"Succeed"}}}'),
  },
  "definition-substitution-missing": { bad: result("${Name}", {}), good: result("$${Name}", {}) },
  "definition-substitution-unused": {
    bad: result("$${Name}", { substitutions: { Name: "x" } }),
    good: result("${Name}", { substitutions: { Name: "x" } }),
  },
  "definition-substitution-invalid": {
    bad: result("${Name}", { substitutions: { Name: {} as never } }),
    good: result("${Name}", { substitutions: { Name: "{}" } }),
  },
  "state-machine-log-level-invalid": {
    bad: made({ logs: { level: "INFO" as never } }),
    good: made({ logs: { level: LogLevel.ERROR } }),
  },
  "state-machine-express-without-logs": {
    bad: made({ logs: { level: LogLevel.OFF }, stateMachineType: StateMachineType.EXPRESS }),
    good: made({ logs: { level: LogLevel.OFF } }),
  },
  "state-machine-log-group-not-vended": {
    bad: (stack) => machine(stack, { logs: { destination: new LogGroup(stack, "L", { logGroupName: "/orders" }) } }),
    good: (stack) =>
      machine(stack, { logs: { destination: new LogGroup(stack, "L", { logGroupName: "/aws/vendedlogs/orders" }) } }),
  },
  "state-machine-logs-bodies": {
    bad: made({ logs: { includeExecutionData: true } }, definitionOf({ Get: httpTask() })),
    good: made({ logs: { includeExecutionData: true } }),
  },
  "state-machine-key-not-a-key": {
    bad: made({ kmsKey: "alias/orders" as never }),
    good: (stack) => machine(stack, { kmsKey: new Key(stack, "K") }),
  },
  "state-machine-key-reuse-without-key": {
    bad: made({ dataKeyReusePeriod: Duration.minutes(5) }),
    good: (stack) => machine(stack, { dataKeyReusePeriod: Duration.minutes(5), kmsKey: new Key(stack, "K") }),
  },
  "state-machine-key-reuse-out-of-range": {
    bad: (stack) => machine(stack, { dataKeyReusePeriod: Duration.seconds(59), kmsKey: new Key(stack, "K") }),
    good: (stack) => machine(stack, { dataKeyReusePeriod: Duration.seconds(60), kmsKey: new Key(stack, "K") }),
  },
  "state-machine-permissions-unknown": {
    bad: made({}, SEND),
    good: (stack) => {
      machine(stack, {}, SEND).addToRolePolicy({ actions: ["sqs:SendMessage"], resources: [arn("sqs", "orders")] });
    },
  },
  "state-machine-role-not-ours": {
    bad: (stack) => machine(stack, { role: Role.fromRoleArn(stack, "R", ROLE, { mutable: false }) }),
    good: (stack) => machine(stack, { role: Role.fromRoleArn(stack, "R", ROLE) }),
  },
  "state-machine-express-timeout": {
    bad: made({ timeout: Duration.seconds(301), stateMachineType: StateMachineType.EXPRESS }),
    good: made({ timeout: Duration.seconds(300), stateMachineType: StateMachineType.EXPRESS }),
  },
  "state-machine-policy-names-itself": {
    bad: (stack) => {
      const self = machine(stack);
      self.addToRolePolicy({ actions: ["states:StopExecution"], resources: [self.stateMachineArn] });
    },
    good: (stack) => {
      const self = machine(stack);
      self.grant(self, "states:StopExecution");
    },
  },
  "http-task-endpoint-dynamic": {
    bad: calling(DYNAMIC_ENDPOINT),
    good: calling(DYNAMIC_ENDPOINT, { allowedEndpoints: { Get: ["https://api.example.com/*"] } }),
  },
  "http-task-endpoint-not-allowed": {
    bad: calling({}, { allowedEndpoints: { Get: ["https://api.example.com/v2/*"] } }),
    good: calling({}, { allowedEndpoints: { Get: ["https://api.example.com/v1/*"] } }),
  },
  "http-task-method-dynamic": { bad: calling({ Method: undefined, "Method.$": "$.method" }), good: calling({}) },
  "http-task-connection-dynamic": {
    bad: calling(DYNAMIC_CONNECTION),
    good: calling(DYNAMIC_CONNECTION, { connections: [stubConnection()] }),
  },
  "allowed-endpoint-invalid": {
    bad: calling(DYNAMIC_ENDPOINT, { allowedEndpoints: { Get: ["https://api.example.com*"] } }),
    good: calling(DYNAMIC_ENDPOINT, { allowedEndpoints: { Get: ["https://api.example.com/*"] } }),
  },
  "allowed-endpoint-secret": {
    bad: calling(DYNAMIC_ENDPOINT, { allowedEndpoints: { Get: [HOOK] } }),
    good: calling(DYNAMIC_ENDPOINT, { allowedEndpoints: { Get: ["https://hooks.slack.com/services/*"] } }),
  },
  "allowed-endpoints-of-no-task": {
    bad: calling({}, { allowedEndpoints: { Got: ["https://api.example.com/*"] } }),
    good: calling({}, { allowedEndpoints: { Get: ["https://api.example.com/*"] } }),
  },
  "state-machine-policy-too-long": { bad: callingMany(300), good: callingMany(200) },
  "target-not-a-state-machine": {
    bad: (stack) => started(stack, arn("states", "stateMachine:orders") as never),
    good: (stack) => started(stack, StateMachine.fromStateMachineArn(stack, "M", arn("states", "stateMachine:orders"))),
  },
  "state-machine-not-express": {
    bad: (stack) => machine(stack).grantStartSyncExecution(caller(stack)),
    good: (stack) =>
      machine(stack, { stateMachineType: StateMachineType.EXPRESS }).grantStartSyncExecution(caller(stack)),
  },
  "state-machine-without-version": {
    bad: (stack) => machine(stack).addAlias("Live"),
    good: (stack) => machine(stack, { publishVersion: true }).addAlias("Live"),
  },
  "state-machine-version-arn-invalid": {
    bad: alias({ routes: [{ stateMachineVersionArn: arn("states", "stateMachine:orders"), weight: 100 }] }),
    good: (stack) =>
      machine(stack).addAlias("Live", { routes: [{ stateMachineVersionArn: stringToken(stack), weight: 100 }] }),
  },
  "state-machine-alias-name-invalid": { bad: alias({ aliasName: "1" }), good: alias({ aliasName: "v1" }) },
  "state-machine-alias-description-too-long": {
    bad: alias({ description: "x".repeat(257) }),
    good: alias({ description: "x".repeat(256) }),
  },
  "state-machine-alias-routes-count": {
    bad: alias({ routes: [] }),
    good: alias({ routes: [{ stateMachineVersionArn: VERSION, weight: 100 }] }),
  },
  "state-machine-alias-weight-out-of-range": {
    bad: alias({ routes: [{ stateMachineVersionArn: VERSION, weight: 100.5 }] }),
    good: alias({ routes: [{ stateMachineVersionArn: VERSION, weight: 100 }] }),
  },
  "state-machine-alias-weights-sum": {
    bad: alias({ routes: [{ stateMachineVersionArn: VERSION, weight: 99 }] }),
    good: alias({ routes: [{ stateMachineVersionArn: VERSION, weight: 100 }] }),
  },
  "state-machine-alias-of-two-machines": {
    bad: alias({
      routes: [VERSION, arn("states", "stateMachine:other:1")].map((stateMachineVersionArn) => ({
        stateMachineVersionArn,
        weight: 50,
      })),
    }),
    good: alias({
      routes: [VERSION, arn("states", "stateMachine:orders:2")].map((stateMachineVersionArn) => ({
        stateMachineVersionArn,
        weight: 50,
      })),
    }),
  },
};
