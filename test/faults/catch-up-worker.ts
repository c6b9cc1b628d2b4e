/** Catches up a mirror until it is done. Run by `verify.test.ts`, which kills it. */
import { mkdirSync, writeSync } from "node:fs";
import { openArchive } from "../../src/storage/archive.ts";

async function run(): Promise<void> {
  const [data, mirror] = process.argv.slice(2) as [string, string];
  mkdirSync(mirror, { recursive: true });
  const archive = await openArchive(data, mirror);
  writeSync(1, "ready\n");
  await archive.catchUp();
}

void run();
