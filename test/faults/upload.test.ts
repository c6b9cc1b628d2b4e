/** `kill -9` while photos come from a phone: what was answered as kept stays, what is sent again stands once, and nothing is half there. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import sharp from "sharp";
import { expect, test } from "vitest";
import { recordAnswer } from "../../src/app/record-answer.ts";
import { showInspection } from "../../src/app/show-inspection.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { allInOrder } from "../../src/inspection/last-words.ts";
import { databasePath } from "../../src/storage/open-store.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { buildFinding } from "../support/build-inspection.ts";
import { buildWorker, runWorker } from "../support/run-worker.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wrongFiles } from "../support/wrong-files.ts";

const ROUNDS = 12;
/** Two programs at the same desk, which are sent the same photos. */
const AT_ONCE = 2;
const PHOTOS = 16;
const LONGEST_LIFE_MS = 500;
/** Some hundred thousand bytes: long enough on their way to be cut. */
const SIDE = 300;

async function photo(index: number): Promise<{ readonly sha256: string; readonly name: string; readonly bytes: Buffer }> {
  const pixels = Buffer.alloc(SIDE * SIDE * 3, index * 9 + 1);
  for (let at = 0; at + 4 <= pixels.length; at += 4) pixels.writeUInt32LE(((at + index) * 2_654_435_761) >>> 0, at);
  const bytes = await sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return { sha256: createHash("sha256").update(bytes).digest("hex"), name: `${index}.png`, bytes };
}

type Photo = Awaited<ReturnType<typeof photo>>;

/** Sends photos two at a time until the server is gone. @returns the hashes that were answered as kept. */
async function sendAll(link: string, photos: readonly Photo[]): Promise<readonly string[]> {
  const kept: string[] = [];
  // Each time in another order, so that no photo is always the first.
  const queue = [...photos].sort(() => Math.random() - 0.5);
  const { origin } = new URL(link);
  try {
    const reply = await fetch(link, { redirect: "manual" });
    const cookie = reply.headers.get("set-cookie")?.split(";")[0] ?? "";
    const sender = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const body = new Uint8Array(next.bytes);
        const answer = await fetch(`${origin}/photos?name=${next.name}`, { method: "POST", headers: { origin, cookie }, body });
        if (answer.status === 201) kept.push(next.sha256);
      }
    };
    await Promise.all([sender(), sender()]);
  } catch (error) {
    // The connection went with the server.
    if (!(error instanceof TypeError)) throw error;
  }
  return kept;
}

test(`over ${ROUNDS * AT_ONCE} kills`, async () => {
  const { desk, contract } = await deskWithContract();
  const { walk } = await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
  await recordAnswer(
    desk,
    walk.header.id,
    { type: "counted", position: 1, counts: { ...allInOrder(59), damaged: 1 } },
    { type: "grouped", position: 1, groups: [{ id: "G1", count: 1 }] },
    { type: "found", position: 1, group: "G1", finding: buildFinding(), open: [] },
  );
  const worker = await buildWorker(join(import.meta.dirname, "upload-worker.ts"), join(await temporaryFolder(), "worker"));
  const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, index) => photo(index)));
  const kept = new Set<string>();
  const killed = async (): Promise<void> => {
    const server = runWorker(worker, desk.home);
    await server.ready();
    const sending = sendAll(server.lines[0] ?? "", photos);
    await sleep(Math.random() * LONGEST_LIFE_MS);
    server.kill();
    await server.ended();
    for (const sha256 of await sending) kept.add(sha256);
  };
  for (let round = 0; round < ROUNDS; round += 1) await Promise.all(Array.from({ length: AT_ONCE }, killed));
  const inspection = (await showInspection(desk, walk.header.id)).walk.inspection;
  const standing = inspection.lines[0]?.groups[0]?.findings[0]?.photos.map(({ sha256 }) => sha256) ?? [];
  const entries = await (await desk.store()).read(({ inspections }) => inspections.entries(walk.header.id));
  const stored = entries.flatMap(({ event }) => (event.type === "photographed" ? [event.photo.sha256] : []));
  expect(stored.sort()).toEqual([...standing].sort());
  expect(new Set(stored).size).toBe(stored.length);
  expect([...kept].filter((sha256) => !standing.includes(sha256))).toEqual([]);
  expect(kept.size).toBeGreaterThan(0);
  const archive = await desk.archive();
  await archive.catchUp();
  for (const sha256 of standing) expect(await archive.verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
  const { data, mirror } = desk.settings;
  expect([...(await wrongFiles(join(data, "archive"))), ...(await wrongFiles(join(mirror as string, "archive")))]).toEqual([]);
  expect(new Database(databasePath(data), { readonly: true }).pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  process.stderr.write(`${ROUNDS * AT_ONCE} kills, ${kept.size} of ${PHOTOS} photos answered as kept, ${stored.length} stand\n`);
});
