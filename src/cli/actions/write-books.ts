/** What `desk books` does: the month's end on screen, and as a folder of tables and documents. */
import { canBeClosed, closeMonth, saysTheSame } from "../../app/close-month.ts";
import { type MonthBooks, monthBooks } from "../../app/month-books.ts";
import { writeWithManifest } from "../../app/new-folder.ts";
import type { Desk } from "../../app/ports.ts";
import type { BookedVoucher } from "../../invoice/books/book-vouchers.ts";
import { chartOf } from "../../invoice/books/chart.ts";
import type { Day } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { sum } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay, formatMoney, formatRate } from "../../language/format.ts";
import { booksTables } from "../output/books-csv.ts";
import { jsonMoney } from "../output/json.ts";
import type { Session } from "../session.ts";
import { newFolder } from "./new-folder.ts";

/** @throws UserError `numbers-missing` in the end, when a number that was given is not in the books: everything is written all the same. */
export async function writeBooks(session: Session, month: string, out: string | null): Promise<void> {
  const desk = await session.desk();
  const books = await monthBooks(desk, month);
  const folder = out === null || session.flags.dryRun ? null : await write(session, desk, books, out);
  const closes = folder !== null && canBeClosed(books);
  if (closes) await closeMonth(desk, books);
  if (session.flags.json) session.json({ ...booksJson(books), closedNow: closes, folder });
  else {
    tell(session, books, folder);
    tellClosing(session, desk, books, closes, await staffName(desk, books.closing?.by ?? null));
  }
  const gaps = books.series.filter(({ runs, documents, given }) => documents !== given || runs.some(({ missing }) => missing.length > 0));
  if (gaps.length === 0) return;
  const errors = gaps.map(({ kind, runs, documents, given }) => {
    const missing = runs.flatMap((run) => run.missing).join(" ") || "–";
    return new UserError("numbers-missing-of", { kind: { key: `books.voucher.${kind}`, values: {} }, documents, given, missing });
  });
  throw new UserError("numbers-missing", {}, ["desk doctor"], { errors });
}

async function write(session: Session, desk: Desk, books: MonthBooks, out: string): Promise<string> {
  const { t } = session;
  const archive = await desk.archive();
  const tables = booksTables(session, books, chartOf(desk.settings.accounts)).map(({ name, text }) => ({
    path: name,
    bytes: Buffer.from(text),
  }));
  const documents = [];
  for (const [index, { name, sha256 }] of books.documents.entries()) {
    if (index % 100 === 99) session.remark(t("books.reading", { done: index + 1, of: books.documents.length }));
    documents.push({ path: `${t("books.folder")}/${name}`, bytes: await archive.read(sha256) });
  }
  const folder = await newFolder(session, out, t("books.folderOf", { month: books.month }));
  await writeWithManifest(folder, [...tables, ...documents]);
  return folder.path;
}

const staffName = async (desk: Desk, id: string | null): Promise<string> =>
  id === null ? "" : (await desk.store()).read(async ({ staff }) => (await staff.get(id))?.name ?? id);

/** What of this month stands in another, and of another in this one. @param closes it was closed just now. @param by who closed it. */
function tellClosing({ t, print, remark, language }: Session, { settings }: Desk, books: MonthBooks, closes: boolean, by: string): void {
  const { month, closing, vouchers, elsewhere } = books;
  const late = vouchers.filter(isLate);
  if (closes) print(t("books.closedNow", { month }));
  if (closing)
    remark(
      t("books.closed", {
        month,
        same: closing.month === month ? "yes" : "no",
        with: closing.month,
        on: formatDateTime(closing.at, settings.zone, language),
        by: plain(by),
      }),
    );
  if (elsewhere.length > 0)
    remark(t("books.elsewhere", { month, count: elsewhere.length, months: monthsOf(elsewhere.map(({ bookedOn }) => bookedOn)) }));
  if (late.length > 0) remark(t("books.late", { month, count: late.length, months: monthsOf(late.map(({ day }) => day)) }));
  if (!saysTheSame(books)) remark(t("books.notTheSame", { month }));
}

const isLate = ({ day, bookedOn }: BookedVoucher): boolean => day !== bookedOn;
const monthsOf = (days: readonly Day[]): string => [...new Set(days.map((day) => day.slice(0, 7)))].sort().join(", ");

function tell({ t, print, remark, language, flags }: Session, books: MonthBooks, folder: string | null): void {
  const amount = (cents: Parameters<typeof formatMoney>[0]): string => formatMoney(cents, language);
  const unpaid = books.open.map(({ account }) => account.open).filter((open) => open > 0);
  const back = books.open.map(({ account }) => account.overpaid).filter((overpaid) => overpaid > 0);
  print(
    t("books.head", { from: formatDay(books.from, language), to: formatDay(books.to, language), count: books.documents.length }),
    ...books.vat.map(({ treatment, rate, base, tax }) =>
      rate === null
        ? t("books.vatNone", { name: t(`books.treatment.${treatment}`), base: amount(base) })
        : t("books.vat", {
            name: t(`books.treatment.${treatment}`),
            rate: formatRate(rate, language),
            base: amount(base),
            tax: amount(tax),
          }),
    ),
    t("books.paid", { count: books.paid.length, sum: amount(sum(books.paid.map(({ payment }) => payment.amount))) }),
    t("books.open", { count: unpaid.length, sum: amount(sum(unpaid)) }),
    ...(back.length === 0 ? [] : [t("books.back", { count: back.length, sum: amount(sum(back)) })]),
    ...(folder === null ? [] : [t("books.written", { folder })]),
  );
  if (!books.over) remark(t("books.notOver"));
  if (books.unrendered.length > 0) remark(t("books.unrendered", { names: books.unrendered.join(", ") }));
  if (folder === null) remark(flags.dryRun ? t("common.dryRun") : t("books.outHint", { month: books.month }));
}

const voucherJson = (voucher: BookedVoucher) => ({
  ...voucher,
  entries: voucher.entries.map(({ debit, credit, ...entry }) => ({ ...entry, debit: jsonMoney(debit), credit: jsonMoney(credit) })),
});

const booksJson = ({ vouchers, elsewhere, vat, open, paid, ...books }: MonthBooks) => ({
  ...books,
  vouchers: vouchers.map(voucherJson),
  elsewhere: elsewhere.map(voucherJson),
  vat: vat.map(({ base, tax, ...row }) => ({ ...row, base: jsonMoney(base), tax: jsonMoney(tax) })),
  open: open.map(({ state, account, ofDeposit }) => ({
    billing: state.issued.id,
    contract: state.issued.billing.contract,
    open: jsonMoney(account.open),
    onHold: jsonMoney(account.onHold),
    overpaid: jsonMoney(account.overpaid),
    ofDeposit: jsonMoney(ofDeposit),
    dueDate: account.dueDate,
  })),
  payments: paid.map(({ payment: { amount, ...payment }, bookedOn }) => ({ ...payment, amount: jsonMoney(amount), bookedOn })),
});
