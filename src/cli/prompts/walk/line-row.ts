/** A line in a list of lines: its number as the screens count, its name, and how it stands. */
import { plain } from "../../../kernel/text.ts";
import { clip } from "./frame.ts";
import { contractLine } from "./line-head.ts";
import type { Scene } from "./scene.ts";
import { lineStateText, walkedLines } from "./walk-texts.ts";

export function lineRow({ t, book }: Scene, position: number, width: number): string {
  const number = walkedLines(book.walk).indexOf(position) + 1;
  const name = plain(contractLine(book.walk, position).name);
  return `${String(number).padStart(3)}  ${clip(`${name}: ${lineStateText(t, book.walk, position)}`, width - 5)}`;
}
