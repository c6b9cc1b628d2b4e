/** The notice of what was found after the return: what comes of it is said plainly, in the letter and in the mail. */
import { expect, test } from "vitest";
import { NO_PICTURES } from "../../src/document/finding-photos.ts";
import { noticeMail } from "../../src/document/mail/notice-mail.ts";
import { renderNotice } from "../../src/document/render-notice.ts";
import type { NoticeEffect } from "../../src/inspection/notice.ts";
import { type Day, instant } from "../../src/kernel/dates.ts";
import type { Language } from "../../src/kernel/text.ts";
import { buildPartyContract } from "../support/build-billing.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildFinding, buildGroup, buildInspection, buildLineFacts } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, textOf } from "../support/read-document.ts";

const contract = buildPartyContract();
const finding = buildFinding({ enteredAt: instant("2026-05-22T08:00:00Z"), late: { noticeSentAt: null } });
const inspection = buildInspection({ lines: [buildLineFacts({ out: 60, groups: [buildGroup({ count: 2, findings: [finding] })] })] });
const reply = { name: "Mira Salo", phone: "+358 40 765 4321", email: "tiski@juhlakalusto.example", by: "2026-05-25" as Day };
const notice = { inspection: "R-1", contract: contract.number, findings: ["F1"], madeOn: "2026-05-22" as Day, reply };
const notify = { id: "notify", clause: "9.1", days: 3, businessDays: true, consumers: false };

async function told(language: Language, effect: NoticeEffect): Promise<{ letter: string; mail: string }> {
  const assets = assetsIn(language);
  const values = {
    contract,
    terms: buildTerms({ notify }),
    inspection,
    baseline: null,
    since: null,
    firm: buildFirm(),
    pictures: NO_PICTURES,
  };
  const letter = await textOf(await renderNotice({ ...values, notice, effect }, assets));
  return { letter, mail: noticeMail({ notice, contract, inspection, effect, firm: "x" }, assets.messages).text };
}

test.each([
  ["fi", "Tästä ei veloiteta mitään", "joten tästä ei veloiteta mitään", "9.1"],
  ["sv", "Ingenting debiteras för det här", "så ingenting debiteras för det här", "9.1"],
  ["en", "Nothing is charged for this", "so nothing is charged for this", "9.1"],
] as const)("%s: too late, or towards a consumer, nothing is charged for it, and that is said", async (language, never, late, clause) => {
  const [consumer, tooLate, inTime] = [await told(language, "never"), await told(language, "late"), await told(language, "inTime")];
  expect(consumer.letter).toContain(never);
  expect(consumer.letter).not.toContain(clause);
  expect(tooLate.letter).toContain(late);
  expect(tooLate.letter).toContain(clause);
  expect(inTime.letter).not.toContain(late);
  expect([consumer.mail, tooLate.mail, inTime.mail].map((mail) => mail.includes(never))).toEqual([true, true, false]);
});
