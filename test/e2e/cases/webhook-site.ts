import event from "../../../examples/webhook-site/event.json";
import type { E2eCase, ReceivedRequest } from "../e2e-case";
import { apiDestinationHeaders, envelope } from "../expected";

const KEY = "the-right-key";
const WRONG_KEY = "a-wrong-key";

const second = { ...event, detail: { ...event.detail, number: 2 } };
const ofAnotherType = { ...event, "detail-type": "SomeOtherMessage" };
const ofAnotherSource = { ...event, source: "SomeOtherApp" };

const delivery = (body: object, key: string, answered: number): ReceivedRequest => ({
  to: "https://webhook.site",
  method: "POST",
  path: "/11111111-2222-3333-4444-555555555555",
  query: { from: "events" },
  headers: apiDestinationHeaders({ mywebhook: key }),
  body,
  answered,
});

const webhookSite: E2eCase = {
  thirdParties: ["https://webhook.site"],
  variables: {
    webhook_url: "https://webhook.site/11111111-2222-3333-4444-555555555555?from=events",
    webhook_api_key: KEY,
  },
  answer: ({ headers }) => ({ status: headers.mywebhook === KEY ? 200 : 401 }),
  steps: [
    {
      title: "with a wrong key the wrong credential arrives and is refused",
      variables: { webhook_api_key: WRONG_KEY },
      events: [event],
      arrives: [delivery(envelope(event), WRONG_KEY, 401)],
    },
    {
      title: "with the key changed the whole event arrives",
      events: [event],
      arrives: [delivery(envelope(event), KEY, 200)],
    },
    {
      title: "events that the rule does not match are not delivered, a second that it matches is",
      events: [ofAnotherType, ofAnotherSource, second],
      arrives: [delivery(envelope(second), KEY, 200)],
    },
  ],
};

export default webhookSite;
