/** One thread of `check-copies.ts`: reads files and hashes them. */
import { parentPort } from "node:worker_threads";
import { type CopyOrder, readOrder } from "./check-copy.ts";

parentPort?.on("message", (order: CopyOrder) => parentPort?.postMessage(readOrder(order)));
