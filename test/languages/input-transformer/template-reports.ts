import { type ReportCase, template } from "./path-reports";

export const TEMPLATE_REPORTS: readonly ReportCase[] = [
  [
    "an empty template",
    template(""),
    "refused",
    [{ code: "template-empty", effect: "refused", message: "InputTemplate is empty." }],
  ],
  [
    "a blank template",
    template("  \n "),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message: "The template is blank. AWS accepts the template and delivers nothing.",
        position: { offset: 0, line: 1, column: 1 },
      },
    ],
  ],
  [
    "a template of 8193 characters",
    template(`"${"x".repeat(8192)}`),
    "refused",
    [
      {
        code: "template-too-long",
        effect: "refused",
        message: "InputTemplate has 8193 characters; at most 8192 are allowed.",
      },
    ],
  ],
  [
    "plain words",
    template("Order placed\nby <aws.events.rule-name>"),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message:
          "The template is neither a JSON object or array nor quoted strings: plain text stands outside quotes. AWS accepts the template and delivers nothing.",
        fix: 'Put each line of text in double quotes, such as "Order placed".',
        position: { offset: 0, line: 1, column: 1 },
      },
    ],
  ],
  [
    "a scalar",
    template("12"),
    "accepted",
    [
      {
        code: "scalar-template",
        message: "The template is one value without an object, array or quotes around it; AWS does not document that.",
      },
    ],
  ],
  [
    "an unclosed string",
    template('"Order'),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message: "A quoted string is never closed. AWS accepts the template and delivers nothing.",
        position: { offset: 0, line: 1, column: 1 },
      },
    ],
  ],
  [
    "an unclosed object",
    template('{"a": 1'),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message:
          'With its placeholders filled in, the template is not valid JSON (Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"a": 1"; line: 1, column: 1])). AWS accepts the template and delivers nothing.',
        position: { offset: 7, line: 1, column: 8 },
      },
    ],
  ],
  [
    "an unclosed list",
    template("[1, "),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message:
          "With its placeholders filled in, the template is not valid JSON (Unexpected end-of-input within/between Array entries). AWS accepts the template and delivers nothing.",
        position: { offset: 4, line: 1, column: 5 },
      },
    ],
  ],
  [
    "an unclosed string in an object",
    template('{"a": "1}'),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message: "A quoted string is never closed. AWS accepts the template and delivers nothing.",
        position: { offset: 6, line: 1, column: 7 },
      },
    ],
  ],
  [
    "a bad string among good ones",
    template('"good"\n"bad \\x"\n"good"'),
    "accepted",
    [
      {
        code: "text-not-json-string",
        message:
          "A quoted string holds a line break, tab or escape that JSON does not allow; AWS does not document the result.",
        fix: "Write \\n, or one quoted string per line.",
        position: { offset: 7, line: 2, column: 1 },
      },
    ],
  ],
  [
    "text after a string",
    template('"good" bad'),
    "refused unless as AWS",
    [
      {
        code: "template-not-json",
        effect: "dropped",
        message:
          "The template is neither a JSON object or array nor quoted strings: plain text stands outside quotes. AWS accepts the template and delivers nothing.",
        position: { offset: 7, line: 1, column: 8 },
      },
    ],
  ],
  [
    "an object in quotes",
    template('{"a": "<a>"}', { a: "$.detail" }),
    "refused unless as AWS",
    [
      {
        code: "object-in-string",
        effect: "dropped",
        message: "<a> is an object ($.detail) inside quotes: AWS delivers nothing.",
        fix: "Remove the quotes: <a> as the whole value.",
        position: { offset: 7, line: 1, column: 8 },
      },
    ],
  ],
  [
    "the event in quotes",
    template('{"a": "<aws.events.event>"}'),
    "refused unless as AWS",
    [
      {
        code: "reserved-variable-in-string",
        effect: "dropped",
        message: "<aws.events.event> is only allowed as a whole JSON value: AWS does not escape its contents.",
        fix: "Remove the quotes.",
        position: { offset: 7, line: 1, column: 8 },
      },
    ],
  ],
  [
    "the event in text",
    template('"<aws.events.event>"'),
    "refused unless as AWS",
    [
      {
        code: "reserved-variable-in-string",
        effect: "dropped",
        message: "<aws.events.event> is only allowed as a whole JSON value: AWS does not escape its contents.",
        fix: 'Use a JSON template such as {"event": <aws.events.event>}.',
        position: { offset: 1, line: 1, column: 2 },
      },
    ],
  ],
  [
    "undeclared",
    template('{"a": <ordrId>, "b": <aws.events.nothing>, "c": <zzz>}', { orderId: "$.detail.id" }),
    "refused",
    [
      {
        code: "undeclared-placeholder",
        effect: "refused",
        message: "InputTemplate for target T contains invalid placeholder ordrId.",
        fix: 'Add "ordrId" to InputPathsMap; literal text in angle brackets cannot be written in a plain-text template.',
        position: { offset: 6, line: 1, column: 7 },
      },
      {
        code: "undeclared-placeholder",
        effect: "refused",
        message: "InputTemplate for target T contains invalid placeholder aws.events.nothing.",
        fix: "Reserved variables are aws.events.rule-arn, aws.events.rule-name, aws.events.event.ingestion-time, aws.events.event, aws.events.event.json.",
        position: { offset: 21, line: 1, column: 22 },
      },
      {
        code: "undeclared-placeholder",
        effect: "refused",
        message: "InputTemplate for target T contains invalid placeholder zzz.",
        fix: 'Add "zzz" to InputPathsMap; literal text in angle brackets cannot be written in a plain-text template.',
        position: { offset: 48, line: 1, column: 49 },
      },
    ],
  ],
  [
    "unused",
    template("{}", { orderId: "$.detail.id" }),
    "accepted",
    [
      {
        code: "unused-path",
        message: 'InputPathsMap declares "orderId", which the template never uses.',
        key: "orderId",
      },
    ],
  ],
  [
    "escaped placeholder",
    template('{"a": "\\u003ca\\u003e"}', { a: "$.detail.a" }),
    "refused unless as AWS",
    [
      {
        code: "escaped-placeholder",
        effect: "wrong-output",
        message: "\\u003ca\\u003e is not a placeholder: AWS would deliver it as text.",
        fix: "Terraform's jsonencode escapes < and >: write the template as text, with <a>.",
        position: { offset: 7, line: 1, column: 8 },
      },
    ],
  ],
  [
    "as key",
    template('{<a>: 1, "<a>": 2}', { a: "$.detail.a" }),
    "refused",
    [
      {
        code: "placeholder-as-key",
        effect: "refused",
        message: "The placeholder <a> is used in the key of a JSON object, which AWS does not allow.",
        fix: "Write the key as literal text.",
        position: { offset: 1, line: 1, column: 2 },
      },
      {
        code: "placeholder-as-key",
        effect: "refused",
        message: "The placeholder <a> is used in the key of a JSON object, which AWS does not allow.",
        fix: "Write the key as literal text.",
        position: { offset: 10, line: 1, column: 11 },
      },
    ],
  ],
  [
    "two inputs",
    { input: "1", inputPath: "$.detail" },
    "refused",
    [
      {
        code: "several-inputs",
        effect: "refused",
        message: "Only one of Input, InputPath, or InputTransformer must be provided for target T.",
      },
    ],
  ],
  [
    "input not json",
    { input: "{" },
    "refused",
    [
      {
        code: "input-not-json",
        effect: "refused",
        message: "Input for target T is not a valid JSON text.",
        fix: 'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1]). Plain text must be a JSON string, in double quotes.',
        position: { offset: 1, line: 1, column: 2 },
      },
    ],
  ],
  [
    "input too long",
    { input: `"${"x".repeat(8191)}"` },
    "refused",
    [{ code: "input-too-long", effect: "refused", message: "Input has 8193 characters; at most 8192 are allowed." }],
  ],
  [
    "a transformer and an input",
    { input: "1", ...template("") },
    "refused",
    [
      {
        code: "several-inputs",
        effect: "refused",
        message: "Only one of Input, InputPath, or InputTransformer must be provided for target T.",
      },
      { code: "template-empty", effect: "refused", message: "InputTemplate is empty." },
    ],
  ],
  [
    "a transformer and an input path",
    { inputPath: "$..", ...template("") },
    "refused",
    [
      {
        code: "several-inputs",
        effect: "refused",
        message: "Only one of Input, InputPath, or InputTransformer must be provided for target T.",
      },
      {
        code: "invalid-path",
        effect: "wrong-output",
        message: 'InputPath "$..": EventBridge does not support recursive descent (..).',
        fix: "Write the full path from $.",
        position: { offset: 1, line: 1, column: 2 },
      },
      { code: "template-empty", effect: "refused", message: "InputTemplate is empty." },
    ],
  ],
  [
    "literal angle",
    template('{"a": "1 < 2 <b c>"}'),
    "accepted",
    [
      {
        code: "literal-angle-bracket",
        message:
          '"< 2 <b c>"}" has a < or > of no placeholder: AWS says neither can be escaped; what it makes of it is not recorded.',
        fix: "Write \\u003c and \\u003e for literal text.",
        position: { offset: 9, line: 1, column: 10 },
      },
    ],
  ],
];
