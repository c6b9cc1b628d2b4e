/** Stores files without end and says each hash once it is stored. Run by `archive.test.ts`, which kills it. */
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { openArchive } from "../../src/storage/archive.ts";

async function run(): Promise<void> {
  const [data, mirror] = process.argv.slice(2) as [string, string];
  const archive = await openArchive(data, mirror);
  writeSync(1, "ready\n");
  for (;;) {
    const { sha256 } = await archive.put(randomBytes(1 + Math.floor(Math.random() * 200_000)));
    writeSync(1, `${sha256}\n`);
  }
}

void run();
