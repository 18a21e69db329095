import event from "../../../examples/activity-tracking/event.json";
import type { E2eCase, ReceivedRequest } from "../e2e-case";
import { apiDestinationHeaders, envelope } from "../expected";

const second = { ...event, detail: { ...event.detail, action: "refund", coupon: "SAVE10" } };

const tracked = (body: object): ReceivedRequest => ({
  to: "https://api.analytics.example.com",
  method: "POST",
  path: "/track",
  query: { projectId: "web-shop" },
  headers: apiDestinationHeaders({
    "x-api-key": "the-api-key",
    "content-type": "application/json",
    accept: "application/json",
  }),
  body,
  answered: 200,
});

const audited = (body: object): ReceivedRequest => ({
  to: "https://audit.example.com",
  method: "PUT",
  path: expect.stringMatching(/^\/entries\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
  query: {},
  headers: apiDestinationHeaders({ authorization: `Basic ${Buffer.from("events:the-password").toString("base64")}` }),
  body,
  answered: 200,
});

const activityTracking: E2eCase = {
  thirdParties: ["https://api.analytics.example.com", "https://audit.example.com"],
  variables: {},
  secrets: { "analytics/api-key": JSON.stringify({ apiKey: "the-api-key" }), "audit/password": "the-password" },
  steps: [
    {
      title: "the detail goes to analytics, the whole event to the audit trail",
      events: [event],
      arrives: [tracked(event.detail), audited(envelope(event))],
    },
    {
      title: "a second event goes the same ways",
      events: [second],
      arrives: [tracked(second.detail), audited(envelope(second))],
    },
  ],
};

export default activityTracking;
