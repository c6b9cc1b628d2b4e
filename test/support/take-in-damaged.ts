/** Takes damaged scans in as `contracts import` does, into a real archive with a mirror. */
import { readFile } from "node:fs/promises";
import type { IncomingReader } from "../../src/app/ports/scan-reader.ts";
import type { Desk } from "../../src/app/ports.ts";
import { type TakenIn, takeInScan } from "../../src/app/take-in-scan.ts";
import { sha256Of } from "../../src/storage/archive-copy.ts";
import type { DamagedScan } from "./damaged-scans.ts";

const NOBODY = { signedBy: null, signedOn: null };

/** What became of it: `filed`, `tray` and why, `refused` and why; or `BUG` with what is wrong. */
export async function takeInDamaged(desk: Desk, { name, bytes }: DamagedScan, read: IncomingReader): Promise<string> {
  try {
    const taking = { read, source: "import", signing: NOBODY, pagesSeen: new Map(), dryRun: false } as const;
    const taken = await takeInScan(desk, { name, bytes, contract: null }, taking);
    return (await wrongInArchive(desk, bytes, taken)) ?? said(taken);
  } catch (error) {
    return `BUG: ${error}`;
  }
}

const said = (taken: TakenIn): string => ("why" in taken ? `${taken.state}: ${taken.why.key}` : taken.state);

/** What is kept is kept byte for byte, twice; what was refused is not kept. */
async function wrongInArchive(desk: Desk, bytes: Uint8Array, { state }: TakenIn): Promise<string | null> {
  const { path, mirrorPath } = await (await desk.archive()).locate(sha256Of(bytes));
  const copies = await Promise.all([path, mirrorPath ?? path].map((copy) => readFile(copy).catch(() => null)));
  const right = copies.every((copy) => (state === "refused" ? copy === null : copy?.equals(bytes) === true));
  return right ? null : `BUG: ${state}, and the archive does not hold what it should`;
}
