/** The definitions that are measured. Everything is made from numbers, so each run has the same. */

export type ShapeName = "JSONPath" | "JSONata" | "JSONata, long expressions";

export const STATES = 200;

/** Of 11 states each; two more end the machine. */
const BLOCKS = 18;

type Json = { readonly [field: string]: unknown };
type States = { [name: string]: Json };

/**
 * What a block of states says in its query language. `n` is different in every block of every definition, so that no
 * text is met a second time unless the definition is.
 */
interface Style {
  readonly machine: Json;
  prepare(n: string): Json;
  call(n: string): Json;
  caught(n: string): Json;
  /** The rules of a choice, without `Next`. */
  isAccepted(n: string): Json;
  isLarge(n: string): Json;
  wait(n: string): Json;
  poll(n: string): Json;
  each(n: string): Json;
  item(n: string): Json;
  reserve(n: string): Json;
  notify(n: string): Json;
}

const HTTP = "arn:aws:states:::http:invoke";
const CONNECTION = "arn:aws:events:eu-central-1:123456789012:connection/Shop/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
const LAMBDA = "arn:aws:lambda:eu-central-1:123456789012:function";

const RETRY = [
  { ErrorEquals: ["States.Http.StatusCode.429"], IntervalSeconds: 2, MaxAttempts: 5, BackoffRate: 2 },
  {
    ErrorEquals: ["States.Http.StatusCode.502", "States.Http.StatusCode.503", "States.Http.StatusCode.504"],
    IntervalSeconds: 1,
    MaxAttempts: 3,
    BackoffRate: 1.5,
    MaxDelaySeconds: 30,
    JitterStrategy: "FULL",
  },
];

/** `path` is literal; what only the execution knows goes into headers, query parameters and body. */
function request(method: string, path: string, more: Json): Json {
  return {
    ApiEndpoint: `https://api.example.com/v1/${path}`,
    Method: method,
    InvocationConfig: { ConnectionArn: CONNECTION },
    ...more,
  };
}

const JSONPATH: Style = {
  machine: {},
  prepare: (n) => ({
    Parameters: { "id.$": `$.order${n}.id`, "key.$": `States.Format('order-{}-${n}', $.order${n}.id)`, source: "web" },
    ResultPath: `$.prepared${n}`,
  }),
  call: (n) => ({
    Parameters: request("POST", `orders/${n}`, {
      Headers: { "Idempotency-Key.$": `$.prepared${n}.key` },
      RequestBody: {
        "id.$": `$.prepared${n}.id`,
        "total.$": `States.MathAdd($.order${n}.net, $.order${n}.tax)`,
        lines: { "all.$": `$.order${n}.lines[*]`, "count.$": `States.ArrayLength($.order${n}.lines)` },
      },
    }),
    ResultSelector: { "status.$": "$.StatusCode", "id.$": "$.ResponseBody.id" },
    ResultPath: `$.created${n}`,
  }),
  caught: (n) => ({ ResultPath: `$.error${n}` }),
  isAccepted: (n) => ({
    And: [
      { Variable: `$.created${n}.status`, NumericEquals: 202 },
      { Not: { Variable: `$.created${n}.id`, IsNull: true } },
    ],
  }),
  isLarge: (n) => ({
    Or: [
      { Variable: `$.order${n}.total`, NumericGreaterThanEquals: 1000 },
      { Variable: `$.order${n}.kind`, StringMatches: `bulk-${n}-*` },
    ],
  }),
  wait: (n) => ({ SecondsPath: `$.order${n}.delay` }),
  poll: (n) => ({
    Parameters: request("GET", `jobs/${n}`, { QueryParameters: { "id.$": `$.created${n}.id` } }),
    ResultPath: `$.job${n}`,
  }),
  each: (n) => ({
    ItemsPath: `$.order${n}.lines`,
    ItemSelector: { "line.$": "$$.Map.Item.Value", "order.$": `$.order${n}.id` },
    ResultPath: `$.shipped${n}`,
  }),
  item: (n) => ({
    Parameters: request("PUT", `lines/${n}`, { RequestBody: { "sku.$": "$.line.sku", "order.$": "$.order" } }),
  }),
  reserve: (n) => ({ Parameters: { "order.$": `$.order${n}.id`, warehouse: `w-${n}` } }),
  notify: (n) => ({
    Parameters: { "text.$": `States.Format('Order {} of {}', $.order${n}.id, $.order${n}.customer)` },
  }),
};

