import type { TargetInputSpec } from "../../../modules/languages/input-transformer";

/** `refused unless as AWS`: AWS accepts it, and delivers nothing or something else. */
export type Outcome = "refused" | "refused unless as AWS" | "accepted";

/** Name, target input, what becomes of it, and every problem or warning. */
export type ReportCase = readonly [string, TargetInputSpec, Outcome, readonly object[]];

export const template = (inputTemplate: string, inputPathsMap?: Record<string, string>): TargetInputSpec => ({
  inputTransformer: { inputTemplate, inputPathsMap },
});

export const PATH_REPORTS: readonly ReportCase[] = [
  [
    "an invalid path",
    template('{"a":<a>}', { a: "$.x..y" }),
    "refused unless as AWS",
    [
      {
        code: "invalid-path",
        effect: "wrong-output",
        message: 'InputPathsMap "a" "$.x..y": EventBridge does not support recursive descent (..).',
        fix: "Write the full path from $.",
        key: "a",
      },
    ],
  ],
  [
    "a path of 257 characters",
    template('{"a":<a>}', { a: `$.${"x".repeat(255)}` }),
    "refused",
    [
      {
        code: "invalid-path",
        effect: "refused",
        message:
          'InputPathsMap "a" "$.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...": The path has 257 characters; at most 256 are allowed.',
        key: "a",
      },
    ],
  ],
  [
    "an invalid input path",
    { inputPath: "$['a']" },
    "refused unless as AWS",
    [
      {
        code: "invalid-path",
        effect: "wrong-output",
        message: "InputPath \"$['a']\": EventBridge supports dot notation, not bracket notation.",
        fix: 'Did you mean "$.a"?',
        position: { offset: 1, line: 1, column: 2 },
      },
    ],
  ],
  [
    "a path into no event",
    template('{"a":<a>,"b":<b>,"c":<c>,"d":<d>,"e":<e>,"f":<f>}', {
      a: "$[0]",
      b: "$.source.x",
      c: "$.resources.x",
      d: "$.detail[0]",
      e: "$.Source",
      f: "$.nothing",
    }),
    "accepted",
    [
      {
        code: "path-may-not-resolve",
        message: 'InputPathsMap "a" "$[0]": an event is an object, not an array.',
        key: "a",
      },
      {
        code: "path-may-not-resolve",
        message: 'InputPathsMap "b" "$.source.x": "source" is a string and has no parts.',
        key: "b",
      },
      {
        code: "path-may-not-resolve",
        message: 'InputPathsMap "c" "$.resources.x": "resources" is an array.',
        key: "c",
      },
      { code: "path-may-not-resolve", message: 'InputPathsMap "d" "$.detail[0]": "detail" is an object.', key: "d" },
      {
        code: "path-may-not-resolve",
        message: 'InputPathsMap "e" "$.Source": events have no field "Source" outside detail.',
        fix: 'Did you mean "$.source"?',
        key: "e",
      },
      {
        code: "path-may-not-resolve",
        message: 'InputPathsMap "f" "$.nothing": events have no field "nothing" outside detail.',
        fix: 'Did you mean "$.detail.nothing"?',
        key: "f",
      },
    ],
  ],
  [
    "a path into every event",
    template('{"a":<a>,"b":<b>,"c":<c>,"d":<d>}', { a: "$.*", b: "$.source", c: "$.resources[0]", d: "$.detail.x" }),
    "accepted",
    [
      {
        code: "path-with-wildcard",
        message:
          'InputPathsMap "a" "$.*" has a wildcard: AWS allows it and does not document its value; a list is assumed.',
        key: "a",
      },
    ],
  ],
  [
    "an input path into no event",
    { inputPath: "$.detail-Type" },
    "accepted",
    [
      {
        code: "path-may-not-resolve",
        message: 'InputPath "$.detail-Type": events have no field "detail-Type" outside detail.',
        fix: 'Did you mean "$.detail-type"?',
      },
    ],
  ],
  [
    "an input path with a wildcard",
    { inputPath: "$.resources[*]" },
    "accepted",
    [
      {
        code: "path-with-wildcard",
        message:
          'InputPath "$.resources[*]" has a wildcard: AWS allows it and does not document its value; a list is assumed.',
      },
    ],
  ],
  [
    "an empty key",
    template("{}", { "": "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message: 'The InputPathsMap key "" has 0 characters; 1-256 are allowed.',
        key: "",
      },
    ],
  ],
  [
    "a key of 257 characters",
    template("{}", { ["k".repeat(257)]: "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message:
          'The InputPathsMap key "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk..." has 257 characters; 1-256 are allowed.',
        key: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
      },
    ],
  ],
  [
    "a key with a blank",
    template("{}", { "a b": "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message: 'The InputPathsMap key "a b" has characters other than A-Z, a-z, 0-9, _ and -.',
        key: "a b",
      },
    ],
  ],
  [
    "a reserved key",
    template("{}", { "aws.x": "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message: 'The InputPathsMap key "aws.x" has characters other than A-Z, a-z, 0-9, _ and -.',
        fix: "Reserved variables need no entry.",
        key: "aws.x",
      },
    ],
  ],
  [
    "a key of 81 characters with a dot",
    template("{}", { [`${"k".repeat(80)}.`]: "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message:
          'The InputPathsMap key "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk..." has characters other than A-Z, a-z, 0-9, _ and -.',
        key: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk",
      },
    ],
  ],
  [
    "a key of 80 characters with a dot",
    template("{}", { [`${"k".repeat(79)}.`]: "$.detail.a" }),
    "refused",
    [
      {
        code: "invalid-key",
        effect: "refused",
        message:
          'The InputPathsMap key "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk." has characters other than A-Z, a-z, 0-9, _ and -.',
        key: "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk.",
      },
    ],
  ],
  [
    "101 paths",
    template(
      "{}",
      Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`k${i}`, i < 100 ? "$.detail.a" : "no path"])),
    ),
    "refused",
    [
      {
        code: "too-many-paths",
        effect: "refused",
        message: "InputPathsMap has 101 entries; at most 100 are allowed.",
        fix: "Select parent objects, or the whole event with <aws.events.event.json>.",
      },
    ],
  ],
];
