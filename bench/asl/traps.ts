/**
 * Definitions that AWS accepts and validators are known to stumble over: what asl-validator was seen to refuse when it was
 * run on definitions published elsewhere, and what its own documentation promises. Names say what is special.
 */

type Json = { readonly [field: string]: unknown };

const CONNECTION = "arn:aws:events:eu-central-1:123456789012:connection/Shop/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const REQUEST = {
  ApiEndpoint: "https://api.example.com/v1/orders",
  Method: "POST",
  InvocationConfig: { ConnectionArn: CONNECTION },
};
const RETRY = [{ ErrorEquals: ["States.Http.StatusCode.429"] }];
const ITEM = { StartAt: "Item", States: { Item: { Type: "Pass", End: true } } };

function one(state: Json, machine: Json = {}): Json {
  return { StartAt: "Call", ...machine, States: { Call: { End: true, ...state } } };
}

function task(state: Json): Json {
  return one({
    Type: "Task",
    Resource: "arn:aws:states:::http:invoke",
    Parameters: REQUEST,
    Retry: RETRY,
    ...state,
  });
}

function body(RequestBody: unknown): Json {
  return task({ Parameters: { ...REQUEST, RequestBody } });
}

function jsonata(expression: unknown): Json {
  return one({ Type: "Pass", Output: { value: expression } }, { QueryLanguage: "JSONata" });
}

function choosing(rule: Json, machine: Json): Json {
  return {
    StartAt: "Choose",
    ...machine,
    States: {
      Choose: { Type: "Choice", Choices: [{ ...rule, Next: "Done" }], Default: "Done" },
      Done: { Type: "Succeed" },
    },
  };
}

export const TRAPS: { readonly [name: string]: Json } = {
  "a key `Next` in a request body": body({ Next: "page-2" }),
  "a key `Default` in a request body": body({ Default: "eur" }),
  "a key `States` in a request body": body({ States: ["DE", "FR"] }),
  "a key `Branches` in a request body": body({ Branches: 3 }),
  "an empty text in `Arguments`": one(
    {
      Type: "Task",
      Resource: "arn:aws:states:::http:invoke",
      Arguments: { ...REQUEST, RequestBody: { note: "" } },
      Retry: RETRY,
    },
    { QueryLanguage: "JSONata" },
  ),
  "JSONata on several lines": jsonata("{%\n  $states.input.a\n    + 1\n%}"),
  "JSONata without a space before the end": jsonata("{% $states.input.a%}"),
  "JSONata without spaces": jsonata("{%$states.input.a%}"),
  "`Condition: true`": choosing({ Condition: true }, { QueryLanguage: "JSONata" }),
  "`ToleratedFailurePercentage: 0.5`": one({
    Type: "Map",
    ItemProcessor: { ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, ...ITEM },
    ToleratedFailurePercentage: 0.5,
  }),
  "a Terraform token as partition": task({ Resource: "arn:${TfToken[TOKEN.1]}:states:::http:invoke" }),
  "CloudFormation's partition": task({ Resource: "arn:${AWS::Partition}:states:::http:invoke" }),
  "the partition aws-iso": task({ Resource: "arn:aws-iso:states:::http:invoke" }),
  "the partition aws-cn": task({ Resource: "arn:aws-cn:states:::http:invoke" }),
  "a placeholder as `Resource`": task({ Resource: "${FunctionArn}", Parameters: {} }),
  "`Iterator` and `Parameters` of an older Map": one({
    Type: "Map",
    Parameters: { "item.$": "$$.Map.Item.Value" },
    Iterator: ITEM,
  }),
  "`Credentials` with a role": task({
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: { FunctionName: "f" },
    Credentials: { RoleArn: "arn:aws:iam::123456789012:role/Other" },
  }),
  "an AWS SDK integration": task({
    Resource: "arn:aws:states:::aws-sdk:dynamodb:getItem",
    Parameters: { TableName: "orders", Key: { id: { "S.$": "$.id" } } },
  }),
  "a filter in a path": one({ Type: "Pass", InputPath: "$.orders[?(@.total > 5)]" }),
  "JSONata as a number": one({ Type: "Wait", Seconds: "{% $states.input.delay %}" }, { QueryLanguage: "JSONata" }),
};
