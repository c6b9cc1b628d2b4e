import { expect, test } from "vitest";
import { renderPain001 } from "../../src/document/render-pain-001.ts";
import type { TransferOrder } from "../../src/invoice/payout.ts";
import { day, instant } from "../../src/kernel/dates.ts";
import { cents } from "../../src/kernel/money.ts";

const order = (over: Partial<TransferOrder> = {}): TransferOrder => ({
  messageId: "01120388-2026-000001",
  createdAt: instant("2026-05-21T07:00:00.123Z"),
  executeOn: day("2026-05-21"),
  debtor: { name: "Pirkan Juhlavuokraus Oy", iban: "FI2112345600000785", bic: "NDEAFIHH", businessId: "0112038-9" },
  transfers: [
    {
      endToEndId: "01120388-2026-000001-1",
      amount: cents(8798),
      name: "Aino Mäkelä",
      iban: "FI5810171000000122",
      message: "L-2026-0001 K-2026-0001, 2026-0117",
    },
  ],
  ...over,
});

/** Names of the elements in the order in which they open. */
const elements = (xml: string): string[] => [...xml.matchAll(/<([A-Za-z0-9]+)[ >]/gu)].map(([, name]) => name as string);

test("the elements stand in the order of pain.001.001.09, and the sums agree", () => {
  const xml = renderPain001(order());
  expect(xml).toContain('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">');
  expect(elements(xml)).toEqual(
    [
      "Document CstmrCdtTrfInitn GrpHdr MsgId CreDtTm NbOfTxs CtrlSum InitgPty Nm Id OrgId Othr Id SchmeNm Cd",
      "PmtInf PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf SvcLvl Cd ReqdExctnDt Dt Dbtr Nm DbtrAcct Id IBAN Ccy",
      "DbtrAgt FinInstnId BICFI ChrgBr CdtTrfTxInf PmtId InstrId EndToEndId Amt InstdAmt Cdtr Nm CdtrAcct Id IBAN RmtInf Ustrd",
    ].flatMap((line) => line.split(" ")),
  );
  expect(xml).toContain("<CreDtTm>2026-05-21T07:00:00Z</CreDtTm>");
  expect(xml).toContain('<InstdAmt Ccy="EUR">87.98</InstdAmt>');
  expect(xml).toContain("<CtrlSum>87.98</CtrlSum>");
  expect(xml).toContain("<Nm>Aino Mäkelä</Nm>");
});

test("names and messages hold only what banks take, and cannot add elements", () => {
  const [transfer] = order().transfers;
  if (!transfer) throw new Error("no transfer");
  const hostile = { ...transfer, name: `Zoë </Nm><IBAN>FI00&"${"x".repeat(90)}`, message: "a\n<b>&amp;‮ 🙂".repeat(40) };
  const xml = renderPain001(order({ transfers: [hostile] }));
  const of = (name: string): string => new RegExp(`<Cdtr>\\s*<${name}>([^<]*)<`, "u").exec(xml)?.[1] ?? "";
  expect(of("Nm")).toMatch(/^[A-Za-z0-9/\-?:().,'+ ÅÄÖåäö]{1,70}$/u);
  expect(of("Nm").startsWith("Zoe /Nm IBAN FI00")).toBe(true);
  expect(/<Ustrd>([^<]*)</u.exec(xml)?.[1]).toMatch(/^[A-Za-z0-9/\-?:().,'+ ÅÄÖåäö]{1,140}$/u);
  expect(elements(xml).filter((name) => name === "IBAN").length).toBe(2);
});

test("without a BIC the bank finds it by the IBAN; an order without transfers is none", () => {
  const { debtor } = order();
  expect(elements(renderPain001(order({ debtor: { ...debtor, bic: null } })))).toContain("FinInstnId");
  expect(renderPain001(order({ debtor: { ...debtor, bic: null } }))).toContain("<Id>NOTPROVIDED</Id>");
  expect(() => renderPain001(order({ transfers: [] }))).toThrow("without transfers");
});
