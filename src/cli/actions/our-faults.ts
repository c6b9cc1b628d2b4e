/** What `inspect fault` and `invoice reduce` do: record what was ours, decide what comes off the rent, and credit it where the bill is out. */
import { actOfDecision, decideFault, type FaultWish, faultName, findFault, recordFault } from "../../app/our-faults.ts";
import { issueRentCredit, previewRent, type RentPreview } from "../../app/reduce-rent.ts";
import { Cancelled, UsageError } from "../../kernel/errors.ts";
import { parseAmount } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import { creditNoteJson, issuedCreditJson } from "../output/credit-json.ts";
import { creditIssuedText, creditText } from "../output/credit-text.ts";
import { faultJson, faultLines } from "../output/fault-text.ts";
import type { Arguments, Options } from "../program.ts";
import type { Session } from "../session.ts";
import { documentAssets } from "./document-assets.ts";
import { remarkOnWords } from "./remark-on-words.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

/** @throws UsageError `fault-number-wrong`. */
function numberFrom(options: Options, name: "line" | "count" | "days"): number | null {
  const given = text(options[name]);
  if (given === null) return null;
  if (/^[1-9]\d{0,5}$/u.test(given)) return Number(given);
  throw new UsageError("fault-number-wrong", { given: plain(given).slice(0, 20), flag: `--${name}` });
}

export async function record(session: Session, [id, kind]: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const given = {
    kind: String(kind),
    position: numberFrom(options, "line"),
    count: numberFrom(options, "count"),
    days: numberFrom(options, "days"),
    note: text(options.note),
    seenBy: text(options.seenBy),
    seenAt: null,
  };
  const fault = await recordFault(desk, String(id), given, !flags.dryRun);
  const tone = await remarkOnWords(session, fault.contract, fault.note);
  if (flags.json) session.json({ preview: flags.dryRun, fault: faultJson(fault), tone });
  else {
    session.print(...faultLines(session, fault));
    session.print(
      t(fault.decision === null ? "invoice.reduce.waits" : "invoice.reduce.onBill", {
        contract: fault.contract,
        fault: faultName(fault.id),
      }),
    );
  }
  if (flags.dryRun) session.remark(t("common.dryRun"));
}

/** @throws UsageError `fault-decision-one`, `not-a-sum`, `fault-reason-missing`. */
function wishFrom(options: Options): FaultWish | null {
  const [sum, reason] = [text(options.sum), text(options.reason)];
  const said = [sum !== null, options.byTerms === true, options.nothing === true].filter(Boolean).length;
  if (options.fault === undefined && said === 0) return null;
  if (said !== 1 || options.fault === undefined)
    throw new UsageError("fault-decision-one", {}, [
      "--fault V-1 --sum 20,00",
      "--fault V-1 --by-terms",
      '--fault V-1 --nothing --reason "…"',
    ]);
  if (options.byTerms === true) return { outcome: "terms" };
  if (sum === null) {
    if (reason === null || plain(reason).trim() === "") throw new UsageError("fault-reason-missing", {}, ['--reason "…"']);
    return { outcome: "nothing", reason };
  }
  const amount = parseAmount(sum);
  if (amount === null || amount === 0) throw new UsageError("not-a-sum", { name: "--sum", given: plain(sum).slice(0, 40) });
  return { outcome: "sum", amount, reason };
}

/** Each fault, what was decided, and what comes off the rent with the next bill or with a credit note now. */
function show(session: Session, { contract, faults, reductions, note }: RentPreview): void {
  const { t, language, print } = session;
  if (faults.length === 0) {
    session.remark(t("invoice.reduce.none", { contract: contract.number }));
    return;
  }
  for (const fault of faults) print(...faultLines(session, fault));
  if (note !== null) print(...creditText(session, note));
  else
    for (const { fault, amount } of reductions)
      print(t("invoice.reduce.next", { fault: faultName(fault.id), amount: formatMoney(amount, language) }));
}

const shownJson = ({ contract, faults, reductions, note }: RentPreview) => ({
  contract: contract.number,
  faults: faults.map(faultJson),
  reductions: reductions.map(({ fault, amount, clause }) => ({
    fault: faultName(fault.id),
    amount: { cents: amount, currency: "EUR" },
    clause,
  })),
  creditNote: note && creditNoteJson(note),
});

export async function reduce(session: Session, [id]: Arguments, options: Options): Promise<void> {
  const { t, flags } = session;
  const desk = await session.desk();
  const wish = wishFrom(options);
  if (wish !== null) {
    // A name that leads nowhere is told before anybody is asked for a PIN.
    await (await desk.store()).read((repositories) => findFault(repositories, String(options.fault)));
    const decides = await session.authority(actOfDecision(wish));
    if (flags.dryRun) return session.remark(t("common.dryRun"));
    await decideFault(desk, String(options.fault), wish, decides);
  }
  const shown = await previewRent(desk, String(id));
  if (shown.note === null || flags.dryRun || shown.faults.some(({ decision }) => decision === null)) {
    if (flags.json) session.json({ preview: flags.dryRun, ...shownJson(shown) });
    else show(session, shown);
    if (flags.dryRun) session.remark(t("common.dryRun"));
    return;
  }
  await issue(session, shown);
}

async function issue(session: Session, shown: RentPreview): Promise<void> {
  const { t, flags, language } = session;
  const desk = await session.desk();
  if (!flags.yes) {
    if (!session.interactive) throw new UsageError("confirmation-needed", {}, ["--yes"]);
    show(session, shown);
    const amount = formatMoney(shown.note?.total ?? (0 as never), language);
    if (!(await (await session.ask()).confirm(t("invoice.reduce.confirm", { amount }), true))) throw new Cancelled(t("common.nothingDone"));
  }
  const notes = await issueRentCredit(desk, shown, (wanted) => documentAssets(desk, wanted));
  const archive = await desk.archive();
  const stored = await Promise.all(
    notes.map(async (issued) => ({ issued, stored: issued.pdf && (await archive.locate(issued.pdf.sha256)), copy: null })),
  );
  if (flags.json) return session.json({ ...shownJson(shown), creditNotes: stored.map((one) => issuedCreditJson(one.issued, one.stored)) });
  session.print(...stored.flatMap((one) => creditIssuedText(session, one)));
}
