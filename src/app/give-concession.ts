/** A concession is given, or asked for and answered later. On a line that is not billed yet it goes onto the bill; on a billed one it is a credit note. */
import type { IssuedCreditNote } from "../invoice/credit-note.ts";
import { UserError } from "../kernel/errors.ts";
import { smaller } from "../kernel/money.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { type Act, AUTHORITY, atLeast, type StaffMember } from "../people/staff.ts";
import { type CreditWish, creditBilling, previewCredit } from "./credit-billing.ts";
import { type ConcessionWish, meantLine, type PlannedConcession, planConcession } from "./plan-concession.ts";
import type { EnteredConcession } from "./ports/concessions.ts";
import type { Desk, Repositories } from "./ports.ts";
import type { AssetsFor } from "./render-billing.ts";

/** Where a wish comes from: somebody at the desk now, or a request that waits. */
export interface Wished {
  readonly id: string;
  readonly wish: ConcessionWish;
  /** The request that is answered; null: it is entered and granted in one. */
  readonly request: number | null;
}

/** @throws UserError `concession-note-missing`, `concession-note-too-long`. */
export function noteOf(reason: ConcessionWish["reason"], text: string | null): string | null {
  // The sentence it stands in ends with a full stop of its own.
  const note = text === null ? "" : plain(text).trim().replace(/\.$/u, "");
  if (note === "" && reason === "other") throw new UserError("concession-note-missing", {}, ['--note "…"']);
  if (note.length > LONGEST_TEXT) throw new UserError("concession-note-too-long", { length: note.length, most: LONGEST_TEXT });
  return note === "" ? null : note;
}

/** What would be given, and who may; changes nothing. */
export async function previewConcession(desk: Desk, id: string, wish: ConcessionWish): Promise<PlannedConcession> {
  const calendar = await desk.calendar();
  return (await desk.store()).read((repositories) => planConcession(desk, repositories, { id, wish, calendar }));
}

const journalRow = (desk: Desk, { contract, inspection }: Pick<PlannedConcession, "contract" | "inspection">, act: string) => ({
  at: desk.clock.now(),
  staff: desk.actor,
  contract,
  act,
  subject: inspection,
});

const enter = (desk: Desk, { concessions }: Repositories, planned: PlannedConcession, wish: ConcessionWish): Promise<number> => {
  const { inspection, contract, key, charge, amount } = planned;
  const { reason, note, askedBy } = wish;
  const who = { at: desk.clock.now(), by: desk.actor };
  return concessions.enter({ inspection, contract, charge: key, label: charge.id, amount, reason, note, askedBy, ...who });
};

/** Leaves a request for somebody who may. @returns its number. */
export async function requestConcession(desk: Desk, id: string, wish: ConcessionWish): Promise<number> {
  const calendar = await desk.calendar();
  return (await desk.store()).write(async (repositories) => {
    const planned = await planConcession(desk, repositories, { id, wish, calendar });
    const number = await enter(desk, repositories, planned, wish);
    await repositories.journal.append({ ...journalRow(desk, planned, "concession.requested"), detail: { concession: number } });
    return number;
  });
}

/** Limits are counted anew where it is stored: what another gave meanwhile counts. @throws UserError `not-allowed`. */
function mustBeAllowed(act: Act, granter: StaffMember): void {
  if (!atLeast(granter.role, AUTHORITY[act]))
    throw new UserError("not-allowed", { id: granter.id, role: AUTHORITY[act] }, ["desk approvals"]);
}

/** @throws UserError `concession-answered` for a request that somebody has answered meanwhile. */
async function mustWait({ concessions }: Repositories, request: number | null): Promise<void> {
  const stored = request === null ? null : await concessions.get(request);
  if (stored?.answer) throw new UserError("concession-answered", { number: stored.id, outcome: stored.answer.outcome });
}

async function grant(
  desk: Desk,
  repositories: Repositories,
  planned: PlannedConcession,
  { wish, request, granter, creditNote }: Omit<Wished, "id"> & { readonly granter: StaffMember; readonly creditNote: number | null },
): Promise<number> {
  mustBeAllowed(planned.act, granter);
  await mustWait(repositories, request);
  const number = request ?? (await enter(desk, repositories, planned, wish));
  const answer = { outcome: "granted", creditNote, note: null, at: desk.clock.now(), by: granter.id } as const;
  await repositories.concessions.answer(number, answer);
  const detail = { concession: number, decidedBy: granter.id };
  await repositories.journal.append({ ...journalRow(desk, planned, "concession.granted"), detail });
  return number;
}

