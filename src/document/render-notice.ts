/** The notice of findings made after the return, in the style of the bill: what was seen, when and by whom; no sums, and how to answer. */

import type { Notice, NoticeEffect } from "../inspection/notice.ts";
import { dayOf } from "../kernel/dates.ts";
import { formatDay } from "../language/format.ts";
import type { DocumentAssets } from "./assets.ts";
import { replyTo } from "./letter/reply.ts";
import { addressLines, paintFoot, prepareHead, WINDOW_TOP } from "./letterhead.ts";
import { STYLE } from "./look.ts";
import { recordFindingGroups } from "./record/findings.ts";
import type { RecordValues } from "./record/record.ts";
import { type Group, group } from "./sheet/flow.ts";
import { paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";
import { openWriting, type Writing } from "./writing.ts";

export interface NoticeValues extends Omit<RecordValues, "withSums" | "signed" | "witness" | "acknowledged"> {
  readonly notice: Notice;
  readonly effect: NoticeEffect;
}

type Written = NoticeValues & Writing;

/** Sets the notice in the contract's language. @param values with the told findings alone. The same values and assets give the same bytes. */
export function renderNotice(values: NoticeValues, assets: DocumentAssets): Promise<Uint8Array> {
  const { contract, notice, firm } = values;
  const { messages: t } = assets;
  const title = `${t("notice.title")} · ${notice.inspection} · ${contract.number}`;
  const facts = { title, author: firm.name, language: contract.language, day: notice.madeOn };
  return renderSheet(facts, assets, (pen, body) => {
    const written = openWriting(values, assets, pen, body);
    const head = prepareHead(pen, letterhead(written), assets, body);
    return {
      firstTop: head.bottom + 20,
      groups: [...openingGroups(written), ...recordFindingGroups(written), ...nextGroups(written), ...replyGroups(written)],
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, firm, t, page, pages, null),
    };
  });
}

function letterhead({ contract, notice, inspection, firm, messages: t, language, time }: Written) {
  const { customer } = contract;
  return {
    firm,
    recipientTop: WINDOW_TOP,
    recipient: [customer.name, ...(customer.contact ? [customer.contact] : []), ...addressLines(customer.address)],
    facts: [
      [t("letter.meta.date"), formatDay(notice.madeOn, language)],
      [t("record.meta.record"), inspection.id],
      [t("letter.meta.contract"), contract.number],
      [t("record.meta.cameBack"), time(inspection.cameBackAt)],
    ] as const,
  };
}

function openingGroups({ pen, body, messages: t, contract, inspection, language }: Written): Group[] {
  const day = formatDay(dayOf(inspection.cameBackAt, contract.zone), language);
  return [
    group([
      ...paragraph(pen, t("notice.title"), STYLE.title, body, { tag: "H1" }),
      ...paragraph(pen, t("notice.opening", { day }), STYLE.body, body, { gap: 8 }),
    ]),
  ];
}

/** Why it is told, by which clause, and what comes of it: nothing before the customer can have answered, and nothing at all when it leaves too late. */
function nextGroups({ pen, body, messages: t, terms, effect }: Written): Group[] {
  const notify = effect === "never" ? null : terms.notify;
  const clause = notify === null ? [] : paragraph(pen, t("notice.clause", { clause: notify.clause }), STYLE.body, body, { gap: 14 });
  return [group([...clause, ...paragraph(pen, t(`notice.next.${effect}`), STYLE.body, body, { gap: notify === null ? 14 : 4 })])];
}

const replyGroups = ({ pen, body, messages, language, notice, contract }: Written): Group[] =>
  replyTo(
    { pen, body, messages, day: (day) => formatDay(day, language) },
    {
      heading: messages("letter.reply.heading"),
      reply: notice.reply,
      issuedOn: notice.madeOn,
      whereToGo: contract.customer.kind === "consumer",
    },
  );
