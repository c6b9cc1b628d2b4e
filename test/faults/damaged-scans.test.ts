/** Damaged scans are kept byte for byte, twice, or refused with a reason; nothing breaks. `npm run fuzz:scans` draws thousands. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { openScanPool } from "../../src/cli/scan-pool.ts";
import { damagedScans } from "../support/damaged-scans.ts";
import { takeInDamaged } from "../support/take-in-damaged.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

const COUNT = 150;
const BUNDLE = join(import.meta.dirname, "../../dist/scan-worker.cjs");

test(`${COUNT} damaged scans are archived as they are or refused`, async () => {
  const [desk, damaged, pool] = [await temporaryDesk(), await damagedScans(), openScanPool(BUNDLE, 2)];
  try {
    const scans = Array.from({ length: COUNT }, (_, number) => damaged(number));
    const came = await Promise.all(scans.map((scan) => takeInDamaged(desk, scan, pool.read)));
    const told = came.map((what, number) => `number ${number}, ${scans[number]?.damage}: ${what}`);
    expect(told.filter((what) => what.includes(": BUG"))).toEqual([]);
    // Some of both, or the draw says nothing.
    expect([...new Set(came.map((what) => what.split(":")[0]))].sort()).toEqual(["refused", "tray"]);
  } finally {
    await pool.close();
  }
});
