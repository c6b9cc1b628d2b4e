/**
 * ISO 20022 statements (camt.053) and credit notifications (camt.054), versions 001.02 to 001.08, whatever namespace they name: what
 * differs between the versions (`Sts` or `Sts/Cd`, `Dbtr/Nm` or `Dbtr/Pty/Nm`, where a transaction's amount stands) is read from either place.
 */
import type { BankFile, BankFileFormat, BankTransaction } from "../../app/ports/bank-file.ts";
import { type Day, parseDay } from "../../kernel/dates.ts";
import { UserError } from "../../kernel/errors.ts";
import { type Cents, cents } from "../../kernel/money.ts";
import { plain } from "../../kernel/text.ts";
import { transactionNamer } from "./identity.ts";
import { elementsAt, readXml, textAt, type XmlElement } from "./read-xml.ts";

/** The messages that we read, by the element below `Document`. */
const MESSAGES: Readonly<Record<string, BankFileFormat>> = { BkToCstmrStmt: "camt.053", BkToCstmrDbtCdtNtfctn: "camt.054" };

const OUR_CURRENCY = "EUR";

/**
 * @param texts the file in pieces, cut anywhere.
 * @throws XmlError; UserError `bank-file-unknown`, `bank-file-entry`.
 */
export function readCamt(texts: Iterable<string>, name: string): BankFile {
  const entries = new Entries(name);
  const document = readXml(texts, (element, parents) => {
    if (element.name !== "Ntry") return false;
    entries.read(element, parents.at(-1) ?? null);
    return true;
  });
  const format = document.name === "Document" ? MESSAGES[document.children[0]?.name ?? ""] : undefined;
  if (format === undefined) throw new UserError("bank-file-unknown", { path: name });
  return { name, format, transactions: entries.transactions, leftOut: entries };
}

/** What a `Ntry` and one of its `TxDtls` come to. */
type Part = Pick<BankTransaction, "amount" | "reference" | "message" | "payer" | "bankReference">;

class Entries {
  readonly transactions: BankTransaction[] = [];
  readonly foreign: { currency: string; amount: string; payer: string | null }[] = [];
  debits = 0;
  pending = 0;
  readonly #file: string;
  readonly #named = transactionNamer();
  #count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  read(entry: XmlElement, statement: XmlElement | null): void {
    this.#count += 1;
    const status = textAt(entry, "Sts/Cd", "Sts");
    const [amount] = elementsAt(entry, "Amt");
    const currency = amount?.attributes.Ccy ?? "";
    const direction = textAt(entry, "CdtDbtInd");
    if (direction !== "CRDT" && direction !== "DBIT") throw this.#wrong("CdtDbtInd");
    if (status !== "BOOK") this.pending += 1;
    else if (currency !== OUR_CURRENCY) {
      const [details] = elementsAt(entry, "NtryDtls/TxDtls");
      const payer = payerOf(details ?? entry);
      this.foreign.push({ currency: plain(currency), amount: plain(amount?.text.trim() ?? ""), payer });
    } else if (direction === "DBIT" && !isReturn(entry)) this.debits += 1;
    // A reversed debit is a payment of ours that came back, not one of a customer's.
    else if (direction === "CRDT" && isTrue(entry, "RvslInd")) this.debits += 1;
    else this.#book(entry, direction, statement === null ? null : textAt(statement, "Acct/Id/IBAN"));
  }

  #book(entry: XmlElement, direction: "CRDT" | "DBIT", account: string | null): void {
    const bookedOn = dayAt(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm");
    const whole = parseCamtAmount(textAt(entry, "Amt"));
    if (bookedOn === null) throw this.#wrong("BookgDt");
    if (whole === null || whole === 0) throw this.#wrong("Amt");
    const kind = direction === "DBIT" ? "return" : "payment";
    for (const part of partsOf(entry, whole)) {
      const amount = kind === "return" ? cents(-part.amount) : part.amount;
      const transaction = { ...part, kind, amount, bookedOn, account: account?.replace(/\s/gu, "") ?? null } as const;
      this.transactions.push(this.#named(transaction, textAt(entry, "NtryRef")));
    }
  }

  #wrong(field: string): UserError {
    return new UserError("bank-file-entry", { path: this.#file, entry: this.#count, field });
  }
}

const isTrue = (element: XmlElement, path: string): boolean => ["true", "1"].includes(textAt(element, path) ?? "");

/** `RvslInd`, or details that say what was returned. */
const isReturn = (entry: XmlElement): boolean => isTrue(entry, "RvslInd") || elementsAt(entry, "NtryDtls/TxDtls/RtrInf").length > 0;

function dayAt(entry: XmlElement, ...paths: readonly string[]): Day | null {
  const text = textAt(entry, ...paths);
  return text === null ? null : parseDay(text.slice(0, 10));
}

/** Up to five decimals, as the format has it; those beyond the cent must be zeros. */
function parseCamtAmount(text: string | null): Cents | null {
  const match = /^(\d{1,12})(?:\.(\d{1,2})0{0,3})?$/u.exec(text ?? "");
  return match ? cents(Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"))) : null;
}

/** The transactions of a batch where they have sums that add up to it; else the entry as one, for a person to part. */
function partsOf(entry: XmlElement, whole: Cents): readonly Part[] {
  const details = elementsAt(entry, "NtryDtls/TxDtls");
  const reference = textAt(entry, "AcctSvcrRef");
  const [first] = details;
  if (first !== undefined && details.length === 1) return [partOf(first, whole, textAt(first, "Refs/AcctSvcrRef") ?? reference)];
  const amounts = details.map(amountOf);
  const total = amounts.reduce<number>((sum, amount) => sum + (amount ?? Number.NaN), 0);
  if (details.length === 0 || total !== whole) {
    return [{ amount: whole, reference: null, message: text(textAt(entry, "AddtlNtryInf")), payer: null, bankReference: text(reference) }];
  }
  const own = details.map((one) => textAt(one, "Refs/AcctSvcrRef"));
  const unique = new Set(own).size === own.length && !own.includes(null);
  return details.map((one, index) => {
    const numbered = reference === null ? null : `${reference}/${index + 1}`;
    return partOf(one, amounts[index] as Cents, unique ? (own[index] ?? null) : numbered);
  });
}

function amountOf(details: XmlElement): Cents | null {
  const [own] = [...elementsAt(details, "AmtDtls/TxAmt/Amt"), ...elementsAt(details, "Amt")];
  return own?.attributes.Ccy === OUR_CURRENCY ? parseCamtAmount(own.text.trim()) : null;
}

const text = (value: string | null): string | null => (value === null ? null : plain(value).slice(0, 500));

const payerOf = (details: XmlElement): string | null =>
  text(textAt(details, "RltdPties/Dbtr/Nm", "RltdPties/Dbtr/Pty/Nm", "RltdPties/UltmtDbtr/Nm", "RltdPties/UltmtDbtr/Pty/Nm"));

/** With several references nobody knows which sum is for which: they stand in the message. */
function partOf(details: XmlElement, amount: Cents, bankReference: string | null): Part {
  const references = [...new Set(elementsAt(details, "RmtInf/Strd/CdtrRefInf/Ref").map((one) => one.text.trim()))].filter(Boolean);
  const free = elementsAt(details, "RmtInf/Ustrd").map((one) => one.text.trim());
  const several = references.length > 1 ? references : [];
  return {
    amount,
    reference: references.length === 1 ? text(references[0] ?? null) : null,
    message: text([...several, ...free].filter(Boolean).join(" ") || null),
    payer: payerOf(details),
    bankReference: text(bankReference),
  };
}
