/** What `bin/` starts: the real process as an `Io`. Sets the exit code and lets the streams drain; it never calls `process.exit`. */
import { systemClock } from "../adapters/system-clock.ts";
import { main, type ProgramName } from "./main.ts";

export { main };

export async function start(name: ProgramName): Promise<void> {
  // A reader that went away (`| head`) is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = await main(name, process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock,
  });
}
