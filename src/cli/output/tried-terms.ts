/** Changed terms on past returns: who would have paid more or less, rules that never apply, clauses that are disputed. */
import type { TriedContract, TriedTerms } from "../../app/try-terms.ts";
import type { Terms } from "../../contract/terms.ts";
import type { Day } from "../../kernel/dates.ts";
import type { Cents } from "../../kernel/money.ts";
import { inLanguage, plain } from "../../kernel/text.ts";
import { formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { wrap } from "./columns.ts";
import { type CsvCell, csvText } from "./csv.ts";
import { jsonMoney } from "./json.ts";
import { plainMoney } from "./plain-money.ts";

const COLUMNS = ["contract", "customer", "then", "now", "difference", "remark"] as const;

const headOf = ({ t }: Session): string[] => COLUMNS.map((column) => t(`try.column.${column}`));

function remarkOf({ t }: Session, { problems, waiverUnknown }: TriedContract): string {
  const parts = [problems > 0 ? t("try.remark.problems", { count: problems }) : null, waiverUnknown ? t("try.remark.waiver") : null];
  return parts.filter((part) => part !== null).join("; ");
}

/** Head and rows, the largest change first; off a terminal sums are plain: `-12.50`. */
export function triedTable(session: Session, { contracts }: TriedTerms): [string[], string[][]] {
  const { io, language } = session;
  const money = (amount: Cents): string => (io.stdout.isTTY === true ? formatMoney(amount, language) : plainMoney(amount));
  const rows = contracts.map((one) => [
    plain(one.contract),
    plain(one.customer),
    money(one.asSigned),
    money(one.changed),
    money(one.difference),
    remarkOf(session, one),
  ]);
  return [headOf(session), rows];
}

export function triedCsv(session: Session, { contracts }: TriedTerms): string {
  const figure = (amount: Cents): CsvCell => ({ figure: plainMoney(amount, ",") });
  const rows = contracts.map((one): CsvCell[] => [
    plain(one.contract),
    plain(one.customer),
    figure(one.asSigned),
    figure(one.changed),
    figure(one.difference),
    remarkOf(session, one),
  ]);
  return csvText(headOf(session), rows);
}

/** The same clause may be numbered otherwise in the changed terms: it is named as it was signed. */
export function triedSummary({ t, language }: Session, terms: Terms, tried: TriedTerms): string[] {
  const money = (amount: Cents): string => formatMoney(amount, language);
  const priced = tried.contracts.filter(({ problems }) => problems === 0);
  const more = priced.filter(({ difference }) => difference > 0).length;
  const less = priced.filter(({ difference }) => difference < 0).length;
  const title = (number: string): string =>
    plain(inLanguage(terms.clauses.find((clause) => clause.number === number)?.title ?? {}, language));
  const [most] = tried.disputed;
  return [
    "",
    ...wrap(
      t("try.summary", {
        returns: tried.returns,
        more,
        less,
        signed: money(tried.asSigned),
        changed: money(tried.changed),
        difference: money(tried.difference),
      }),
      0,
    ),
    ...(priced.length < tried.contracts.length ? wrap(t("try.leftOut", { count: tried.contracts.length - priced.length }), 0) : []),
    ...(tried.idle.length === 0
      ? [t("try.allApply")]
      : [
          t("try.idle"),
          ...tried.idle.flatMap(({ id, clause }) => wrap(`${plain(id)} (${plain(clause)} ${title(clause)})`.replace(" )", ")"), 2)),
        ]),
    ...(most
      ? [
          t("try.disputed"),
          ...tried.disputed.map(
            (one) =>
              `  ${t("try.disputedClause", { ...one, clause: plain(one.clause), terms: plain(one.terms), amount: money(one.amount) })}`,
          ),
        ]
      : [t("try.noneDisputed")]),
  ];
}

export const triedJson = (terms: Terms, since: Day | null, tried: TriedTerms): Readonly<Record<string, unknown>> => ({
  terms: { name: terms.name, version: terms.version },
  since,
  returns: tried.returns,
  asSigned: jsonMoney(tried.asSigned),
  changed: jsonMoney(tried.changed),
  difference: jsonMoney(tried.difference),
  contracts: tried.contracts.map((one) => ({
    ...one,
    asSigned: jsonMoney(one.asSigned),
    changed: jsonMoney(one.changed),
    difference: jsonMoney(one.difference),
  })),
  idleRules: tried.idle,
  disputedClauses: tried.disputed.map((one) => ({ ...one, amount: jsonMoney(one.amount) })),
});
