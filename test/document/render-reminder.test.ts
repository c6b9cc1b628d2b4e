/** The reminder, read back: one page, thanks first, then the sums, the payment and who answers. */
import { expect, test } from "vitest";
import { renderReminder } from "../../src/document/render-reminder.ts";
import type { Reminder } from "../../src/invoice/reminder.ts";
import { day } from "../../src/kernel/dates.ts";
import { basisPoints, cents } from "../../src/kernel/money.ts";
import type { Language } from "../../src/kernel/text.ts";
import { buildReply, buildStory } from "../support/build-billing.ts";
import { assetsIn, textOfPages } from "../support/read-document.ts";

function buildReminder(language: Language, over: Partial<Reminder> = {}): Reminder {
  const { billing } = buildStory("ordinary", language);
  const { inspection, contract, customer, firm, settlement } = billing;
  return {
    schemaVersion: 1,
    number: 1,
    inspection,
    contract,
    documents: billing.documents.map(({ kind, number, total }) => ({ kind, number: number as string, total })),
    customer,
    firm,
    language,
    issuedOn: day("2026-07-06"),
    billedOn: billing.issuedOn,
    firstDueDate: day("2026-06-22"),
    paid: cents(0),
    open: cents(6202),
    fee: cents(0),
    interest: [
      {
        document: "damagesStatement",
        from: day("2026-06-23"),
        to: day("2026-07-06"),
        days: 14,
        rate: basisPoints(950),
        principal: cents(6202),
        amount: cents(23),
      },
    ],
    interestRule: { kind: "law" },
    toPay: cents(6225),
    dueDate: day("2026-07-20"),
    reference: settlement.reference as string,
    rfReference: settlement.rfReference as string,
    reply: buildReply(),
    ...over,
  };
}

const ORDER: Record<Language, readonly string[]> = {
  fi: [
    "Pieni muistutus laskusta",
    "Kiitos",
    "Maksamatta on 62,02",
    "Jos olet jo maksanut, kiitos",
    "Mistä summa",
    "Maksaminen",
    "Mira Lehtonen ·",
  ],
  sv: [
    "En liten påminnelse",
    "Tack för",
    "Att betala återstår 62,02",
    "Om du redan har betalat, tack",
    "Så är summan",
    "Betalning",
    "Mira Lehtonen ·",
  ],
  en: [
    "A small reminder",
    "Thank you",
    "There is €62.02",
    "If you have paid already, thank you",
    "How the sum",
    "How to pay",
    "Mira Lehtonen ·",
  ],
};

test.each(["fi", "sv", "en"] as const)("%s: one page in this order, the first time and the next", async (language) => {
  const pages = await textOfPages(await renderReminder(buildReminder(language), assetsIn(language)));
  expect(pages.length).toBe(1);
  const places = ORDER[language].map((part) => pages[0]?.indexOf(part) ?? -1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  const next = await textOfPages(await renderReminder(buildReminder(language, { number: 2, fee: cents(500) }), assetsIn(language)));
  expect(next.length).toBe(1);
});
