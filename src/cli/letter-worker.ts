/** One thread of `letter-pool.ts`. */
import { parentPort, workerData } from "node:worker_threads";
import { renderLetter } from "../document/render-letter.ts";
import { assetsWith } from "./actions/document-assets.ts";
import type { LetterAnswer, LetterOrder } from "./letter-pool.ts";

const { logo } = workerData as { readonly logo: Uint8Array | null };

async function answer({ id, values }: LetterOrder): Promise<LetterAnswer> {
  try {
    return { id, bytes: await renderLetter(values, assetsWith(logo, values.billing.language)), error: null };
  } catch (error) {
    return { id, bytes: null, error };
  }
}

parentPort?.on("message", async (order: LetterOrder) => parentPort?.postMessage(await answer(order)));
