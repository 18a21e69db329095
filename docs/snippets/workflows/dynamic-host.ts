import { HttpInvoke, HttpMethod, type IConnection, JsonPath } from "cdktf-aws-http-integrations";

/** docs/workflows.md: a host that the input names. */
export function callback(connection: IConnection): HttpInvoke {
  // region dynamic
  const callTenant = new HttpInvoke("CallTenant", {
    connection,
    method: HttpMethod.POST,
    apiEndpoint: JsonPath.stringAt("$.detail.callbackUrl"),
    allowedEndpoints: ["https://eu.example.com/callbacks/*", "https://us.example.com/callbacks/*"],
  });
  // endregion
  return callTenant;
}
