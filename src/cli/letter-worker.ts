/** One thread of `letter-pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { assetsWith } from "./actions/document-assets.ts";
import type { LetterAnswer, LetterOrder, Wish } from "./letter-pool.ts";

const { logo } = workerData as { readonly logo: Uint8Array | null };

async function make(wish: Wish): Promise<Uint8Array> {
  if ("letter" in wish) {
    const { renderLetter } = await import("../document/render-letter.ts");
    return renderLetter(wish.letter, assetsWith(logo, wish.letter.billing.language));
  }
  const { writeEInvoice } = await import("../document/e-invoice/write-e-invoice.ts");
  return writeEInvoice(wish.eInvoice, assetsWith(logo, wish.eInvoice.language));
}

async function answer({ id, wish }: LetterOrder): Promise<LetterAnswer> {
  try {
    return { id, bytes: await make(wish), error: null };
  } catch (error) {
    return { id, bytes: null, error };
  }
}

parentPort?.on("message", async (order: LetterOrder) => parentPort?.postMessage(await answer(order)));
