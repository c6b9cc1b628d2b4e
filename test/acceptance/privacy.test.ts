/** After a whole return nothing that the desk keeps can be read by anybody else on the machine, and no contents are written to logs. */
import { lstat, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bringBack, clerk } from "../support/story-desk.ts";

test("folders are 0700 and files 0600, everywhere that the desk writes by itself", async () => {
  const desk = await clerk();
  onTestFinished(() => desk.close());
  await bringBack(desk, "party");
  await desk.done("2026-05-18T12:00:00Z", "invoice 2026-0117 --yes");
  await desk.done("2026-05-18T12:10:00Z", "contracts verify --json");
  await desk.run("2026-05-18T12:20:00Z", "desk doctor");
  const wrong: string[] = [];
  let seen = 0;
  for (const root of [desk.home, desk.data, desk.mirror]) {
    for (const entry of [".", ...(await readdir(root, { recursive: true }))]) {
      const path = join(root, entry);
      const found = await lstat(path);
      const mode = (found.mode & 0o777).toString(8);
      seen += 1;
      if (mode !== (found.isDirectory() ? "700" : "600")) wrong.push(`${relative(desk.root, path)} ${mode}`);
      expect([entry, /\.log$/u.test(entry)]).toEqual([entry, false]);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(15);
});
