/**
 * Credit transfers as ISO 20022 `pain.001.001.09`, the 2019 version that Finnish banks take: element order, lengths and characters as the
 * schema and the SEPA rulebook have them.
 */
import { create } from "xmlbuilder2";
import type { Transfer, TransferOrder } from "../invoice/payout.ts";
import { type Cents, sum } from "../kernel/money.ts";

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
const LONGEST_NAME = 70;
const LONGEST_MESSAGE = 140;

/** SEPA's characters and the Nordic letters, which Finnish banks pass on; other accents are dropped, what is left becomes a space. */
function sepaText(text: string, longest: number): string {
  const kept = [...text.normalize("NFC")].map((character) => {
    if (/[A-Za-z0-9/\-?:().,'+ ÅÄÖåäö]/u.test(character)) return character;
    const bare = character.normalize("NFD").replace(/\p{M}/gu, "");
    return /^[A-Za-z0-9]+$/u.test(bare) ? bare : " ";
  });
  return kept.join("").replace(/ +/gu, " ").trim().slice(0, longest).trim();
}

const euros = (amount: Cents): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

/** Nobody can be paid who has no name that a bank can read. */
const nameOf = (name: string): string => sepaText(name, LONGEST_NAME) || "NOTPROVIDED";

const transferXml = ({ endToEndId, amount, name, iban, message }: Transfer) => ({
  PmtId: { InstrId: endToEndId, EndToEndId: endToEndId },
  Amt: { InstdAmt: { "@Ccy": "EUR", "#": euros(amount) } },
  Cdtr: { Nm: nameOf(name) },
  CdtrAcct: { Id: { IBAN: iban } },
  RmtInf: { Ustrd: sepaText(message, LONGEST_MESSAGE) },
});

/** @throws RangeError for an order without transfers: the schema wants at least one. */
export function renderPain001({ messageId, createdAt, executeOn, debtor, transfers }: TransferOrder): string {
  if (transfers.length === 0) throw new RangeError("an order without transfers");
  const totals = { NbOfTxs: String(transfers.length), CtrlSum: euros(sum(transfers.map(({ amount }) => amount))) };
  const agent = debtor.bic === null ? { Othr: { Id: "NOTPROVIDED" } } : { BICFI: debtor.bic };
  const name = nameOf(debtor.name);
  const document = {
    Document: {
      "@xmlns": NAMESPACE,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: messageId,
          CreDtTm: `${createdAt.slice(0, 19)}Z`,
          ...totals,
          InitgPty: { Nm: name, Id: { OrgId: { Othr: { Id: debtor.businessId.replace(/\D/gu, ""), SchmeNm: { Cd: "BANK" } } } } },
        },
        PmtInf: {
          PmtInfId: messageId,
          PmtMtd: "TRF",
          BtchBookg: "false",
          ...totals,
          PmtTpInf: { SvcLvl: { Cd: "SEPA" } },
          ReqdExctnDt: { Dt: executeOn },
          Dbtr: { Nm: name },
          DbtrAcct: { Id: { IBAN: debtor.iban }, Ccy: "EUR" },
          DbtrAgt: { FinInstnId: agent },
          ChrgBr: "SLEV",
          CdtTrfTxInf: transfers.map(transferXml),
        },
      },
    },
  };
  return `${create({ version: "1.0", encoding: "UTF-8" }, document).end({ prettyPrint: true })}\n`;
}
