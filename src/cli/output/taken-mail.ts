/** What became of mails that were taken in. */
import type { SentCaseLetter } from "../../app/send-case-letter.ts";
import type { TakenMail } from "../../app/take-mail.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import { caseName } from "../../people/case.ts";
import type { Session } from "../session.ts";
import { mailNotes } from "./mail-notes.ts";
import { sentJson } from "./sent-case-letter.ts";
import { say } from "./tell.ts";

export interface ToldMail {
  /** Counts from 1 in its file. */
  readonly position: number;
  readonly taken: TakenMail;
  /** Whether its sender hears at once that it came. */
  readonly acknowledged: boolean;
  /** Null with `--dry-run`, and where nobody is told. */
  readonly sent: SentCaseLetter | null;
}

const nameOf = (taken: TakenMail): string | null =>
  taken.state === "known" ? taken.case : "of" in taken && taken.of.id > 0 ? caseName(taken.of.id) : null;

export const takenMailJson = ({ t }: Session, { position, taken, acknowledged, sent }: ToldMail) => ({
  position,
  state: taken.state,
  case: nameOf(taken),
  contract: "of" in taken ? taken.of.about.contract : null,
  from: "mail" in taken ? taken.mail.from : null,
  subject: "mail" in taken ? taken.mail.subject : null,
  automatic: "mail" in taken ? taken.mail.automatic : null,
  attachments: "mail" in taken ? taken.mail.attachments : [],
  remarks: "remarks" in taken ? taken.remarks : [],
  acknowledged,
  acknowledgement: sent && sentJson(sent),
  why: taken.state === "refused" ? { code: taken.why.key.replace(/^error\./u, ""), message: say(t, taken.why) } : null,
});

function line({ t, language }: Session, { position, taken, acknowledged, sent }: ToldMail): readonly string[] {
  if (taken.state === "refused") return [t("desk.cases.take.refused", { position, why: say(t, taken.why) })];
  if (taken.state === "known") return [t("desk.cases.take.known", { position, id: taken.case })];
  const from = plain(taken.mail.from?.address ?? "–");
  if (taken.state === "left") return [t("desk.cases.take.left", { position, from, why: t(`desk.cases.mail.${taken.mail.automatic}`) })];
  const { of, mail, remarks } = taken;
  const values = { position, from, id: nameOf(taken) ?? "A-…", owner: of.owner, day: formatDay(of.due ?? of.answerBy, language) };
  const about = of.about.contract === null ? [] : [t("desk.cases.take.about", { contract: plain(of.about.contract) })];
  const failure = sent?.failure
    ? [t("desk.cases.mailFailed", { why: t(`send.reason.${sent.failure.reason}`), detail: plain(sent.failure.detail) })]
    : [];
  const heard = taken.state === "opened" && !acknowledged ? [t("desk.cases.take.unacknowledged")] : [];
  const letter = sent?.file ? [t("desk.cases.acknowledged.letter"), sent.file.path] : [];
  const notes = [...about, ...mailNotes({ automatic: mail.automatic, remarks }, t), ...heard, ...failure, ...letter];
  return [t(`desk.cases.take.${taken.state}`, values), ...notes.map((note) => `    ${note}`)];
}

export function tellTaken(session: Session, told: readonly ToldMail[]): void {
  const { t, print, remark, flags } = session;
  print(...told.flatMap((one) => line(session, one)));
  const count = (state: TakenMail["state"]): number => told.filter(({ taken }) => taken.state === state).length;
  const counts = {
    opened: count("opened"),
    joined: count("joined"),
    known: count("known"),
    left: count("left"),
    refused: count("refused"),
  };
  if (told.length > 1) remark("", t("desk.cases.take.counts", counts));
  if (flags.dryRun) remark("", t("common.dryRun"));
}
