/** The mail server's password: a file of its own beside the settings, readable by this user alone, so that `desk.json` can be shown. */
import { readFileSync } from "node:fs";
import { unlink } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import { writeDurably } from "./durable-file.ts";

export const mailPasswordPath = (home: string): string => join(home, "mail-password");

/** @returns null when there is none. @throws UserError `file-unreadable`. */
export function readMailPassword(home: string): string | null {
  const path = mailPasswordPath(home);
  try {
    return readFileSync(path, "utf8").replace(/\r?\n$/u, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new UserError("file-unreadable", { path, detail: (error as Error).message });
  }
}

export const writeMailPassword = (home: string, password: string): Promise<void> =>
  writeDurably(mailPasswordPath(home), Buffer.from(`${password}\n`));

export const removeMailPassword = (home: string): Promise<void> => unlink(mailPasswordPath(home)).catch(() => {});
