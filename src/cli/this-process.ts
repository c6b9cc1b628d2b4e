/** Which program on which machine this is, and whether another one on it still runs. */
import { hostname } from "node:os";
import type { Place } from "../app/walk-seats.ts";

export const thisProcess: Place = {
  host: hostname(),
  pid: process.pid,
  isAlive(pid) {
    try {
      // Signal 0 only asks.
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "EPERM";
    }
  },
};
