import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type Closeable, listen } from "../support/listen";
import type { E2eCase, ReceivedRequest } from "./e2e-case";

/** The third parties of one case, on loopback, and everything that arrived there. */
export interface ThirdParties extends Closeable {
  /** Origin as the example writes it -> origin of its receiver. */
  readonly redirects: ReadonlyMap<string, string>;
  readonly received: readonly ReceivedRequest[];
  /** Resolves as soon as so many requests have arrived in all, or when the time is up. */
  arrived(count: number, timeoutMs: number): Promise<void>;
}

export async function startThirdParties({ thirdParties, answer }: E2eCase): Promise<ThirdParties> {
  const received: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  const redirects = new Map<string, string>();
  const servers: Closeable[] = [];

  for (const origin of thirdParties) {
    const server = createServer(async (message, response) => {
      const request = await readRequest(origin, message);
      const { status, headers = {}, body = "{}" } = answer?.(request) ?? { status: 200 };
      received.push({ ...request, answered: status });
      respond(response, status, headers, body);
      for (const check of waiting) check();
    });
    const listening = await listen(server);
    servers.push(listening);
    redirects.set(origin, listening.url);
  }

  const arrived = (count: number, timeoutMs: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        waiting.delete(check);
        resolve();
      };
      const check = () => {
        if (received.length >= count) done();
      };
      const timer = setTimeout(done, timeoutMs);
      waiting.add(check);
      check();
    });

  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  return { redirects, received, arrived, close };
}

async function readRequest(to: string, message: IncomingMessage): Promise<Omit<ReceivedRequest, "answered">> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? "/", "http://receiver");
  return {
    to,
    method: message.method ?? "",
    path: url.pathname,
    query: gather([...url.searchParams]),
    headers: gather(rawHeaders(message)),
    body: parseBody(Buffer.concat(chunks).toString("utf8")),
  };
}

/** From the raw list: node's own `headers` joins or drops a header that is sent twice. */
function rawHeaders({ rawHeaders: raw }: IncomingMessage): [string, string][] {
  return raw.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ""]] : [],
  );
}

function gather(pairs: readonly (readonly [string, string])[]): Record<string, string | string[]> {
  const gathered: Record<string, string | string[]> = {};
  for (const [name, value] of pairs) {
    const earlier = gathered[name];
    gathered[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return gathered;
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function respond(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
): void {
  if (status === 0) {
    response.destroy();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body);
}
