/** The walkthrough record: what was found, by whom, what the customer says to it. No sums unless they were asked for. */
import { dayOf } from "../kernel/dates.ts";
import type { DocumentAssets } from "./assets.ts";
import { addressLines, type Letterhead, paintFoot, prepareHead } from "./letterhead.ts";
import { PAGE, STYLE } from "./look.ts";
import { amendmentGroups } from "./record/amendments.ts";
import { acknowledgementGroups, answerGroups } from "./record/answer.ts";
import { countGroups } from "./record/counts.ts";
import { recordFindingGroups } from "./record/findings.ts";
import { recordOursGroups } from "./record/ours.ts";
import type { RecordValues, WalkRecord } from "./record/record.ts";
import { signedFile } from "./record/signed-file.ts";
import { recordSumGroups } from "./record/sums.ts";
import { branch, type Group, group } from "./sheet/flow.ts";
import { paragraph } from "./sheet/rows.ts";
import { renderSheet } from "./sheet/sheet.ts";
import { witnessFile, witnessRows } from "./witness.ts";
import { openWriting } from "./writing.ts";

/** Sets the record in the contract's language. The same values and assets give the same bytes. */
export function renderRecord(values: RecordValues, assets: DocumentAssets): Promise<Uint8Array> {
  const { contract, inspection, firm } = values;
  const title = `${assets.messages("record.title")} · ${inspection.id} · ${contract.number}`;
  const day = dayOf(inspection.finishedAt ?? inspection.startedAt, contract.zone);
  const statement = {
    schemaVersion: 1,
    kind: "record",
    id: inspection.id,
    contract: contract.number,
    firm: { name: firm.name, businessId: firm.businessId },
    ...values.witness,
  } as const;
  const attachments = [
    witnessFile(statement, assets.messages),
    ...(values.signed === null ? [] : [signedFile(values.signed.text, inspection.acknowledgement, assets.messages)]),
  ];
  return renderSheet({ title, author: firm.name, language: contract.language, day, attachments }, assets, (pen, body) => {
    const record = openWriting(values, assets, pen, body);
    const head = prepareHead(pen, recordHead(record), assets, body);
    return {
      firstTop: head.bottom + 26,
      groups: SECTIONS.flatMap((section) => section(record)),
      head: head.paint,
      foot: (to, page, pages) => paintFoot(to, firm, assets.messages, page, pages, null),
    };
  });
}

const SECTIONS = [
  introGroups,
  countGroups,
  recordFindingGroups,
  recordOursGroups,
  answerGroups,
  acknowledgementGroups,
  amendmentGroups,
  recordSumGroups,
  witnessGroups,
] as const;

function recordHead({ contract, inspection, firm, messages: t, time }: WalkRecord): Letterhead {
  const kind = t(`record.kind.${inspection.kind}`);
  const { customer } = contract;
  return {
    firm,
    recipientTop: PAGE.top + 44,
    recipient: [customer.name, ...(customer.contact ? [customer.contact] : []), ...addressLines(customer.address)],
    facts: [
      [t("record.meta.record"), inspection.id],
      [t("record.meta.contract"), contract.number],
      [inspection.kind === "handover" ? t("record.meta.wentOut") : t("record.meta.cameBack"), time(inspection.cameBackAt)],
      [t("record.meta.by"), inspection.by.join(", ")],
      [t("record.meta.finished"), inspection.finishedAt === null ? t("record.meta.unfinished") : time(inspection.finishedAt)],
      ...(inspection.load > 1 ? [[kind, t("record.load", { kind, load: inspection.load })] as const] : []),
    ],
  };
}

function introGroups({ pen, body, messages: t, inspection, withSums }: WalkRecord): Group[] {
  const sums = inspection.kind === "return" && withSums ? "WithSums" : "";
  return [
    group([
      ...paragraph(pen, t("record.title"), STYLE.title, body, { tag: "H1" }),
      ...paragraph(pen, t(`record.intro.${inspection.kind}${sums}`), STYLE.body, body, { gap: 8 }),
      ...paragraph(pen, t(`record.signedCopy.${inspection.signedCopy}`), STYLE.body, body, { gap: 4 }),
    ]),
  ];
}

function witnessGroups({ pen, body, messages: t, witness }: WalkRecord): Group[] {
  return [group(witnessRows(pen, t, witness, branch("Sect", body), 24))];
}
