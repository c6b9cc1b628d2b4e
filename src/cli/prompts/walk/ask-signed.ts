/** Signing on a phone, as the desk sees it: waits for what comes, shows it, and keeps it once the clerk confirms. */
import type { Desk } from "../../../app/ports.ts";
import type { Acknowledgement, ShownText } from "../../../inspection/inspection.ts";
import { plain } from "../../../kernel/text.ts";
import { aidHints, askKey } from "./aids.ts";
import { wrap } from "./frame.ts";
import type { Scene } from "./scene.ts";
import type { GivenWord } from "./walk-phone.ts";

/** Loaded once somebody signs: with it comes what writes the record. */
const signRecord = () => import("../../../app/sign-record.ts");

/** What has come so far, in the clerk's words. */
function told({ t, phone }: Scene, width: number): string[] {
  const { word } = phone.signing;
  if (word === null) return wrap(t(phone.count() > 0 ? "phone.sign.waiting" : "phone.sign.noPhone"), width);
  if (word.kind === "declined") return wrap(t("phone.sign.came.declined"), width);
  const drawn = word.drawing === null ? "no" : "yes";
  return wrap(t("phone.sign.came.signed", { name: plain(word.name), language: word.language, drawn }), width);
}

/** Whether what was signed is what the record still says. */
async function isCurrent(scene: Scene, word: GivenWord): Promise<boolean> {
  const { hashOfText, textToRead } = await signRecord();
  const { textBytes } = await import("../../../document/record/record-text.ts");
  const messages = await scene.phone.texts(word.language);
  return hashOfText(textBytes(textToRead(scene.book.walk, messages, word.language))) === hashOfText(word.text);
}

/** The word with what it speaks of, once that is in the archive. */
async function kept(desk: Desk, word: GivenWord): Promise<Acknowledgement> {
  const { keepSignature, keepText } = await signRecord();
  return word.kind === "signed" ? keepSignature(desk, word) : { kind: "declined", at: word.at, text: await keepText(desk, word) };
}

/** What is read back at the desk is kept with the word on it, as on a phone. */
export async function keepReadBack({ book, phone, aloud }: Scene): Promise<ShownText> {
  const { keepText, textReadBack } = await signRecord();
  return keepText(phone.desk, textReadBack(book.walk, aloud));
}

/** @returns false when it has to be signed anew. */
async function confirm(scene: Scene, word: GivenWord): Promise<boolean> {
  const { book, phone, t } = scene;
  if (!(await isCurrent(scene, word))) {
    phone.signing.word = null;
    phone.announce();
    scene.news = t("phone.sign.outdated");
    return false;
  }
  const acknowledgement = await kept(phone.desk, word);
  await book.record({ type: "acknowledged", acknowledgement });
  phone.signing.confirmed = true;
  phone.announce();
  return true;
}

/** Opens the record for signing as long as something is asked. */
export async function whileSigning<T>({ phone }: Scene, ask: () => Promise<T>): Promise<T> {
  const { signing } = phone;
  const before = signing.open;
  signing.open = true;
  phone.announce();
  try {
    return await ask();
  } finally {
    signing.open = before;
    phone.announce();
  }
}

/** Until something was signed, declined and confirmed, or the clerk goes back. @returns whether it was confirmed. */
export async function askSigned(scene: Scene): Promise<boolean> {
  const { t, phone } = scene;
  // Signed before and changed since: it is signed anew.
  if (phone.signing.confirmed) Object.assign(phone.signing, { word: null, confirmed: false });
  if (phone.count() === 0 && phone.signing.word === null) await phone.show(scene, "customer");
  return whileSigning(scene, async () => {
    // What was confirmed must have been shown: in plain mode nothing is told while somebody waits.
    let shown: GivenWord | null = null;
    for (;;) {
      const key = await askKey(
        scene,
        "closing",
        {
          aside: t("phone.sign.aside"),
          body: (width) => {
            shown = phone.signing.word;
            return told(scene, width);
          },
          commands: "",
          hints: [
            ["Enter", t("phone.sign.confirm")],
            ["n", t("phone.sign.again")],
            ["q", t("phone.key.open")],
            ["b", t("inspect.key.back")],
            ...aidHints(scene),
          ],
        },
        ["enter", "n", "b"],
      );
      const { word } = phone.signing;
      if (key === "b") return false;
      if (key === "n") {
        phone.signing.word = null;
        phone.announce();
      } else if (word === null) scene.news = t("phone.sign.nothingYet");
      else if (word === shown && (await confirm(scene, word))) return true;
    }
  });
}
