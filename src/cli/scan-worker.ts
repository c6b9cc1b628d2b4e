/** One thread of `scan-pool.ts`. */
import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import { provePhoto } from "../app/keep-photo.ts";
import { readIncoming } from "../app/read-incoming.ts";
import { UserError } from "../kernel/errors.ts";
import { drawArchivedPage, textsOfPages } from "../media/archived-page.ts";
import { PdfRefused } from "../media/open-pdf.ts";
import type { Answered, ScanAnswer, ScanOrder } from "./scan-pool.ts";

// The same picture is never read twice, and each thread has a processor to itself.
sharp.cache(false);
sharp.concurrency(1);

async function did(order: ScanOrder): Promise<Answered> {
  switch (order.asked) {
    case "read":
      return readIncoming(order.bytes, order.name);
    case "prove":
      await provePhoto(order.bytes, order.name);
      return undefined;
    case "texts":
      return textsOfPages(order.bytes, order.format);
    case "draw":
      return drawArchivedPage(order.bytes, order.format, order.page);
  }
}

async function answer(order: ScanOrder): Promise<ScanAnswer> {
  try {
    return { state: "answered", answer: await did(order) };
  } catch (error) {
    if (error instanceof PdfRefused) return { state: "pdfRefused", reason: error.reason, message: error.message };
    return error instanceof UserError ? { state: "refused", code: error.code, values: error.values } : { state: "failed", error };
  }
}

parentPort?.on("message", async (order: ScanOrder) => parentPort?.postMessage(await answer(order)));
parentPort?.postMessage({ state: "ready" } satisfies ScanAnswer);
