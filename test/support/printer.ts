/** An `lp` that does as it is told, as CUPS would be called. */
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** @param script what the command does. @returns the `PATH` on which it is found. */
export async function printerIn(folder: string, script: string): Promise<string> {
  const lp = join(folder, "lp");
  await writeFile(lp, `#!/bin/sh\n${script}\n`);
  await chmod(lp, 0o755);
  return `${folder}:${process.env.PATH}`;
}
