import event from "../../../examples/salesforce-bulk/event.json";
import type { Answer, E2eCase, ReceivedRequest } from "../e2e-case";
import { envelope } from "../expected";
import { inTurn, taskRequest } from "../workflows/expected";

const ORIGIN = "https://acme.my.salesforce.com";
const JOBS = `${ORIGIN}/services/data/v61.0/jobs/query`;
const WAREHOUSE = "https://warehouse.example.com";
/** By the locator that asks for them, and that of the next ones. */
const ROWS: Readonly<Record<string, { readonly csv: string; readonly next: string }>> = {
  "": { csv: '"Id","Name"\n"001xx0000001","Acme"\n', next: "MTAwMDAw" },
  MTAwMDAw: { csv: '"Id","Name"\n"001xx0000002","Globex"\n', next: "null" },
};

/** A token is asked for before each request. */
const withToken = (request: ReceivedRequest): ReceivedRequest[] => [
  {
    to: ORIGIN,
    method: "POST",
    path: "/services/oauth2/token",
    query: {},
    headers: {
      host: "acme.my.salesforce.com",
      "content-type": "application/x-www-form-urlencoded",
      "content-length": expect.stringMatching(/^\d+$/),
      connection: "close",
    },
    body: "grant_type=client_credentials&client_secret=the-client-secret&client_id=the-client",
    answered: 200,
  },
  request,
];
const authorized = { authorization: "Bearer token-1" };
const create = withToken(
  taskRequest(`POST ${JOBS}`, authorized, {
    body: { operation: "query", query: "SELECT Id, Name FROM Account WHERE LastModifiedDate = YESTERDAY" },
  }),
);
const polls = (count: number) =>
  Array.from({ length: count }).flatMap(() => withToken(taskRequest(`GET ${JOBS}/750xx01`, authorized)));
const results = (query: string) =>
  withToken(taskRequest(`GET ${JOBS}/750xx01/results?${query}`, { ...authorized, accept: "text/csv" }));
const load = (locator: string, answered = 200) =>
  taskRequest(
    `PUT ${WAREHOUSE}/v1/tables/accounts/rows`,
    { "x-api-key": "the-warehouse-key", "content-type": "text/csv" },
    { body: ROWS[locator]?.csv, answered },
  );

/** Salesforce, with a job that is in one of these states each time it is asked for. */
const jobIn =
  (...states: readonly [string, ...string[]]) =>
  () => {
    const next = inTurn(...states);
    return ({ to, method, path, query }: Omit<ReceivedRequest, "answered">): Answer => {
      if (to === WAREHOUSE) return { status: 200 };
      if (path.endsWith("/token")) {
        return { status: 200, body: '{"access_token":"token-1","token_type":"Bearer"}' };
      }
      if (path.endsWith("/results")) {
        const { csv, next: locator } = ROWS[String(query.locator ?? "")] ?? { csv: "", next: "null" };
        return { status: 200, headers: { "content-type": "text/csv", "Sforce-Locator": locator }, body: csv };
      }
      const state = method === "POST" ? "UploadComplete" : next();
      return { status: 200, body: JSON.stringify({ id: "750xx01", operation: "query", state }) };
    };
  };

const salesforceBulk: E2eCase = {
  thirdParties: [ORIGIN, WAREHOUSE],
  variables: {
    salesforce_domain: "acme",
    salesforce_client_id: "the-client",
    salesforce_client_secret: "the-client-secret",
    warehouse_key: "the-warehouse-key",
  },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "salesforce-bulk-Export-c752789a", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "the job is asked for until it is complete, then all its rows are loaded",
      answer: jobIn("UploadComplete", "InProgress", "JobComplete"),
      arrives: [
        ...create,
        ...polls(3),
        ...results("maxRecords=1000"),
        load(""),
        ...results("maxRecords=1000&locator=MTAwMDAw"),
        load("MTAwMDAw"),
      ],
      ends: { output: { pages: 2 } },
    },
    {
      title: "a job that failed fails the execution",
      answer: jobIn("InProgress", "Failed"),
      arrives: [...create, ...polls(2)],
      ends: { error: "Query.Failed", cause: "The job failed" },
    },
    {
      title: "a job that never ends is given up after 60 polls",
      answer: jobIn("InProgress"),
      arrives: [...create, ...polls(60)],
      ends: { error: "Query.TimedOut", cause: "Not done when polled 60 times at most" },
    },
  ],
};

export default salesforceBulk;