export interface Given {
  readonly number: number;
  /** Where the line was billed already. */
  readonly creditNotes: readonly IssuedCreditNote[];
}

/**
 * Whoever calls has had `granter` prove who they are, for the act that {@link previewConcession} names.
 * @throws UserError `not-allowed` when the limits no longer cover it, `concession-answered`, and those of the preview.
 */
export async function giveConcession(desk: Desk, wished: Wished, granter: StaffMember, assetsFor: AssetsFor): Promise<Given> {
  const { id, wish } = wished;
  const calendar = await desk.calendar();
  const shown = await previewConcession(desk, id, wish);
  if (shown.issued !== null) return giveAsCredit(desk, { ...wished, shown }, granter, assetsFor);
  const number = await (await desk.store()).write(async (repositories) => {
    const planned = await planConcession(desk, repositories, { id, wish, calendar });
    if (planned.issued !== null) throw new UserError("credit-changed", { id }, [`invoice ${id} --preview`]);
    return grant(desk, repositories, planned, { ...wished, granter, creditNote: null });
  });
  return { number, creditNotes: [] };
}

/** What the credit note of a billed line would say. */
export async function creditWishOf(
  desk: Desk,
  wish: ConcessionWish,
  { charge, amount, issued }: PlannedConcession,
): Promise<{ readonly id: string; readonly wish: CreditWish }> {
  if (issued === null) throw new RangeError("not billed");
  const document = issued.billing.documents.find(({ lines }) => lines.some((line) => line.charge === charge.id));
  const texts = await desk.texts(issued.billing.language);
  const reason = texts("concession.why", { reason: wish.reason, note: wish.note ?? "" });
  return { id: document?.number ?? "", wish: { lines: [charge.id], amount, quantity: null, reason } };
}

async function giveAsCredit(
  desk: Desk,
  { id, wish, request, shown }: Wished & { readonly shown: PlannedConcession },
  granter: StaffMember,
  assetsFor: AssetsFor,
): Promise<Given> {
  const calendar = await desk.calendar();
  const credit = await creditWishOf(desk, wish, shown);
  const preview = await previewCredit(desk, credit.id, credit.wish, desk.texts);
  let number = 0;
  const decision = {
    wish: credit.wish,
    decidedBy: granter.id,
    mustBe: async (repositories: Repositories) =>
      mustBeAllowed((await planConcession(desk, repositories, { id, wish, calendar })).act, granter),
    recorded: async (repositories: Repositories, [note]: readonly IssuedCreditNote[]) => {
      number = await grant(desk, repositories, shown, { wish, request, granter, creditNote: note?.id ?? null });
    },
  };
  const creditNotes = await creditBilling(desk, credit.id, preview, decision, assetsFor);
  return { number, creditNotes };
}

/** @throws UserError `concession-unknown`, `concession-answered`. */
export async function waitingRequest(desk: Desk, number: number): Promise<EnteredConcession> {
  const request = await (await desk.store()).read(({ concessions }) => concessions.get(number));
  if (!request) throw new UserError("concession-unknown", { number }, ["desk approvals"]);
  if (request.answer) throw new UserError("concession-answered", { number, outcome: request.answer.outcome }, ["desk approvals"]);
  return request;
}

/** A request as it stands now: no more than what is left of the line by then. */
export async function wishOf(desk: Desk, request: EnteredConcession): Promise<Wished> {
  const { id: number, inspection: id, charge: line, reason, note, askedBy } = request;
  const calendar = await desk.calendar();
  const { left } = await (await desk.store()).read((repositories) => meantLine(desk, repositories, { id, line, calendar }));
  return { id, request: number, wish: { line, reason, note, askedBy, of: { amount: smaller(request.amount, left) } } };
}

/** @param by whose authority it rests on. @throws UserError `concession-unknown`, `concession-answered`. */
export async function refuseConcession(desk: Desk, number: number, by: StaffMember, why: string | null): Promise<void> {
  const request = await waitingRequest(desk, number);
  await (await desk.store()).write(async (repositories) => {
    await mustWait(repositories, number);
    const note = why === null ? null : plain(why).trim().slice(0, LONGEST_TEXT) || null;
    await repositories.concessions.answer(number, { outcome: "refused", creditNote: null, note, at: desk.clock.now(), by: by.id });
    const detail = { concession: number, decidedBy: by.id };
    await repositories.journal.append({ ...journalRow(desk, request, "concession.refused"), detail });
  });
}
