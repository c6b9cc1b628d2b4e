/** Adds up what billings have used of waivers, caps, minimum fees and the deposit. */
import { add, type Cents, ZERO } from "../kernel/money.ts";
import type { EarlierUse } from "./assessment.ts";

export const NOTHING_USED: EarlierUse = { waiver: {}, caps: {}, minimums: {}, deposit: ZERO };

function addRecords(a: Readonly<Record<string, Cents>>, b: Readonly<Record<string, Cents>>): Record<string, Cents> {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map((key) => [key, add(a[key] ?? ZERO, b[key] ?? ZERO)]));
}

function addWaivers(a: EarlierUse["waiver"], b: EarlierUse["waiver"]): EarlierUse["waiver"] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const nothing = { before: ZERO, paid: ZERO };
  return Object.fromEntries(
    keys.map((key) => {
      const [first, second] = [a[key] ?? nothing, b[key] ?? nothing];
      return [key, { before: add(first.before, second.before), paid: add(first.paid, second.paid) }];
    }),
  );
}

/** A key that is there stays, also with 0: it says that a fee has been met. */
export const addUse = (a: EarlierUse, b: EarlierUse): EarlierUse => ({
  waiver: addWaivers(a.waiver, b.waiver),
  caps: addRecords(a.caps, b.caps),
  minimums: addRecords(a.minimums, b.minimums),
  deposit: add(a.deposit, b.deposit),
});
