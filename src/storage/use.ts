/** Adds up what the billings of a contract have used of its waivers, caps, minimums and deposit. */
import type { EarlierUse } from "../assessment/assessment.ts";
import { add, type Cents, ZERO } from "../kernel/money.ts";

export const NO_USE: EarlierUse = { waiver: {}, caps: {}, minimums: {}, deposit: ZERO };

/** Keys are names that people give; `constructor` is a name like any other. */
const own = <T>(record: Readonly<Record<string, T>>, key: string, otherwise: T): T =>
  Object.hasOwn(record, key) ? (record[key] as T) : otherwise;

type Amounts = Readonly<Record<string, Cents>>;

const keys = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

const addAmounts = (a: Amounts, b: Amounts): Amounts =>
  Object.fromEntries(keys(a, b).map((key) => [key, add(own(a, key, ZERO), own(b, key, ZERO))]));

export function addUse(a: EarlierUse, b: EarlierUse): EarlierUse {
  const nothing = { before: ZERO, paid: ZERO };
  const waiver = keys(a.waiver, b.waiver).map((key) => {
    const [first, second] = [own(a.waiver, key, nothing), own(b.waiver, key, nothing)];
    return [key, { before: add(first.before, second.before), paid: add(first.paid, second.paid) }] as const;
  });
  return {
    waiver: Object.fromEntries(waiver),
    caps: addAmounts(a.caps, b.caps),
    minimums: addAmounts(a.minimums, b.minimums),
    deposit: add(a.deposit, b.deposit),
  };
}
