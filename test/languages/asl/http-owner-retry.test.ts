import { httpFindings, type Json, machine, RETRY } from "./http-parts";

const CODE = "http-task-retry-unsafe";

/** The state `Call` of a machine, which ends its scope. */
const call = (request: Json): Json =>
  (machine({ Method: "POST", ...request }) as { States: { Call: Json } }).States.Call;
const scope = (name: string, states: Json): Json => ({ StartAt: name, States: states });
const branch = (name: string, request: Json = {}): Json => scope(name, { [name]: call(request) });
const parallel = (branches: readonly Json[], retrier?: Json): Json => ({
  Type: "Parallel",
  Branches: branches,
  ...(retrier ? { Retry: [retrier] } : {}),
  End: true,
});
const map = (processor: Json, retrier: Json): Json => ({
  Type: "Map",
  ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...processor },
  MaxConcurrency: 5,
  Retry: [retrier],
  End: true,
});
const ALL = { ErrorEquals: ["States.ALL"] };

function found(owner: Json): readonly (readonly unknown[])[] {
  return httpFindings(scope("Owner", { Owner: owner })).map(({ code, state, path, detail }) => [
    code,
    state,
    path,
    detail,
  ]);
}

describe("a retry of the Parallel or Map around a POST", () => {
  it("repeats the POSTs in it that succeeded, and is reported once", () => {
    expect(found(parallel([branch("A"), branch("B")], ALL))).toEqual([
      [
        CODE,
        "Owner",
        "$.States.Owner.Retry[0].ErrorEquals",
        "It runs all of the Parallel again, with the requests of A, B.",
      ],
    ]);
  });

  it.each<[string, Json, number]>([
    ["any error, since another item may have succeeded", map(branch("A"), { ErrorEquals: ["Custom"] }), 1],
    ["too many requests, likewise", map(branch("A"), { ErrorEquals: ["States.Http.StatusCode.429"] }), 1],
    [
      "items that cannot be read, before any request",
      map(branch("A"), { ErrorEquals: ["States.ItemReaderFailed"] }),
      0,
    ],
    ["nothing", map(branch("A"), { ...ALL, MaxAttempts: 0 }), 0],
    ["a lone POST that was refused", parallel([branch("A")], { ErrorEquals: ["States.Http.StatusCode.429"] }), 0],
    ["a lone POST whose outcome is unknown", parallel([branch("A")], ALL), 1],
    ["names known later", map(branch("A"), { ErrorEquals: "${Errors}" }), 0],
    ["a name known later", map(branch("A"), { ErrorEquals: ["${Error}"] }), 0],
    ["no POST", map(branch("A", { Method: "PUT" }), ALL), 0],
    ["a method known later", map(branch("A", { Method: "${Method}" }), ALL), 0],
    ["a POST that has a key", map(branch("A", { Headers: { "Idempotency-Key.$": "$$.Execution.Name" } }), ALL), 0],
  ])("that is of %s", (_, owner, count) => {
    expect(found(owner).map(([code]) => code)).toEqual(Array(count).fill(CODE));
  });

  it("is found however deep the POST stands, at each retrier that repeats it", () => {
    const inner = { ...map(branch("A"), { ...ALL, MaxAttempts: 1 }), Retry: undefined };
    const owner = parallel([scope("Inner", { Inner: inner })], ALL);

    expect(found({ ...owner, Retry: [{ ErrorEquals: ["X"] }, ALL] }).map(([, state, path]) => [state, path])).toEqual([
      ["Owner", "$.States.Owner.Retry[0].ErrorEquals"],
      ["Owner", "$.States.Owner.Retry[1].ErrorEquals"],
    ]);
  });

  it("is none of a retrier that is no retrier", () => {
    for (const Retry of ["${Retry}", [5], [{}], {}]) {
      expect(found({ ...parallel([branch("A"), branch("B")]), Retry })).toEqual([]);
    }
    expect(RETRY).toHaveLength(1);
  });
});
