import event from "../../../examples/salesforce-bulk/event.json";
import type { Answer, E2eCase, ReceivedRequest } from "../e2e-case";
import { envelope } from "../expected";
import { inTurn, taskRequest } from "../workflows/expected";

const ORIGIN = "https://acme.my.salesforce.com";
const JOBS = `${ORIGIN}/services/data/v61.0/jobs/query`;
const ROWS = '"Id","Name"\n"001xx0000001","Acme"\n';

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
const rows = withToken(
  taskRequest(`GET ${JOBS}/750xx01/results?maxRecords=1000`, { ...authorized, accept: "text/csv" }),
);

/** Salesforce, with a job that is in one of these states each time it is asked for. */
const jobIn =
  (...states: readonly [string, ...string[]]) =>
  () => {
    const next = inTurn(...states);
    return ({ method, path }: { readonly method: string; readonly path: string }): Answer => {
      if (path.endsWith("/token")) {
        return { status: 200, body: '{"access_token":"token-1","token_type":"Bearer"}' };
      }
      if (path.endsWith("/results")) return { status: 200, headers: { "content-type": "text/csv" }, body: ROWS };
      const state = method === "POST" ? "UploadComplete" : next();
      return { status: 200, body: JSON.stringify({ id: "750xx01", operation: "query", state }) };
    };
  };

const salesforceBulk: E2eCase = {
  thirdParties: [ORIGIN],
  variables: {
    salesforce_domain: "acme",
    salesforce_client_id: "the-client",
    salesforce_client_secret: "the-client-secret",
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
      title: "the job is asked for until it is complete, then its rows are fetched",
      answer: jobIn("UploadComplete", "InProgress", "JobComplete"),
      arrives: [...create, ...polls(3), ...rows],
      ends: { output: { csv: ROWS } },
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
