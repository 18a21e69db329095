/**
 * Runs a command in a process group of its own and ends the whole group when the parent goes away.
 *
 * Standard input is a pipe whose other end only the parent holds: its end means that the parent has closed it on
 * purpose, or has died, however it died (an exception, Ctrl-C, SIGKILL). No signal handler in the parent can promise
 * as much, least of all inside jest, whose sandbox has a copy of `process` that no signal reaches.
 *
 * The parent starts this file with `detached: true`, so that this process leads the group.
 */
const { spawn } = require("node:child_process");

const GRACE_MS = 5_000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
let ending = false;

const killGroup = () => process.kill(-process.pid, "SIGKILL");

child.on("error", (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  // Asked to end: whatever the command itself has started goes with it, this process included.
  if (ending) killGroup();
  if (signal) process.stderr.write(`${command} was ended by ${signal}\n`);
  process.exit(code ?? 128);
});

process.on("SIGTERM", () => {}); // meant for the rest of the group; this process ends last
process.stdin.resume();
process.stdin.on("close", () => {
  ending = true;
  process.kill(-process.pid, "SIGTERM");
  setTimeout(killGroup, GRACE_MS);
});
