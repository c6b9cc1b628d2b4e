/** How the words of a case left the house, on the screen and as JSON. */
import type { SentCaseLetter } from "../../app/send-case-letter.ts";
import { plain } from "../../kernel/text.ts";
import type { Session } from "../session.ts";

export const sentJson = ({ way, to, file, failure, sure }: SentCaseLetter) => ({
  way,
  to,
  sure,
  pdf: file && { sha256: file.sha256, path: file.path },
  failure: failure && { reason: failure.reason, detail: failure.detail },
});

export function tellSent(session: Session, sent: SentCaseLetter, key: "acknowledged" | "replied"): void {
  const { t } = session;
  if (sent.failure !== null)
    session.remark(
      session.err.warn(t("desk.cases.mailFailed", { why: t(`send.reason.${sent.failure.reason}`), detail: sent.failure.detail })),
    );
  if (sent.way === "mail") session.print(t(`desk.cases.${key}.${sent.sure ? "mail" : "unsure"}`, { to: plain(sent.to ?? "") }));
  else session.print(t(`desk.cases.${key}.letter`), sent.file?.path ?? "");
}
