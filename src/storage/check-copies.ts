/** Reads both copies of many files again: hashing takes a processor, so all of them share it where there is enough to do. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { CheckOptions } from "../app/ports/verification.ts";
import { type CopyAnswer, type CopyOrder, readOrder } from "./check-copy.ts";

/** Files that are read together; each thread has twice as many to do, so that it never waits. */
const BATCH = 16;
const ORDERS_A_THREAD = 2;
/** Below it threads take longer to start than to help. */
const WORTH_THREADS = 200;

interface Reader {
  /** How many orders it takes at once. */
  readonly lanes: number;
  read(order: CopyOrder): Promise<CopyAnswer>;
  close(): Promise<void>;
}

const inThisThread: Reader = { lanes: 1, read: async (order) => readOrder(order), close: async () => undefined };

function thread(bundle: string): Omit<Reader, "lanes"> {
  const worker = new Worker(bundle);
  const waiting = new Map<number, { resolve(answer: CopyAnswer): void; reject(error: unknown): void }>();
  worker.on("message", (answer: CopyAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  worker.on("error", (error) => {
    for (const order of waiting.values()) order.reject(error);
  });
  return {
    read: (order) =>
      new Promise((resolve, reject) => {
        waiting.set(order.id, { resolve, reject });
        worker.postMessage(order);
      }),
    close: async () => void (await worker.terminate()),
  };
}

/** Where the build puts `verify-worker.ts`; run from its source the program has one thread. */
const BUNDLE = "verify-worker.cjs";

function openReader(files: number): Reader {
  const bundle = join(__dirname, BUNDLE);
  if (files < WORTH_THREADS || !existsSync(bundle)) return inThisThread;
  const threads = Array.from({ length: availableParallelism() }, () => thread(bundle));
  return {
    lanes: threads.length * ORDERS_A_THREAD,
    read: (order) => (threads[order.id % threads.length] as Omit<Reader, "lanes">).read(order),
    close: async () => void (await Promise.all(threads.map((one) => one.close()))),
  };
}

/** @param orders what to read, in order. @returns how many files were read. */
export async function checkCopies(files: CopyOrder["files"], tree: string, options: CheckOptions): Promise<number> {
  const reader = openReader(files.length);
  const began = performance.now();
  const inFlight: Promise<CopyAnswer>[] = [];
  let [read, bytes] = [0, 0];
  const finishOldest = async (): Promise<void> => {
    const { copies } = await (inFlight.shift() as Promise<CopyAnswer>);
    read += copies.length;
    bytes += copies.reduce((sum, copy) => sum + copy.bytes, 0);
    await options.checked(copies);
    if (options.bytesPerSecond !== null) await pause(Math.max(0, (bytes / options.bytesPerSecond) * 1_000 - (performance.now() - began)));
  };
  // With a limit, one order at a time: what is in flight is not counted yet.
  const lanes = options.bytesPerSecond === null ? reader.lanes : 1;
  try {
    for (let from = 0; from < files.length && !options.stop(); from += BATCH) {
      inFlight.push(reader.read({ id: from / BATCH, tree, files: files.slice(from, from + BATCH) }));
      if (inFlight.length >= lanes) await finishOldest();
    }
    while (inFlight.length > 0) await finishOldest();
    return read;
  } finally {
    await reader.close();
  }
}
