import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { runCommand, startLeashed } from "./process";

const here = { cwd: __dirname, env: process.env };
const SLEEP = ["-e", "console.log(process.pid); setInterval(() => {}, 1000)"];
/** Deaf to the polite request, as a hanging program would be. */
const DEAF = ["-e", "process.on('SIGTERM', () => {}); console.log(process.pid); setInterval(() => {}, 1000)"];

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A process that has ended exists until its parent has noticed. */
async function isGone(pid: number): Promise<boolean> {
  const deadline = Date.now() + 2_000;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  return !isAlive(pid);
}

test("hands on output and exit code", async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  const result = await runCommand(process.execPath, ["-e", script], { ...here, timeoutMs: 10_000 });
  expect(result).toEqual({ code: 3, stdout: "out\n", stderr: "err\n" });
});

test("a command that does not exist is a failure with its name", async () => {
  const result = await runCommand("no-such-command", [], { ...here, timeoutMs: 10_000 });
  expect(result).toEqual({ code: 127, stdout: "", stderr: expect.stringContaining("no-such-command") });
});

test("a command that takes too long is ended and reported with what it said", async () => {
  const late = runCommand(process.execPath, SLEEP, { ...here, timeoutMs: 3000 });
  const message = await late.then(String, (error: Error) => error.message);
  expect(message).toMatch(/: no end after 3000 ms\n\d+\n.* was ended by SIGTERM\n$/);
  expect(await isGone(Number(/\n(\d+)\n/.exec(message)?.[1]))).toBe(true);
});

test("stop ends a command that does not listen", async () => {
  const running = startLeashed(process.execPath, DEAF, here);
  const [pid] = await once(running.stdout, "data");
  await running.stop();
  expect(await isGone(Number(pid))).toBe(true);
}, 15_000);

test("a command does not outlive a parent that is killed", async () => {
  const program = `
    const { startLeashed } = require(${JSON.stringify(path.join(__dirname, "process.ts"))});
    startLeashed(process.execPath, ${JSON.stringify(SLEEP)}, { cwd: ".", env: process.env }).stdout.pipe(process.stdout);`;
  const parent = spawn(process.execPath, ["--import", "tsx", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = await once(parent.stdout, "data");
  expect(isAlive(Number(pid))).toBe(true);
  // The command holds the other end of this pipe: it closes when the command has gone.
  const gone = once(parent.stdout, "close");
  parent.kill("SIGKILL");
  await gone;
  expect(await isGone(Number(pid))).toBe(true);
}, 15_000);
