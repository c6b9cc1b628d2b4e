/** The title, both parties beside each other, and the period. */

import { formatDay } from "../../language/format.ts";
import { addressLines, LOGO, paintLogo } from "../letterhead.ts";
import { CONTENT_WIDTH, PAGE, STYLE } from "../look.ts";
import { type Branch, branch, type Group, group, type Row } from "../sheet/flow.ts";
import { cells, heading, labelled, paragraph } from "../sheet/rows.ts";
import type { Form } from "./form.ts";

const HALF = CONTENT_WIDTH / 2;

export function partyGroups(form: Form): Group[] {
  const { pen, body, messages: t, contract } = form;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const [lessor, lessee] = [lessorLines(form), lesseeLines(form)];
  const rows = Array.from({ length: Math.max(lessor.length, lessee.length) }, (_, index) =>
    pair(form, lessor[index] ?? "", lessee[index] ?? "", table, index),
  );
  return [
    group([
      ...logoRows(form),
      ...paragraph(pen, t("form.title"), STYLE.title, body, { tag: "H1", gap: 18 }),
      ...paragraph(pen, t("form.number", { number: contract.number }), STYLE.body, body),
    ]),
    group([{ ...pair(form, t("form.lessor"), t("form.lessee"), table, -1), gap: 20 }, ...rows]),
    ...periodGroups(form),
  ];
}

function logoRows({ pen, body, firm, logo }: Form): Row[] {
  if (logo === null) return [];
  const [, height] = pen.fit(logo, LOGO);
  return [{ height, gap: 0, paint: (to, top) => paintLogo(to, logo, firm, top, body) }];
}

/** One line of each party; the first is the label, the second the name. */
function pair({ pen }: Form, left: string, right: string, table: Branch, index: number): Row {
  const style = index < 0 ? STYLE.soft : index === 0 ? STYLE.strong : STYLE.body;
  return cells(
    pen,
    [
      { text: left, style, x: PAGE.left, width: HALF - 20 },
      { text: right, style, x: PAGE.left + HALF, width: HALF },
    ],
    table,
  );
}

function lessorLines({ firm, messages: t }: Form): string[] {
  return [
    firm.name,
    ...addressLines(firm.address),
    t("form.businessId", { id: firm.businessId }),
    t("form.phone", { phone: firm.phone }),
    firm.email,
  ];
}

function lesseeLines({ contract: { customer }, messages: t }: Form): string[] {
  return [
    customer.name,
    ...(customer.contact ? [t("form.contact", { name: customer.contact })] : []),
    ...addressLines(customer.address),
    ...(customer.businessId ? [t("form.businessId", { id: customer.businessId })] : []),
    ...(customer.phone ? [t("form.phone", { phone: customer.phone })] : []),
    ...(customer.email ? [customer.email] : []),
  ];
}

function periodGroups(form: Form): Group[] {
  const { pen, body, messages: t, contract, time, language } = form;
  const section = branch("Sect", body);
  const table = branch("Table", section);
  const extensions = contract.extensions.map(({ to, agreedOn }) =>
    labelled(pen, t("form.period.extended", { day: formatDay(agreedOn, language) }), time(to), table),
  );
  return [
    group([
      ...heading(pen, t("form.period.heading"), section),
      { ...labelled(pen, t("form.period.handOver"), time(contract.handOver), table), gap: 4 },
      labelled(pen, t("form.period.due"), time(contract.due), table),
      ...extensions,
      labelled(pen, t("form.period.desk"), contract.desk, table),
    ]),
  ];
}
