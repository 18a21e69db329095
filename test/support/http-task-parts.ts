import { createServer } from "node:http";
import type { TaskConnection } from "../e2e/workflows/connection";
import { TaskError } from "../e2e/workflows/http-request";
import { listen } from "./listen";

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

export const BASIC: TaskConnection = { AuthParameters: { BasicAuthParameters: { Username: "u", Password: "p" } } };

/** Runs the body while a server on loopback answers everything alike. */
export async function withServer<T>(
  answer: ServerAnswer | undefined,
  body: (url: string, count: () => number) => Promise<T>,
): Promise<T> {
  let count = 0;
  const server = createServer((request, response) => {
    count++;
    request.resume();
    response.writeHead(answer?.status ?? 200, answer?.headers).end(answer?.body);
  });
  const { url, close } = await listen(server);
  try {
    return await body(url, () => count);
  } finally {
    await close();
  }
}

/** The error that a task ends with. */
export async function errorOf(work: () => unknown): Promise<TaskError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof TaskError) return error;
    throw error;
  }
  throw new Error("no error");
}
