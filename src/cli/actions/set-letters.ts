/** Sets and stores the letters of many issued bills: in this thread, or on all processors once there are enough letters to pay for that. */
import type { Desk } from "../../app/ports.ts";
import { renderBillings } from "../../app/render-billing.ts";
import type { IssuedBilling } from "../../invoice/billing.ts";
import type { Language } from "../../kernel/text.ts";
import { openLetterPool } from "../letter-pool.ts";
import { progressOf } from "../output/progress.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";

/** Each thread has to load and warm up before it is of use. */
const WORTH_THREADS = 200;

export async function setLetters(session: Session, desk: Desk, issued: readonly IssuedBilling[]): Promise<readonly IssuedBilling[]> {
  const told = progressOf(session, "invoice.progress.rendered", issued.length);
  const assetsFor = (language: Language) => documentAssets(desk, language);
  if (issued.length < WORTH_THREADS) return renderBillings(desk, issued, assetsFor, told);
  const { logo } = desk.settings.firm;
  const pool = openLetterPool(logo === null ? null : await (await desk.archive()).read(logo));
  try {
    return await renderBillings(desk, issued, assetsFor, told, pool.set);
  } finally {
    await pool.close();
  }
}
