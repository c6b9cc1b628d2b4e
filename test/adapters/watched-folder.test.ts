/** A folder of which the system tells nothing, as of a network share: what arrives in it is found all the same. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { watchFolder } from "../../src/adapters/watched-folder.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** Whether the kernel is asked to tell of a folder: its inode stands in what this process waits for. */
function isToldOf(folder: string): boolean {
  const inode = `ino:${statSync(folder).ino.toString(16)} `;
  return readdirSync("/proc/self/fdinfo").some((name) => {
    try {
      return readFileSync(join("/proc/self/fdinfo", name), "utf8").includes(inode);
    } catch {
      // Closed since it was listed.
      return false;
    }
  });
}

test("a new photo is found by looking, each once; what lay there before stays out of it", async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "old.jpg"), "of another walk");
  const arrived: string[] = [];
  let tell = (): void => {};
  const both = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const watching = await watchFolder(
    folder,
    true,
    (name) => {
      arrived.push(name);
      if (arrived.length === 2) tell();
    },
    (error) => {
      throw error;
    },
    { before: ["old.jpg"] },
  );
  try {
    await writeFile(join(folder, "a.jpg"), "one");
    await writeFile(join(folder, ".b.tmp"), "still on its way");
    await rename(join(folder, ".b.tmp"), join(folder, "b.jpg"));
    await writeFile(join(folder, "old.jpg"), "written again");
    if (process.platform === "linux") expect(isToldOf(folder)).toBe(false);
    await both;
    expect(arrived.sort()).toEqual(["a.jpg", "b.jpg"]);
  } finally {
    await watching.close();
  }
});
