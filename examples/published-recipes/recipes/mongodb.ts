import {
  ApiDestination,
  Authorization,
  Connection,
  type EventBus,
  EventField,
  HttpParameter,
  RuleTargetInput,
  targets,
} from "cdktf-aws-http-integrations";
import type { Construct } from "constructs";
import { secretVariable, variable } from "./variables";

/** Recipe 4: a document for an HTTPS endpoint of MongoDB Atlas, which wants its key in the header and in the body. */
export function mongoDb(scope: Construct, bus: EventBus): void {
  const key = secretVariable(scope, "mongodb_api_key", "API key of the endpoint");
  const url = variable(scope, "mongodb_url", "URL of the endpoint");

  const connection = new Connection(scope, "MongoDb", {
    authorization: Authorization.apiKey("apiKey", key),
    bodyParameters: { "api-key": HttpParameter.fromSecret(key) },
  });
  const endpoint = new ApiDestination(scope, "MongoDbEndpoint", { connection, endpoint: url, rateLimitPerSecond: 10 });
  bus.addRule("MongoDb", {
    eventPattern: { source: ["MyTestApp.mongodb"], detailType: ["MyTestMessage"] },
    targets: {
      MongoDb: new targets.ApiDestination(endpoint, {
        // Published: the template takes api-key from the event as well, which has none; the connection's value wins.
        event: RuleTargetInput.fromObject({ body: EventField.fromPath("$.detail.message") }),
      }),
    },
  });
}
