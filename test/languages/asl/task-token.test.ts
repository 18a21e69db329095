import { only, task } from "./cases/parts";
import { findingsOf } from "./findings";

const CALLBACK = "arn:aws:states:::sqs:sendMessage.waitForTaskToken";
const JSONATA = { QueryLanguage: "JSONata" };

function codes(state: object, options: object = {}): readonly string[] {
  return findingsOf(only(state), options, "asl-task-token-unavailable", "task-token-not-passed").map(
    ({ code, path }) => `${code} ${path}`,
  );
}

describe("a task that waits for a token", () => {
  test.each([
    { "MessageBody.$": "$$.Task.Token" },
    { MessageBody: { list: [{ "t.$": "$$.Task.Token" }] } },
    { "MessageBody.$": "States.Format('{}', $$.Task.Token)" },
    { "MessageBody.$": "$$" },
    { "MessageBody.$": "$$.Task" },
    { "MessageBody.$": "$$['Task']['Token']" },
    { "MessageBody.$": "${Path}" },
  ])("passes it on with %j", (Parameters) => {
    expect(codes(task({ Resource: CALLBACK, Parameters }))).toEqual([]);
  });

  test.each([
    undefined,
    {},
    { MessageBody: "$$.Task.Token" },
    { "MessageBody.$": "$$.Execution.Id" },
    { "MessageBody.$": "$.Task.Token" },
    { QueueUrl: "${QueueUrl}", MessageBody: "{% $states.context.Task.Token %}" },
  ])("would wait for ever with %j", (Parameters) => {
    expect(codes(task({ Resource: CALLBACK, Parameters }))).toEqual(["task-token-not-passed $.States.A.Parameters"]);
  });

  test("may have the context object as its input", () => {
    expect(codes(task({ Resource: CALLBACK, InputPath: "$$" }))).toEqual([]);
  });

  test.each([
    { MessageBody: "{% $states.context.Task.Token %}" },
    { MessageBody: "{% $states.context . Task . Token %}" },
    { MessageBody: ["{% $states.context %}"] },
    { MessageBody: "{% $merge([$states.input, $states.context.Task]) %}" },
    { MessageBody: "${Body}" },
    "{% { 'MessageBody': $states.context.Task.Token } %}",
    "{% $states %}",
  ])("passes it on in JSONata with %j", (Arguments) => {
    expect(codes(task({ Resource: CALLBACK, Arguments, ...JSONATA }))).toEqual([]);
  });

  test.each([
    undefined,
    { MessageBody: "$$.Task.Token" },
    { MessageBody: "{% $states.input.Task.Token %}" },
    { MessageBody: "{% $states.context.Execution.Id & $states.input.x %}" },
  ])("would wait for ever in JSONata with %j", (Arguments) => {
    expect(codes(task({ Resource: CALLBACK, Arguments, ...JSONATA }))).toEqual([
      "task-token-not-passed $.States.A.Arguments",
    ]);
  });

  test("is not judged where it cannot be: in Express machines, with HTTP, and with values that are known later", () => {
    const later = Object.freeze({ later: true });
    const options = { isUnresolved: (value: unknown) => value === later };
    expect(codes(task({ Resource: CALLBACK }), { type: "EXPRESS" })).toEqual([]);
    expect(codes(task({ Resource: "arn:aws:states:::http:invoke.waitForTaskToken" }))).toEqual([]);
    expect(codes(task({ Resource: CALLBACK, Parameters: { body: later } }), options)).toEqual([]);
    expect(codes(task({ Resource: CALLBACK, Parameters: later }), options)).toEqual([]);
  });
});

describe("a task token", () => {
  const parameters = { "token.$": "$$.Task.Token" };
  const found = ['asl-task-token-unavailable $.States.A.Parameters["token.$"]'];

  test.each([
    ["arn:aws:states:::sqs:sendMessage", found],
    ["arn:aws:states:::glue:startJobRun.sync", []],
    ["arn:aws:states:::states:startExecution.sync:2", []],
    ["arn:${AWS::Partition}:states:::sqs:sendMessage", found],
    ["arn:${AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken", []],
    ["arn:aws:states:::${Action}", []],
    ["${Resource}", []],
  ])("of a task that calls %s", (Resource, expected) => {
    expect(codes(task({ Resource, Parameters: parameters }))).toEqual(expected);
  });

  test("of other states there is none", () => {
    expect(codes({ Type: "Pass", Parameters: parameters, End: true })).toEqual(found);
    expect(codes({ Type: "Pass", Output: "{% $states.context.Task.Token %}", End: true, ...JSONATA })).toEqual([
      "asl-task-token-unavailable $.States.A.Output",
    ]);
  });
});
