/** Sets letters and writes e-invoices: in this thread, or on all processors once there are enough of them to pay for that. */
import type { WriteEInvoice } from "../../app/export-e-invoices.ts";
import type { Desk } from "../../app/ports.ts";
import { renderBillings } from "../../app/render-billing.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import type { Language } from "../../kernel/text.ts";
import { type LetterPool, openLetterPool } from "../letter-pool.ts";
import { progressOf } from "../output/progress.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

/** Each thread has to load and warm up before it is of use. */
const WORTH_THREADS = 200;

/** @param count how many are to be made. @param work gets null where threads would not pay. */
async function withPool<T>(desk: Desk, count: number, work: (pool: LetterPool | null) => Promise<T>): Promise<T> {
  if (count < WORTH_THREADS) return work(null);
  const { logo } = desk.settings.firm;
  const pool = openLetterPool(logo === null ? null : await (await desk.archive()).read(logo));
  try {
    return await work(pool);
  } finally {
    await pool.close();
  }
}

/** @param stop whether no more is to be begun. @returns those that are set. */
export function setLetters(
  session: Session,
  desk: Desk,
  issued: readonly IssuedBilling[],
  stop: () => boolean,
): Promise<readonly IssuedBilling[]> {
  const told = progressOf(session, "invoice.progress.rendered", issued.length);
  const assetsFor = (language: Language) => documentAssets(desk, language);
  return withPool(desk, issued.length, (pool) => renderBillings(desk, issued, assetsFor, { told, stop, setLetter: pool?.set }));
}

/** @param count how many are to be written. @param work gets what writes them. */
export const writingEInvoices = <T>(desk: Desk, count: number, work: (write: WriteEInvoice) => Promise<T>): Promise<T> =>
  withPool(desk, count, async (pool) => {
    if (pool) return work(pool.write);
    const { writeEInvoice } = await import("../../document/e-invoice/write-e-invoice.ts");
    return work(async (values) => writeEInvoice(values, await documentAssets(desk, values.language)));
  });
