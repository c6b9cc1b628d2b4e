/** Reckons what is billed of a contract anew within one transaction: for the preview, and once more for the issue, which must find the same. */
import { type Assessment, type EarlierUse, type NotCharged, sourceKey } from "../assessment/assessment.ts";
import { addUse, NOTHING_USED } from "../assessment/earlier-use.ts";
import { bySource } from "../assessment/order.ts";
import type { Contract } from "../contract/contract.ts";
import { asSentence } from "../document/describe-source.ts";
import type { Billing, IssuedBilling } from "../invoice/billing.ts";
import { type BilledBefore, type CorrectedDocument, type Difference, differenceOf } from "../invoice/correction.ts";
import type { CreditNote } from "../invoice/credit-note.ts";
import { planBilling } from "../invoice/plan-billing.ts";
import { depositUsed } from "../invoice/settlement.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { add, type Cents } from "../kernel/money.ts";
import { creditReason } from "./credit-billing.ts";
import { settledKeys } from "./issue-billing.ts";
import { type FactsWithoutChoice, type LoadedReturn, loadReturn } from "./load-return.ts";
import { resumeCommand } from "./load-walk.ts";
import { type CreditSetting, planCreditNotes, type TextsFor } from "./plan-credit.ts";
import { openMatters, type ReturnBillingPlan, replyPromise, sayingOf } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";
import { todayAt } from "./settlement-account.ts";

export interface CorrectionWish {
  /** What the credit notes say beside that the return was reckoned anew; null: nothing. */
  readonly reason: string | null;
  readonly texts: TextsFor;
}

export interface CorrectionPlan {
  readonly contract: string;
  /** What goes back, bill by bill in the order of issue. */
  readonly credits: readonly { readonly issued: IssuedBilling; readonly notes: readonly CreditNote[] }[];
  /** What is billed on top, load by load. */
  readonly billings: readonly ReturnBillingPlan[];
  /** Loads with problems: nothing is corrected until somebody has decided them. */
  readonly undecided: readonly ReturnBillingPlan[];
  /** What the billed loads use from now on; its deposit is what bills have used of it before this. */
  readonly used: EarlierUse;
  /** Agreed on what the billed loads no longer charge, load by load. */
  readonly idle: readonly IdleOfLoad[];
  /** What they charge from now on, in the assessment's names, by the id of the inspection. */
  readonly billed: Readonly<Record<string, readonly string[]>>;
}

export interface IdleOfLoad extends Pick<Billing, "inspection" | "idleConcessions"> {
  readonly subject: Contract;
}

/** A billed load, reckoned anew. */
interface Reckoned {
  readonly facts: FactsWithoutChoice;
  readonly earlier: readonly IssuedBilling[];
  /** What of it the customer sees differently and nobody has billed. */
  readonly disputed: readonly NotCharged[];
  readonly target: Assessment;
  readonly difference: Difference;
}

/** All loads of a contract of which something is billed, in order, and what the others come to. */
interface ReckonedContract {
  readonly loaded: LoadedReturn;
  readonly reckoned: readonly Reckoned[];
  readonly unbilled: readonly Assessment[];
  readonly used: EarlierUse;
}

interface Setting {
  readonly calendar: Calendar;
  readonly wish: CorrectionWish;
}

/** @throws UserError `walk-unfinished` while something of the contract is being amended; `not-billed`. */
export async function planCorrection(desk: Desk, repositories: Repositories, contract: string, setting: Setting): Promise<CorrectionPlan> {
  const { loaded, reckoned, unbilled, used } = await reckonBilled(desk, repositories, contract, setting.calendar);
  const billings = await planMore(desk, repositories, loaded, { reckoned, unbilled, calendar: setting.calendar });
  return {
    contract,
    credits: await planLess(desk, repositories, reckoned, setting),
    billings: billings.filter(({ assessment }) => assessment.charges.length > 0),
    undecided: billings.filter(({ assessment }) => assessment.problems.length > 0),
    used: { ...used, deposit: loaded.facts.earlier.deposit },
    idle: reckoned.map(({ facts, target: { inspection, idleConcessions = [] } }) => ({
      subject: facts.contract,
      inspection,
      idleConcessions,
    })),
    billed: Object.fromEntries(reckoned.map(({ target }) => [target.inspection, settledKeys(target)])),
  };
}

/** Whether what is billed differs from what it comes to by now. @throws UserError as {@link planCorrection}. */
export async function differsFromBilled(desk: Desk, repositories: Repositories, contract: string, calendar: Calendar): Promise<boolean> {
  const { reckoned } = await reckonBilled(desk, repositories, contract, calendar);
  return reckoned.some(({ difference: { credits, more } }) => credits.length > 0 || more.length > 0);
}

