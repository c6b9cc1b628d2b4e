/** An item's code, typed or scanned, leads to its line; one of another contract says whose it is. */
import { linesWithCode } from "../../../inspection/find-lines.ts";
import { plain } from "../../../kernel/text.ts";
import type { Codes } from "./listen.ts";
import type { Scene } from "./scene.ts";
import { walkedLines } from "./walk-texts.ts";

/** One word of four signs or more with a figure in it, as no entry of counts is written. */
const CODE = /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N}._/-]{3,}$/u;
/** A count and a word without a space between them, `3rikki`, is an entry. */
const COUNT_AND_WORD = /^\d{1,6}\p{L}+$/u;

/** Walked lines that a code names. */
function linesOf({ book }: Scene, code: string): readonly number[] {
  const walked = walkedLines(book.walk);
  return linesWithCode(book.walk.contract.lines, code).filter((position) => walked.includes(position));
}

/** A code that is scanned where letters are keys: of this contract, or looking like one of another. */
export const codesOf = (scene: Scene): Codes => ({
  begin: (letter) =>
    scene.book.walk.contract.lines.some(({ product, serials }) =>
      [product, ...serials].some((code) => code.toLowerCase().startsWith(letter.toLowerCase())),
    ),
  is: (text) => linesOf(scene, text).length > 0 || (CODE.test(text) && /^\p{L}/u.test(text)),
});

/**
 * @returns where it leads; the text with what is wrong, where it can only be a code that no line here has; null where it is something
 * else, such as an entry of counts.
 */
export async function takeCode(
  scene: Scene,
  text: string,
): Promise<
  { readonly kind: "goTo"; readonly position: number } | { readonly kind: "wrong"; readonly typed: string; readonly wrong: string } | null
> {
  const { t, book } = scene;
  const lines = linesOf(scene, text);
  // Of an item on several lines, the first that nobody has answered.
  const position = lines.find((one) => book.walk.progress.get(one)?.counted !== true) ?? lines[0];
  if (position !== undefined) {
    scene.news = t("inspect.code.found", { code: plain(text) });
    return { kind: "goTo", position };
  }
  if (!CODE.test(text) || COUNT_AND_WORD.test(text)) return null;
  const other = await book.contractWithSerial(text);
  const wrong =
    other === null
      ? t("inspect.code.unknown", { code: plain(text) })
      : t("inspect.code.elsewhere", { code: plain(text), number: plain(other) });
  return { kind: "wrong", typed: "", wrong };
}
