/** A text in the clerk's own editor: `$VISUAL`, else `$EDITOR`. Written where nobody else reads it, and removed afterwards. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../kernel/errors.ts";
import type { Io } from "./io.ts";

export const editorOf = ({ env }: Pick<Io, "env">): string | null => env.VISUAL?.trim() || env.EDITOR?.trim() || null;

/** @param editor a command, perhaps with flags of its own. @throws UserError `editor-failed`. */
export async function editText(editor: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "returndesk-edit-"));
  const file = join(folder, "answer.txt");
  try {
    await writeFile(file, text, { mode: 0o600 });
    const code = await new Promise<number | null>((resolve) => {
      // Through a shell, as git does: an editor may be a whole command line. The file is an argument of its own.
      const child =
        process.platform === "win32"
          ? spawn(`${editor} "${file}"`, { shell: true, stdio: "inherit" })
          : spawn("sh", ["-c", `${editor} "$1"`, "sh", file], { stdio: "inherit" });
      child.on("error", () => resolve(null));
      child.on("close", resolve);
    });
    if (code !== 0) throw new UserError("editor-failed", { editor });
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
