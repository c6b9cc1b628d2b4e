/** Text files that the user names, or stdin where the name is `-`. UTF-8 only: a wrong guess at an encoding would change names. */
import { readInputFile } from "../../adapters/input-file.ts";
import { UserError } from "../../kernel/errors.ts";
import type { Session } from "../session.ts";

/** Bytes; contracts and terms have far fewer, and the parsers refuse more characters than a quarter of it. */
const LARGEST_TEXT_FILE = 4_000_000;

/** What problems call the file: stdin has no name. */
export const shownName = (path: string): string => (path === "-" ? "stdin" : path);

/** @throws UserError `file-…`, `stdin-too-large`, `not-utf8`. */
export async function readFileText(session: Session, path: string): Promise<string> {
  const bytes = path === "-" ? await readStdin(session) : (await readInputFile(session.io.cwd, path, LARGEST_TEXT_FILE)).bytes;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UserError("not-utf8", { file: shownName(path) });
  }
}

async function readStdin(session: Session): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of session.io.stdin) {
    const bytes = Buffer.from(chunk as Buffer | string);
    size += bytes.length;
    if (size > LARGEST_TEXT_FILE) throw new UserError("stdin-too-large", { most: LARGEST_TEXT_FILE / 1_000_000 });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
