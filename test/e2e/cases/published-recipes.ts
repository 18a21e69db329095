import webhookEvent from "../../../examples/published-recipes/event.json";
import type { BusEvent, E2eCase, ReceivedRequest } from "../e2e-case";
import { apiDestinationHeaders, envelope } from "../expected";

const event = (source: string, detailType: string, detail: BusEvent["detail"]): BusEvent => ({
  source,
  "detail-type": detailType,
  detail,
});

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** One step: the event, and the one request that it becomes. */
const delivery = (
  title: string,
  put: BusEvent,
  {
    to,
    path,
    query = {},
    headers,
    body,
  }: Pick<ReceivedRequest, "to" | "path" | "headers" | "body"> & Partial<ReceivedRequest>,
) => ({
  title,
  events: [put],
  arrives: [
    {
      to,
      method: "POST",
      path,
      query,
      headers: apiDestinationHeaders(headers as Record<string, string>),
      body,
      answered: 200,
    },
  ],
});

/** Every header of a request for a token, as the emulator sends it: AWS documents none but those of the connection. */
const TOKEN_REQUEST_HEADERS = {
  host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  "content-length": expect.stringMatching(/^\d+$/),
  "content-type": "application/x-www-form-urlencoded",
  "user-agent": expect.stringMatching(/^Python-urllib\//),
  "accept-encoding": "identity",
  connection: "close",
};

const tokenRequest = (path: string, form: Readonly<Record<string, string>>): ReceivedRequest => ({
  to: "https://login.example.com",
  method: "POST",
  path,
  query: {},
  headers: TOKEN_REQUEST_HEADERS,
  body: new URLSearchParams(form).toString(),
  answered: 200,
});

const sumoEvent = event("log.shipper", "LogLine", { Log_Dest: "sumo", line: "disk at 91 %" });
const ticket = { subject: "Smoke in room 4", comment: { body: "It smells of toner <again>." }, priority: "high" };
const freshdeskTicket = {
  subject: "Hello",
  description: 'A "quoted" word',
  email: "a@example.com",
  priority: 1,
  status: 2,
};
const logEntry = { ddsource: "nginx", service: "checkout", message: "GET /cart 200" };
const shopifyProduct = { product: { title: "Lamp", body_html: "<b>Bright</b>", tags: ["light", "desk"] } };
const stripeProduct = { name: "Desk lamp", description: "Bright & small" };
const answerOfPartner = { id: 7, state: "paid" };

const publishedRecipes: E2eCase = {
  thirdParties: [
    "https://webhook.site",
    "https://slack.com",
    "https://endpoint1.collection.example.com",
    "https://data.mongodb.example.com",
    "https://desk.zendesk.com",
    "https://desk.freshdesk.com",
    "https://http-intake.logs.datadoghq.com",
    "https://events.pagerduty.com",
    "https://lamps.myshopify.com",
    "https://api.stripe.com",
    "https://login.example.com",
    "https://api.example.com",
  ],
  variables: {
    webhook_api_key: "webhook-key",
    webhook_page: "11111111-2222-3333-4444-555555555555",
    slack_token: "xoxb-not-a-token",
    slack_channel: "C0123456789",
    sumo_logic_url: "https://endpoint1.collection.example.com/receiver/v1/http/collector-1",
    mongodb_api_key: "mongodb-key",
    mongodb_url: "https://data.mongodb.example.com/app/app-1/endpoint/events",
    zendesk_subdomain: "desk",
    zendesk_username: "bot@example.com/token",
    zendesk_password: "zendesk-password",
    freshdesk_subdomain: "desk",
    freshdesk_api_key: "freshdesk-key",
    freshdesk_password: "X",
    datadog_api_key: "datadog-key",
    pagerduty_integration_key: "pagerduty-key",
    shopify_store: "lamps",
    shopify_access_token: "shopify-token",
    stripe_secret_key: "sk_not_a_key",
    oauth_token_url: "https://login.example.com/password/token",
    oauth_client_id: "client-1",
    oauth_api_url: "https://api.example.com/password",
    oauth_encrypted_token_url: "https://login.example.com/encrypted/token",
    oauth_encrypted_client_id: "client-2",
    oauth_encrypted_api_url: "https://api.example.com/encrypted",
  },
  secrets: {
    "published-recipes/oauth": JSON.stringify({ ClientSecret: "secret-1", Username: "ada", Password: "user-password" }),
    "published-recipes/oauth-encrypted": JSON.stringify({ ClientSecret: "secret-2" }),
  },
  answer: ({ to, path }) =>
    to === "https://login.example.com"
      ? {
          status: 200,
          body: JSON.stringify({ access_token: `token of ${path}`, token_type: "Bearer", expires_in: 3600 }),
        }
      : { status: 200 },
  steps: [
    delivery("1 webhook.site: the whole event arrives", webhookEvent, {
      to: "https://webhook.site",
      path: "/11111111-2222-3333-4444-555555555555",
      headers: { mywebhook: "webhook-key" },
      body: envelope(webhookEvent),
    }),
    delivery("2 Slack: a message", event("MyTestApp.slack", "MyTestMessage", { event: 'Build of <main> "failed"' }), {
      to: "https://slack.com",
      path: "/api/chat.postMessage",
      headers: { authorization: "Bearer xoxb-not-a-token" },
      body: { channel: "C0123456789", text: 'Build of <main> "failed"' },
    }),
    delivery("3 Sumo Logic: an event that asks for it, whatever its source", sumoEvent, {
      to: "https://endpoint1.collection.example.com",
      path: "/receiver/v1/http/collector-1",
      headers: { "x-no-authorization": "none" },
      body: envelope(sumoEvent),
    }),
    delivery("4 MongoDB: the connection adds the key", event("MyTestApp.mongodb", "MyTestMessage", { message: "hi" }), {
      to: "https://data.mongodb.example.com",
      path: "/app/app-1/endpoint/events",
      headers: { apikey: "mongodb-key" },
      body: { body: "hi", "api-key": "mongodb-key" },
    }),
    delivery("5 Zendesk: a ticket", event("MyTestApp.zendesk", "MyTestMessage", { ticket }), {
      to: "https://desk.zendesk.com",
      path: "/api/v2/tickets.json",
      headers: { authorization: basic("bot@example.com/token", "zendesk-password") },
      body: { ticket },
    }),
    delivery("6 Freshdesk: a ticket", event("freshdesktest", "TicketAsked", freshdeskTicket), {
      to: "https://desk.freshdesk.com",
      path: "/api/v2/tickets",
      headers: { authorization: basic("freshdesk-key", "X") },
      body: freshdeskTicket,
    }),
    delivery("7 Datadog: a log entry", event("MyDataDogApp", "Log", logEntry), {
      to: "https://http-intake.logs.datadoghq.com",
      path: "/api/v2/logs",
      headers: { "dd-api-key": "datadog-key" },
      body: { message: logEntry },
    }),
    delivery(
      "8 PagerDuty: an incident",
      event("PagerDutyDemo", "Alarm", { summary: 'The "db" is full', source: "db-1" }),
      {
        to: "https://events.pagerduty.com",
        path: "/v2/enqueue",
        headers: { "x-no-authorization": "none" },
        body: {
          payload: { summary: 'The "db" is full', source: "Sent From: db-1", severity: "info" },
          event_action: "trigger",
          routing_key: "pagerduty-key",
        },
      },
    ),
    delivery("9 Shopify: a product", event("MyShopifyApp", "ProductMade", shopifyProduct), {
      to: "https://lamps.myshopify.com",
      path: "/admin/api/2022-01/products.json",
      headers: { "x-shopify-access-token": "shopify-token" },
      body: shopifyProduct,
    }),
    delivery("10 Stripe: fields as query parameters", event("PartnerApp", "PartnerAppDetailType", stripeProduct), {
      to: "https://api.stripe.com",
      path: "/v1/products",
      query: stripeProduct,
      headers: { authorization: "Bearer sk_not_a_key" },
      body: stripeProduct,
    }),
    {
      title: "11 OAuth: a token for the password, then the payload",
      events: [event("MyTestApp.oauth", "MyTestMessage", { responsePayload: answerOfPartner })],
      arrives: [
        tokenRequest("/password/token", {
          grant_type: "password",
          client_id: "client-1",
          client_secret: "secret-1",
          password: "user-password",
          username: "ada",
        }),
        {
          to: "https://api.example.com",
          method: "POST",
          path: "/password",
          query: {},
          headers: apiDestinationHeaders({ authorization: "Bearer token of /password/token" }),
          body: answerOfPartner,
          answered: 200,
        },
      ],
    },
    {
      title: "12 OAuth with a customer's key: a token for the client, then the payload",
      events: [event("com.demo-event-bus.cmk", "demo-event-type", { responsePayload: "done" })],
      arrives: [
        tokenRequest("/encrypted/token", {
          grant_type: "client_credentials",
          client_id: "client-2",
          client_secret: "secret-2",
        }),
        {
          to: "https://api.example.com",
          method: "POST",
          path: "/encrypted",
          query: {},
          headers: apiDestinationHeaders({ authorization: "Bearer token of /encrypted/token" }),
          body: "done",
          answered: 200,
        },
      ],
    },
  ],
};

export default publishedRecipes;
