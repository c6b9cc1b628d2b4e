/** What `desk cases take` does: files each mail of a file, acknowledges what is new, and says what became of each. */
import { withMailsOf } from "../../../adapters/mail/mail-file.ts";
import { readMail } from "../../../adapters/mail/read-mail.ts";
import { acknowledging } from "../../../app/acknowledged-of-late.ts";
import type { IncomingMail, MailInFile } from "../../../app/ports/incoming-mail.ts";
import type { Desk } from "../../../app/ports.ts";
import type { SentCaseLetter } from "../../../app/send-case-letter.ts";
import { type TakenMail, type TakingMail, takeMail } from "../../../app/take-mail.ts";
import { UsageError, UserError } from "../../../kernel/errors.ts";
import { LANGUAGES, type Language, plain } from "../../../kernel/text.ts";
import { progressOf } from "../../output/progress.ts";
import { type ToldMail, takenMailJson, tellTaken } from "../../output/taken-mail.ts";
import type { Arguments, Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { oneOf, sendAcknowledgement, textOf } from "./open.ts";

/** @throws UserError `mails-refused` after all is said, when one was not filed. */
export async function take(session: Session, [path]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const told = await withMailsOf(session.io.cwd, String(path), (mails) => takeAll(session, desk, mails, options));
  if (session.flags.json) session.json({ dryRun: session.flags.dryRun, mails: told.map((one) => takenMailJson(session, one)) });
  else tellTaken(session, told);
  const refused = told.filter(({ taken }) => taken.state === "refused").length;
  if (refused > 0) throw new UserError("mails-refused", { count: refused });
}

async function takeAll(session: Session, desk: Desk, mails: readonly MailInFile[], options: Options): Promise<readonly ToldMail[]> {
  const about = textOf(options.about);
  if (about !== null && mails.length > 1) throw new UsageError("case-mails-about", { count: mails.length });
  const taking: TakingMail = {
    read: readMail,
    about,
    owner: textOf(options.owner),
    language: oneOf<Language>(textOf(options.language), LANGUAGES, "--language"),
    choose: (mail, choices) => choose(session, mail, choices),
    record: !session.flags.dryRun,
  };
  const acknowledges = options.acknowledge === false ? () => false : await acknowledging(desk);
  const progress = progressOf(session, "desk.cases.take.progress", mails.length);
  const told: ToldMail[] = [];
  for (const incoming of mails) {
    const taken = await takeMail(desk, incoming, taking);
    told.push({ position: incoming.position, taken, ...(await answered(session, desk, taken, acknowledges)) });
    progress(told.length);
  }
  return told;
}

async function answered(
  session: Session,
  desk: Desk,
  taken: TakenMail,
  acknowledges: (of: Extract<TakenMail, { state: "opened" | "joined" }>["of"]) => boolean,
): Promise<{ readonly acknowledged: boolean; readonly sent: SentCaseLetter | null }> {
  const acknowledged = taken.state === "opened" && acknowledges(taken.of);
  if (!acknowledged || session.flags.dryRun) return { acknowledged, sent: null };
  return { acknowledged, sent: await sendAcknowledgement(session, desk, taken.of, true) };
}

/** Where nobody can be asked it is left open, and said. */
async function choose(session: Session, { from, subject }: IncomingMail, choices: readonly string[]): Promise<string | null> {
  if (!session.interactive) return null;
  const { t } = session;
  const values = { from: plain(from?.address ?? "–"), subject: plain(subject) };
  const open = { name: t("desk.cases.take.leaveOpen"), value: null };
  return (await session.ask()).select<string | null>(t("desk.cases.take.which", values), [
    ...choices.map((number) => ({ name: plain(number), value: number })),
    open,
  ]);
}
