/** Threads that read scans and prove photos: on all processors, and so that a file that never comes to an end is given up, with the thread that reads it. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ProvePhoto } from "../app/keep-photo.ts";
import type { IncomingReader, ReadIncoming } from "../app/take-in-scan.ts";
import { UserError } from "../kernel/errors.ts";

/** What a thread is given. */
export interface ScanOrder {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Whether to prove only that it can be shown as a photo. */
  readonly photo: boolean;
}

/** What it answers. An error of the user's comes in parts: classes do not survive the way between threads. */
export type ScanAnswer =
  | { readonly state: "ready" }
  | { readonly state: "read"; readonly read: ReadIncoming }
  | { readonly state: "proven" }
  | { readonly state: "refused"; readonly code: string; readonly values: UserError["values"] }
  | { readonly state: "failed"; readonly error: unknown };

export interface ScanPool {
  readonly read: IncomingReader;
  readonly prove: ProvePhoto;
  close(): Promise<void>;
}

/** What is not read by then is given up; whatever can be stopped by itself is after eight. */
const MILLISECONDS_A_FILE = 10_000;
/** On a machine that is busy with other things a file is not slow because it has to wait: the processor must have worked on it. */
const PROCESSOR_MILLISECONDS = 8_000;
const AT_LAST_MILLISECONDS = 60_000;
const LOOK_EVERY_MILLISECONDS = 250;
/** What the decoders took of memory they give back only when their thread ends: after so many files, or sooner when the program has grown so large. */
const FILES_A_THREAD = 100;
const LARGE = 300_000_000;
/** A thread takes as long to begin as some files to read. */
const FEWEST_FILES_A_THREAD = 10;

/** Says when a file has had its time. @returns how to stop asking. */
function whenTooSlow(giveUp: () => void): () => void {
  const began = performance.now();
  const before = process.cpuUsage();
  const timer = setInterval(() => {
    const passed = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    const worked = (user + system) / 1000 >= PROCESSOR_MILLISECONDS;
    if (passed >= AT_LAST_MILLISECONDS || (passed >= MILLISECONDS_A_FILE && worked)) giveUp();
  }, LOOK_EVERY_MILLISECONDS);
  return () => clearInterval(timer);
}
/** A phone's pictures take 200 MB each while they are decoded. */
const MOST_THREADS = 4;

/** Reads in this thread where the bundle is not built, as in tests of the source. @param bundle where the build put `scan-worker.ts` */
export function openScanPool(bundle: string = join(__dirname, "scan-worker.cjs"), threads = availableParallelism()): ScanPool {
  if (!existsSync(bundle)) {
    // One after the other: while a file waits, its time does not run.
    let before: Promise<unknown> = Promise.resolve();
    const read: IncomingReader = (bytes, name) => {
      const reading = before.then(async () => (await import("../app/read-incoming.ts")).readIncoming(bytes, name));
      before = reading.catch(() => undefined);
      return reading;
    };
    const prove: ProvePhoto = async (bytes, name) => (await import("../app/keep-photo.ts")).provePhoto(bytes, name);
    return { read, prove, close: async () => undefined };
  }
  const idle: ScanThread[] = Array.from({ length: Math.min(threads, MOST_THREADS) }, () => scanThread(bundle));
  const all = [...idle];
  const waiting: ((thread: ScanThread) => void)[] = [];
  const free = (thread: ScanThread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  const withThread = async <T>(work: (thread: ScanThread) => Promise<T>): Promise<T> => {
    const thread = idle.pop() ?? (await new Promise<ScanThread>((resolve) => waiting.push(resolve)));
    try {
      return await work(thread);
    } finally {
      free(thread);
    }
  };
  return {
    read: (bytes, name) => withThread((thread) => thread.read(bytes, name)),
    prove: (bytes, name) => withThread((thread) => thread.prove(bytes, name)),
    close: async () => void (await Promise.all(all.map((thread) => thread.close()))),
  };
}

/** One scan after the other, on one thread that is ended with the work. */
export async function withScanReader<T>(work: (read: IncomingReader) => Promise<T>): Promise<T> {
  const pool = openScanPool(undefined, 1);
  try {
    return await work(pool.read);
  } finally {
    await pool.close();
  }
}

interface ScanThread {
  readonly read: IncomingReader;
  readonly prove: ProvePhoto;
  close(): Promise<void>;
}

/** One thread at a time, begun when there is something to read and again after one was given up. */
function scanThread(bundle: string): ScanThread {
  let worker: Promise<Worker> | null = null;
  let files = 0;
  const drop = async (): Promise<void> => {
    const dropped = worker;
    worker = null;
    files = 0;
    await (await dropped?.catch(() => null))?.terminate();
  };
  const answer = async (order: ScanOrder): Promise<ScanAnswer> => {
    if (files >= FILES_A_THREAD || (files >= FEWEST_FILES_A_THREAD && process.memoryUsage.rss() > LARGE)) await drop();
    files += 1;
    worker ??= startWorker(bundle);
    try {
      return await answerOf(await worker, order);
    } catch (error) {
      if (!(error instanceof UserError) || error.code === "scan-too-slow") await drop();
      // A file that breaks the decoder, or asks for more memory than there is, is damaged; what is wrong with it nobody can say.
      throw error instanceof UserError
        ? error
        : new UserError("scan-unreadable", { name: order.name, kind: order.photo ? "picture" : "pdf" });
    }
  };
  return {
    async read(bytes, name) {
      const told = await answer({ bytes, name, photo: false });
      if (told.state !== "read") throw new Error(`a scan was answered with ${told.state}`);
      return told.read;
    },
    prove: async (bytes, name) => void (await answer({ bytes, name, photo: true })),
    close: drop,
  };
}

const startWorker = (bundle: string): Promise<Worker> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(bundle);
    worker.once("message", () => resolve(worker));
    // Also what it says after it was given up, which concerns nobody.
    worker.on("error", reject);
  });

function answerOf(worker: Worker, order: ScanOrder): Promise<ScanAnswer> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stopLooking();
      worker.off("message", answered).off("error", failed).off("exit", ended);
      settle();
    };
    const answered = (answer: ScanAnswer): void =>
      end(() => {
        if (answer.state === "read" || answer.state === "proven") resolve(answer);
        else if (answer.state === "refused") reject(new UserError(answer.code, answer.values));
        else reject(answer.state === "failed" ? answer.error : new Error("the thread began anew"));
      });
    const failed = (error: unknown): void => end(() => reject(error));
    const ended = (code: number): void => end(() => reject(new Error(`the thread ended with ${code}`)));
    const stopLooking = whenTooSlow(() => end(() => reject(new UserError("scan-too-slow", { name: order.name }))));
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(order);
  });
}
