/**
 * Stdout. Where it leads to a file or a pipe, text is written to it at once: Node's stream for it takes longer to load than a whole
 * command takes otherwise. A terminal, and Windows, where pipes cannot be relied on to take all of it, get the stream.
 */
import { fstatSync, writeSync } from "node:fs";
import { explainDiskError } from "../storage/durable-file.ts";
import type { Output } from "./io.ts";

const STDOUT = 1;

function streamed(): Output {
  // A reader that went away (`| head`) is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return process.stdout;
}

/** @returns what is left for a stream to write, because whoever started us made the pipe one that does not wait */
function writeNow(bytes: Uint8Array): Uint8Array | null {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(STDOUT, bytes, written);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EAGAIN") return bytes.subarray(written);
    if (code === "EPIPE") return null;
    throw explainDiskError(error, "stdout");
  }
}

/** @throws UserError from its `write` when it is a file and the disk refuses. */
export function standardOutput(): Output {
  if (process.platform === "win32" || fstatSync(STDOUT).isCharacterDevice()) return streamed();
  let stream: Output | null = null;
  return {
    write(text) {
      if (stream) return stream.write(text);
      const rest = writeNow(Buffer.from(text));
      if (rest === null) return true;
      stream = streamed();
      return stream.write(rest);
    },
  };
}
