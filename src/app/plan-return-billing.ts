/** Plans the bill of a return within one transaction: for the preview, and once more for the issue, which must find the same. */
import type { Assessment } from "../assessment/assessment.ts";
import type { Contract } from "../contract/contract.ts";
import type { Terms } from "../contract/terms.ts";
import type { LineContext } from "../document/e-invoice/line-words.ts";
import type { Inspection } from "../inspection/inspection.ts";
import { outBefore } from "../inspection/out-before.ts";
import type { Billing, HeldFor, IssuedBilling, ReplyPromise } from "../invoice/billing.ts";
import type { CreditNote } from "../invoice/credit-note.ts";
import { type BillingFacts, planBilling } from "../invoice/plan-billing.ts";
import { billedRentCredit } from "../invoice/rent-credit.ts";
import { type Calendar, nextBusinessDay } from "../kernel/calendar.ts";
import { type Day, dayOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { changedSinceBilled } from "./changed-since-billed.ts";
import { cleanInARow, WORTH_SAYING } from "./clean-in-a-row.ts";
import { type LoadedReturn, loadReturn } from "./load-return.ts";
import { resumeCommand } from "./load-walk.ts";
import { accountOfPlan, type OurFaults, ourFaultsOf, planRentCredit } from "./plan-rent-credit.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

export interface ReturnBillingPlan {
  readonly contract: Contract;
  readonly terms: Terms;
  readonly inspection: Inspection;
  /** With its problems, if there are any: then the plan is shown and not issued. */
  readonly assessment: Assessment;
  /** Without numbers. */
  readonly billing: Billing;
  /** Billings of the same return so far. */
  readonly earlier: readonly IssuedBilling[];
  /** What was ours on the contract and is on no credit note yet. Left out where no bill is planned with it. */
  readonly ours?: OurFaults;
  /** What comes off the rent with this bill; without its number. Null where nothing does. */
  readonly rentNote?: CreditNote | null;
}

/** Whether what the customer sees differently is billed too, or waits. */
export type Include = "all" | "agreed";

/** What a plan needs beside the books. */
export interface PlanSetting {
  readonly calendar: Calendar;
  readonly include: Include;
}

/** The hand-over and the contract's other loads count in a bill: while one of them is being amended, nobody knows what it says. */
async function refuseWhileAmended({ inspections }: Repositories, header: InspectionHeader): Promise<void> {
  for (const other of await inspections.of(header.contract)) {
    if (other.finishedAt !== null || other.id === header.id) continue;
    if (other.load > header.load && !(await inspections.entries(other.id)).some(({ event }) => event.type === "reopened")) continue;
    throw unfinished(other);
  }
}

/** Until what is billed is reckoned anew, nobody knows what is still to be billed. */
async function refuseUncorrected(repositories: Repositories, { id, contract }: InspectionHeader): Promise<void> {
  const [amended] = (await changedSinceBilled(repositories, contract)).amended;
  if (amended !== undefined) throw new UserError("correction-due", { id, amended, contract }, [`invoice correct ${contract}`]);
}

function unfinished({ id, kind, contract }: InspectionHeader): UserError {
  return new UserError("walk-unfinished", { id, kind, contract }, [resumeCommand({ kind, contract })]);
}

/** All of it came back in order, and nothing needs a word of excuse. */
const isClean = ({ charges, notCharged, inOrder }: Billing): boolean =>
  charges.length === 0 && notCharged.length === 0 && inOrder.length > 0 && inOrder.every(({ whole }) => whole);

/**
 * @throws UserError `walk-unfinished` while the walkthrough has no end, or another of the contract is being amended; `correction-due`
 * while what is billed has been amended and not been corrected.
 */
export async function planReturnBilling(
  desk: Desk,
  repositories: Repositories,
  header: InspectionHeader,
  { calendar, include }: PlanSetting,
): Promise<ReturnBillingPlan> {
  if (header.finishedAt === null) throw unfinished(header);
  await refuseWhileAmended(repositories, header);
  await refuseUncorrected(repositories, header);
  const today = dayOf(desk.clock.now(), desk.settings.zone);
  const { assess } = await import("../assessment/assess.ts");
  const loaded = await loadReturn(repositories, header, { calendar, today });
  const assessment = assess({ ...loaded.facts, include });
  const others = loaded.otherLoads.map((facts) => assess({ ...facts, include: "agreed" }));
  const unbilled = others.some(({ charges, problems }) => charges.length > 0 || problems.length > 0);
  const { contract, terms, inspection, releases } = loaded.facts;
  const earlier = await repositories.billings.ofInspection(header.id);
  const reply = await replyPromise(desk, repositories, calendar, today);
  const returnedOn = dayOf(inspection.cameBackAt, contract.zone);
  const plain = planBilling({
    contract,
    terms,
    assessment,
    firm: desk.settings.firm,
    today,
    returnedOn,
    calendar,
    depositUsedBefore: loaded.facts.earlier.deposit,
    open: openMatters(loaded, [assessment, ...others], unbilled),
    reply,
    release: releases.at(-1) ?? null,
    say: await sayingOf(desk, { contract, terms, inspection }),
  });
  const inARow = isClean(plain) ? await cleanInARow(repositories, contract, header) : 0;
  const thanked = inARow >= WORTH_SAYING ? { ...plain, cleanInARow: inARow } : plain;
  const ours = await ourFaultsOf(repositories, { contract, terms });
  // Once a bill is out and nothing new is billed, what was ours is a credit note of its own.
  const brings = ours.reductions.length > 0 && (earlier.length === 0 || plain.documents.length > 0);
  const rentNote = brings
    ? planRentCredit(ours.reductions, {
        ...{ contract, terms, inspection: header.id, firm: desk.settings.firm, today, returnedOn, calendar, reply },
        settlement: plain.settlement,
        before: accountOfPlan(plain),
        messages: await desk.texts(contract.language),
      })
    : null;
  const billing = rentNote === null ? thanked : { ...thanked, rentCredit: billedRentCredit(rentNote) };
  return { contract, terms, inspection, assessment, billing, earlier, ours, rentNote };
}

/**
 * What may still bring a sum, in this load or another: until then the rest of a deposit stays.
 * @param all what the contract's loads come to, with what waits. @param unbilled whether one of them has something to bill.
 */
export function openMatters({ facts, finished }: LoadedReturn, all: readonly Assessment[], unbilled: boolean): readonly HeldFor[] {
  const reasons = new Set(all.flatMap((assessment) => assessment.notCharged.map((entry) => entry.reason)));
  const out = [...outBefore(facts.contract, finished).values()].some((units) => units > 0);
  const open: Record<HeldFor, boolean> = { disputed: reasons.has("disputed"), waiting: reasons.has("waiting"), out, unbilled };
  return (["disputed", "waiting", "out", "unbilled"] as const).filter((matter) => open[matter]);
}

/** How the charges of a load are said to its customer. */
export async function sayingOf(desk: Desk, load: Pick<LineContext, "contract" | "terms" | "inspection">): Promise<BillingFacts["say"]> {
  const { lineWords } = await import("../document/e-invoice/line-words.ts");
  const { language } = load.contract;
  const messages = await desk.texts(language);
  return (charge) => lineWords(charge, { ...load, language, messages });
}

/** Who issues the bill reads the answer, by name; the firm's telephone stands in where they have none. */
export async function replyPromise(desk: Desk, { staff }: Repositories, calendar: Calendar, today: Day): Promise<ReplyPromise> {
  const { firm } = desk.settings;
  const member = await staff.get(desk.actor);
  const by = nextBusinessDay(calendar, today);
  return { name: member?.name ?? firm.name, phone: member?.phone ?? firm.phone, email: firm.email, by };
}
