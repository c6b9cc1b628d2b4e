import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBankFile } from "../../../src/adapters/bank/read-bank-file.ts";
import { parseBankDay, parseSigned } from "../../../src/adapters/bank/read-csv.ts";
import { buildEntry, buildStatement, bytesOf } from "../../support/build-camt.ts";

const read = (text: string | Uint8Array, name = "statement.xml") => readBankFile(typeof text === "string" ? bytesOf(text) : text, name);
const NOTHING = { debits: 0, pending: 0, foreign: [] };
const code = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};

describe("a statement", () => {
  test("its payments, with account, day, sum, reference and payer", () => {
    expect(read(buildStatement(buildEntry()))).toEqual({
      name: "statement.xml",
      format: "camt.053",
      transactions: [
        {
          kind: "payment",
          account: "FI2112345600000785",
          identity: "payment:A1",
          bookedOn: "2026-06-01",
          amount: 19_970,
          reference: "2026000011",
          message: null,
          payer: "Aino Mäkelä",
          bankReference: "A1",
        },
      ],
      leftOut: expect.objectContaining(NOTHING),
    });
  });

  test("version 001.08 with a prefix, a notification, and sums and names where that version has them", () => {
    const notice = `<?xml version='1.0'?><!-- from the bank --><c:Document xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><c:BkToCstmrDbtCdtNtfctn><c:Ntfctn>
<c:Acct><c:Id><c:IBAN>FI21 1234 5600 0007 85</c:IBAN></c:Id></c:Acct><c:Ntry><c:Amt Ccy="EUR">30.00</c:Amt><c:CdtDbtInd>CRDT</c:CdtDbtInd><c:Sts><c:Cd>BOOK</c:Cd></c:Sts>
<c:BookgDt><c:DtTm>2026-06-02T04:00:00+03:00</c:DtTm></c:BookgDt><c:AcctSvcrRef>B1</c:AcctSvcrRef><c:NtryDtls><c:Btch><c:NbOfTxs>2</c:NbOfTxs></c:Btch>
<c:TxDtls><c:Refs><c:AcctSvcrRef>T1</c:AcctSvcrRef></c:Refs><c:Amt Ccy="EUR">10.5</c:Amt><c:RltdPties><c:Dbtr><c:Pty><c:Nm>K &amp; K Oy</c:Nm></c:Pty></c:Dbtr></c:RltdPties>
<c:RmtInf><c:Strd><c:CdtrRefInf><c:Ref>RF63 2026 0000 11</c:Ref></c:CdtrRefInf></c:Strd></c:RmtInf></c:TxDtls>
<c:TxDtls><c:Refs><c:AcctSvcrRef>T2</c:AcctSvcrRef></c:Refs><c:Amt Ccy="EUR">19.50</c:Amt><c:RmtInf><c:Ustrd><![CDATA[tuolit <3]]></c:Ustrd></c:RmtInf></c:TxDtls>
</c:NtryDtls></c:Ntry></c:Ntfctn></c:BkToCstmrDbtCdtNtfctn></c:Document>`;
    const { format, transactions } = read(notice);
    expect(format).toBe("camt.054");
    expect(
      transactions.map(({ identity, amount, reference, payer, message, bookedOn, account }) => ({
        identity,
        amount,
        reference,
        payer,
        message,
        bookedOn,
        account,
      })),
    ).toEqual([
      {
        identity: "payment:T1",
        amount: 1050,
        reference: "RF63 2026 0000 11",
        payer: "K & K Oy",
        message: null,
        bookedOn: "2026-06-02",
        account: "FI2112345600000785",
      },
      {
        identity: "payment:T2",
        amount: 1950,
        reference: null,
        payer: null,
        message: "tuolit <3",
        bookedOn: "2026-06-02",
        account: "FI2112345600000785",
      },
    ]);
  });

  test("a batch whose parts do not add up is one sum for a person to place", () => {
    const part = (amount: string) => `<TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls>`;
    const sums = (...parts: string[]) =>
      read(buildStatement(buildEntry({ amount: "30.00", parts: parts.map(part).join("") }))).transactions.map(({ amount, identity }) => [
        amount,
        identity,
      ]);
    expect(sums("10.00", "20.00")).toEqual([
      [1000, "payment:A1/1"],
      [2000, "payment:A1/2"],
    ]);
    expect(sums("10.00", "19.00")).toEqual([[3000, "payment:A1"]]);
  });

  test("debits, what is not booked, and other currencies are left out, the last by name", () => {
    const { transactions, leftOut } = read(
      buildStatement(
        buildEntry({ direction: "DBIT" }),
        buildEntry({ status: "PDNG" }),
        buildEntry({ currency: "USD", amount: "100.00", payer: "Lena Norrgård" }),
        buildEntry({ entry: "<RvslInd>true</RvslInd>" }),
      ),
    );
    expect(transactions).toEqual([]);
    expect(leftOut).toMatchObject({ debits: 2, pending: 1, foreign: [{ currency: "USD", amount: "100.00", payer: "Lena Norrgård" }] });
  });

  test("a reversal and a returned payment take back", () => {
    const returned = { direction: "DBIT" as const, archiveId: "A1" };
    const both = [
      buildEntry({ ...returned, entry: "<RvslInd>true</RvslInd>" }),
      buildEntry({ ...returned, archiveId: "A9", details: "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" }),
    ];
    expect(read(buildStatement(...both)).transactions.map(({ kind, amount, identity }) => ({ kind, amount, identity }))).toEqual([
      { kind: "return", amount: -19_970, identity: "return:A1" },
      { kind: "return", amount: -19_970, identity: "return:A9" },
    ]);
  });

  test("without the bank's reference the facts tell entries apart, and the same one is the same in every file", () => {
    const plain = buildEntry({ archiveId: null });
    const once = read(buildStatement(plain)).transactions;
    const twice = read(buildStatement(plain, plain)).transactions;
    expect(twice[0]?.identity).toBe(once[0]?.identity);
    expect(twice[1]?.identity).not.toBe(once[0]?.identity);
  });

  test("ten thousand entries", () => {
    const entries = Array.from({ length: 10_000 }, (_, index) => buildEntry({ archiveId: `A${index}` }));
    expect(read(buildStatement(...entries)).transactions).toHaveLength(10_000);
  });
});

