import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, REPEATABLE, startRole } from "./parts";

const MACHINE = "get-external-api-Lookup-a9181fee";
const CONNECTION = "get-external-api-GitHub-d53bd3d9";

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    StartAt: "LatestRelease",
    States: {
      LatestRelease: httpTask(
        "Parameters",
        CONNECTION,
        {
          "ApiEndpoint.$": "States.Format('https://api.github.com/repos/{}/releases/latest', $.detail.repository)",
          Method: "GET",
          Headers: { Accept: "application/vnd.github+json" },
        },
        { ResultSelector: { "tag.$": "$.ResponseBody.tag_name" }, Retry: REPEATABLE, End: true },
      ),
    },
  },
  role: machineRole(
    MACHINE,
    [mayCall(MACHINE, ["GET"], ["https://api.github.com/repos/*/releases/latest"])],
    [CONNECTION],
  ),
  startRole: startRole(MACHINE, "get-external-api-Bus-Asked-7e1d116e"),
};

export default documents;
