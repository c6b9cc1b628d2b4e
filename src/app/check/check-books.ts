/** What the books show of a document: the record it rests on, the sums that follow from it, and the journal that holds both. */
import type { Assessment } from "../../assessment/assessment.ts";
import type { Billing, IssuedBilling } from "../../invoice/billing.ts";
import { type CreditPart, creditedParts, creditParts, type IssuedCreditNote } from "../../invoice/credit-note.ts";
import { planBilling } from "../../invoice/plan-billing.ts";
import { categorySums } from "../../invoice/vat.ts";
import type { JournalHead, RecordFingerprint, Witness } from "../../invoice/witness.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { dayOf } from "../../kernel/dates.ts";
import { basisPoints, sum } from "../../kernel/money.ts";
import { loadReturn } from "../load-return.ts";
import type { Desk, Repositories } from "../ports.ts";
import { fingerprintOfEntries } from "../witness.ts";
import { type Point, point } from "./checked.ts";
import { differingMembers } from "./differences.ts";

/** Whether the entries that the document names are still the first ones of the walkthrough, and what has come after them. */
async function checkRecord({ settings }: Desk, { inspections }: Repositories, named: RecordFingerprint): Promise<Point> {
  const { id, entries: count, sha256 } = named;
  const header = await inspections.header(id);
  const entries = header ? await inspections.entries(id) : [];
  if (!header || entries.length < count) return point("record.shorter", "failed", { record: id, entries: count, left: entries.length });
  const then = fingerprintOfEntries(header, entries.slice(0, count));
  if (then.sha256 !== sha256) return point("record.rewritten", "failed", { record: id, entries: count });
  const [later] = entries.slice(count);
  if (!later) return point("record.unchanged", "proved", { record: id, entries: count });
  return point("record.amended", "proved", { record: id, entries: count, day: dayOf(later.at, settings.zone) });
}

/** Whether the journal still holds, and still has the row that the document names, with all that went before it. */
export async function checkJournal({ journal }: Repositories, named: JournalHead): Promise<readonly Point[]> {
  const broken = await journal.firstBroken();
  if (broken !== null && broken <= named.seq) return [point("journal.broken", "failed", { row: named.seq, broken })];
  const row = await journal.row(named.seq);
  const later = broken === null ? [] : [point("journal.brokenLater", "failed", { row: named.seq, broken })];
  if (named.seq > 0 && row === null) return [point("journal.short", "failed", { row: named.seq }), ...later];
  if (named.seq > 0 && row?.hash !== named.hash) return [point("journal.other", "failed", { row: named.seq }), ...later];
  return [point("journal.holds", "proved", { row: named.seq }), ...later];
}

/** What a bill's sums are, less its numbers, its words, and the days that a calendar decides. */
function sumsOf({ charges, documents, settlement }: Billing): unknown {
  return {
    charges: charges.map(({ id, kind, source, clause, unitAmount, amount, conceded = null, mode, vat }) => {
      return { id, kind, source, clause, unitAmount, amount, conceded, mode, vat };
    }),
    documents: documents.map((document) => ({ ...document, number: null })),
    settlement: {
      depositUsedBefore: settlement.depositUsedBefore,
      toPay: settlement.toPay,
      refund: settlement.refund,
      depositHeld: settlement.depositHeld,
    },
  };
}

function plannedAnew(
  { billing }: IssuedBilling,
  { facts }: Awaited<ReturnType<typeof loadReturn>>,
  assessment: Assessment,
  calendar: Awaited<ReturnType<Desk["calendar"]>>,
): Billing {
  const { contract, terms, inspection, releases, earlier } = facts;
  return planBilling({
    contract,
    terms,
    assessment,
    firm: billing.firm,
    today: billing.issuedOn,
    returnedOn: dayOf(inspection.cameBackAt, contract.zone),
    calendar,
    depositUsedBefore: earlier.deposit,
    open: billing.settlement.heldFor,
    reply: billing.reply,
    release: releases.at(-1) ?? null,
    // Words are no sums, and those of today may have been chosen anew since.
    say: () => ({ name: "", description: null, note: null }),
  });
}

