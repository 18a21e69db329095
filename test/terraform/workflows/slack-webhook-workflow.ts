import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, ONCE, startRole } from "./parts";

const MACHINE = "slack-webhook-workflow";
const CONNECTION = "slack-webhook-workflow-Slack-e452f655";

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    StartAt: "FirstStep",
    States: {
      FirstStep: {
        Type: "Pass",
        Result: { type: "deployment", text: "Deployment finished" },
        ResultPath: "$.notificationData",
        Next: "SendNotification",
      },
      SendNotification: httpTask(
        "Parameters",
        CONNECTION,
        {
          ApiEndpoint: "https://hooks.slack.com/triggers/T0123456/789/not-a-secret",
          Method: "POST",
          "RequestBody.$": "$.notificationData",
        },
        { Retry: ONCE, Next: "LastStep" },
      ),
      LastStep: { Type: "Succeed" },
    },
  },
  role: machineRole(MACHINE, [mayCall(MACHINE, ["POST"], ["https://hooks.slack.com/triggers/*"])], [CONNECTION]),
  startRole: startRole(MACHINE, "slack-webhook-workflow-Bus-Finished-7fccbbd9"),
};

export default documents;
