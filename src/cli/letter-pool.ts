/** Threads that set letters and write e-invoices. They read no books and store nothing: values go in, bytes come out. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { WriteEInvoice } from "../app/export-e-invoices.ts";
import type { SetLetter } from "../app/render-billing.ts";
import type { EInvoiceValues } from "../document/e-invoice/write-e-invoice.ts";
import type { LetterValues } from "../document/letter/letter.ts";

/** What a thread is asked: a letter or an e-invoice. */
export type Wish = { readonly letter: LetterValues } | { readonly eInvoice: EInvoiceValues };

/** The same with what its answer is known by. */
export interface LetterOrder {
  readonly id: number;
  readonly wish: Wish;
}

/** What it answers: the bytes, or why there are none. */
export interface LetterAnswer {
  readonly id: number;
  readonly bytes: Uint8Array | null;
  readonly error: unknown;
}

export interface LetterPool {
  readonly set: SetLetter;
  readonly write: WriteEInvoice;
  close(): Promise<void>;
}

interface Thread {
  make(wish: Wish): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(bytes: Uint8Array): void;
  reject(error: unknown): void;
}

/** @param bundle where the build put `letter-worker.ts`; by default beside this code. */
export function openLetterPool(logo: Uint8Array | null, bundle: string = join(__dirname, "letter-worker.cjs")): LetterPool {
  const threads = Array.from({ length: availableParallelism() }, () => openThread(bundle, logo));
  let next = 0;
  // Each in turn: letters are much of a size.
  const make: Thread["make"] = (wish) => (threads[next++ % threads.length] as Thread).make(wish);
  return {
    set: (letter) => make({ letter }),
    write: (eInvoice) => make({ eInvoice }),
    close: async () => void (await Promise.all(threads.map((thread) => thread.close()))),
  };
}

function openThread(bundle: string, logo: Uint8Array | null): Thread {
  const worker = new Worker(bundle, { workerData: { logo } });
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let broken: Error | null = null;
  worker.on("message", ({ id, bytes, error }: LetterAnswer) => {
    const order = waiting.get(id);
    waiting.delete(id);
    if (bytes) order?.resolve(bytes);
    else order?.reject(error);
  });
  worker.on("error", (error) => {
    broken = error;
    for (const order of waiting.values()) order.reject(error);
  });
  return {
    make: (wish) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(broken);
        const order: LetterOrder = { id: asked++, wish };
        waiting.set(order.id, { resolve, reject });
        worker.postMessage(order);
      }),
    close: async () => void (await worker.terminate()),
  };
}
