/** What definitions in the cases are made of. */
export type Fields = { readonly [field: string]: unknown };

export const PASS: Fields = { Type: "Pass", End: true };

/** A machine of these states, the first of them first. */
export function machine(states: Fields, fields: Fields = {}): Fields {
  return { StartAt: Object.keys(states)[0], States: states, ...fields };
}

/** A machine of one state. */
export function only(state: unknown, fields: Fields = {}): Fields {
  return machine({ A: state }, fields);
}

export function task(fields: Fields = {}): Fields {
  return { Type: "Task", Resource: "arn:aws:states:::sqs:sendMessage", End: true, ...fields };
}

/** A machine of one task with this retrier. */
export function retrying(retrier: unknown, fields: Fields = {}): Fields {
  return only(task({ Retry: [retrier] }), fields);
}

/** A machine of one task with these catchers, each of which leads to `B`. */
export function catching(...catchers: readonly Fields[]): Fields {
  return machine({ A: task({ Catch: catchers.map((catcher) => ({ Next: "B", ...catcher })) }), B: PASS });
}

/** An inline Map, or one with these fields of the processor. */
export function map(fields: Fields = {}, config: Fields = {}): Fields {
  return { Type: "Map", ItemProcessor: { ProcessorConfig: config, ...machine({ Inner: PASS }) }, End: true, ...fields };
}

export const DISTRIBUTED: Fields = { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" };

export const READER: Fields = {
  Resource: "arn:aws:states:::s3:getObject",
  Parameters: { Bucket: "items", Key: "items.json" },
};
