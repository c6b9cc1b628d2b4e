/** A month's books as tables that a bookkeeper's spreadsheet opens. */
import type { MonthBooks } from "../../app/month-books.ts";
import { namesOf, type SettlementState } from "../../app/settlement-account.ts";
import type { ChartOfAccounts } from "../../invoice/books/chart.ts";
import type { Day } from "../../kernel/dates.ts";
import type { BasisPoints, Cents } from "../../kernel/money.ts";
import type { Session } from "../session.ts";
import { type CsvCell, csvText } from "./csv.ts";
import { plainMoney } from "./plain-money.ts";

export interface BooksTable {
  /** The file's name, in the staff's language. */
  readonly name: string;
  readonly text: string;
}

const money = (amount: Cents): CsvCell => ({ figure: plainMoney(amount, ",") });
/** Nothing where there is nothing: a column of zeros hides what is in it. */
const moneyOrEmpty = (amount: Cents): CsvCell => (amount === 0 ? "" : money(amount));
const percent = (rate: BasisPoints | null): CsvCell => (rate === null ? "" : { figure: plainMoney(rate as number as Cents, ",") });
/** The closed month that an entry of an earlier day belongs to. */
const lateFor = (own: Day, booked: Day): string => (own === booked ? "" : own.slice(0, 7));
const customerOf = ({ issued }: SettlementState): string => issued.billing.customer.name;

export function booksTables(session: Session, books: MonthBooks, chart: ChartOfAccounts): readonly BooksTable[] {
  const { t } = session;
  const table = (key: string, columns: readonly string[], rows: readonly (readonly CsvCell[])[]): BooksTable => ({
    name: `${t(`books.file.${key}`)}.csv`,
    text: csvText(
      columns.map((column) => t(`books.column.${column}`)),
      rows,
    ),
  });
  return [
    table(
      "entries",
      [
        "day",
        "voucher",
        "kind",
        "account",
        "accountName",
        "debit",
        "credit",
        "vatCategory",
        "vatRate",
        "customer",
        "contract",
        "reference",
        "late",
      ],
      books.vouchers.flatMap((voucher) =>
        voucher.entries.map(({ account, debit, credit, vat }) => [
          voucher.day,
          voucher.number,
          t(`books.voucher.${voucher.kind}`),
          chart[account],
          t(`books.account.${account}`),
          moneyOrEmpty(debit),
          moneyOrEmpty(credit),
          vat?.treatment ?? "",
          percent(vat?.rate ?? null),
          voucher.customer,
          voucher.contract,
          voucher.reference ?? "",
          lateFor(voucher.day, voucher.bookedOn),
        ]),
      ),
    ),
    table(
      "vat",
      ["vatCategory", "vatRate", "base", "tax"],
      books.vat.map(({ treatment, rate, base, tax }) => [t(`books.treatment.${treatment}`), percent(rate), money(base), money(tax)]),
    ),
    table(
      "open",
      ["documents", "customer", "contract", "due", "overdueDays", "open", "onHold", "overpaid", "ofDeposit", "reference"],
      books.open.map(({ state, account, ofDeposit }) => [
        namesOf(state.issued).join(" "),
        customerOf(state),
        state.issued.billing.contract,
        account.dueDate ?? "",
        { figure: String(account.overdueDays) },
        money(account.open),
        money(account.onHold),
        money(account.overpaid),
        money(ofDeposit),
        state.issued.billing.settlement.reference ?? "",
      ]),
    ),
    table(
      "payments",
      ["day", "documents", "customer", "how", "amount", "reference", "reason", "late"],
      books.paid.map(({ payment, state, bookedOn }) => [
        payment.receivedOn,
        namesOf(state.issued).join(" "),
        customerOf(state),
        t(`books.way.${payment.how}`),
        money(payment.amount),
        state.issued.billing.settlement.reference ?? "",
        payment.reason ?? "",
        lateFor(payment.receivedOn, bookedOn),
      ]),
    ),
    table(
      "numbers",
      ["kind", "first", "last", "count", "missing"],
      books.series.flatMap(({ kind, runs }) =>
        runs.map((run) => [t(`books.voucher.${kind}`), run.first, run.last, { figure: String(run.count) }, run.missing.join(" ")]),
      ),
    ),
  ];
}
