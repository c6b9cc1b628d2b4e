/** A note that the customer will read: a word that reads as blame is named once, with a calmer text on Enter. One's own may stand. */
import { plain } from "../../../kernel/text.ts";
import type { Tone } from "../../../language/tone.ts";
import { toneWords } from "../../output/tone-text.ts";
import { askKey } from "./aids.ts";
import { wrap } from "./frame.ts";
import { lineAside, lineHead } from "./line-head.ts";
import type { Scene } from "./scene.ts";

type Typed = string | null | "back";

/** What the clerk wants of a text with such a word: the text to store, or null to write it again. */
async function decide(scene: Scene, position: number | null, typed: string, tone: Tone): Promise<string | null> {
  const { t, paint } = scene;
  const { offer } = tone;
  const body = (width: number): string[] => [
    ...(position === null ? [] : [...lineHead(scene, position, width), ""]),
    ...wrap(t("tone.named", { words: toneWords(t, tone) }), width),
    "",
    ...wrap(t("tone.yours", { text: typed }), width).map((line) => paint.dim(line)),
    ...wrap(offer === null ? t("tone.noOffer") : t("tone.offer", { text: plain(offer) }), width).map((line) => paint.bold(line)),
  ];
  const hints = [
    ["Enter", t(offer === null ? "tone.key.again" : "tone.key.take")],
    ["k", t("tone.key.keep")],
    ...(offer === null ? [] : ([["b", t("tone.key.again")]] as const)),
  ] as const;
  const key = await askKey(scene, "tone", { aside: position === null ? "" : lineAside(scene, position), body, commands: "", hints }, [
    "enter",
    "k",
    "b",
  ]);
  return key === "k" ? typed : key === "enter" ? offer : null;
}

/**
 * @param position of the line it is about; null: of none.
 * @param ask for the text, given what stands there already.
 */
export async function askRead(
  scene: Scene,
  position: number | null,
  standing: string,
  ask: (typed: string) => Promise<Typed>,
): Promise<Typed> {
  let typed = standing;
  for (;;) {
    const text = await ask(typed);
    if (text === null || text === "back" || text === standing) return text;
    const tone = scene.tone(text);
    const stored = tone === null ? text : await decide(scene, position, text, tone);
    if (stored !== null) return stored;
    typed = text;
  }
}
