/**
 * The notice of findings made after the return: made and kept, then sent by mail or posted. Only that it left stops the clock of the
 * terms, from the row of the journal that says so; what nobody knows to have arrived does not.
 */
import { sinceHandover } from "../assessment/since-handover.ts";
import type { Contract } from "../contract/contract.ts";
import { noticeMail } from "../document/mail/notice-mail.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { lateFindings, unnoticed } from "../inspection/late-findings.ts";
import { effectOf, type Notice } from "../inspection/notice.ts";
import { atWallClock, type Day, dayOf, type Instant } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Letter } from "./find-letter.ts";
import { findReturn } from "./find-return.ts";
import { lastDayFor } from "./late-notices.ts";
import { loadPictures, photosIn } from "./load-pictures.ts";
import { loadWalk } from "./load-walk.ts";
import { replyPromise } from "./plan-return-billing.ts";
import type { MadeNotice } from "./ports/notices.ts";
import type { Desk, Repositories } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";
import type { AssetsFor } from "./render-billing.ts";
import { type FinishedWalk, finishedWithTerms } from "./render-record.ts";

export interface NoticePlan {
  readonly walk: FinishedWalk;
  readonly notice: Notice;
  /** One that was made of the very same findings, and is sent again or for the first time. */
  readonly made: MadeNotice | null;
  /** The last day of the terms; null where no notice makes a difference, and then it is a courtesy. */
  readonly lastDay: Day | null;
}

const sameFindings = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/**
 * What is to be told: findings of which no notice has left; where there are none, what was told last.
 * @param id of the return, its documents or its contract.
 * @throws UserError `nothing-to-notify`, `walk-unfinished`, and what {@link findReturn} throws.
 */
export async function planNotice(desk: Desk, id: string): Promise<NoticePlan> {
  const calendar = await desk.calendar();
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  return (await desk.store()).read(async (repositories) => {
    const walk = finishedWithTerms(await loadWalk(repositories, (await returnWithLate(repositories, id)).id));
    const { inspection, header } = walk;
    const made = await repositories.notices.of(header.id);
    const untold = unnoticed(inspection).map(({ finding }) => finding.id);
    const last = made.at(-1) ?? null;
    const late = lateFindings(inspection).map(({ finding }) => finding.id);
    if (late.length === 0) throw new UserError("nothing-to-notify", { id: header.id }, [`inspect amend ${header.id} --late`]);
    const findings = untold.length > 0 ? untold : (last?.notice.findings ?? late);
    const reply = await replyPromise(desk, repositories, calendar, today);
    const notice: Notice = { inspection: header.id, contract: header.contract, findings, madeOn: today, reply };
    return {
      walk,
      notice,
      made: last !== null && sameFindings(last.notice.findings, findings) ? last : null,
      lastDay: lastDayFor(walk, calendar),
    };
  });
}

/** A contract leads to the load that has something to tell, wherever its bill stands. */
async function returnWithLate(repositories: Repositories, id: string) {
  const meant = await findReturn(repositories, id);
  if (meant.contract.toLowerCase() !== id.trim().toLowerCase()) return meant;
  const waiting = await repositories.notices.waiting();
  const headers = await repositories.inspections.of(meant.contract);
  for (const header of headers) if (waiting.includes(header.id)) return header;
  for (const header of headers) if ((await repositories.notices.of(header.id)).length > 0) return header;
  return meant;
}

/** The lines with what the notice tells, and nothing else of them. */
export const toldOf = ({ lines, ...inspection }: Inspection, { findings: told }: Notice): Inspection => ({
  ...inspection,
  lines: lines.flatMap((line) => {
    const groups = line.groups
      .map((group) => ({ ...group, findings: group.findings.filter(({ id }) => told.includes(id)) }))
      .filter(({ findings }) => findings.length > 0);
    return groups.length === 0 ? [] : [{ ...line, groups, missing: 0, dirty: 0, missingParts: {}, photos: [], withoutCharge: false }];
  }),
});

async function render(desk: Desk, { walk, notice, lastDay }: NoticePlan, assetsFor: AssetsFor): Promise<Uint8Array> {
  const { renderNotice } = await import("../document/render-notice.ts");
  const { contract, terms, earlier } = walk;
  const inspection = toldOf(walk.inspection, notice);
  const pictures = await loadPictures(desk, photosIn(inspection));
  const baseline = earlier.find(({ kind }) => kind === "handover") ?? null;
  const since = sinceHandover({ ...walk, calendar: await desk.calendar() });
  const effect = effectOf(lastDay, notice.madeOn);
  const values = { notice, effect, contract, terms, inspection, baseline, since, firm: desk.settings.firm, pictures };
  return renderNotice(values, await assetsFor(contract.language));
}