describe("a table", () => {
  const fi = (rows: string, head = "Kirjauspäivä;Määrä EUROA;Saaja/Maksaja;Viite;Viesti;Arkistointitunnus") => `${head}\n${rows}\n`;
  const row = '1.6.2026;"+1 199,70";Aino Mäkelä;00020 26000 011;Kiitos;20260601593497A1\n2.6.2026;-5,00;Pankki;;palvelumaksu;20260602A2';
  const sums = (text: string | Uint8Array) => {
    const { transactions, leftOut } = read(text, "tili.csv");
    return {
      rows: transactions.map(({ bookedOn, amount, payer, reference }) => [bookedOn, amount, payer, reference]),
      debits: leftOut.debits,
    };
  };
  const expected = { rows: [["2026-06-01", 119_970, "Aino Mäkelä", "00020 26000 011"]], debits: 1 };

  test("in UTF-8 with and without its mark, and in the old Western alphabet", () => {
    expect(sums(fi(row))).toEqual(expected);
    expect(sums(`\uFEFF${fi(row)}`)).toEqual(expected);
    expect(sums(Buffer.from(fi(row), "latin1"))).toEqual(expected);
  });

  test.each([
    ["Bokföringsdag\tBelopp\tAvsändare\tReferensnummer\n2026/06/01\t1 199,70\tAino Mäkelä\t00020 26000 011\n2026/06/02\t-5,00\tBanken\t"],
    [
      '"Booking date","Amount","Sender","Reference number","Currency"\n"2026-06-01","1,199.70","Aino Mäkelä","00020 26000 011","EUR"\n"2026-06-02","-5.00","Bank","","EUR"',
    ],
    [
      "Tilinumero;FI21 1234 5600 0007 85\n\nPvm;Summa;Maksaja;Viitenumero\n01.06.2026;1.199,70;Aino Mäkelä;00020 26000 011\n02.06.2026;-5,00;Pankki;",
    ],
  ])("columns by their headings: %#", (text) => expect(sums(text)).toEqual(expected));

  test.each([
    ["a label", "ref= 00000002026000011"],
    ["marks that keep zeros", "'00000002026000011'"],
    ["a formula that does", '"=""00000002026000011"""'],
  ])("a reference behind %s, and a dash for no message", (_, written) => {
    const text = `Kirjauspäivä;Summa;Maksaja;Viite;Viesti\n22.5.2026;10,00;Aino;${written};'-'`;
    expect(read(text, "tili.csv").transactions.map(({ reference, message }) => [reference, message])).toEqual([
      ["00000002026000011", null],
    ]);
  });

  test("a table that was saved as Unicode text", () => {
    const text = "\uFEFFPvm\tSumma\tMaksaja\n22.5.2026\t10,00\tMäkelä";
    const [payment] = readBankFile(new Uint8Array(Buffer.from(text, "utf16le")), "tili.txt").transactions;
    expect([payment?.amount, payment?.payer]).toEqual([10_00, "Mäkelä"]);
  });

  test("the account above the table, and a currency that is not ours", () => {
    const text = "Tili: FI21 1234 5600 0007 85\nPvm;Summa;Valuutta;Maksaja\n1.6.2026;10,00;SEK;Lena\n1.6.2026;10,00;EUR;Aino";
    const { transactions, leftOut } = read(text, "tili.csv");
    expect(transactions.map(({ account, payer }) => [account, payer])).toEqual([["FI2112345600000785", "Aino"]]);
    expect(leftOut.foreign).toEqual([{ currency: "SEK", amount: "10,00", payer: "Lena" }]);
  });

  test("a row without a day or sum stops the whole file", () => {
    expect(code(() => read(fi("1.6.2026;1.234;Aino;;;"), "tili.csv"))).toBe("bank-file-row");
    expect(code(() => read(fi("eilen;12,34;Aino;;;"), "tili.csv"))).toBe("bank-file-row");
  });

  test.each([
    ["12,50", 1250],
    ["-1 234,5", -123_450],
    ["1.234.567,89", 123_456_789],
    ["1,234.50", 123_450],
    ["1.234", null],
    ["1,23,4", null],
    ["12,345", null],
    ["", null],
  ])("the sum %s", (text, amount) => expect(parseSigned(text)).toBe(amount));

  test.each([
    ["1.6.2026", "2026-06-01"],
    ["20260601", "2026-06-01"],
    ["2026-06-31", null],
    ["6/2026", null],
  ])("the day %s", (text, day) => expect(parseBankDay(text)).toBe(day));
});

