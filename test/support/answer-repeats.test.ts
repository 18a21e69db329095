/** The front of the emulator against a real server and a client that gives up. */
import { once } from "node:events";
import { createServer, request } from "node:http";
import { text } from "node:stream/consumers";
import { answerRepeats, type Repeated } from "../e2e/answer-repeats";
import { type Closeable, listen } from "./listen";

const open: Closeable[] = [];
const seen: string[] = [];
const repeated: Repeated[] = [];
let status = 200;
let front = "";
/** Called when a request has reached the server, before it is answered. */
let reached: () => void = () => {};

beforeEach(async () => {
  seen.length = 0;
  repeated.length = 0;
  status = 200;
  const server = await listen(
    createServer(async (incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url} ${await text(incoming)}`);
      reached();
      outgoing.writeHead(status, { "x-number": String(seen.length) });
      outgoing.write("answer ");
      outgoing.end(String(seen.length));
    }),
  );
  const proxy = await answerRepeats(server.url, (what) => repeated.push(what));
  open.push(proxy, server);
  front = proxy.url;
});

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function send(id: string | undefined, attempt = 1): Promise<object> {
  const headers: Record<string, string> = { "amz-sdk-request": `attempt=${attempt}; max=3` };
  if (id !== undefined) headers["amz-sdk-invocation-id"] = id;
  const response = await fetch(`${front}/path?a=1`, { method: "POST", headers, body: "body" });
  return { status: response.status, number: response.headers.get("x-number"), body: await response.text() };
}

test("passes requests and answers on as they are", async () => {
  expect(await send("a")).toEqual({ status: 200, number: "1", body: "answer 1" });
  expect(await send("b")).toEqual({ status: 200, number: "2", body: "answer 2" });
  expect(await send(undefined)).toEqual({ status: 200, number: "3", body: "answer 3" });
  expect(await send(undefined)).toEqual({ status: 200, number: "4", body: "answer 4" });
  expect(seen).toEqual(Array(4).fill("POST /path?a=1 body"));
  expect(repeated).toEqual([]);
});

test("a request whose answer got lost is answered as the first time, and done once", async () => {
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const headers = { "amz-sdk-invocation-id": "a" };
  const lost = request(`${front}/path?a=1`, { method: "POST", headers }).end("body");
  const failed = once(lost, "error");
  await arrived;
  lost.destroy(new Error("gone"));
  await failed.catch(() => {});
  expect(await send("a", 2)).toEqual({ status: 200, number: "1", body: "answer 1" });
  expect(seen).toHaveLength(1);
  expect(repeated).toEqual([
    { method: "POST", url: "/path?a=1", attempt: "attempt=2; max=3", before: "status 200", agoMs: expect.any(Number) },
  ]);
});

test("a request that was refused is tried again", async () => {
  status = 503;
  expect(await send("a")).toMatchObject({ status: 503, number: "1" });
  status = 200;
  expect(await send("a", 2)).toMatchObject({ status: 200, number: "2" });
  expect(repeated.map(({ before }) => before)).toEqual(["status 503"]);
});

test("a server that is gone is a broken connection", async () => {
  await open.pop()?.close();
  await expect(send("a")).rejects.toThrow("fetch failed");
});