/** The notice with its stored PDF; one of the same findings that has not left yet is taken as it is. */
export async function makeNotice(desk: Desk, plan: NoticePlan, assetsFor: AssetsFor): Promise<MadeNotice> {
  const { made, notice } = plan;
  if (made !== null && (made.sentAt !== null || made.notice.madeOn === notice.madeOn)) return made;
  const { sha256 } = await (await desk.archive()).put(await render(desk, plan, assetsFor));
  const pdf = { sha256, name: `${notice.inspection}_${notice.contract.replace(/[^\p{L}\p{N}._-]/gu, "-")}_${notice.madeOn}.pdf` };
  return (await desk.store()).write(async (repositories) => {
    const at = desk.clock.now();
    const id = await repositories.notices.add(notice, pdf, at, desk.actor);
    const row = { at, staff: desk.actor, contract: notice.contract, act: "notice.made", subject: notice.inspection };
    await repositories.journal.append({ ...row, detail: { notice: id, findings: notice.findings, sha256 } });
    return { id, notice, pdf, at, by: desk.actor, sentAt: null };
  });
}

/** That it has left, within the transaction that knows it: the clock of the terms stops. Sent once more, the first time counts. */
async function tellSent(repositories: Repositories, desk: Desk, id: number, sentAt: Instant, how: "mail" | "post"): Promise<void> {
  const made = await repositories.notices.get(id);
  if (made === null || made.sentAt !== null) return;
  const { inspection, contract, findings } = made.notice;
  const walk = await loadWalk(repositories, inspection);
  const standing = new Set(lateFindings(walk.inspection).map(({ finding }) => finding.id));
  await appendEvents(repositories, desk, walk, [{ type: "noticeSent", findings: findings.filter((one) => standing.has(one)), sentAt }]);
  await repositories.notices.sent(made, sentAt);
  const row = {
    at: desk.clock.now(),
    staff: desk.actor,
    contract,
    act: how === "mail" ? "notice.sent" : "notice.posted",
    subject: inspection,
  };
  await repositories.journal.append({ ...row, detail: { notice: id, findings, sentAt } });
}

/** As mail sends it. @param made null in a dry run: then there is nothing to attach yet. */
export function letterOfNotice(desk: Desk, { walk, notice, lastDay }: Omit<NoticePlan, "made">, made: MadeNotice | null): Letter {
  const { contract, inspection } = walk;
  // Sent once more, it says what it said the first time.
  const leaves = made === null ? notice.madeOn : made.sentAt === null ? made.notice.madeOn : dayOf(made.sentAt, contract.zone);
  const effect = effectOf(lastDay, leaves);
  const id = notice.inspection;
  return {
    key: `notice/${made?.id ?? 0}`,
    name: id,
    send: `inspect notify ${id}`,
    print: `inspect notify ${id} --letter`,
    contract: notice.contract,
    customer: contract.customer,
    language: contract.language,
    pdf: made?.pdf ?? null,
    reply: notice.reply,
    mail: (texts) => noticeMail({ notice, contract, inspection, effect, firm: desk.settings.firm.name }, texts),
    sent: (repositories, at) => (made === null ? Promise.resolve() : tellSent(repositories, desk, made.id, at, "mail")),
  };
}

/** A letter in the post is sent on its day; which hour, nobody asks. Never later than now. */
const postedAt = (day: Day, { zone }: Contract, now: Instant): Instant => {
  const evening = atWallClock(day, "23:59", zone);
  return evening < now ? evening : now;
};

/**
 * Records that the letter was posted: the last one of these findings that was made by that day.
 * @throws UserError `notice-not-made`, `notice-sent-already`, `posted-in-future`, `posted-before-made`.
 */
export async function recordPosted(desk: Desk, { notice, walk }: NoticePlan, day: Day): Promise<MadeNotice> {
  const { inspection: id, findings } = notice;
  const { zone } = walk.contract;
  if (day > dayOf(desk.clock.now(), zone)) throw new UserError("posted-in-future", { day });
  return (await desk.store()).write(async (repositories) => {
    const made = (await repositories.notices.of(id)).filter((one) => sameFindings(one.notice.findings, findings));
    const [first] = made;
    if (!first) throw new UserError("notice-not-made", { id }, [`inspect notify ${id} --letter`]);
    const sent = made.find(({ sentAt }) => sentAt !== null)?.sentAt;
    if (sent) throw new UserError("notice-sent-already", { id, day: dayOf(sent, zone) });
    const posted = made.filter(({ notice: { madeOn } }) => madeOn <= day).at(-1);
    if (!posted) throw new UserError("posted-before-made", { id, day, made: first.notice.madeOn });
    await tellSent(repositories, desk, posted.id, postedAt(day, walk.contract, desk.clock.now()), "post");
    return (await repositories.notices.get(posted.id)) ?? posted;
  });
}