/** Assesses what was stored when the bill was issued by the terms as signed, and compares every sum. */
export async function checkSums(desk: Desk, repositories: Repositories, issued: IssuedBilling): Promise<Point> {
  const { billing, issuedAt: until, id: before } = issued;
  const calendar = await desk.calendar();
  const header = await repositories.inspections.header(billing.inspection);
  if (!header) return point("sums.differ", "failed", { record: billing.inspection });
  const loaded = await loadReturn(repositories, header, { calendar, today: billing.issuedOn, asOf: { until, before } });
  const { assess } = await import("../../assessment/assess.ts");
  const wanted = sumsOf(billing);
  const reckoned = (["all", "agreed"] as const).map((include) =>
    sumsOf(plannedAnew(issued, loaded, assess({ ...loaded.facts, include }), calendar)),
  );
  if (reckoned.some((sums) => canonicalJson(sums) === canonicalJson(wanted))) {
    return point("sums.follow", "proved", { record: billing.inspection, contract: billing.contract });
  }
  // A bill that a correction brought is the rest of what others billed: it follows from no assessment alone.
  if (await isOfCorrection(repositories, issued)) return point("sums.correction", "open");
  return point("sums.differ", "failed", { record: billing.inspection }, differingMembers(wanted, reckoned[0]));
}

/** Its row in the journal is followed by the correction's, with nothing but other bills between. */
async function isOfCorrection({ journal }: Repositories, { id, billing }: IssuedBilling): Promise<boolean> {
  const rows = await journal.of(billing.contract);
  const own = rows.findIndex(({ act, subject }) => act === "billing.issued" && subject === String(id));
  return own >= 0 && rows.slice(own).find(({ act }) => act !== "billing.issued")?.act === "billing.corrected";
}

/** Whether a credit note's sums are those of the lines it gives back, on what the credits before it had left. */
export async function checkCredit({ billings, creditNotes }: Repositories, issued: IssuedCreditNote): Promise<Point> {
  const { note } = issued;
  if (note.original.kind === "rent") return checkRentCredit(note);
  const billed = await billings.get(issued.billing);
  const document = billed?.billing.documents.find(({ number }) => number === note.original.number);
  const values = { original: note.original.number };
  if (!document) return point("sums.credit.differ", "failed", values);
  const before = (await creditNotes.ofBilling(issued.billing)).filter(({ id }) => id < issued.id).map((one) => one.note);
  const parts: readonly CreditPart[] = note.lines.map(({ charge, amount, units }) => ({ charge, amount, quantity: units }));
  const { vat, net, tax, total } = creditParts(document, parts, creditedParts(before, note.original.number));
  const wanted = { vat: note.vat, net: note.net, tax: note.tax, total: note.total };
  const differences = differingMembers(wanted, { vat, net, tax, total });
  return differences.length === 0
    ? point("sums.credit.follow", "proved", values)
    : point("sums.credit.differ", "failed", values, differences);
}

/** The VAT and the total follow from the lines: each of those says by itself how it was reached. */
function checkRentCredit(note: IssuedCreditNote["note"]): Point {
  const values = { original: note.original.number };
  const amount = sum(note.lines.map((line) => line.amount));
  const vat = note.vat.map(({ treatment, rate }) => ({ treatment, ...categorySums(amount, note.mode, rate ?? basisPoints(0)) }));
  const [net, tax] = [sum(vat.map(({ base }) => base)), sum(vat.map((one) => one.tax))];
  const differences = differingMembers(
    { vat: note.vat, net: note.net, tax: note.tax, total: note.total },
    { vat, net, tax, total: sum([net, tax]) },
  );
  return differences.length === 0
    ? point("sums.credit.follow", "proved", values)
    : point("sums.credit.differ", "failed", values, differences);
}

/** Rows of the contract that are not what the journal saw written; nothing where all are. */
export async function checkRows({ journal }: Repositories, contract: string): Promise<readonly Point[]> {
  const { faults } = await journal.checkBooks(contract);
  if (faults.length === 0) return [];
  const rows = faults.map(({ kind, table, key }) => ({ issued: null, here: `${table} ${key} (${kind})` }));
  return [point("rows.edited", "failed", { contract, count: faults.length }, rows)];
}

/** Record and journal by what a document carries; what was issued before there was a witness says so. */
export async function checkWitness(desk: Desk, repositories: Repositories, witness: Witness | null): Promise<readonly Point[]> {
  if (witness === null) return [point("witness.none", "open")];
  return [await checkRecord(desk, repositories, witness.record), ...(await checkJournal(repositories, witness.journal))];
}
