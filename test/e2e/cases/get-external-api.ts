import event from "../../../examples/get-external-api/event.json";
import type { Answer, E2eCase } from "../e2e-case";
import { envelope } from "../expected";
import { inTurn, taskRequest } from "../workflows/expected";

const get = (answered: number) =>
  taskRequest(
    "GET https://api.github.com/repos/nodejs/node/releases/latest",
    { authorization: "Bearer github_pat_not-a-token", accept: "application/vnd.github+json" },
    { answered },
  );
const RELEASE: Answer = { status: 200, body: JSON.stringify({ id: 1, tag_name: "v24.1.0", draft: false }) };

const getExternalApi: E2eCase = {
  thirdParties: ["https://api.github.com"],
  variables: { github_token: "github_pat_not-a-token" },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "get-external-api-Lookup-a9181fee", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "the repository's latest release is looked up, and its tag is the output",
      answer: () => () => RELEASE,
      arrives: [get(200)],
      ends: { output: { tag: "v24.1.0" } },
    },
    {
      title: "while the API is unavailable it is asked again",
      answer: () => inTurn<Answer>({ status: 503 }, { status: 503 }, RELEASE),
      arrives: [get(503), get(503), get(200)],
      ends: { output: { tag: "v24.1.0" } },
    },
    {
      title: "a repository that does not exist is asked for once",
      answer: () => () => ({ status: 404 }),
      arrives: [get(404)],
      ends: { error: "States.Http.StatusCode.404", cause: "Not Found" },
    },
  ],
};

export default getExternalApi;