describe("files that are none", () => {
  const LAUGHS = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]><Document>&lol2;</Document>`;
  test.each([
    ["an empty file", "", "bank-file-unknown"],
    ["a letter", "Hei, tässä tiliote.\n", "bank-file-unknown"],
    ["a PDF", "%PDF-1.7\n\u0000\u0001", "bank-file-unknown"],
    ["a page of the net", "<html><body>Kirjaudu</body></html>", "bank-file-unknown"],
    ["another of the bank's messages", '<Document xmlns="urn:x"><BkToCstmrAcctRpt></BkToCstmrAcctRpt></Document>', "bank-file-unknown"],
    ["a file of laughs", LAUGHS, "bank-file-doctype"],
    ["an entity nobody declared", "<Document>&lol;</Document>", "bank-file-broken"],
    ["elements that cross", "<Document><a></Document></a>", "bank-file-broken"],
    ["two documents", "<Document></Document><Document></Document>", "bank-file-broken"],
    ["a well without a ground", "<a>".repeat(5_000), "bank-file-broken"],
    ["a statement in an alphabet we do not read", '<?xml version="1.0" encoding="UTF-16"?><Document/>', "bank-file-encoding"],
    ["an entry without a sum", buildStatement(buildEntry({ amount: "viisi" })), "bank-file-entry"],
    ["an entry of an impossible day", buildStatement(buildEntry({ bookedOn: "2026-02-30" })), "bank-file-entry"],
    ["a sum of tenths of cents", buildStatement(buildEntry({ amount: "1.005" })), "bank-file-entry"],
  ])("%s", (_, text, expected) => expect(code(() => read(text))).toBe(expected));

  test.each([
    ["a document type", '<?xml version="1.0"?>\n<!DOCTYPE x>\n<Document/>', "bank-file-doctype", 2, 13],
    ["elements that cross", "<Document>\n  <a></b></Document>", "bank-file-broken", 2, 10],
    ["an entity nobody declared", "<Document>&lol;</Document>", "bank-file-broken", 1, 16],
    ["a tag that never ends", "<Document>\n<BkToCstmrStmt", "bank-file-cut-off", 2, 15],
  ])("%s is refused with its place", (_, text, expected, line, column) => {
    const refused = (() => {
      try {
        return read(text);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toMatchObject({ code: expected, values: { path: "statement.xml", line, column } });
  });

  test("a letter of two bytes may lie where the file is read in pieces", () => {
    const payer = `${"ä".repeat(40_000)}a`;
    const padded = (spaces: number) => buildStatement(`${" ".repeat(spaces)}${buildEntry({ payer })}`);
    for (const spaces of [0, 1]) expect(read(padded(spaces)).transactions[0]?.payer).toBe("ä".repeat(500));
  });

  test("UTF-8 that is none", () => {
    expect(code(() => read(Buffer.from(buildStatement(buildEntry()), "latin1")))).toBe("bank-file-encoding");
    expect(read(Buffer.from(buildStatement(buildEntry()).replace("UTF-8", "ISO-8859-1"), "latin1")).transactions[0]?.payer).toBe(
      "Aino Mäkelä",
    );
  });

  test("a statement that was cut anywhere is refused", () => {
    const whole = buildStatement(buildEntry(), buildEntry({ archiveId: "A2" }));
    fc.assert(
      fc.property(fc.integer({ min: 60, max: whole.length - 1 }), (length) => {
        expect(["bank-file-cut-off", "bank-file-broken", "bank-file-unknown"]).toContain(code(() => read(whole.slice(0, length))));
      }),
    );
  });
});
