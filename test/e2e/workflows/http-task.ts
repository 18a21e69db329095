import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Json, JsonObject } from "../../support/terraform-json";
import type { TaskConnection } from "./connection";
import { percentEncode } from "./form-encoding";
import { connectionArnOf, runtimeError, TaskError, type WireRequest, wireRequest } from "./http-request";

export interface HttpTaskOptions {
  readonly region: string;
  /** The connection with this ARN. */
  readonly connection: (arn: string) => TaskConnection;
  /** Where a request really goes: the address of a receiver on loopback. */
  readonly redirect: (url: string) => string;
}

interface Response {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

/** Sends what an HTTP Task with these evaluated parameters would send. Returns its output, or throws a TaskError. */
export async function runHttpTask(parameters: JsonObject, options: HttpTaskOptions): Promise<JsonObject> {
  const connection = options.connection(connectionArnOf(parameters));
  wireRequest(parameters, connection, options.region); // what cannot be sent asks for no token
  const token = await accessToken(connection, options);
  const sent = wireRequest(parameters, connection, options.region, token);
  return outputOf(sent, await send(sent, options.redirect(sent.url)));
}

/** The output of the task for a response. The body of a refusal is lost: AWS tells the reason phrase and no more. */
function outputOf({ method }: WireRequest, { status, statusText, headers, body }: Response): JsonObject {
  // Redirects are no success. Whether AWS follows them is not documented.
  if (status < 200 || status > 299) throw new TaskError(`States.Http.StatusCode.${status}`, statusText);
  const gathered: Record<string, string[]> = {};
  for (const [name, value] of headers) {
    gathered[name] = [...(gathered[name] ?? []), value];
  }
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  if (body !== "" && /^(?:application\/octet-stream|(?:image|video|audio)\/)/i.test(type)) {
    throw runtimeError(
      `Unsupported response content-type '${type}'. Please see documentation for list of unsupported content-types.`,
    );
  }
  const hasBody = method !== "HEAD" && body !== "";
  return {
    Headers: gathered,
    ...(hasBody && { ResponseBody: parsed(type, body) }),
    StatusCode: status,
    StatusText: statusText,
  };
}

function parsed(type: string, body: string): Json {
  try {
    return /[/+]json\b/i.test(type) ? JSON.parse(body) : body;
  } catch {
    return body;
  }
}

/** The headers of one hop are not the response's own. */
const HOP = /^(?:connection|keep-alive|transfer-encoding)$/i;

/** Without it node sends an empty body in chunks. AWS is not recorded where there is no body; this is RFC 9110, 8.6. */
function contentLength({ method, headers, body }: WireRequest): [string, string][] {
  const isChunked = headers.some(([name]) => name.toLowerCase() === "transfer-encoding");
  const isNeeded = body !== undefined || /^(?:POST|PUT|PATCH)$/.test(method);
  return isNeeded && !isChunked ? [["Content-Length", String(Buffer.byteLength(body ?? ""))]] : [];
}

async function send(sent: WireRequest, address: string): Promise<Response> {
  const { method, body } = sent;
  const headers = [...sent.headers, ...contentLength(sent)].flat();
  const request = httpRequest(address, { method, agent: false, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.on("response", resolve).on("error", reject);
  });
  request.end(body);
  try {
    const message = await answered;
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    return {
      status: message.statusCode ?? 0,
      statusText: message.statusMessage ?? "",
      headers: message.rawHeaders
        .flatMap((name, index, raw): [string, string][] => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""]] : []))
        .filter(([name]) => !HOP.test(name)),
      body: Buffer.concat(chunks).toString("utf8"),
    };
  } catch (error) {
    // Documented for the timeout of 60 s; other failures of the transport are taken for the same.
    throw new TaskError("States.Http.Socket", (error as Error).message);
  }
}

/** Asked for anew for each request. The credentials stand in the body, as AWS was recorded to send them. */
async function accessToken(connection: TaskConnection, options: HttpTaskOptions): Promise<string | undefined> {
  const oauth = connection.AuthParameters.OAuthParameters;
  if (!oauth) return undefined;
  const { ClientID: id, ClientSecret: secret } = oauth.ClientParameters;
  const added = oauth.OAuthHttpParameters;
  const form = [
    ...(added?.BodyParameters ?? []).map(({ Key, Value }) => [Key, Value]),
    ["client_secret", secret],
    ["client_id", id],
  ];
  const url = new URL(oauth.AuthorizationEndpoint);
  for (const { Key, Value } of added?.QueryStringParameters ?? []) url.searchParams.append(Key, Value);
  const answer = await send(
    {
      method: oauth.HttpMethod,
      url: url.href,
      headers: [
        ["Host", url.host],
        ["Content-Type", "application/x-www-form-urlencoded"],
        ...(added?.HeaderParameters ?? []).map(({ Key, Value }) => [Key, Value] as const),
      ],
      body: form.map(([name = "", value = ""]) => `${percentEncode(name)}=${percentEncode(value)}`).join("&"),
    },
    options.redirect(url.href),
  );
  const token = (parsed("application/json", answer.body) as { readonly access_token?: unknown } | null)?.access_token;
  if (answer.status !== 200 || typeof token !== "string") {
    throw new TaskError("Events.ConnectionResource.InvalidConnectionState", "The connection is not authorized."); // assumed
  }
  return token;
}
