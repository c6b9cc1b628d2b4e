/** Which line a concession is meant for, what is left of it, and who may give so much. Within one transaction; changes nothing. */
import type { Charge } from "../assessment/assessment.ts";
import { type Concession, chargeKey } from "../assessment/concession.ts";
import type { IssuedBilling } from "../invoice/billing.ts";
import { creditedParts, leftOf } from "../invoice/credit-note.ts";
import type { Calendar } from "../kernel/calendar.ts";
import { UserError } from "../kernel/errors.ts";
import { add, type BasisPoints, type Cents, shareOf, sum } from "../kernel/money.ts";
import { plain } from "../kernel/text.ts";
import { actFor, type GivenSoFar } from "../people/concession-limits.ts";
import type { Act } from "../people/staff.ts";
import { alreadyBilled } from "./billing-obstacles.ts";
import { billingOfDocument, findReturn } from "./find-return.ts";
import { planReturnBilling } from "./plan-return-billing.ts";
import type { Desk, Repositories } from "./ports.ts";

export interface ConcessionWish extends Pick<Concession, "reason" | "note"> {
  /** A charge (`C2`), its key, or the position of a contract line that has one charge. */
  readonly line: string;
  /** A sum, or a share of what is left of the line. */
  readonly of: { readonly amount: Cents } | { readonly share: BasisPoints };
  readonly askedBy: "customer" | "staff";
}

export interface MeantLine {
  readonly inspection: string;
  readonly contract: string;
  readonly charge: Charge;
  /** As the line is printed. */
  readonly left: Cents;
  /** The billing that has the line, where it is billed. */
  readonly issued: IssuedBilling | null;
}

export interface PlannedConcession extends MeantLine {
  readonly key: string;
  readonly amount: Cents;
  /** What the least role may do whose limits cover it. */
  readonly act: Act;
}

type Candidate = Pick<MeantLine, "charge" | "left">;

function pick(candidates: readonly Candidate[], line: string, id: string): Candidate {
  const name = line.trim();
  const found = candidates.filter(({ charge }) => charge.id === name.toUpperCase() || chargeKey(charge) === name);
  const meant = found.length > 0 ? found : candidates.filter(({ charge }) => String(charge.source.position) === name);
  const [one] = meant;
  if (one && meant.length === 1) return one;
  const known = (one ? meant : candidates).map(({ charge }) => charge.id).join(", ");
  const values = { id, line: plain(name).slice(0, 40), known, count: meant.length };
  throw new UserError(known === "" ? "concession-nothing-left" : "concession-line-unknown", values, [`invoice ${id} --preview`]);
}

async function billedLines({ creditNotes }: Repositories, issued: IssuedBilling): Promise<readonly Candidate[]> {
  const notes = (await creditNotes.ofBilling(issued.id)).map(({ note }) => note);
  return issued.billing.documents.flatMap((document) => {
    const before = creditedParts(notes, document.number as string);
    return document.lines.flatMap((line) => {
      const charge = issued.billing.charges.find(({ id }) => id === line.charge);
      const left = leftOf(line, before);
      return charge && left > 0 ? [{ charge, left }] : [];
    });
  });
}

/**
 * A line of what is not billed yet; else of the last bill, or of the bill that the id names.
 * @throws UserError `concession-line-unknown`, `concession-nothing-left`, and those of {@link findReturn} and {@link planReturnBilling}.
 */
export async function meantLine(
  desk: Desk,
  repositories: Repositories,
  { id, line, calendar }: { readonly id: string; readonly line: string; readonly calendar: Calendar },
): Promise<MeantLine> {
  const named = await billingOfDocument(repositories, id);
  const header = await findReturn(repositories, id);
  const whose = { inspection: header.id, contract: header.contract };
  const plan = named ? null : await planReturnBilling(desk, repositories, header, { calendar, include: "all" });
  if (plan && alreadyBilled(plan) === null) {
    const open = plan.assessment.charges.map((charge) => ({ charge, left: charge.amount }));
    return { ...whose, ...pick(open, line, header.id), issued: null };
  }
  const issued = named ?? (await repositories.billings.ofInspection(header.id)).at(-1);
  if (!issued) throw new RangeError(`no bill of ${header.id}`);
  return { ...whose, ...pick(await billedLines(repositories, issued), line, id), issued };
}

/** Everything that was given away on a contract, and credited by somebody's decision: one after the other counts like both at once. */
export async function givenSoFar(
  { concessions, creditNotes, billings, inspections }: Repositories,
  contract: string,
  line: { readonly inspection: string; readonly key: string } | null,
): Promise<GivenSoFar> {
  const granted = (await concessions.ofContract(contract)).filter(({ answer }) => answer?.outcome === "granted");
  const own = new Set(granted.map(({ answer }) => answer?.creditNote ?? null));
  const onLine = granted.filter(({ inspection, charge }) => inspection === line?.inspection && charge === line.key);
  const credited: Cents[] = [];
  for (const { id } of await inspections.of(contract)) {
    for (const issued of await billings.ofInspection(id)) {
      const notes = await creditNotes.ofBilling(issued.id);
      credited.push(...notes.filter((note) => note.cause === "decision" && !own.has(note.id)).map(({ note }) => note.total));
    }
  }
  return { line: sum(onLine.map(({ amount }) => amount)), contract: sum([...granted.map(({ amount }) => amount), ...credited]) };
}

/**
 * @throws UserError `concession-too-much`, `concession-nothing`, and those of {@link meantLine}.
 */
export async function planConcession(
  desk: Desk,
  repositories: Repositories,
  { id, wish, calendar }: { readonly id: string; readonly wish: ConcessionWish; readonly calendar: Calendar },
): Promise<PlannedConcession> {
  const meant = await meantLine(desk, repositories, { id, line: wish.line, calendar });
  const amount = "amount" in wish.of ? wish.of.amount : shareOf(meant.left, wish.of.share);
  if (amount > meant.left) throw new UserError("concession-too-much", { line: meant.charge.id, left: inEuros(meant.left) });
  if (amount === 0) throw new UserError("concession-nothing", { line: meant.charge.id });
  const key = chargeKey(meant.charge);
  const before = await givenSoFar(repositories, meant.contract, { inspection: meant.inspection, key });
  const given = { line: add(before.line, amount), contract: add(before.contract, amount) };
  return { ...meant, key, amount, act: actFor(await repositories.concessions.limits(), given) };
}

const inEuros = (amount: Cents): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
