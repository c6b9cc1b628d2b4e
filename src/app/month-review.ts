/** Gathers a month's review from the books, and sets it on its page. */
import type { DocumentAssets } from "../document/assets.ts";
import { renderReview } from "../document/render-review.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import type { Language } from "../kernel/text.ts";
import { answersKept, bestOf, countedBy, givenByReason, lessonsOf, type MonthReview, promisesKept } from "../people/month-review.ts";
import { parseMonth, type Span } from "./closed-months.ts";
import { planReturnBilling } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";
import { todayAt } from "./settlement-account.ts";

type Calendar = Awaited<ReturnType<Desk["calendar"]>>;

/** @throws UserError `month-unknown`, `month-to-come`. */
export async function monthReview(desk: Desk, text: string): Promise<MonthReview> {
  const span = parseMonth(text);
  if (span.from > todayAt(desk)) throw new UserError("month-to-come", { month: span.month });
  const calendar = await desk.calendar();
  return (await desk.store()).read(async (repositories) => {
    const [today, { zone }] = [todayAt(desk), desk.settings];
    const cases = await repositories.cases.list({ closed: true });
    const promises = await repositories.promises.list({ ended: true });
    const bills = await billedIn(desk, repositories, span);
    const thanks = (await repositories.feedback.list()).filter(({ mood, at }) => mood === "good" && isIn(span, dayOf(at, zone)));
    return {
      month: span.month,
      answers: answersKept(cases, span, today, zone),
      promises: promisesKept(promises, span, today),
      taught: lessonsOf(cases, span, zone),
      best: bestOf(cases, span, zone),
      disputed: countedBy([...bills.disputed, ...(await disputedAndWaiting(desk, repositories, calendar, span))]),
      concessions: givenByReason(await grantedIn(desk, repositories, span)),
      returns: { count: bills.clean.length, clean: bills.clean.filter((clean) => clean).length },
      thanks: { count: thanks.length, said: thanks.flatMap(({ words }) => words.said ?? []) },
    };
  });
}

const isIn = ({ from, to }: Span, day: string): boolean => from <= day && day <= to;

/** Of the bills of the month: under which clauses something was disputed, and whether each return had nothing to charge. */
async function billedIn({ settings }: Desk, { billings }: Repositories, span: Span) {
  const issued = (await billings.list()).filter(({ issuedAt }) => isIn(span, dayOf(issuedAt, settings.zone)));
  const charges = issued.flatMap(({ billing }) => billing.charges);
  const returns = [...new Set(issued.map(({ billing }) => billing.inspection))];
  const isClean = (id: string): boolean => issued.every(({ billing }) => billing.inspection !== id || billing.charges.length === 0);
  return { disputed: charges.filter(({ disputed }) => disputed).map(({ clause }) => clause), clean: returns.map(isClean) };
}

/** Clauses of what customers see differently and that no bill speaks of yet, of returns finished in the month. */
async function disputedAndWaiting(desk: Desk, repositories: Repositories, calendar: Calendar, span: Span): Promise<readonly string[]> {
  const clauses: string[] = [];
  for (const header of await repositories.inspections.list()) {
    const { kind, finishedAt } = header;
    if (kind !== "return" || finishedAt === null || !isIn(span, dayOf(finishedAt, desk.settings.zone))) continue;
    const plan = await planReturnBilling(desk, repositories, header, { calendar, include: "all" }).catch(refused);
    clauses.push(...(plan?.assessment.charges ?? []).filter(({ disputed }) => disputed).map(({ clause }) => clause));
  }
  return clauses;
}

/** What cannot be planned now (it is being amended, say) is told where it is billed, not here. */
function refused(error: unknown): null {
  if (error instanceof UserError) return null;
  throw error;
}

async function grantedIn({ settings }: Desk, { concessions }: Repositories, span: Span) {
  const granted = await concessions.granted();
  return granted.filter(({ answer }) => answer !== null && isIn(span, dayOf(answer.at, settings.zone)));
}

/** One page in a language of the desk. The same values and assets give the same bytes. */
export async function renderMonthReview(desk: Desk, review: MonthReview, language: Language, assets: DocumentAssets): Promise<Uint8Array> {
  const staff = await (await desk.store()).read((repositories) => repositories.staff.list());
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return renderReview({ review, names, firm: desk.settings.firm, desk: desk.settings.desk, language, day: todayAt(desk) }, assets);
}
