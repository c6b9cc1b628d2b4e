/**
 * Stdout. Where it leads to a file or a pipe, text is written to it at once: Node's stream for it takes longer to load than a whole
 * command takes otherwise. A terminal, and Windows, where pipes cannot be relied on to take all of it, get the stream.
 */
import { fstatSync, writeSync } from "node:fs";
import { UserError } from "../kernel/errors.ts";
import type { Output } from "./io.ts";

const STDOUT = 1;

function streamed(): Output {
  // A reader that went away (`| head`) is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return process.stdout;
}

/** A full disk is told apart: what the command did stands, though nobody can read it. */
function refusal(error: unknown): UserError {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT"
    ? new UserError("answer-disk-full")
    : new UserError("answer-unwritable", { detail: message });
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
    throw refusal(error);
  }
}

/** A device need not be a terminal: `/dev/full` is none, and tells what a full disk does. */
const isTerminal = (): boolean => fstatSync(STDOUT).isCharacterDevice() && process.stdout.isTTY;

/** @throws UserError `answer-disk-full`, `answer-unwritable` from its `write`, but for a terminal's. */
export function standardOutput(): Output {
  if (process.platform === "win32" || isTerminal()) return streamed();
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
