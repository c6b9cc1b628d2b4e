/** One thread of `check-copies.ts`: reads files and hashes them. */
import { parentPort } from "node:worker_threads";
import { type CopyOrder, readOrder } from "./check-copies.ts";

parentPort?.on("message", async (order: CopyOrder) => parentPort?.postMessage(await readOrder(order)));
