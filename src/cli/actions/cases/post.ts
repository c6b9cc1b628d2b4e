/** How the words of a case leave the house, and how that is told. */
import { setTimeout as pause } from "node:timers/promises";
import { mailSender } from "../../../adapters/mail-sender.ts";
import type { Desk } from "../../../app/ports.ts";
import type { CasePost } from "../../../app/send-case-letter.ts";
import type { CaseWriter } from "../../../document/mail/case-mail.ts";
import { plain } from "../../../kernel/text.ts";
import { type Case, caseName } from "../../../people/case.ts";
import { readMailPassword } from "../../../storage/mail-password.ts";
import { homeFolder } from "../../../storage/settings-file.ts";
import type { Session } from "../../session.ts";
import { documentAssets } from "../document-assets.ts";

export const postOf = (session: Session, desk: Desk, byMail: boolean): CasePost => ({
  byMail,
  assetsFor: (language) => documentAssets(desk, language),
  send: (mail) => {
    if (!desk.settings.mail) throw new RangeError("no mail server is set up");
    return mailSender(desk.settings.mail, readMailPassword(homeFolder(session.io.env)))(mail);
  },
  beforeWait: ({ reason, detail }, seconds) =>
    session.remark(session.t("send.waiting", { why: session.t(`send.reason.${reason}`), detail: plain(detail), seconds })),
  wait: (seconds) => pause(seconds * 1_000),
});

/** Who answers: the owner by name, with the house's number where they have none of their own. */
export async function writerOf(desk: Desk, { id, language, owner }: Pick<Case, "id" | "language" | "owner">): Promise<CaseWriter> {
  const member = await (await desk.store()).read(({ staff }) => staff.get(owner));
  const { firm } = desk.settings;
  const person = { owner: member?.name ?? firm.name, phone: member?.phone ?? firm.phone, email: firm.email };
  return { id: caseName(id), language, firm: firm.name, ...person };
}
