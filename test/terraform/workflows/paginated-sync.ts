import type { WorkflowDocuments } from "./documents";
import { httpTask, machineRole, mayCall, REPEATABLE, startRole } from "./parts";

const MACHINE = "paginated-sync-Sync-61e37751";
const HUBSPOT = "paginated-sync-HubSpot-0ea489eb";
const NEWSLETTER = "paginated-sync-Newsletter-b250a0f9";
const CONTACTS = "https://api.hubapi.com/crm/v3/objects/contacts";

const NEXT =
  "($next := ($states.result.ResponseBody.paging.next.after); $exists($next) and $next != '' and $next != false ? $next : null)";

const documents: WorkflowDocuments = {
  machine: MACHINE,
  definition: {
    QueryLanguage: "JSONata",
    StartAt: "Contacts",
    States: {
      Contacts: {
        Type: "Pass",
        Assign: {
          ContactsInput: "{% $states.input %}",
          ContactsQuery: { limit: "100", properties: "email" },
          ContactsCursor: null,
          ContactsPages: 0,
        },
        Next: "ContactsPage",
      },
      ContactsPage: httpTask(
        "Arguments",
        HUBSPOT,
        {
          ApiEndpoint: CONTACTS,
          Method: "GET",
          QueryParameters: "{% $merge([$ContactsQuery, $ContactsCursor = null ? {} : {'after': $ContactsCursor}]) %}",
        },
        {
          Assign: { ContactsCursor: `{% ${NEXT} %}`, ContactsPages: "{% $ContactsPages + 1 %}" },
          Output: { items: "{% [($states.result.ResponseBody.results)] %}" },
          Retry: REPEATABLE,
          Next: "EachContact",
        },
      ),
      EachContact: {
        Type: "Map",
        Items: "{% $states.input.items %}",
        MaxConcurrency: 5,
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          StartAt: "Subscribe",
          States: {
            Subscribe: httpTask(
              "Arguments",
              NEWSLETTER,
              {
                ApiEndpoint: "{% 'https://newsletter.example.com/v1/contacts/' & $single([$states.input.id]) %}",
                Method: "PUT",
                RequestBody: { email: "{% $states.input.properties.email %}" },
              },
              { Retry: REPEATABLE, End: true },
            ),
          },
        },
        Output: {},
        Next: "ContactsMore",
      },
      ContactsMore: {
        Type: "Choice",
        Choices: [
          { Condition: "{% $ContactsCursor = null %}", Next: "ContactsFinished" },
          { Condition: "{% $ContactsPages >= 50 %}", Next: "ContactsTooManyPages" },
        ],
        Default: "ContactsNextPage",
      },
      ContactsNextPage: { Type: "Pass", Output: "{% $ContactsInput %}", Next: "ContactsPage" },
      ContactsFinished: { Type: "Pass", Output: { pages: "{% $ContactsPages %}" }, End: true },
      ContactsTooManyPages: {
        Type: "Fail",
        Error: "Contacts.TooManyPages",
        Cause: "There are more than 50 pages",
      },
    },
  },
  role: machineRole(
    MACHINE,
    [
      mayCall(MACHINE, ["GET"], [CONTACTS]),
      mayCall(MACHINE, ["PUT"], ["https://newsletter.example.com/v1/contacts/*"]),
    ],
    [HUBSPOT, NEWSLETTER],
  ),
  startRole: startRole(MACHINE, "paginated-sync-Bus-Requested-47f4981a"),
};

export default documents;
