import { plain } from "../../kernel/text.ts";

const LONGEST_QUOTE = 40;
/** A path is copied from a message: it is cut only where no file system has such a one, or nobody could read it. */
const LONGEST_PATH = 400;

function cut(text: string, longest: number): string {
  const clean = plain(text);
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** Text from a file that a message quotes: cleaned and cut to what fits a line. */
export const shortened = (text: string): string => cut(text, LONGEST_QUOTE);

/** A path or file name that a message quotes. */
export const shortenedPath = (path: string): string => cut(path, LONGEST_PATH);
