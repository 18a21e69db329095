import event from "../../../examples/slack-webhook-workflow/event.json";
import type { E2eCase } from "../e2e-case";
import { envelope } from "../expected";
import { taskOutput, taskRequest } from "../workflows/expected";

const WEBHOOK = "https://hooks.slack.com/triggers/T0123456/789/not-a-secret";

const slackWebhookWorkflow: E2eCase = {
  thirdParties: ["https://hooks.slack.com"],
  variables: { slack_webhook_url: WEBHOOK },
  steps: [
    {
      title: "the event starts the workflow",
      events: [event],
      arrives: [],
      executions: [{ machine: "slack-webhook-workflow", input: envelope(event) }],
    },
  ],
  workflows: [
    {
      title: "one message goes to the webhook, with the placeholder header",
      answer: () => () => ({ status: 200, body: '{"ok":true}' }),
      arrives: [
        taskRequest(
          `POST ${WEBHOOK}`,
          { "x-no-authorization": "none" },
          { body: { type: "deployment", text: "Deployment finished" } },
        ),
      ],
      ends: { output: taskOutput({ ok: true }) },
    },
  ],
};

export default slackWebhookWorkflow;
