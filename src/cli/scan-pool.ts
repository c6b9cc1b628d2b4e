/** Threads that read scans and prove photos: on all processors, and so that a file that never comes to an end is given up, with the thread that reads it. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ProvePhoto } from "../app/keep-photo.ts";
import type { KeptScan, ReadIncoming, ScanReader } from "../app/ports/scan-reader.ts";
import { UserError } from "../kernel/errors.ts";
import type { GreyPicture } from "../media/grey-picture.ts";
import { PdfRefused } from "../media/open-pdf.ts";

/** What a thread is asked of a file. */
export type ScanOrder =
  | { readonly asked: "read" | "prove"; readonly bytes: Uint8Array; readonly name: string }
  | ({ readonly asked: "texts" } & KeptScan)
  | ({ readonly asked: "draw"; readonly page: number } & KeptScan);

/** Nothing for a photo that is proven. */
export type Answered = ReadIncoming | readonly string[] | GreyPicture | undefined;

/** What it answers. An error of the user's comes in parts: classes do not survive the way between threads. */
export type ScanAnswer =
  | { readonly state: "ready" }
  | { readonly state: "answered"; readonly answer: Answered }
  | { readonly state: "refused"; readonly code: string; readonly values: UserError["values"] }
  | { readonly state: "pdfRefused"; readonly reason: PdfRefused["reason"]; readonly message: string }
  | { readonly state: "failed"; readonly error: unknown };

export interface ScanPool extends ScanReader {
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
    const inTurn = <T>(work: (reader: ScanReader) => Promise<T>): Promise<T> => {
      const working = before.then(async () => work((await import("../app/read-scans-here.ts")).readScansHere));
      before = working.catch(() => undefined);
      return working;
    };
    return {
      read: (bytes, name) => inTurn((reader) => reader.read(bytes, name)),
      texts: (scan) => inTurn((reader) => reader.texts(scan)),
      draw: (scan, page) => inTurn((reader) => reader.draw(scan, page)),
      prove: async (bytes, name) => (await import("../app/keep-photo.ts")).provePhoto(bytes, name),
      close: async () => undefined,
    };
  }
  const idle: ScanThread[] = Array.from({ length: Math.min(threads, MOST_THREADS) }, () => scanThread(bundle));
  const all = [...idle];
  const waiting: ((thread: ScanThread) => void)[] = [];
  const free = (thread: ScanThread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  const ask = async <T extends Answered>(order: ScanOrder): Promise<T> => {
    const thread = idle.pop() ?? (await new Promise<ScanThread>((resolve) => waiting.push(resolve)));
    try {
      return (await thread.ask(order)) as T;
    } finally {
      free(thread);
    }
  };
  return {
    read: (bytes, name) => ask({ asked: "read", bytes, name }),
    prove: async (bytes, name) => void (await ask({ asked: "prove", bytes, name })),
    texts: ({ bytes, format, name }) => ask({ asked: "texts", bytes, format, name }),
    draw: ({ bytes, format, name }, page) => ask({ asked: "draw", bytes, format, name, page }),
    close: async () => void (await Promise.all(all.map((thread) => thread.close()))),
  };
}

interface ScanThread {
  ask(order: ScanOrder): Promise<Answered>;
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
  return {
    async ask(order) {
      if (files >= FILES_A_THREAD || (files >= FEWEST_FILES_A_THREAD && process.memoryUsage.rss() > LARGE)) await drop();
      files += 1;
      worker ??= startWorker(bundle);
      try {
        return await answerOf(await worker, order);
      } catch (error) {
        if (error instanceof PdfRefused) throw error;
        if (!(error instanceof UserError) || error.code === "scan-too-slow") await drop();
        // A file that breaks the decoder, or asks for more memory than there is, is damaged; what is wrong with it nobody can say.
        throw error instanceof UserError
          ? error
          : new UserError("scan-unreadable", { name: order.name, kind: order.asked === "prove" ? "picture" : "pdf" });
      }
    },
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

function answerOf(worker: Worker, order: ScanOrder): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stopLooking();
      worker.off("message", answered).off("error", failed).off("exit", ended);
      settle();
    };
    const answered = (answer: ScanAnswer): void =>
      end(() => {
        if (answer.state === "answered") resolve(answer.answer);
        else if (answer.state === "refused") reject(new UserError(answer.code, answer.values));
        else if (answer.state === "pdfRefused") reject(new PdfRefused(answer.reason, answer.message));
        else reject(answer.state === "failed" ? answer.error : new Error("the thread began anew"));
      });
    const failed = (error: unknown): void => end(() => reject(error));
    const ended = (code: number): void => end(() => reject(new Error(`the thread ended with ${code}`)));
    const stopLooking = whenTooSlow(() => end(() => reject(new UserError("scan-too-slow", { name: order.name }))));
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(order);
  });
}
