/** `inspect show ID --signed`: the texts that were read, word for word, with the word on each, whatever the record says by now. */
import { type ReadWord, showSigned } from "../../../app/sign-record.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import { jsonCopies } from "../../output/json.ts";
import type { Session } from "../../session.ts";

/** @throws UserError `not-signed`, and what {@link showSigned} throws. */
export async function showSignedTexts(session: Session, id: string): Promise<void> {
  const { t, language } = session;
  const desk = await session.desk();
  const words = await showSigned(desk, id);
  if (words.length === 0) throw new UserError("not-signed", { id: id.slice(0, 40) }, [`inspect show ${plain(id).slice(0, 40)}`]);
  if (session.flags.json) {
    return session.json({ signings: words.map(({ word, text, ...file }) => ({ ...word, read: text, copies: jsonCopies(file) })) });
  }
  const head = ({ word, path, mirrorPath }: ReadWord): readonly string[] => {
    const values = {
      name: "name" in word ? plain(word.name) : "",
      at: formatDateTime(word.at, desk.settings.zone, language),
      sha256: word.text.sha256,
    };
    return [
      t(word.kind === "declined" ? "phone.sign.shownDeclined" : "phone.sign.shown", values),
      path,
      mirrorPath ?? t("archive.secondPending"),
    ];
  };
  session.print(...words.flatMap((each, index) => [...(index === 0 ? [] : [""]), ...head(each), "", ...each.text.trimEnd().split("\n")]));
}
