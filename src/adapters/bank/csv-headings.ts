/** How Finnish banks head the columns of the files they let people download, in Finnish, Swedish and English. */

export type Column = "day" | "amount" | "reference" | "message" | "payer" | "bankReference" | "currency";

/** Where a file has several that fit, the first of these counts. Compared without case, brackets and the currency's name. */
const HEADINGS: Readonly<Record<Column, readonly string[]>> = {
  day: [
    "kirjauspäivä",
    "kirjauspäivämäärä",
    "kirjauspvm",
    "bokföringsdag",
    "bokföringsdatum",
    "bokföringsdat",
    "booking date",
    "posting date",
    "entry date",
    "tapahtumapäivä",
    "transaktionsdag",
    "transaktionsdatum",
    "transaction date",
    "maksupäivä",
    "betalningsdag",
    "payment date",
    "päivämäärä",
    "päivä",
    "pvm",
    "datum",
    "date",
  ],
  amount: ["määrä", "summa", "belopp", "amount", "sum", "tapahtuman määrä", "transaction amount"],
  reference: [
    "viitenumero",
    "viite",
    "maksun viite",
    "referensnummer",
    "referensnr",
    "referens",
    "reference number",
    "reference no",
    "payment reference",
    "reference",
  ],
  message: ["viesti", "meddelande", "message", "selite", "selitys", "otsikko", "rubrik", "title", "description", "beskrivning"],
  payer: [
    "maksaja",
    "maksajan nimi",
    "saaja/maksaja",
    "saaja / maksaja",
    "betalare",
    "avsändare",
    "mottagare/betalare",
    "mottagare / betalare",
    "payer",
    "payer name",
    "sender",
    "payee/payer",
    "recipient/payer",
    "beneficiary/payer",
    "nimi",
    "namn",
    "name",
  ],
  bankReference: [
    "arkistointitunnus",
    "arkistotunnus",
    "arkistointiviite",
    "arkiveringskod",
    "arkiveringsreferens",
    "arkiveringssignum",
    "archive id",
    "archive code",
    "archive reference",
    "archiving code",
    "archiving reference",
    "filing code",
    "tapahtumatunnus",
    "transaction id",
  ],
  currency: ["valuutta", "valuta", "currency"],
};

const normal = (heading: string): string =>
  heading
    .normalize("NFC")
    .toLowerCase()
    .replace(/[()[\].:*]|\b(?:euroa|euro|eur)\b|€/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** The place of each column; null when the row heads no table of payments, which needs a day and an amount. */
export function findColumns(row: readonly string[]): Partial<Record<Column, number>> | null {
  const cells = row.map(normal);
  const found: Partial<Record<Column, number>> = {};
  for (const [column, headings] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
    const place = headings.map((heading) => cells.indexOf(heading)).find((index) => index !== -1);
    if (place !== undefined) found[column] = place;
  }
  return found.day === undefined || found.amount === undefined ? null : found;
}
