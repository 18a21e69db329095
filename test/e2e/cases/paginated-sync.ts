import event from "../../../examples/paginated-sync/event.json";
import type { Answer, E2eCase } from "../e2e-case";
import { envelope } from "../expected";
import { taskRequest } from "../workflows/expected";

type Contact = readonly [id: string, email: string];

const page = (after?: string) =>
  taskRequest(
    `GET https://api.hubapi.com/crm/v3/objects/contacts?limit=100&properties=email${after ? `&after=${after}` : ""}`,
    { authorization: "Bearer pat-not-a-token" },
  );
const put = ([id, email]: Contact, answered = 200) =>
  taskRequest(
    `PUT https://newsletter.example.com/v1/contacts/${id}`,
    { "x-api-key": "not-a-key" },
    { body: { email }, answered },
  );

const ada: Contact = ["1", "ada@example.com"];
const bob: Contact = ["2", "bob+news@example.com"];
const eve: Contact = ["3", "eve@example.com"];
/** By the cursor that asks for them. */
const PAGES: Readonly<Record<string, { readonly contacts: readonly Contact[]; readonly after?: string }>> = {
  "": { contacts: [ada, bob], after: "c-2" },
  "c-2": { contacts: [], after: "c-3" },
  "c-3": { contacts: [eve] },
};

const answerOf = (contacts: readonly Contact[], after: string | undefined): Answer => ({
  status: 200,
  body: JSON.stringify({
    results: contacts.map(([id, email]) => ({ id, properties: { email } })),
    ...(after !== undefined && { paging: { next: { after } } }),
  }),
});

const paginatedSync: E2eCase = {
  thirdParties: ["https://api.hubapi.com", "https://newsletter.example.com"],
  variables: { hubspot_token: "pat-not-a-token", newsletter_key: "not-a-key" },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "paginated-sync-Sync-61e37751", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "every contact of three pages is put, the empty page included",
      isConcurrent: true,
      answer:
        () =>
        ({ to, query }) => {
          const { contacts, after } = PAGES[String(query.after ?? "")] ?? { contacts: [] };
          return to === "https://api.hubapi.com" ? answerOf(contacts, after) : { status: 200 };
        },
      arrives: [page(), page("c-2"), page("c-3"), put(ada), put(bob), put(eve)],
      ends: { output: { pages: 3 } },
    },
    {
      title: "a contact that is refused fails the execution, before the next page",
      isConcurrent: true,
      answer:
        () =>
        ({ to }) =>
          to === "https://api.hubapi.com" ? answerOf([ada], "c-2") : { status: 422 },
      arrives: [page(), put(ada, 422)],
      ends: { error: "States.Http.StatusCode.422", cause: "Unprocessable Entity" },
    },
    {
      title: "an API whose cursors never end is given up after 50 pages",
      answer: () => {
        let pages = 0;
        return () => answerOf([], `c-${++pages}`);
      },
      arrives: [page(), ...Array.from({ length: 49 }, (_, index) => page(`c-${index + 1}`))],
      ends: { error: "Contacts.TooManyPages", cause: "There are more than 50 pages" },
    },
  ],
};

export default paginatedSync;
