/**
 * In front of the emulator: a request that a client repeats is answered as it was the first time. AWS SDKs repeat a
 * request whose answer they did not get; the emulator would do it twice and say that the resource exists already.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import { buffer } from "node:stream/consumers";
import { type Closeable, listen } from "../support/listen";

/** All attempts of an SDK at one request have the same. */
const INVOCATION = "amz-sdk-invocation-id";
/** Longer than the 90 s after which the clients close an idle connection, so that it is never this side that does. */
const KEEP_ALIVE_MS = 120_000;

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

interface Attempt {
  readonly start: number;
  readonly answer: Promise<Answer>;
}

export interface Repeated {
  readonly method: string;
  readonly url: string;
  readonly attempt: string;
  /** What the attempt before came to. */
  readonly before: string;
  /** How long the attempt before was ago. */
  readonly agoMs: number;
}

/** Listens on a free loopback port and forwards to `origin`, each time over a new connection. */
export async function answerRepeats(
  origin: string,
  onRepeated: (repeated: Repeated) => void,
): Promise<Closeable & { readonly url: string }> {
  const attempts = new Map<string, Attempt>();

  async function answer(incoming: IncomingMessage): Promise<Answer> {
    const body = await buffer(incoming);
    const id = incoming.headers[INVOCATION];
    if (typeof id !== "string") return forward(origin, incoming, body);
    const earlier = attempts.get(id);
    if (earlier !== undefined) {
      const agoMs = Date.now() - earlier.start;
      const before = await earlier.answer.catch((error: Error) => error);
      const { method = "", url = "", headers } = incoming;
      const outcome = before instanceof Error ? before.message : `status ${before.status}`;
      onRepeated({ method, url, attempt: String(headers["amz-sdk-request"]), before: outcome, agoMs });
      if (!(before instanceof Error) && before.status < 300) return before;
    }
    const attempt = { start: Date.now(), answer: forward(origin, incoming, body) };
    attempts.set(id, attempt);
    return attempt.answer;
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming).then(
      ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body),
      (error: Error) => fail(outgoing, error),
    );
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return listen(server);
}

/** A broken connection stays one: the client decides. */
function fail(outgoing: ServerResponse, error: Error): void {
  outgoing.destroy(error);
}

function forward(origin: string, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  const headers = whole(incoming.headers, body);
  return new Promise((resolve, reject) => {
    const { method, url = "/" } = incoming;
    const outgoing = request(`${origin}${url}`, { method, headers, agent: false }, (response) => {
      buffer(response).then((answered) => {
        resolve({ status: response.statusCode ?? 502, headers: whole(response.headers, answered), body: answered });
      }, reject);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** The headers of a message that is passed on in one piece: without those that concern the one connection. */
function whole(headers: IncomingHttpHeaders, body: Buffer): OutgoingHttpHeaders {
  const { connection, "keep-alive": keepAlive, expect, "transfer-encoding": chunked, ...kept } = headers;
  return chunked === undefined ? kept : { ...kept, "content-length": body.length };
}
