import event from "../../../examples/crm-sync/event.json";
import type { E2eCase } from "../e2e-case";
import { apiDestinationHeaders } from "../expected";

const crmSync: E2eCase = {
  thirdParties: ["https://login.crm.example.com", "https://api.crm.example.com"],
  variables: {},
  secrets: { "crm/oauth": JSON.stringify({ clientSecret: "the-client-secret" }) },
  answer: ({ path }) =>
    path === "/oauth2/token"
      ? { status: 200, body: JSON.stringify({ access_token: "token-1", token_type: "Bearer", expires_in: 3600 }) }
      : { status: 201 },
  steps: [
    {
      title: "the token is asked for with the client's credentials, then the contact arrives with it",
      events: [event],
      arrives: [
        {
          to: "https://login.crm.example.com",
          method: "POST",
          path: "/oauth2/token",
          query: {},
          // The token request's wire format is not documented by AWS; these are the emulator's headers.
          headers: {
            host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
            "content-length": expect.stringMatching(/^\d+$/),
            "content-type": "application/x-www-form-urlencoded",
            "user-agent": expect.stringMatching(/./),
            "accept-encoding": "identity",
            connection: "close",
          },
          body: "grant_type=client_credentials&client_id=event-sync&client_secret=the-client-secret",
          answered: 200,
        },
        {
          to: "https://api.crm.example.com",
          method: "POST",
          path: "/v2/contacts",
          query: {},
          headers: apiDestinationHeaders({ authorization: "Bearer token-1" }),
          body: {
            externalId: "c-42",
            email: "ada@example.com",
            consent: false,
            note: expect.stringMatching(/^CustomerChanged at \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          },
          answered: 201,
        },
      ],
    },
  ],
};

export default crmSync;
