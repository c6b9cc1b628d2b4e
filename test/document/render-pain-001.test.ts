import fc from "fast-check";
import { expect, test } from "vitest";
import { renderPain001 } from "../../src/document/render-pain-001.ts";
import type { TransferOrder } from "../../src/invoice/payout.ts";
import { day, instant } from "../../src/kernel/dates.ts";
import { cents, sum } from "../../src/kernel/money.ts";
import { brokenShapes } from "../support/pain-001-shape.ts";

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

const anyText = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 200 }));
const anyTransfer = fc.record({
  endToEndId: fc.integer({ min: 1, max: 99_999_999 }).map((id) => `01120389-2026-000001-${id}`),
  amount: fc.integer({ min: 1, max: 99_999_999_999 }).map(cents),
  name: anyText,
  iban: fc.constantFrom("FI5810171000000122", "FI7944052020036082", "SE4550000000058398257466"),
  message: anyText.map((text) => `L-2026-0001, ${text}`),
});

test("any order has the shape of the standard, and its sums are its transfers'", () => {
  fc.assert(
    fc.property(
      fc.array(anyTransfer, { minLength: 1, maxLength: 30 }),
      anyText,
      fc.constantFrom(null, "NDEAFIHH", "NDEAFIHHXXX"),
      (transfers, name, bic) => {
        const { debtor } = order();
        const xml = renderPain001(order({ transfers, debtor: { ...debtor, name, bic } }));
        expect(brokenShapes(xml)).toEqual([]);
        const read = (element: string): number[] =>
          [...xml.matchAll(new RegExp(`<${element}[^>]*>([^<]*)<`, "gu"))].map(([, text]) => Number(text));
        const total = sum(transfers.map(({ amount }) => amount));
        expect(read("CtrlSum").map((euros) => Math.round(euros * 100))).toEqual([total, total]);
        expect(read("NbOfTxs")).toEqual([transfers.length, transfers.length]);
      },
    ),
    { numRuns: 60 },
  );
});

test.each([
  ["<CreDtTm>", "<CreDtTm>gestern", "is gestern"],
  [/<MsgId>.*<\/MsgId>\s*(<CreDtTm>.*<\/CreDtTm>)/u, "$1<MsgId>1</MsgId>", "is in the order"],
  [/<EndToEndId>.*<\/EndToEndId>/u, "", "has 0 EndToEndId"],
  ["<Ustrd>", `<Ustrd>${"x".repeat(140)}`, "is xxx"],
  ["<ChrgBr>", "<Purp/><ChrgBr>", "is unknown"],
  [' Ccy="EUR"', "", "has other attributes"],
  ["pain.001.001.09", "pain.001.001.03", "namespace"],
] as const)("a file that breaks the standard is told: %s", (from, to, told) => {
  expect(brokenShapes(renderPain001(order()).replace(from, to)).join("; ")).toContain(told);
});
