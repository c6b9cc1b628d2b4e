/** Banks' files with good defaults: each test says only what differs. */

export interface EntryOver {
  readonly amount?: string;
  readonly currency?: string;
  readonly direction?: "CRDT" | "DBIT";
  readonly status?: string;
  readonly bookedOn?: string;
  readonly reference?: string | null;
  readonly archiveId?: string | null;
  readonly payer?: string;
  /** More of the `Ntry` or its `TxDtls`. */
  readonly entry?: string;
  readonly details?: string;
  /** Several `TxDtls` in place of the one. */
  readonly parts?: string;
}

export const buildEntry = (over: EntryOver = {}): string => {
  const { amount = "199.70", currency = "EUR", direction = "CRDT", status = "BOOK", bookedOn = "2026-06-01", entry = "" } = over;
  const { reference = "2026000011", archiveId = "A1", payer = "Aino Mäkelä", details = "" } = over;
  const structured = reference === null ? "" : `<Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd>`;
  const one = `<TxDtls><RltdPties><Dbtr><Nm>${payer}</Nm></Dbtr></RltdPties><RmtInf>${structured}</RmtInf>${details}</TxDtls>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${entry}<Sts>${status}</Sts><BookgDt><Dt>${bookedOn}</Dt></BookgDt>${
    archiveId === null ? "" : `<AcctSvcrRef>${archiveId}</AcctSvcrRef>`
  }<NtryDtls>${over.parts ?? one}</NtryDtls></Ntry>`;
};

/** A statement (camt.053.001.02). */
export const buildStatement = (...entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt>
<Acct><Id><IBAN>FI2112345600000785</IBAN></Id><Ccy>EUR</Ccy></Acct>
${entries.join("\n")}
</Stmt></BkToCstmrStmt></Document>`;

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
