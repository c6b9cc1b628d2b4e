/**
 * Which month each voucher stands in. What is recorded late can also undo what a closed month says: a payment of an earlier day makes a
 * reminder that crossed with it count for nothing. So what was known at each closing is held against what is known at the next, and
 * what came or went since is booked in the open month.
 */
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { Day, Instant } from "../../kernel/dates.ts";
import { type Closing, closedUntil, openDayFrom } from "./closing.ts";
import { reversed, type Voucher } from "./vouchers.ts";

export interface BookedVoucher extends Voucher {
  /** In the month in which it stands: its own day, unless its month was closed when it was recorded. */
  readonly bookedOn: Day;
}

/**
 * @param closings in their order.
 * @param moments when anything was recorded that these vouchers come from.
 * @param vouchersAt what all that was recorded until a moment makes of them; null: all.
 */
export function bookVouchers(
  closings: readonly Closing[],
  moments: readonly Instant[],
  vouchersAt: (moment: Instant | null) => readonly Voucher[],
): readonly BookedVoucher[] {
  let books: Books = { standing: [], undone: [] };
  for (let index = 0; index <= closings.length; index += 1) {
    const [from, to] = [closings[index - 1]?.at ?? null, closings[index]?.at ?? null];
    if (!moments.some((moment) => (from === null || moment > from) && (to === null || moment <= to))) continue;
    books = bookedAnew(books, vouchersAt(to), closedUntil(closings.slice(0, index)));
  }
  return [...books.undone, ...books.standing];
}

interface Books {
  /** One for each voucher that is known. */
  readonly standing: readonly BookedVoucher[];
  /** What a closed month says and is not so any more, each with what takes it back. */
  readonly undone: readonly BookedVoucher[];
}

/** @param until the last day that is closed: what stands there stays, and is taken back in the open month. */
function bookedAnew({ standing, undone }: Books, known: readonly Voucher[], until: Day | null): Books {
  const { left: gone, kept } = without(standing, known);
  const { left: came } = without(known, standing);
  const closed = gone.filter(({ bookedOn }) => until !== null && bookedOn <= until);
  const takenBack = closed.map((voucher) => ({
    ...voucher,
    entries: voucher.entries.map(reversed),
    bookedOn: openDayFrom(voucher.bookedOn, until),
  }));
  return {
    standing: [...kept, ...came.map((voucher) => ({ ...voucher, bookedOn: openDayFrom(voucher.day, until) }))],
    undone: [...undone, ...closed, ...takenBack],
  };
}

const identityOf = ({ kind, number, day, entries }: Voucher): string => canonicalJson({ kind, number, day, entries });

/** Vouchers that have no equal among others, each of which equals one. */
function without<T extends Voucher>(vouchers: readonly T[], others: readonly Voucher[]): { readonly left: T[]; readonly kept: T[] } {
  const equals = new Map<string, number>();
  for (const identity of others.map(identityOf)) equals.set(identity, (equals.get(identity) ?? 0) + 1);
  const [left, kept]: [T[], T[]] = [[], []];
  for (const voucher of vouchers) {
    const identity = identityOf(voucher);
    const more = equals.get(identity) ?? 0;
    equals.set(identity, more - 1);
    (more > 0 ? kept : left).push(voucher);
  }
  return { left, kept };
}
