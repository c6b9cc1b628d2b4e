/**
 * `npm run fuzz:scans [count]`: thousands of damaged scans, taken in as `contracts import` takes them in. Each must be in the archive byte for
 * byte, twice, or refused in the user's words; none may take longer than ten seconds of the processor, nor the program more than 500 MB.
 * Never part of `npm test`; `npm run test:faults` draws a hundred and fifty.
 */
import { join } from "node:path";
import { openScanPool } from "../../src/cli/scan-pool.ts";
import { damagedScans } from "../support/damaged-scans.ts";
import { takeInDamaged } from "../support/take-in-damaged.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

const BUNDLE = join(import.meta.dirname, "../../dist/scan-worker.cjs");
const AT_ONCE = 2;

async function run(count: number): Promise<void> {
  const [desk, damaged, pool] = [await temporaryDesk(), await damagedScans(), openScanPool(BUNDLE, AT_ONCE)];
  const counts = new Map<string, number>();
  let [slowest, worst, peak, next] = [0, "", 0, 0];
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const work = async (): Promise<void> => {
    while (next < count) {
      const number = next++;
      const scan = damaged(number);
      const before = performance.now();
      const came = await takeInDamaged(desk, scan, pool.read);
      const took = performance.now() - before;
      const told = `number ${number}, ${scan.damage}, ${scan.bytes.length} bytes: ${came}`;
      if (took > slowest) [slowest, worst] = [took, told];
      if (came.startsWith("BUG")) process.stdout.write(`${told}\n`);
      counts.set(came, (counts.get(came) ?? 0) + 1);
      if (number > 0 && number % 500 === 0) process.stdout.write(`  ${number} files, ${Math.round(peak / 1_000_000)} MB at most\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  clearInterval(watch);
  await pool.close();
  await desk.close();
  for (const [came, times] of [...counts].sort(([, a], [, b]) => b - a)) process.stdout.write(`${String(times).padStart(6)}  ${came}\n`);
  process.stdout.write(`slowest ${(slowest / 1000).toFixed(1)} s (${worst}); at most ${Math.round(peak / 1_000_000)} MB\n`);
  if ([...counts.keys()].some((came) => came.startsWith("BUG"))) process.exitCode = 1;
}

await run(Number(process.argv[2] ?? 3_000));
