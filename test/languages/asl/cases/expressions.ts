import { assigning, jsonataPass, pass, rule, task } from "../expression-parts";
import type { AslCases } from "./case";

/** Calls in one another, so many deep. */
function nested(depth: number): string {
  return `${"States.Array(".repeat(depth)}1${")".repeat(depth)}`;
}

/** A Map behind a state that sets `region`, with one state for each item. */
function mapOf(mode: object, processed: object): object {
  return {
    StartAt: "Set",
    States: {
      Set: { Type: "Pass", Assign: { region: "eu" }, Next: "Each" },
      Each: {
        Type: "Map",
        ItemSelector: { "region.$": "$region" },
        ItemProcessor: {
          ProcessorConfig: mode,
          StartAt: "Shape",
          States: { Shape: { Type: "Pass", ...processed, End: true } },
        },
        End: true,
      },
    },
  };
}

const distributedMap = (processed: object) => mapOf({ Mode: "DISTRIBUTED", ExecutionType: "STANDARD" }, processed);

export const EXPRESSIONS_CASES: AslCases = {
  "asl-path-invalid": { bad: pass({ InputPath: "order" }), good: pass({ InputPath: "$.[?(@.paid == true)]" }) },
  "asl-path-doubtful": { bad: pass({ InputPath: "$.items.shuffle()" }), good: pass({ InputPath: "$.items.length()" }) },
  "asl-reference-path-expected": {
    bad: task({ TimeoutSecondsPath: "$.limits[*].seconds" }),
    good: task({ TimeoutSecondsPath: "$.limits[0].seconds" }),
  },
  "asl-result-path-invalid": { bad: pass({ ResultPath: "$.items[*].id" }), good: pass({ ResultPath: "$['a b'].id" }) },
  "asl-payload-value-invalid": {
    bad: pass({ Parameters: { "parsed.$": "States.Fromat('{}', $.id)" } }),
    good: pass({ Parameters: { "parsed.$": "States.Format('{}', $.id)" } }),
  },
  "asl-payload-key-duplicate": {
    bad: pass({ Parameters: { id: 1, "id.$": "$.id" } }),
    good: pass({ Parameters: { id: 1, ID: { "id.$": "$.id" } } }),
  },
  "asl-payload-no-dollar": {
    bad: pass({ Parameters: { id: "$.order.id" } }),
    good: pass({ Parameters: { "id.$": "$.order.id", price: "$5", sign: "$", name: "$customer" } }),
  },
  "asl-path-field-missing": {
    bad: rule({ Variable: "$.a", StringEquals: "$.b" }),
    good: rule({ Variable: "$.a", StringEqualsPath: "$.b" }),
  },
  "asl-pass-result-static": {
    bad: pass({ Result: { "id.$": "$.id" } }),
    good: pass({ Result: { id: "$.id" } }),
  },
  "asl-jsonata-in-jsonpath": {
    bad: pass({ Parameters: { id: "{% $states.input.id %}" } }),
    good: pass({ Parameters: { id: "{ % id % }" } }),
  },
  "asl-path-in-jsonata": {
    bad: jsonataPass({ Output: { "id.$": "$.id" } }),
    good: jsonataPass({ Output: { id: "{% $states.input.id %}", price: "$5" } }),
  },
  "asl-intrinsic-nesting": {
    bad: pass({ Parameters: { "list.$": nested(11) } }),
    good: pass({ Parameters: { "list.$": nested(10) } }),
  },
  "asl-intrinsic-count": {
    bad: pass({ Parameters: { "ids.$": `States.Array(${Array(10).fill("States.UUID()").join()})` } }),
    good: pass({ Parameters: { "ids.$": `States.Array(${Array(9).fill("States.UUID()").join()})` } }),
  },
  "asl-intrinsic-argument": {
    bad: pass({ Parameters: { "hash.$": "States.Hash($.id, 'SHA256')" } }),
    good: pass({ Parameters: { "hash.$": "States.Hash($.id, 'SHA-256')" } }),
  },
  "asl-intrinsic-escape": {
    bad: pass({ Parameters: { "lines.$": "States.StringSplit($.text, '\\n')" } }),
    good: pass({ Parameters: { "lines.$": "States.StringSplit($.text, '\n')" } }),
  },
  "asl-format-arguments": {
    bad: pass({ Parameters: { "url.$": "States.Format('/{}/{}', $.a)" } }),
    good: pass({ Parameters: { "url.$": "States.Format('/{}/\\{\\}', $.a)" } }),
  },
  "asl-context-unknown": {
    bad: pass({ Parameters: { "id.$": "$$.Excution.Id" } }),
    good: pass({ Parameters: { "id.$": "$$.Execution.Id", "all.$": "$$" } }),
  },
  "asl-task-token-unavailable": {
    bad: task({ Parameters: { "token.$": "$$.Task.Token" } }),
    good: task({
      Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
      Parameters: { "token.$": "$$.Task.Token" },
    }),
  },
  "asl-payload-not-object": { bad: pass({ Parameters: ["a"] }), good: pass({ Parameters: { list: ["a"] } }) },
  "asl-jsonata-invalid": {
    bad: jsonataPass({ Output: "{% $states.input. %}" }),
    good: jsonataPass({ Output: "{%\n(\n  $a := $states.input.a;\n  $a + 1\n)\n%}" }),
  },
  "asl-jsonata-eval": {
    bad: jsonataPass({ Output: "{% $eval($states.input.text) %}" }),
    good: jsonataPass({ Output: "{% $parse($states.input.text) %}" }),
  },
  "asl-jsonata-newer-operator": {
    bad: jsonataPass({ Output: "{% $states.input.a ?? 1 %}" }),
    good: jsonataPass({ Output: "{% $exists($states.input.a) ? $states.input.a : 1 %}" }),
  },
  "asl-jsonata-no-input": {
    bad: jsonataPass({ Output: "{% **.id %}" }),
    good: jsonataPass({ Output: "{% $states.input.**.id %}" }),
  },
  "asl-jsonata-unsupported-reference": {
    bad: jsonataPass({ Output: "{% order.id %}" }),
    good: jsonataPass({ Output: "{% $states.input.order[status = 'paid'].id %}" }),
  },
  "asl-jsonata-not-whole": {
    bad: jsonataPass({ Output: "Order {% $states.input.id %}" }),
    good: jsonataPass({ Output: "{% 'Order ' & $states.input.id %}" }),
  },
  "asl-states-member-unknown": {
    bad: jsonataPass({ Output: "{% $states.inputs.id %}" }),
    good: jsonataPass({ Output: "{% $states.input.id %}" }),
  },
  "asl-states-member-unavailable": {
    bad: task({ Arguments: "{% $states.result %}" }, "JSONata"),
    good: task({ Output: "{% $states.result %}" }, "JSONata", { Output: "{% $states.errorOutput %}" }),
  },
  "asl-assign-invalid": { bad: pass({ Assign: ["a"] }), good: pass({ Assign: {} }) },
  "asl-variable-name-invalid": {
    bad: pass({ Assign: { "order-id": 1 } }),
    good: pass({ Assign: { "order_id.$": "$.id", größe: 1 } }),
  },
  "asl-variable-unassigned": {
    bad: assigning({ orderId: 1 }, { Parameters: { "id.$": "$orderID" } }),
    good: assigning({ orderId: 1 }, { Parameters: { "id.$": "$orderId" } }),
  },
  "asl-variable-of-outer-scope": {
    bad: mapOf({ Mode: "INLINE" }, { Assign: { region: "us" } }),
    good: distributedMap({ Assign: { region: "us" } }),
  },
  "asl-variable-outside-map": {
    bad: distributedMap({ Parameters: { "region.$": "$region" } }),
    good: distributedMap({ Parameters: { "region.$": "$.region" } }),
  },
};
