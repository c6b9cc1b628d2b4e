/** What `desk customers talk|decline|standing|answer|review|hard` do. */

import type { Desk } from "../../app/ports.ts";
import { sendShortLetter } from "../../app/send-short-letter.ts";
import { todayAt } from "../../app/settlement-account.ts";
import {
  checkDecline,
  contractForLetter,
  type Declining,
  decline as declineCustomer,
  findStanding,
  markHard,
  recordAnswer,
  recordTalk,
  recordTold,
  reviewStanding,
  standingText,
  talkOf,
} from "../../app/standing.ts";
import type { Customer } from "../../contract/contract.ts";
import { standingLetter, type WrittenLetter } from "../../document/mail/standing-letter.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UsageError } from "../../kernel/errors.ts";
import { plain } from "../../kernel/text.ts";
import { formatDay } from "../../language/format.ts";
import type { Standing } from "../../people/standing.ts";
import { standingJson, standingLines } from "../output/standing-text.ts";
import type { Arguments, Options } from "../program.ts";
import { askReason } from "../prompts/ask-reason.ts";
import type { Session } from "../session.ts";
import { postOf } from "./cases/post.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `standing-flag-missing`. */
function needed(options: Options, name: string, flag: string): string {
  const given = text(options[name]);
  if (given === null) throw new UsageError("standing-flag-missing", { flag }, [`${flag} …`]);
  return given;
}

/** @throws UsageError `not-a-day`. */
function dayFrom(given: string | null, flag: string): Day | null {
  if (given === null) return null;
  const day = parseDay(given);
  if (day === null) throw new UsageError("standing-not-a-day", { flag, given: plain(given).slice(0, 40) }, [`${flag} 2027-05-31`]);
  return day;
}

/** What the customer may read one day is said without blame. */
async function spoken(session: Session, given: string): Promise<string> {
  const wording = { question: "", needed: "", contract: null };
  return (await askReason(session, given, wording)).reason;
}

function told(session: Session, standing: Standing | null, customer: Customer): void {
  if (session.flags.json) session.json({ customer: customer.name, standing: standing && standingJson(standing) });
  else if (standing === null) session.remark(session.t("desk.customers.standing.none", { name: plain(customer.name) }));
  else session.print(...standingLines(session, standing));
}

export async function talk(session: Session, [who]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const agreed = await spoken(session, standingText(needed(options, "agreed", "--agreed"), "--agreed"));
  const on = dayFrom(text(options.on), "--on");
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const { customer, standing } = await recordTalk(desk, String(who), agreed, on);
  told(session, standing, customer);
}

async function letterFor(session: Session, desk: Desk, standing: Standing, declining: Declining, by: string) {
  const { contract, member } = await (await desk.store()).read(async (repositories) => ({
    contract: await contractForLetter(repositories, standing),
    member: await repositories.staff.get(by),
  }));
  const { firm } = desk.settings;
  const language = contract?.language ?? desk.settings.language;
  const person = { name: member?.name ?? firm.name, phone: member?.phone ?? firm.phone, email: firm.email };
  const talked = talkOf(standing) ?? { on: todayAt(desk), agreed: "" };
  const facts = { language, firm: firm.name, talk: talked, reason: declining.reason, reviewOn: declining.reviewOn, person };
  return { letter: standingLetter(facts, await session.customerTexts(language)), language, contract };
}

function showLetter(session: Session, { title, paragraphs }: WrittenLetter): void {
  session.print(session.out.bold(title), "", ...paragraphs.flatMap((paragraph) => [paragraph, ""]));
}

export async function decline(session: Session, [who]: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const reviewOn = dayFrom(needed(options, "review", "--review"), "--review") as Day;
  const reason = await spoken(session, standingText(needed(options, "reason", "--reason"), "--reason"));
  const declining: Declining = { reason, responsible: text(options.responsible), reviewOn };
  const found = await (await desk.store()).read((repositories) => findStanding(repositories, String(who)));
  const before = checkDecline(desk, found, declining);
  const decides = await session.authority("standing.decide");
  const responsible = declining.responsible ?? decides.id;
  const { letter, language, contract } = await letterFor(session, desk, before, declining, responsible);
  if (flags.dryRun) {
    if (flags.json) session.json({ preview: true, letter: { subject: letter.subject, paragraphs: letter.paragraphs } });
    else showLetter(session, letter);
    return session.remark(t("common.dryRun"));
  }
  const { customer, standing } = await declineCustomer(desk, String(who), declining, decides);
  const to = { name: customer.name, email: customer.email, address: contract?.customer.address ?? customer.address };
  const file = { name: `N-${standing.id}.pdf`, id: `n-${standing.id}.declined` };
  const sent = await sendShortLetter(desk, { letter, language, to, facts: [], ...file }, postOf(session, desk, options.letter !== true), {
    made: async (pdf) => void (await recordTold(desk, standing.id, "letter", pdf)),
    left: async () => void (await recordTold(desk, standing.id, "mail")),
  });
  if (flags.json) return session.json({ customer: customer.name, standing: standingJson(standing), letter: sent.pdf, mailed: sent.mailed });
  session.print(...standingLines(session, standing), t("invoice.issued.pdf", { path: sent.pdf.path }));
  session.print(t(sent.mailed ? "desk.customers.letter.mailed" : "desk.customers.letter.print", { to: plain(customer.email ?? "") }));
}

export async function standing(session: Session, [who]: Arguments): Promise<void> {
  const { t, language, flags } = session;
  const desk = await session.desk();
  const store = await desk.store();
  if (typeof who === "string") {
    const found = await store.read((repositories) => findStanding(repositories, who));
    return told(session, found.standing, found.customer);
  }
  const all = await store.read(({ standings }) => standings.list({ state: "declined" }));
  if (flags.json) return session.json({ standings: all.map(standingJson) });
  if (all.length === 0) return session.remark(t("desk.customers.standing.nobody"));
  for (const one of all) session.print(...standingLines(session, one), "");
  session.remark(t("desk.customers.standing.reviews", { day: formatDay(todayAt(desk), language), count: all.length }));
}

export async function answer(session: Session, [who]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const words = standingText(needed(options, "words", "--words"), "--words");
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const { customer, standing: kept } = await recordAnswer(desk, String(who), words);
  told(session, kept, customer);
}

export async function review(session: Session, [who]: Arguments, options: Options): Promise<void> {
  const desk = await session.desk();
  const until = dayFrom(text(options.until), "--until");
  if ((until === null) === (options.welcome !== true)) throw new UsageError("standing-review-one", {}, ["--until 2027-05-31", "--welcome"]);
  await (await desk.store()).read((repositories) => findStanding(repositories, String(who)));
  const decides = await session.authority("standing.decide");
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const { customer, standing: now } = await reviewStanding(desk, String(who), until, decides);
  told(session, now, customer);
}

/** Marks, for anybody; with `--sums`, for leads alone, how many by month. */
export async function hard(session: Session, [contract]: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  if (options.sums === true) {
    await session.authority("contact.sums");
    const months = await (await desk.store()).read(({ standings }) => standings.hardByMonth());
    if (flags.json) return session.json({ months });
    if (months.length === 0) return session.remark(t("desk.customers.hard.none"));
    return session.table(
      [t("desk.customers.hard.month"), t("desk.customers.hard.count")],
      months.map(({ month, count }) => [month, String(count)]),
    );
  }
  if (flags.dryRun) return session.remark(t("common.dryRun"));
  await markHard(desk, typeof contract === "string" ? contract : null);
  if (flags.json) return session.json({ marked: true });
  session.print(t("desk.customers.hard.marked"));
}
