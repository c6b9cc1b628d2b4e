/** The contract's lines as a table whose head returns on every page it goes on to; then deposit and waiver. */
import type { ContractLine } from "../../contract/contract.ts";
import { inLanguage } from "../../kernel/text.ts";
import { formatCount, formatDay } from "../../language/format.ts";
import { CONTENT_RIGHT, PAGE, STYLE, type TextStyle } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { type Cell, cells, heading, labelled, paragraph } from "../sheet/rows.ts";
import type { Form } from "./form.ts";

const REPLACEMENT = CONTENT_RIGHT;
const RENT = CONTENT_RIGHT - 100;
const QUANTITY = CONTENT_RIGHT - 174;
const IN_SERVICE = CONTENT_RIGHT - 218;
/** `28 September 2024` in one piece. */
const IN_SERVICE_WIDTH = 98;
const NAME_WIDTH = IN_SERVICE - IN_SERVICE_WIDTH - 4 - PAGE.left;

export function lineGroups(form: Form): Group[] {
  const { pen, body, messages: t, contract } = form;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const head = headRow(form, table);
  return [
    group(
      [
        ...heading(pen, t("form.lines.heading"), section),
        ...paragraph(pen, t(`form.prices.${contract.prices}`), STYLE.soft, section),
        { ...head, gap: 8 },
      ],
      {
        keepWithNext: true,
      },
    ),
    ...contract.lines.map((line) => group(lineRows(form, line, table), { repeat: [head] })),
    ...agreedGroups(form),
  ];
}

const columns = (
  texts: readonly [string, string, string, string, string],
  style: TextStyle,
  figure: TextStyle,
  tag: "TH" | "TD",
): Cell[] => {
  const [name, inService, quantity, rent, replacement] = texts;
  const scope = tag === "TH" ? { options: { scope: "Column" } as const } : {};
  return [
    { text: name, style, x: PAGE.left, width: NAME_WIDTH, tag, ...scope },
    { text: inService, style: figure, x: IN_SERVICE, width: IN_SERVICE_WIDTH, align: "right", tag, ...scope },
    { text: quantity, style: figure, x: QUANTITY, width: 40, align: "right", tag, ...scope },
    { text: rent, style: figure, x: RENT, width: 70, align: "right", tag, ...scope },
    { text: replacement, style: figure, x: REPLACEMENT, width: 96, align: "right", tag, ...scope },
  ];
};

const headRow = ({ pen, messages: t }: Form, table: Branch): Row =>
  cells(
    pen,
    columns(
      [t("form.lines.product"), t("form.lines.inService"), t("form.lines.quantity"), t("form.lines.rent"), t("form.lines.replacement")],
      STYLE.soft,
      STYLE.soft,
      "TH",
    ),
    table,
    { padding: 3, ruled: true },
  );

function lineRows(form: Form, line: ContractLine, table: Branch): Row[] {
  const { pen, money, language } = form;
  const since = line.inService === null ? "–" : formatDay(line.inService, language);
  const texts = [line.name, since, formatCount(line.quantity, language), money(line.dailyRent), money(line.replacementPrice)] as const;
  const details = detailText(form, line);
  const main = cells(pen, columns(texts, STYLE.body, STYLE.figure, "TD"), table, {
    padding: details === "" ? 3 : 1.5,
    ruled: details === "",
  });
  if (details === "") return [main];
  return [main, cells(pen, [{ text: details, style: STYLE.soft, x: PAGE.left, width: 330 }], table, { padding: 0.5, ruled: true })];
}

function detailText({ messages: t }: Form, line: ContractLine): string {
  return [
    line.parts.length === 0 ? null : t("form.lines.parts", { parts: line.parts.map(({ name }) => name).join(", ") }),
    line.serials.length === 0 ? null : t("form.lines.serials", { serials: line.serials.join(", ") }),
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

function agreedGroups(form: Form): Group[] {
  const { pen, body, messages: t, contract } = form;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  return [
    group([
      ...heading(pen, t("form.agreed.heading"), section),
      { ...labelled(pen, t("form.agreed.deposit"), depositText(form), table), gap: 4 },
      labelled(pen, t("form.agreed.waiver"), waiverText(form, contract.waiver), table),
    ]),
  ];
}

function depositText({ contract: { deposit }, messages: t, money }: Form): string {
  if (deposit === null) return t("form.agreed.noDeposit");
  return `${money(deposit.amount)} ${t("form.agreed.depositKind", { kind: deposit.kind })}`;
}

function waiverText({ terms, messages: t, language }: Form, id: string | null): string {
  const waiver = terms.waivers.find((candidate) => candidate.id === id);
  return waiver
    ? t("form.agreed.waiverClause", { name: inLanguage(waiver.name, language), clause: waiver.clause })
    : t("form.agreed.noWaiver");
}
