/**
 * Closing a month: the journal says when, and what its books said. Nothing else is kept of it: what was known at that moment can be
 * reckoned again from what was recorded until then.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../kernel/canonical-json.ts";
import { UserError } from "../kernel/errors.ts";
import { CLOSED } from "./closed-months.ts";
import { gatherBooks, type MonthBooks } from "./month-books.ts";
import type { Desk } from "./ports.ts";

/** Whether a month can be closed: it is over, and neither it nor a later one has been closed. */
export const canBeClosed = ({ over, closing }: MonthBooks): boolean => over && closing === null;

/**
 * Closes a month whose books were written just now, and with it those before.
 * @throws UserError `books-changed` when something was recorded meanwhile.
 */
export async function closeMonth(desk: Desk, written: MonthBooks): Promise<void> {
  const store = await desk.store();
  await store.write(async (repositories) => {
    const sha256 = hashOfBooks(written);
    const now = await gatherBooks(desk, repositories, written);
    if (now.closing !== null || hashOfBooks(now) !== sha256)
      throw new UserError("books-changed", { month: written.month }, [`desk books ${written.month}`]);
    const { month } = written;
    await repositories.journal.append({
      at: desk.clock.now(),
      staff: desk.actor,
      contract: null,
      act: CLOSED,
      subject: `${month}/${sha256}`,
    });
  });
}

/** Whether a closed month still says what it said; true where it was closed with a later one and never written itself. */
export const saysTheSame = (books: MonthBooks): boolean =>
  books.closing === null || books.closing.month !== books.month || books.closing.sha256 === hashOfBooks(books);

/** Over sums, days and numbers: names may be forgotten. */
function hashOfBooks({ vouchers, vat, open }: MonthBooks): string {
  const said = {
    vouchers: vouchers.map(({ customer, ...voucher }) => voucher),
    vat,
    open: open.map(({ state, account, ofDeposit }) => ({ billing: state.issued.id, account, ofDeposit })),
  };
  return createHash("sha256").update(canonicalJson(said)).digest("hex");
}
