import type { BusEvent } from "./e2e-case";

/**
 * Every header of a request that EventBridge sends to an API destination, for `toEqual`; values are AWS's documented
 * ones. `added` are those that the connection and the target add, names in lower case.
 */
export function apiDestinationHeaders(added: Readonly<Record<string, string>>): Record<string, string> {
  return {
    host: expect.stringMatching(/^127\.0\.0\.1:\d+$/), // the receiver; on AWS the third party's own
    "content-length": expect.stringMatching(/^\d+$/), // node's parser has held the body to it
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Amazon/EventBridge/ApiDestinations",
    range: "bytes=0-1048575",
    "accept-encoding": "gzip,deflate",
    connection: "close",
    ...added,
  };
}

/** The event as it leaves the bus: what was put, and what EventBridge adds. */
export function envelope(event: BusEvent): object {
  return {
    version: "0",
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    "detail-type": event["detail-type"],
    source: event.source,
    account: expect.stringMatching(/^\d{12}$/),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: "us-east-1",
    resources: event.resources ?? [],
    detail: event.detail,
  };
}