const JSONATA: Style = {
  machine: { QueryLanguage: "JSONata" },
  prepare: (n) => ({
    Assign: { [`id${n}`]: `{% $states.input.order${n}.id %}`, [`lines${n}`]: `{% $states.input.order${n}.lines %}` },
  }),
  call: (n) => ({
    Arguments: request("POST", `orders/${n}`, {
      Headers: { "Idempotency-Key": `{% $states.context.Execution.Name & '-${n}' %}` },
      RequestBody: {
        id: `{% $id${n} %}`,
        total: `{% $states.input.order${n}.net + $states.input.order${n}.tax %}`,
        lines: { all: `{% $lines${n} %}`, count: `{% $count($lines${n}) %}` },
      },
    }),
    Output: `{% $merge([$states.input, {'status${n}': $states.result.StatusCode}]) %}`,
  }),
  caught: (n) => ({ Output: { error: "{% $states.errorOutput.Error %}", order: `{% $id${n} %}` } }),
  isAccepted: (n) => ({ Condition: `{% $states.input.status${n} = 202 %}` }),
  isLarge: (n) => ({ Condition: `{% $states.input.order${n}.total >= 1000 %}` }),
  wait: (n) => ({ Seconds: `{% $states.input.order${n}.delay %}` }),
  poll: (n) => ({ Arguments: request("GET", `jobs/${n}`, { QueryParameters: { id: `{% $id${n} %}` } }) }),
  each: (n) => ({
    Items: `{% $lines${n} %}`,
    ItemSelector: { line: "{% $states.context.Map.Item.Value %}", order: `{% $id${n} %}` },
  }),
  item: (n) => ({
    Arguments: request("PUT", `lines/${n}`, {
      RequestBody: { sku: "{% $states.input.line.sku %}", order: "{% $states.input.order %}" },
    }),
  }),
  reserve: (n) => ({ Arguments: { order: `{% $id${n} %}`, warehouse: `w-${n}` } }),
  notify: (n) => ({ Output: { text: `{% 'Order ' & $id${n} & ' placed' %}` } }),
};

/** Totals, groupings and lambdas, as people write them who keep their logic out of Lambda functions. */
const LONG: Style = {
  ...JSONATA,
  prepare: (n) => ({
    Assign: {
      [`id${n}`]: `{% $uppercase($trim($states.input.order${n}.id)) & '-' & $pad($string($states.input.order${n}.number), -8, '0') %}`,
      [`lines${n}`]: `{% $filter($states.input.order${n}.lines, function($line) { $line.quantity > 0 and $not($line.sku in ['gift-${n}', 'sample-${n}']) }) %}`,
    },
  }),
  call: (n) => ({
    Arguments: request("POST", `orders/${n}`, {
      Headers: { "Idempotency-Key": `{% $states.context.Execution.Name & '-' & $hash($string($id${n}), 'SHA-256') %}` },
      RequestBody: {
        id: `{% $exists($states.input.external${n}.id) ? $states.input.external${n}.id : 'order-' & $id${n} %}`,
        total: `{% $round($sum($map($lines${n}, function($line) { $line.quantity * $line.price * (1 + $line.tax${n}) })), 2) %}`,
        lines: `{% $map($lines${n}, function($line, $i) { {'position': $i + 1, 'sku': $line.sku, 'amount${n}': $line.quantity * $line.price} }) %}`,
        groups: `{% $merge($each($states.input.order${n}.stores, function($items, $store) { {$store: $count($items)} })) %}`,
      },
    }),
    Output: `{% $merge([$states.input, {'status${n}': $states.result.StatusCode, 'tags': $states.result.ResponseBody.tags[type = 'a${n}'].name}]) %}`,
  }),
  isAccepted: (n) => ({
    Condition: `{% $states.input.status${n} in [200, 201, 202] and $count($states.input.jobs[state != 'done-${n}']) > 0 %}`,
  }),
  isLarge: (n) => ({
    Condition: `{% $sum($lines${n}.(quantity * price)) >= 1000 or $contains($states.input.kind, /^bulk-${n}-/) %}`,
  }),
  wait: (n) => ({
    Seconds: `{% $max([1, $min([300, $ceil(($toMillis($states.input.due${n}) - $millis()) / 1000)])]) %}`,
  }),
  each: (n) => ({
    Items: `{% $sort($lines${n}, function($a, $b) { $a.weight${n} > $b.weight${n} })[quantity < 1000] %}`,
    ItemSelector: {
      line: `{% $merge([$states.context.Map.Item.Value, {'index${n}': $states.context.Map.Item.Index}]) %}`,
      order: `{% $substringBefore($id${n}, '-') & '/' & $substringAfter($id${n}, '-') %}`,
    },
  }),
  reserve: (n) => ({
    Arguments: {
      order: `{% ($parts := $split($id${n}, '-'); $join($parts[[0..$count($parts) - 2]], '/')) %}`,
      skus: `{% $distinct($lines${n}.sku) ~> $join(',${n},') %}`,
    },
  }),
  notify: (n) => ({
    Output: {
      text: `{% 'Order ' & $id${n} & ' of ' & $now('[D01].[M01].[Y0001]') & ': ' & $join($lines${n}.(sku & ' × ' & quantity), ', ') %}`,
    },
  }),
};

