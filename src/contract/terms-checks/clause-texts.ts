/** What clauses say in words that no rule can say: a deposit kept whole, a notice counted from the finding, another currency or tax rate. */
import { day } from "../../kernel/dates.ts";
import { LANGUAGES } from "../../kernel/text.ts";
import { vatRate } from "../../kernel/vat-rates.ts";
import type { TermsCheck } from "./report.ts";

const FORFEITED =
  /\bdeposit\b[^.]{0,80}\b(?:forfeit|not (?:be )?(?:returned|refunded)|kept in full)|\bvakuu[^.]{0,80}(?:menete|ei palaute|pidätetään kokonaan)|\bdeposition[^.]{0,80}(?:förverka|återbetalas inte|behålls i sin helhet)/iu;
const FROM_FINDING =
  /\bdays? (?:of|from|after) (?:the )?(?:discovery|finding|entry)|(?:havaitsemisesta|kirjaamisesta|huomaamisesta)\b|\bdagar (?:från|efter|av) (?:upptäckten|iakttagelsen|registreringen)/iu;
const OTHER_CURRENCY = /[$£¥]|(?<!\p{L})(?:USD|GBP|SEK|NOK|DKK|CHF)(?!\p{L})|\d\s?(?:kr|kronor|kruunua|dollars?|pounds)(?!\p{L})/u;
const TAX = "(?:alv|arvonlisävero\\p{L}*|VAT|moms|mervärdesskatt\\p{L}*)";
const PERCENT = "(\\d{1,2}(?:[.,]\\d{1,2})?)\\s?%";
const TAX_RATE = new RegExp(`(?<!\\p{L})${TAX}[^.,%\\d]{0,15}${PERCENT}|${PERCENT}[^.,\\d]{0,5}(?<!\\p{L})${TAX}`, "giu");

export const checkClauseTexts: TermsCheck = (terms, report) => {
  for (const { number, text } of terms.clauses) {
    for (const language of LANGUAGES) {
      const words = text[language];
      if (words === undefined) continue;
      const path = ["clauses", number, "text", language];
      if (FORFEITED.test(words)) report.warning(path, "deposit-forfeited", { clause: number });
      if (number === terms.notify?.clause && FROM_FINDING.test(words)) report.warning(path, "notice-from-finding", { clause: number });
      if (OTHER_CURRENCY.test(words)) report.warning(path, "other-currency", { clause: number, currency: terms.currency });
      for (const rate of strangeRates(words)) report.warning(path, "unknown-vat-rate", { clause: number, rate });
    }
  }
};

/** The rates of the newest law; 10 % and 0 % are rates too, though no charge of ours has them. */
const NEWEST = day("9999-12-31");
const KNOWN: ReadonlySet<number> = new Set([vatRate("S", NEWEST), vatRate("AA", NEWEST), 1_000, 0]);

function strangeRates(words: string): string[] {
  const rates = [...words.matchAll(TAX_RATE)].map((match) => (match[1] ?? match[2]) as string);
  return [...new Set(rates)].filter((rate) => !KNOWN.has(Math.round(Number(rate.replace(",", ".")) * 100)));
}
