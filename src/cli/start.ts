/** What `bin/` starts: the real process as an `Io`. Sets the exit code and lets the streams drain; it never calls `process.exit`. */
import { fstatSync } from "node:fs";
import { systemClock } from "../adapters/system-clock.ts";
import { trustProcessZone } from "../kernel/process-zone.ts";
import { homeFolder, readSettings } from "../storage/settings-file.ts";
import { main, type ProgramName } from "./main.ts";
import { standardOutput } from "./standard-output.ts";

export { main };

const STDERR = 2;
const USUAL_ZONE = "Europe/Helsinki";

/** `Date` then agrees with the desk's clock wherever the machine stands. An unknown zone would silently be UTC, and is left alone. */
function workInDesksZone(): void {
  const zone = zoneOfDesk();
  if (zone !== USUAL_ZONE && !Intl.supportedValuesOf("timeZone").includes(zone)) return;
  process.env.TZ = zone;
  trustProcessZone(zone);
}

/** Settings that cannot be read are told by the command that needs them. */
function zoneOfDesk(): string {
  try {
    return readSettings(homeFolder(process.env))?.zone ?? USUAL_ZONE;
  } catch {
    return USUAL_ZONE;
  }
}

export async function start(name: ProgramName): Promise<void> {
  workInDesksZone();
  process.exitCode = await main(name, process.argv.slice(2), {
    // Opening a stream takes milliseconds: each when it is used.
    get stdin() {
      return process.stdin;
    },
    stdout: standardOutput(),
    get stderr() {
      return process.stderr;
    },
    stderrIsFiled: process.platform !== "win32" && !fstatSync(STDERR).isCharacterDevice(),
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock,
  });
}