const STYLES: { readonly [shape in ShapeName]: Style } = {
  JSONPath: JSONPATH,
  JSONata: JSONATA,
  "JSONata, long expressions": LONG,
};

export const SHAPES = Object.keys(STYLES) as ShapeName[];

/** A definition of 200 states. Of the same size for every seed, but with other names and texts. */
export function definitionOf(shape: ShapeName, seed: number): Json {
  const style = STYLES[shape];
  const states: States = {};
  const names = Array.from({ length: BLOCKS }, (_, block) => `${seed}x${String(block).padStart(2, "0")}`);
  for (const [block, n] of names.entries()) {
    const next = names[block + 1];
    addBlock(states, style, n, next === undefined ? { next: "Done", caught: "Failed" } : { next: `Prepare${next}` });
  }
  states.Done = { Type: "Succeed" };
  states.Failed = { Type: "Fail", Error: "OrderFailed" };
  return { Comment: "Orders", StartAt: `Prepare${names[0]}`, ...style.machine, States: states };
}

function addBlock(states: States, style: Style, n: string, to: { next: string; caught?: string }): void {
  const catcher = { ErrorEquals: ["States.ALL"], ...style.caught(n), Next: to.caught ?? `Notify${n}` };
  states[`Prepare${n}`] = { Type: "Pass", ...style.prepare(n), Next: `Call${n}` };
  states[`Call${n}`] = {
    Type: "Task",
    Resource: HTTP,
    ...style.call(n),
    TimeoutSeconds: 30,
    Retry: RETRY,
    Catch: [catcher],
    Next: `Check${n}`,
  };
  states[`Check${n}`] = {
    Type: "Choice",
    Choices: [
      { ...style.isAccepted(n), Next: `Wait${n}` },
      { ...style.isLarge(n), Next: `Each${n}` },
    ],
    Default: `Both${n}`,
  };
  states[`Wait${n}`] = { Type: "Wait", ...style.wait(n), Next: `Poll${n}` };
  states[`Poll${n}`] = { Type: "Task", Resource: HTTP, ...style.poll(n), Retry: RETRY, Next: `Each${n}` };
  states[`Each${n}`] = {
    Type: "Map",
    ...style.each(n),
    MaxConcurrency: 5,
    ItemProcessor: {
      ProcessorConfig: { Mode: "INLINE" },
      StartAt: `Item${n}`,
      States: { [`Item${n}`]: { Type: "Task", Resource: HTTP, ...style.item(n), Retry: RETRY, End: true } },
    },
    Next: `Both${n}`,
  };
  const reserve = { Type: "Task", Resource: `${LAMBDA}:reserve`, ...style.reserve(n), TimeoutSeconds: 60, End: true };
  states[`Both${n}`] = {
    Type: "Parallel",
    Branches: [
      { StartAt: `Reserve${n}`, States: { [`Reserve${n}`]: reserve } },
      { StartAt: `Log${n}`, States: { [`Log${n}`]: { Type: "Pass", End: true } } },
    ],
    Catch: [catcher],
    Next: `Notify${n}`,
  };
  states[`Notify${n}`] = { Type: "Pass", ...style.notify(n), Next: to.next };
}

/** The expressions of a definition, each once. */
export function expressionsOf(definition: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof definition === "string" && definition.startsWith("{%")) found.add(definition);
  else if (typeof definition === "object" && definition !== null) {
    for (const value of Object.values(definition)) expressionsOf(value, found);
  }
  return found;
}
