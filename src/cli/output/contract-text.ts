/** A contract on the screen. */
import type { ShownContract, ShownCopy } from "../../app/show-contract.ts";
import type { Contract, ContractLine } from "../../contract/contract.ts";
import type { Clause } from "../../contract/terms.ts";
import { inLanguage, type Language, plain } from "../../kernel/text.ts";
import { formatDateTime, formatDay, formatMoney } from "../../language/format.ts";
import type { Session } from "../session.ts";
import { historyText } from "./history-text.ts";
import { sizeText } from "./scan-text.ts";

/** The number and title, then the words, in the language of the contract. */
export const clauseText = (clause: Clause, language: Language): readonly string[] => [
  plain(`${clause.number} ${inLanguage(clause.title, language)}`),
  "",
  plain(inLanguage(clause.text, language), { lines: true }).trimEnd(),
];

export function contractText(session: Session, shown: ShownContract): readonly string[] {
  const { t, out } = session;
  const { contract, signedCopies, inspections, history } = shown;
  return [
    out.bold(t("contracts.title", { number: plain(contract.number), customer: plain(contract.customer.name) })),
    ...facts(session, shown).map(([label, value]) => `  ${`${label}:`.padEnd(20)} ${value}`),
    "",
    out.bold(t("contracts.lines")),
    ...contract.lines.map((line) => lineText(line, widthOf(contract))),
    "",
    out.bold(t("contracts.signedCopies")),
    ...(signedCopies.length === 0 ? [`  ${out.warn(t("contracts.noSignedCopy", { number: plain(contract.number) }))}`] : []),
    ...signedCopies.flatMap((copy) => copyText(session, copy, contract.zone)),
    ...(inspections.length === 0 ? [] : ["", out.bold(t("contracts.inspections"))]),
    ...inspections.map((one) => `  ${one.id}  ${t(`contracts.inspection.${one.kind}`)}  ${moment(session, contract, one.startedAt)}`),
    ...(history === null ? [] : historyText(session, history, contract.zone)),
  ];
}

const widthOf = (contract: Contract): number => Math.max(...contract.lines.map((line) => String(line.quantity).length));
const lineText = (line: ContractLine, width: number): string =>
  `  ${String(line.quantity).padStart(width)} × ${plain(line.name)}  (${plain(line.product)})`;

const moment = (session: Session, contract: Contract, at: Contract["due"]): string => formatDateTime(at, contract.zone, session.language);

function facts(session: Session, { contract, waiverName }: ShownContract): readonly (readonly [string, string])[] {
  const { t } = session;
  const { customer, deposit, terms } = contract;
  const { street, postalCode, city } = customer.address;
  const rows: readonly (readonly [string, string | null])[] = [
    ["customer", t(`contracts.customerKind.${customer.kind}`)],
    ["businessId", customer.businessId],
    ["contact", customer.contact],
    ["phone", customer.phone],
    ["email", customer.email],
    ["address", `${street}, ${postalCode} ${city}`],
    ["handOver", moment(session, contract, contract.handOver)],
    ["due", moment(session, contract, contract.due)],
    ...contract.extensions.map(({ to }) => ["extendedTo", moment(session, contract, to)] as const),
    ["deposit", deposit && `${formatMoney(deposit.amount, session.language)}, ${t(`contracts.deposit.${deposit.kind}`)}`],
    ["waiver", waiverName === null ? contract.waiver : inLanguage(waiverName, session.language)],
    ["prices", t(`contracts.priceMode.${contract.prices}`)],
    ["terms", `${terms.name} ${terms.version} (${terms.sha256.slice(0, 12)})`],
  ];
  return rows.flatMap(([key, value]) => (value ? [[t(`contracts.fact.${key}`), plain(value)] as const] : []));
}

function copyText(session: Session, copy: ShownCopy, zone: Contract["zone"]): readonly string[] {
  const { t, language } = session;
  const signed =
    copy.signedBy === null && copy.signedOn === null
      ? t("contracts.signingUnknown")
      : t("contracts.signedBy", {
          name: copy.signedBy === null ? "–" : plain(copy.signedBy),
          day: copy.signedOn === null ? "–" : formatDay(copy.signedOn, language),
        });
  const archived = t("contracts.archivedBy", { at: formatDateTime(copy.archivedAt, zone, language), staff: plain(copy.archivedBy) });
  return [
    `  ${t("contracts.version", { version: copy.version })}: ${signed}; ${archived}`,
    ...copy.files.flatMap((file) => {
      const pages = file.pages === null ? t("scan.pagesUnknown") : t("scan.pages", { pages: file.pages });
      return [
        `    ${plain(file.name)}  ${[file.format.toUpperCase(), pages, sizeText(file.size, language)].join(", ")}`,
        `      ${file.path}`,
        `      ${file.mirrorPath ?? t("archive.secondPending")}`,
      ];
    }),
  ];
}
