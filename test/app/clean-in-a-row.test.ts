/** Whoever brings everything back in order three times in a row is thanked more warmly; and whoever stays away is missed. */
import { expect, test } from "vitest";
import { answerFromFile } from "../../src/app/answer-from-file.ts";
import { issueBilling } from "../../src/app/issue-billing.ts";
import { previewBilling } from "../../src/app/preview-billing.ts";
import type { Language } from "../../src/kernel/text.ts";
import { at, buildCustomer } from "../support/build-contract.ts";
import { textOf } from "../support/read-document.ts";
import { ALL_IN_ORDER, assetsOf, returnedDesk, THREE_CRACKED } from "../support/returned-desk.ts";
import { archivePaper } from "./desk-with-contract.ts";

const noPhotos = (name: string): Promise<never> => Promise.reject(new Error(`no photo ${name} here`));

test("three in a row get a warmer word in their language, a charge begins the row anew, and another customer's do not count", async () => {
  const { desk, contract: first } = await returnedDesk({ answers: null });
  /** Comes back, is billed, and says how many in a row that makes. */
  const comesBack = async (number: string, answers = ALL_IN_ORDER, language: Language = "fi", customer = first.customer) => {
    const contract = { ...first, number, language, customer };
    if (number !== first.number) {
      await (await desk.store()).write((repositories) => repositories.contracts.add(contract));
      await archivePaper(desk, contract);
    }
    const walk = (kind: "handover" | "return", text: string) =>
      answerFromFile(desk, { contract: number, kind, source: { name: "answers.yaml", text, readPhoto: noPhotos }, cameBackAt: null });
    if (number !== first.number) await walk("handover", "rest: in order");
    await walk("return", answers);
    const { billing, pdf } = await issueBilling(desk, await previewBilling(desk, number, "all"), "all", assetsOf(desk));
    const letter = (await textOf(await (await desk.archive()).read(pdf?.sha256 ?? ""))).replace(/\s+/gu, " ");
    return [billing.cleanInARow, letter] as const;
  };
  expect((await comesBack(first.number))[0]).toBeUndefined();
  expect((await comesBack("2026-0118"))[0]).toBeUndefined();
  const [third, letter] = await comesBack("2026-0119");
  expect([third, letter.includes("Tämä oli jo 3. palautus peräkkäin, joka tuli takaisin näin hyvässä kunnossa.")]).toEqual([3, true]);
  expect((await comesBack("2026-0120", ALL_IN_ORDER, "en"))[1]).toContain("This was the 4th return in a row that came back like this.");
  expect((await comesBack("2026-0121", ALL_IN_ORDER, "sv"))[1]).toContain("Det här var den 5:e återlämningen i rad");
  expect((await comesBack("2026-0122", ALL_IN_ORDER, "fi", buildCustomer({ name: "Eino Salo", email: null })))[0]).toBeUndefined();
  expect((await comesBack("2026-0123", THREE_CRACKED))[0]).toBeUndefined();
  expect((await comesBack("2026-0124"))[0]).toBeUndefined();

  const away = await (await desk.store()).read(({ contracts }) => contracts.notSince(at("2026-06-01 00:00"), 2, 10));
  expect(away).toEqual([{ customer: "Aino Mäkelä", contract: expect.stringMatching(/^2026-01/u), due: first.due, rentals: 7 }]);
  expect(await (await desk.store()).read(({ contracts }) => contracts.notSince(at("2026-05-01 00:00"), 2, 10))).toEqual([]);
});
