/** One thread of `scan-pool.ts`. */
import { parentPort } from "node:worker_threads";
import sharp from "sharp";
import { provePhoto } from "../app/keep-photo.ts";
import { readIncoming } from "../app/read-incoming.ts";
import { UserError } from "../kernel/errors.ts";
import type { ScanAnswer, ScanOrder } from "./scan-pool.ts";

// The same picture is never read twice, and each thread has a processor to itself.
sharp.cache(false);
sharp.concurrency(1);

async function answer({ bytes, name, photo }: ScanOrder): Promise<ScanAnswer> {
  try {
    if (!photo) return { state: "read", read: await readIncoming(bytes, name) };
    await provePhoto(bytes, name);
    return { state: "proven" };
  } catch (error) {
    return error instanceof UserError ? { state: "refused", code: error.code, values: error.values } : { state: "failed", error };
  }
}

parentPort?.on("message", async (order: ScanOrder) => parentPort?.postMessage(await answer(order)));
parentPort?.postMessage({ state: "ready" } satisfies ScanAnswer);
