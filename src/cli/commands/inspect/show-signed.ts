/** `inspect show ID --signed`: the texts that were read and signed on a phone, word for word, whatever the record says by now. */
import { type ReadSigning, showSigned } from "../../../app/sign-record.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import type { Session } from "../../session.ts";

/** @throws UserError `not-signed`, and what {@link showSigned} throws. */
export async function showSignedTexts(session: Session, id: string): Promise<void> {
  const desk = await session.desk();
  const signings = await showSigned(desk, id);
  if (signings.length === 0) throw new UserError("not-signed", { id: id.slice(0, 40) }, [`inspect show ${plain(id).slice(0, 40)}`]);
  if (session.flags.json) return session.json({ signings: signings.map(({ signing, text }) => ({ ...signing, read: text })) });
  const head = ({ signing }: ReadSigning): string =>
    session.t("phone.sign.shown", {
      name: plain(signing.name),
      at: formatDateTime(signing.at, desk.settings.zone, session.language),
      sha256: signing.text.sha256,
    });
  session.print(...signings.flatMap((each, index) => [...(index === 0 ? [] : [""]), head(each), "", ...each.text.trimEnd().split("\n")]));
}
