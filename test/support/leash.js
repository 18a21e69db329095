/**
 * Runs a command in a process group of its own and ends the whole group when the parent goes away.
 *
 * Standard input is a pipe whose other end only the parent holds: its end means that the parent has closed it on
 * purpose, or has died, however it died (an exception, Ctrl-C, SIGKILL). No signal handler in the parent can promise
 * as much, least of all inside jest, whose sandbox has a copy of `process` that no signal reaches.
 *
 * The parent starts this file with `detached: true`, so that a Ctrl-C in the terminal does not end it first.
 */
const { spawn } = require("node:child_process");

const GRACE_MS = 5_000;
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });

const signalGroup = (signal) => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // nobody left in the group
  }
};

child.on("error", (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  process.exit(127);
});
child.on("exit", (code, signal) => {
  // A command may leave processes of its own behind: the group outlives its leader.
  signalGroup("SIGKILL");
  if (signal) process.stderr.write(`${command} was ended by ${signal}\n`);
  process.exit(code ?? 128);
});

process.stdin.resume();
process.stdin.on("close", () => {
  signalGroup("SIGTERM");
  setTimeout(() => signalGroup("SIGKILL"), GRACE_MS);
});
