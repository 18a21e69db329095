import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, ONCE, REPEATABLE, startRole } from "./parts";

const MACHINE = "salesforce-bulk-Export-c752789a";
const CONNECTION = "salesforce-bulk-Salesforce-ef3091fa";
const WAREHOUSE = "salesforce-bulk-Warehouse-b9c88b3a";
const TABLE = "https://warehouse.example.com/v1/tables/accounts/rows";
const LOCATOR =
  "$sift($states.result.Headers, function($v, $name) { $lowercase($name) = 'sforce-locator' }).*[$ != 'null'][0]";
const NEXT = `($next := (${LOCATOR}); $exists($next) and $next != '' and $next != false ? $next : null)`;
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
        { Assign: { jobId: "{% $states.result.ResponseBody.id %}" }, Retry: ONCE, Next: "QueryStarted" },
      ),
      QueryStarted: { Type: "Pass", Assign: { QueryInput: "{% $states.input %}" }, Next: "QueryWait" },
      QueryWait: {
        Type: "Wait",
        Seconds: 10,
        Output: "{% $QueryInput %}",
        Assign: { QueryPolls: "{% $QueryPolls + 1 %}" },
        Next: "GetJob",
      },
      GetJob: httpTask(
        "Arguments",
        CONNECTION,
        { ApiEndpoint: `{% "${JOBS}/" & $single([$jobId]) %}`, Method: "GET" },
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
      QueryFinished: { Type: "Pass", Next: "Rows" },
      Rows: {
        Type: "Pass",
        Assign: {
          RowsInput: "{% $states.input %}",
          RowsQuery: { maxRecords: "1000" },
          RowsCursor: null,
          RowsPages: 0,
        },
        Next: "RowsPage",
      },
      RowsPage: httpTask(
        "Arguments",
        CONNECTION,
        {
          ApiEndpoint: `{% "${JOBS}/" & $single([$jobId]) & '/results' %}`,
          Method: "GET",
          Headers: { Accept: "text/csv" },
          QueryParameters: "{% $merge([$RowsQuery, $RowsCursor = null ? {} : {'locator': $RowsCursor}]) %}",
        },
        {
          Assign: { RowsCursor: `{% ${NEXT} %}`, RowsPages: "{% $RowsPages + 1 %}" },
          Output: { items: "{% [($states.result.ResponseBody)] %}" },
          Retry: REPEATABLE,
          Next: "Load",
        },
      ),
      Load: httpTask(
        "Arguments",
        WAREHOUSE,
        {
          ApiEndpoint: TABLE,
          Method: "PUT",
          Headers: { "Content-Type": "text/csv" },
          RequestBody: "{% $states.input.items[0] %}",
        },
        { Retry: REPEATABLE, Next: "RowsMore" },
      ),
      RowsMore: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $RowsCursor = null %}", Next: "RowsFinished" },
          { Condition: "{% $RowsPages >= 500 %}", Next: "RowsTooManyPages" },
        ],
        Default: "RowsNextPage",
      },
      RowsNextPage: { Type: "Pass", Output: "{% $RowsInput %}", Next: "RowsPage" },
      RowsFinished: { Type: "Pass", Output: { pages: "{% $RowsPages %}" }, End: true },
      RowsTooManyPages: { Type: "Fail", Error: "Rows.TooManyPages", Cause: "There are more than 500 pages" },
      QueryFailed: { Type: "Fail", Error: "Query.Failed", Cause: "The job failed" },
      QueryTimedOut: { Type: "Fail", Error: "Query.TimedOut", Cause: "Not done when polled 60 times at most" },
    },
  },
  role: machineRole(
    MACHINE,
    [
      mayCall(MACHINE, ["POST"], [JOBS]),
      mayCall(MACHINE, ["GET"], [`${JOBS}/*`, `${JOBS}/*/results`]),
      mayCall(MACHINE, ["PUT"], [TABLE]),
    ],
    [CONNECTION, WAREHOUSE],
  ),
  startRole: startRole(MACHINE, "salesforce-bulk-Bus-Requested-04f0371c"),
};

export default documents;