async function reckonBilled(desk: Desk, repositories: Repositories, contract: string, calendar: Calendar): Promise<ReckonedContract> {
  const loaded = await loadBilled(desk, repositories, contract, calendar);
  const { assess } = await import("../assessment/assess.ts");
  const loads = [loaded.facts, ...loaded.otherLoads].sort((a, b) => a.inspection.load - b.inspection.load);
  const reckoned: Reckoned[] = [];
  const unbilled: Assessment[] = [];
  let used: EarlierUse = NOTHING_USED;
  for (const facts of loads) {
    const earlier = await repositories.billings.ofInspection(facts.inspection.id);
    const agreed = assess({ ...facts, include: "agreed" });
    if (earlier.length === 0) {
      unbilled.push(agreed);
      continue;
    }
    // What was billed is reckoned whatever the customer says of it by now.
    const disputed = agreed.notCharged.filter(({ reason }) => reason === "disputed");
    const billed = disputed.map(({ source }) => sourceKey(source));
    const target = assess({ ...facts, include: "all", earlier: used, billed });
    used = addUse(used, target.used);
    reckoned.push({
      facts,
      earlier,
      disputed,
      target,
      difference: differenceOf(await billedBefore(repositories, earlier), target.charges),
    });
  }
  return { loaded, reckoned, unbilled, used };
}

async function loadBilled(desk: Desk, repositories: Repositories, contract: string, calendar: Calendar): Promise<LoadedReturn> {
  const { inspections, billings } = repositories;
  const headers = await inspections.of(contract);
  for (const { id, kind, finishedAt } of headers) {
    if (finishedAt !== null) continue;
    if ((await inspections.entries(id)).some(({ event }) => event.type === "reopened"))
      throw new UserError("walk-unfinished", { id, kind, contract }, [resumeCommand({ kind, contract })]);
  }
  for (const header of headers) {
    if ((await billings.ofInspection(header.id)).length > 0) return loadReturn(repositories, header, { calendar, today: todayAt(desk) });
  }
  throw new UserError("not-billed", { id: headers.at(-1)?.id ?? contract, contract }, [`invoice ${contract}`]);
}

async function billedBefore({ creditNotes }: Repositories, issued: readonly IssuedBilling[]): Promise<readonly BilledBefore[]> {
  const before: BilledBefore[] = [];
  for (const one of issued) before.push({ issued: one, notes: await creditNotes.ofBilling(one.id) });
  return before;
}

async function planLess(
  desk: Desk,
  repositories: Repositories,
  reckoned: readonly Reckoned[],
  { calendar, wish }: Setting,
): Promise<CorrectionPlan["credits"]> {
  const today = todayAt(desk);
  const reply = await replyPromise(desk, repositories, calendar, today);
  const credits = reckoned.flatMap(({ difference }) => difference.credits).sort((a, b) => a.issued.id - b.issued.id);
  const planned: { issued: IssuedBilling; notes: readonly CreditNote[] }[] = [];
  for (const issued of new Set(credits.map((credit) => credit.issued))) {
    const own = credits.filter((credit: CorrectedDocument) => credit.issued === issued);
    const messages = await wish.texts(issued.billing.language);
    const why =
      wish.reason === null
        ? messages("creditNote.corrected")
        : messages("creditNote.correctedBecause", { reason: creditReason(wish.reason) });
    const reason = own.some(({ netted }) => netted) ? `${asSentence(why)} ${messages("creditNote.shared")}` : why;
    const setting: CreditSetting = { reason, reply, texts: wish.texts, today, calendar };
    planned.push({ issued, notes: await planCreditNotes(repositories, issued, own, setting) });
  }
  return planned;
}

interface More {
  readonly reckoned: readonly Reckoned[];
  readonly unbilled: readonly Assessment[];
  readonly calendar: Calendar;
}

/** A bill for each load of which more is owed than was billed, each on the deposit that the one before has left; and what is undecided. */
async function planMore(
  desk: Desk,
  repositories: Repositories,
  loaded: LoadedReturn,
  { reckoned, unbilled, calendar }: More,
): Promise<readonly ReturnBillingPlan[]> {
  const today = todayAt(desk);
  const reply = await replyPromise(desk, repositories, calendar, today);
  const waiting = reckoned.map(({ target, disputed }) => ({ ...target, notCharged: [...target.notCharged, ...disputed] }));
  const owing = unbilled.some(({ charges, problems }) => charges.length > 0 || problems.length > 0);
  const open = openMatters(loaded, [...waiting, ...unbilled], owing);
  let depositUsedBefore: Cents = loaded.facts.earlier.deposit;
  const plans: ReturnBillingPlan[] = [];
  for (const { facts, earlier, disputed, target, difference } of reckoned) {
    const { more } = difference;
    if (more.length === 0 && target.problems.length === 0) continue;
    const { contract, terms, inspection, releases } = facts;
    const charges = more.map((charge, index) => ({ ...charge, id: `C${index + 1}` }));
    const notCharged = [...target.notCharged, ...disputed].sort((a, b) => bySource(a.source, b.source));
    const assessment = { ...target, charges, notCharged };
    const returnedOn = dayOf(inspection.cameBackAt, contract.zone);
    const release = releases.at(-1) ?? null;
    const say = await sayingOf(desk, { contract, terms, inspection });
    const setting = { say, firm: desk.settings.firm, today, returnedOn, calendar, depositUsedBefore, open, reply, release };
    const billing = planBilling({ contract, terms, assessment, ...setting });
    depositUsedBefore = add(depositUsedBefore, depositUsed(billing.documents, billing.settlement));
    plans.push({ contract, terms, inspection, assessment, billing, earlier });
  }
  return plans;
}
