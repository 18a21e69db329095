import event from "../../../examples/shared-connection/event.json";
import type { E2eCase } from "../e2e-case";
import { apiDestinationHeaders } from "../expected";

const cleared = { ...event, "detail-type": "AlarmCleared", detail: { ...event.detail, duplicateId: "t-18" } };
const authorization = `Basic ${Buffer.from("bot@example.com/token:desk-token").toString("base64")}`;
const common = { to: "https://desk.example.com", headers: apiDestinationHeaders({ authorization }), answered: 200 };

const sharedConnection: E2eCase = {
  thirdParties: ["https://desk.example.com"],
  variables: { desk_token: "desk-token" },
  steps: [
    {
      title: "a raised alarm becomes a ticket",
      events: [event],
      arrives: [
        {
          ...common,
          method: "POST",
          path: "/api/v2/tickets.json",
          query: {},
          body: { ticket: { subject: "Alarm: disk full", comment: { body: event.detail } } },
        },
      ],
    },
    {
      title: "a cleared alarm updates its ticket and deletes the duplicate",
      events: [cleared],
      arrives: [
        {
          ...common,
          method: "PUT",
          path: "/api/v2/tickets/17.json",
          query: {},
          body: { ticket: { status: "solved" } },
        },
        {
          ...common,
          method: "DELETE",
          path: "/api/v2/tickets/t-18.json",
          query: { reason: "cleared", by: "monitoring" },
          body: expect.anything(),
        },
      ],
    },
  ],
};

export default sharedConnection;
