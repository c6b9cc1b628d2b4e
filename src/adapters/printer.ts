/** The system's printing: `lp`, where there is one (CUPS, on Linux and macOS). */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { PrintDocument } from "../app/ports/deliveries.ts";
import { UserError } from "../kernel/errors.ts";
import { plain } from "../kernel/text.ts";

const LONGEST_DETAIL = 300;

/** @param env the run's environment: `PATH` says where `lp` is, `PRINTER` and `LPDEST` which printer is meant. */
export const systemPrinter =
  (env: Readonly<Record<string, string | undefined>>): PrintDocument =>
  (bytes, { title, printer }) =>
    new Promise((resolve, reject) => {
      const args = ["-t", plain(title), ...(printer === null ? [] : ["-d", printer]), "-"];
      const lp = spawn("lp", args, { env: { ...env }, stdio: ["pipe", "pipe", "pipe"] });
      const said: string[] = [];
      const told = (): string => plain(said.join(" ")).trim().slice(0, LONGEST_DETAIL);
      lp.stdout.on("data", (chunk) => said.push(String(chunk)));
      lp.stderr.on("data", (chunk) => said.push(String(chunk)));
      // A printing system that closes its end early says why when it ends.
      lp.stdin.on("error", () => {});
      lp.on("error", () => reject(new UserError("printer-missing")));
      lp.on("close", (code) =>
        code === 0 ? resolve(told()) : reject(new UserError("printer-refused", { detail: told() || String(code) })),
      );
      lp.stdin.end(bytes);
    });

/** Whether there is a printing system to hand a letter to. */
export function canPrint({ PATH }: Readonly<Record<string, string | undefined>>): boolean {
  return (PATH ?? "").split(delimiter).some((folder) => {
    if (folder === "") return false;
    try {
      accessSync(join(folder, "lp"), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
