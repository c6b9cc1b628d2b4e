/**
 * A file of mails that the user names: one mail, or an mbox of many, whatever its name says. An mbox is looked through once for where
 * its mails begin, and each is read when its turn comes: memory holds one at a time. Format: RFC 4155.
 */
import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import type { MailInFile } from "../../app/ports/incoming-mail.ts";
import { UserError } from "../../kernel/errors.ts";
import { refusalOf } from "../input-file.ts";

/** Bytes of one mail: what mail servers let through at most, with room. */
const LARGEST_MAIL = 40_000_000;
const AT_A_TIME = 4_000_000;
/** A line that begins a mail is no longer. */
const LONGEST_SEPARATOR = 400;

interface Part {
  readonly from: number;
  readonly to: number;
  readonly inMbox: boolean;
}

/**
 * @param work what is done with the mails, while the file is open.
 * @throws UserError `file-missing`, `file-not-readable`, `file-is-folder`, `mail-file-empty`.
 */
export async function withMailsOf<T>(cwd: string, path: string, work: (mails: readonly MailInFile[]) => Promise<T>): Promise<T> {
  const file = await opened(cwd, path);
  try {
    const { size } = await file.stat();
    if (size === 0) throw new UserError("mail-file-empty", { path });
    const parts = await partsOf(file, size);
    return await work(parts.map((part, index) => ({ position: index + 1, bytes: () => mailAt(file, part) })));
  } finally {
    await file.close();
  }
}

async function opened(cwd: string, path: string): Promise<FileHandle> {
  try {
    const file = await open(resolve(cwd, path), "r");
    if (!(await file.stat()).isDirectory()) return file;
    await file.close();
  } catch (error) {
    throw refusalOf(path, error);
  }
  throw refusalOf(path, { code: "EISDIR" });
}

async function bytesAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, from + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}

async function mailAt(file: FileHandle, { from, to, inMbox }: Part): Promise<Uint8Array> {
  if (to - from > LARGEST_MAIL)
    throw new UserError("mail-too-large", { size: Math.ceil((to - from) / 1_000_000), most: LARGEST_MAIL / 1_000_000 });
  const bytes = await bytesAt(file, from, to - from);
  // The empty line at its end parts it from the next one, and belongs to neither.
  const empty = inMbox ? ["\r\n\r\n", "\n\n"].find((end) => bytes.subarray(-end.length).toString("latin1") === end) : undefined;
  return empty === undefined ? bytes : bytes.subarray(0, -empty.length / 2);
}

/** `From aino@example.fi Thu May 21 09:30:00 2026`: after an empty line, so that a sentence that begins with From is none. */
const SEPARATOR = /^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{1,2}:\d{2}.*\d{4}.*\r?\n/u;

async function partsOf(file: FileHandle, size: number): Promise<readonly Part[]> {
  const first = await separatorAt(file, 0);
  if (first === null) return [{ from: 0, to: size, inMbox: false }];
  const begins = [{ at: 0, line: first }];
  for (let from = 0; from < size; from += AT_A_TIME) {
    // So much before it that the empty line is seen, and the whole of the line that begins.
    const before = Math.min(from, 4);
    const chunk = await bytesAt(file, from - before, Math.min(size - from, AT_A_TIME) + before + "From ".length);
    for (let hit = chunk.indexOf("\nFrom "); hit !== -1; hit = chunk.indexOf("\nFrom ", hit + 1)) {
      const at = from - before + hit + 1;
      const emptyBefore = chunk[hit - 1] === 0x0a || (chunk[hit - 1] === 0x0d && chunk[hit - 2] === 0x0a);
      if (at <= (begins.at(-1)?.at ?? 0) || !emptyBefore) continue;
      const line = await separatorAt(file, at);
      if (line !== null) begins.push({ at, line });
    }
  }
  const ends = [...begins.slice(1).map(({ at }) => at), size];
  return begins.map(({ at, line }, index) => ({ from: at + line, to: ends[index] as number, inMbox: true }));
}

/** How long the line is that begins a mail there; null where none does. */
async function separatorAt(file: FileHandle, at: number): Promise<number | null> {
  return SEPARATOR.exec((await bytesAt(file, at, LONGEST_SEPARATOR)).toString("latin1"))?.[0].length ?? null;
}
