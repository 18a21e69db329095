import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, ONCE, REPEATABLE, startRole } from "./parts";

const MACHINE = "salesforce-bulk-Export-c752789a";
const CONNECTION = "salesforce-bulk-Salesforce-ef3091fa";
/** With the value of the variable in its host. */
const JOBS = "https://acme.my.salesforce.com/services/data/v61.0/jobs/query";

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Query",
    States: {
      Query: { Type: "Pass", Assign: { QueryPolls: 0 }, Next: "CreateJob" },
      CreateJob: httpTask(
        "Arguments",
        CONNECTION,
        {
          ApiEndpoint: JOBS,
          Method: "POST",
          RequestBody: {
            operation: "query",
            query: "SELECT Id, Name FROM Account WHERE LastModifiedDate = YESTERDAY",
          },
        },
        { Assign: { jobId: "{% $states.result.ResponseBody.id %}" }, Retry: ONCE, Next: "QueryWait" },
      ),
      QueryWait: { Type: "Wait", Seconds: 10, Assign: { QueryPolls: "{% $QueryPolls + 1 %}" }, Next: "GetJob" },
      GetJob: httpTask(
        "Arguments",
        CONNECTION,
        { ApiEndpoint: `{% "${JOBS}/" & $jobId %}`, Method: "GET" },
        { Retry: REPEATABLE, Next: "QueryCheck" },
      ),
      QueryCheck: {
        Type: "Choice",
        Choices: [
          { Condition: '{% $states.input.ResponseBody.state in ["JobComplete"] %}', Next: "QueryFinished" },
          { Condition: '{% $states.input.ResponseBody.state in ["Failed","Aborted"] %}', Next: "QueryFailed" },
          { Condition: "{% $QueryPolls >= 60 %}", Next: "QueryTimedOut" },
        ],
        Default: "QueryWait",
      },
      QueryFinished: { Type: "Pass", Next: "GetResults" },
      GetResults: httpTask(
        "Arguments",
        CONNECTION,
        {
          ApiEndpoint: `{% "${JOBS}/" & $jobId & '/results' %}`,
          Method: "GET",
          Headers: { Accept: "text/csv" },
          QueryParameters: { maxRecords: "1000" },
        },
        { Output: { csv: "{% $states.result.ResponseBody %}" }, Retry: REPEATABLE, End: true },
      ),
      QueryFailed: { Type: "Fail", Error: "Query.Failed", Cause: "The job failed" },
      QueryTimedOut: { Type: "Fail", Error: "Query.TimedOut", Cause: "Not done when polled 60 times at most" },
    },
  },
  role: machineRole(
    MACHINE,
    [mayCall(MACHINE, ["POST"], [JOBS]), mayCall(MACHINE, ["GET"], [`${JOBS}/*`, `${JOBS}/*/results`])],
    [CONNECTION],
  ),
  startRole: startRole(MACHINE, "salesforce-bulk-Bus-Requested-04f0371c"),
};

export default documents;
