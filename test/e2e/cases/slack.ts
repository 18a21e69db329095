import event from "../../../examples/slack/event.json";
import type { E2eCase } from "../e2e-case";
import { apiDestinationHeaders } from "../expected";

const slack: E2eCase = {
  thirdParties: ["https://slack.com"],
  variables: { slack_token: "xoxb-not-a-token", slack_channel: "C0123456789" },
  steps: [
    {
      title: "the event becomes a message in the channel",
      events: [event],
      arrives: [
        {
          to: "https://slack.com",
          method: "POST",
          path: "/api/chat.postMessage",
          query: {},
          headers: apiDestinationHeaders({ authorization: "Bearer xoxb-not-a-token" }),
          body: { channel: "C0123456789", text: event.detail.event },
          answered: 200,
        },
      ],
    },
  ],
};

export default slack;
