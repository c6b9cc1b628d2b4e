/** Every state of the phone's pages in three languages: nothing that keeps anybody out, nothing beside the screen. `PHONE_SCREENS=folder` keeps pictures. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { barriersOf, openBrowser, openPage, PHONE } from "../support/browser.ts";
import { phoneDesk } from "../support/phone-desk.ts";
import { picture } from "../support/photo-files.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const PDF = { name: "kuitti.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 no photo") };

test.each([
  ["fi", "Suomi", "Olen lukenut tämän"],
  ["sv", "Svenska", "Jag har läst det här"],
  ["en", "English", "I have read this"],
] as const)("in %s", async (language, name, read) => {
  const walk = await phoneDesk();
  const { signing } = walk.scene.phone;
  const look = async (page: Page, state: string): Promise<void> => {
    if (process.env.PHONE_SCREENS) await page.screenshot({ path: `${process.env.PHONE_SCREENS}/${language}-${state}.png`, fullPage: true });
    expect([state, await barriersOf(page)]).toEqual([state, []]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(PHONE.width);
  };
  const said = async (page: Page, words: string): Promise<void> => page.locator("#state", { hasText: words }).waitFor();

  const link = walk.phone.link("customer");
  const record = await openPage(browser, link);
  await record.getByRole("link", { name }).click();
  await look(record, "not-to-sign-yet");
  signing.open = true;
  walk.phone.announce();
  await record.locator("#signing").waitFor();
  await look(record, "to-sign");
  await record.getByRole("button", { name: read }).click();
  await record.locator("#signing").waitFor({ state: "hidden" });
  await look(record, "given");
  signing.confirmed = true;
  walk.phone.announce();
  await said(record, { fi: "tallessa", sv: "sparad", en: "kept" }[language]);
  await look(record, "confirmed");

  await look(await openPage(browser, link, { locale: language }), "used");
  await look(await openPage(browser, link.replace(/[^/]+$/u, "A".repeat(22)), { locale: language }), "guessed");

  const photos = await openPage(browser, walk.phone.link("clerk"));
  await photos.getByRole("link", { name }).click();
  await look(photos, "no-photos");
  await photos.locator("#choose").setInputFiles([await picture("IMG_0001.jpg", 20), PDF, await picture("IMG_0003.jpg", 60)]);
  await photos.locator("#sent li[data-kept]").nth(2).waitFor();
  await look(photos, "photos");
});
