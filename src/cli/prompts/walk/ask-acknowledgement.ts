/** How the customer acknowledges the record: with a name, not at all, or not here. */
import type { Acknowledgement } from "../../../inspection/inspection.ts";
import { LONGEST_TEXT } from "../../../kernel/text.ts";
import { aidHints, askKey } from "./aids.ts";
import { takeWords } from "./ask-answer.ts";
import { askSigned, keepReadBack, whileSigning } from "./ask-signed.ts";
import { BACK, type Move, NEXT } from "./move.ts";
import { readBack } from "./read-back.ts";
import { type Asking, askText, type Scene } from "./scene.ts";

const KINDS: readonly Acknowledgement["kind"][] = ["name", "declined", "notPresent", "signed"];

async function askName(scene: Scene): Promise<string | null> {
  const { t, book } = scene;
  const { customer } = book.walk.contract;
  const text = await askText(scene, {
    aside: t("inspect.closing.aside"),
    body: () => [t("inspect.closing.askName")],
    hint: t("inspect.key.store"),
    typed: customer.contact ?? (customer.kind === "consumer" ? customer.name : ""),
    check: (typed) => (typed.length > LONGEST_TEXT ? t("inspect.closing.nameTooLong") : null),
  });
  return text === "back" ? null : text;
}

async function record(scene: Scene, kind: Acknowledgement["kind"]): Promise<void> {
  if (kind === "signed") {
    await askSigned(scene);
    return;
  }
  const at = scene.book.now();
  if (kind === "notPresent") return scene.book.record({ type: "acknowledged", acknowledgement: { kind, at } });
  const name = kind === "name" ? await askName(scene) : "";
  if (name === null) return;
  const text = await keepReadBack(scene);
  const acknowledgement: Acknowledgement = kind === "name" ? { kind, name, at, text } : { kind, at, text };
  await scene.book.record({ type: "acknowledged", acknowledgement });
}

/** Reads back, then asks; Enter takes what the answer suggests. */
export async function askAcknowledgement(scene: Scene): Promise<Move> {
  const { t, paint, book } = scene;
  const { answer } = book.walk.inspection;
  if (!(await readBack(scene))) return BACK;
  const away = answer?.all === "notPresent" || answer?.all === "left";
  const preset: Acknowledgement["kind"] = away ? "notPresent" : "name";
  const keys = ["enter", "1", "2", "3", "4", "w", "b"] as const;
  const asking: Asking = {
    aside: t("inspect.closing.aside"),
    body: () => [
      paint.bold(t("inspect.closing.ask")),
      ...KINDS.map((kind, index) => `  ${paint.bold(String(index + 1))}  ${t(`inspect.closing.${kind}`)}`),
    ],
    commands: "",
    hints: [
      ["Enter", t(`inspect.closing.${preset}`)],
      ["1–4", t("inspect.key.choose")],
      ["w", t("inspect.key.words")],
      ["b", t("inspect.key.back")],
      ...aidHints(scene),
    ],
  };
  const key = await whileSigning(scene, () => askKey(scene, "closing", asking, keys));
  if (key === "w") await takeWords(scene, false);
  else if (key !== "b") await record(scene, key === "enter" ? preset : (KINDS[Number(key) - 1] as Acknowledgement["kind"]));
  return NEXT;
}
