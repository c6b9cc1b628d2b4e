/** What `desk cases list|show|overdue` do. */
import { customerOf, findCase } from "../../../app/find-case.ts";
import { todayAt } from "../../../app/settlement-account.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDay } from "../../../language/format.ts";
import { type CaseWithSteps, caseName } from "../../../people/case.ts";
import { aboutText, caseJson, caseLines } from "../../output/case-text.ts";
import { promiseJson, promiseLine } from "../../output/promise-text.ts";
import type { Arguments, Options } from "../../program.ts";
import type { Session } from "../../session.ts";

type Found = readonly { readonly of: CaseWithSteps; readonly customer: Awaited<ReturnType<typeof customerOf>> }[];

async function find(session: Session, filter: { readonly closed?: boolean; readonly owner?: string; readonly overdue?: boolean }) {
  const desk = await session.deskWithoutActor();
  const today = todayAt(desk);
  const found: Found = await (await desk.store()).read(async (repositories) => {
    const { closed = false, owner, overdue = false } = filter;
    const cases = await repositories.cases.list({
      closed,
      ...(owner === undefined ? {} : { owner }),
      ...(overdue ? { dueBy: today } : {}),
    });
    return Promise.all(cases.map(async (of) => ({ of, customer: await customerOf(repositories, of) })));
  });
  return { found, today };
}

function tell(session: Session, found: Found): void {
  const { t, language } = session;
  const tty = session.io.stdout.isTTY === true;
  session.table(
    ["case", "due", "owner", "customer", "about"].map((column) => t(`desk.cases.column.${column}`)),
    found.map(({ of, customer }) => [
      caseName(of.id),
      of.closedAt !== null
        ? t("desk.cases.closed")
        : of.due === null
          ? t("desk.cases.answered")
          : tty
            ? formatDay(of.due, language)
            : of.due,
      of.owner,
      plain(customer.name ?? customer.email ?? "–"),
      aboutText(of.about, t),
    ]),
  );
}

export async function list(session: Session, _: Arguments, options: Options): Promise<void> {
  const mine = options.mine === true ? { owner: (await session.actor()).id } : {};
  const { found } = await find(session, { closed: options.all === true, ...mine });
  if (session.flags.json) return session.json({ cases: found.map(({ of, customer }) => caseJson(of, customer)) });
  if (found.length === 0) return session.remark(session.t("desk.cases.none"));
  tell(session, found);
}

export async function show(session: Session, [id]: Arguments): Promise<void> {
  const desk = await session.deskWithoutActor();
  const { of, customer, promises } = await (await desk.store()).read(async (repositories) => {
    const found = await findCase(repositories, String(id));
    const customer = await customerOf(repositories, found);
    const promises = (await repositories.promises.list({ case: found.id, ended: true })).map((promise) => ({
      promise,
      customer: customer.name,
    }));
    return { of: found, customer, promises };
  });
  if (session.flags.json) return session.json({ case: { ...caseJson(of, customer), promises: promises.map(promiseJson) } });
  session.print(...caseLines(session, of, customer, desk.settings.zone));
  if (promises.length > 0) session.print("", session.out.bold(session.t("desk.promises.heading")));
  for (const told of promises)
    session.print(
      `${promiseLine(session, { ...told, customer: null })}  ${session.t(`desk.promises.state.${told.promise.outcome ?? "open"}`)}`,
    );
}

/** For a scheduler: exit code 1 while somebody waits for an answer that was promised for today or before. */
export async function overdue(session: Session): Promise<void> {
  const { found, today } = await find(session, { overdue: true });
  const late = found.filter(({ of }) => of.due !== null && of.due < today);
  if (session.flags.json)
    session.json({ overdue: late.map(({ of }) => of.due && { case: caseName(of.id), due: of.due, owner: of.owner }) });
  else if (late.length > 0) tell(session, late);
  if (late.length > 0) throw new UserError("cases-overdue", { count: late.length }, ["desk cases show A-1"]);
  if (!session.flags.json) session.remark(session.t("desk.cases.noneOverdue"));
}
