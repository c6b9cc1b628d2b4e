/** Taking in scans in two copies against the tools of the system, and verifying both copies against reading them. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive } from "../../src/storage/archive.ts";

// Run from its source the archive looks for its threads where the build puts them.
(globalThis as { __dirname?: string }).__dirname = join(import.meta.dirname, "../../dist");

const FILES = 2_000;
const SIZE = 300_000;
const IN_FLIGHT = 8;
const ROUNDS = 3;

const ms = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function putAll(data: string, mirror: string, paths: readonly string[]): Promise<readonly string[]> {
  const archive = await openArchive(data, mirror);
  const hashes: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < paths.length; index = next++)
      hashes.push((await archive.put(await readFile(paths[index] as string))).sha256);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  return hashes;
}

/** The same with what every Linux has. */
const withTools = (scans: string, to: string): void =>
  void execFileSync("sh", ["-c", `sha256sum ${scans}/* > ${to}/sums && cp -r ${scans} ${to}/one && cp -r ${scans} ${to}/two && sync`]);

export async function benchArchive(): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "returndesk-bench-"));
  try {
    const scans = join(root, "scans");
    mkdirSync(scans);
    const paths = Array.from({ length: FILES }, (_, index) => join(scans, `${index}.pdf`));
    for (const path of paths) writeFileSync(path, randomBytes(SIZE));
    const ratios: number[] = [];
    const checks: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const place = join(root, String(round));
      mkdirSync(place);
      const tools = await ms(() => withTools(scans, place));
      let hashes: readonly string[] = [];
      const ours = await ms(async () => {
        hashes = await putAll(join(place, "data"), join(place, "mirror"), paths);
      });
      ratios.push(ours / tools);
      const archive = await openArchive(join(place, "data"), join(place, "mirror"));
      const reading = await ms(() => execFileSync("sh", ["-c", `cat ${place}/data/archive/??/* ${place}/mirror/archive/??/* > /dev/null`]));
      const verifying = await ms(() => archive.check(hashes, { bytesPerSecond: null, stop: () => false, checked: async () => undefined }));
      checks.push(verifying / reading);
      rmSync(place, { recursive: true });
    }
    process.stdout.write(
      `archive ${FILES} scans of 300 kB in two copies ÷ sha256sum + 2 cp + sync\t${median(ratios).toFixed(2)}\tlimit 1.0\n`,
    );
    process.stdout.write(`archive verify both copies ÷ reading them\t${median(checks).toFixed(2)}\tlimit 2.0\n`);
  } finally {
    rmSync(root, { recursive: true });
  }
}
