/** `kill -9` while files are archived, at random moments: what was reported stored is stored twice, and nothing half-written is read. */
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { openArchive } from "../../src/storage/archive.ts";
import { buildWorker, runWorker } from "../support/run-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wrongFiles } from "../support/wrong-files.ts";

const ROUNDS = 24;
const LONGEST_LIFE_MS = 120;

const source = join(import.meta.dirname, "archive-worker.ts");

/** Two programs archive into the same folders until they are killed. @returns the hashes they reported */
async function killedRound(worker: string, data: string, mirror: string): Promise<readonly string[]> {
  const workers = [runWorker(worker, data, mirror), runWorker(worker, data, mirror)];
  await Promise.all(workers.map((one) => one.ready()));
  await sleep(Math.random() * LONGEST_LIFE_MS);
  for (const one of workers) one.kill();
  await Promise.all(workers.map((one) => one.ended()));
  // A line that the kill cut in half reports nothing.
  return workers.flatMap((one) => one.lines.filter((line) => line.length === 64));
}

test(`nothing that was reported is lost over ${ROUNDS} kills, the mirror coming and going`, async () => {
  const root = await temporaryFolder();
  const [data, mirror] = [join(root, "data"), join(root, "mirror")];
  await mkdir(mirror);
  const worker = await buildWorker(source, join(root, "worker"));
  const reported: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const away = round % 4 === 3;
    if (away) await rename(mirror, `${mirror}.away`);
    reported.push(...(await killedRound(worker, data, mirror)));
    if (away) await rename(`${mirror}.away`, mirror);
  }
  const archive = await openArchive(data, mirror);
  await archive.catchUp();
  const states = await Promise.all(reported.map(async (sha256) => ({ sha256, ...(await archive.verify(sha256)) })));
  expect(reported.length).toBeGreaterThan(ROUNDS);
  expect(states.filter((state) => state.archive !== "verified" || state.mirror !== "verified")).toEqual([]);
  expect([...(await wrongFiles(join(data, "archive"))), ...(await wrongFiles(join(mirror, "archive")))]).toEqual([]);
});
