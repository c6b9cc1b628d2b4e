/** The record on a phone in a real browser: read in three languages, signed with a finger or a name, or declined. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { textToRead } from "../../src/app/sign-record.ts";
import { customerTexts } from "../../src/cli/customer-texts.ts";
import { textBytes } from "../../src/document/record/record-text.ts";
import type { Language } from "../../src/kernel/text.ts";
import { barriersOf, openBrowser, openPage } from "../support/browser.ts";
import { type PhoneDesk, phoneDesk } from "../support/phone-desk.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The clerk has read it back: it may be signed. */
function allowSigning(walk: PhoneDesk): void {
  walk.scene.phone.signing.open = true;
  walk.phone.announce();
}

const textOf = (walk: PhoneDesk, language: Language): string =>
  Buffer.from(textBytes(textToRead(walk.scene.book.walk, customerTexts(language), language))).toString("utf8");

/** What stands on the page, line by line. */
const shown = async (page: Page): Promise<string> => `${(await page.locator("#record :is(h2, h3, p, li)").allInnerTexts()).join("\n")}\n`;

async function drawName(page: Page): Promise<void> {
  await page.locator("#sheet").scrollIntoViewIfNeeded();
  const box = await page.locator("#sheet").boundingBox();
  if (box === null) throw new Error("there is no sheet to draw on");
  await page.mouse.move(box.x + 20, box.y + 100);
  await page.mouse.down();
  for (let step = 1; step <= 12; step += 1) await page.mouse.move(box.x + 20 + step * 20, box.y + 80 + (step % 3) * 20);
  await page.mouse.up();
}

test("what is shown is the record's text, line for line, without sums, in the language that the reader chooses", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("customer"));
  expect(new URL(page.url()).pathname).toBe("/record");
  for (const [language, name] of [
    ["fi", "Suomi"],
    ["sv", "Svenska"],
    ["en", "English"],
  ] as const) {
    await page.getByRole("link", { name }).click();
    const text = await shown(page);
    expect(text).toBe(textOf(walk, language));
    expect(text).not.toContain("€");
    expect(await page.locator("#record").getAttribute("lang")).toBe(language);
  }
  expect(await page.locator("#signing").isVisible()).toBe(false);
  expect(await page.locator("#state").innerText()).toBe("It can be signed once you have gone through it together.");
});

test("signed with a finger: name, language, the very text, and the strokes come to the desk", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("customer"));
  await page.getByRole("link", { name: "Svenska" }).click();
  allowSigning(walk);
  await page.locator("#signing").waitFor();
  await drawName(page);
  await page.getByRole("button", { name: "Jag har läst det här" }).click();
  await page.getByText("Tack. Underskriften syns vid kundtjänsten.").waitFor();
  const { word } = walk.scene.phone.signing;
  if (word?.kind !== "signed") throw new Error("nothing was signed");
  expect([word.name, word.language, Buffer.from(word.text).toString("utf8")]).toEqual(["Aino Mäkelä", "sv", textOf(walk, "sv")]);
  expect(Buffer.from(word.drawing ?? []).toString("utf8")).toMatch(
    /^<svg [^>]+viewBox="0 0 1000 400"><path d="M\d+ \d+(?:L\d+ \d+){10,}"/u,
  );
  expect(walk.told.at(-1)).toBe("Aino Mäkelä has signed on the phone. Key 4, or k at a hand-over, shows it.");
  await page.getByText("Kundtjänsten bekräftar det om en stund.").waitFor();
  expect(await page.locator("#signing").isVisible()).toBe(false);
});

test("with a keyboard alone: a typed name is enough, an empty one is asked for, a cleared drawing is none", async () => {
  const walk = await phoneDesk();
  allowSigning(walk);
  const page = await openPage(browser, walk.phone.link("customer"), { locale: "en-IE" });
  await page.getByRole("link", { name: "English" }).click();
  await drawName(page);
  await page.getByRole("button", { name: "Clear the signature" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("");
  await page.getByRole("button", { name: "I have read this" }).press("Enter");
  await page.getByText("The name is still missing.").waitFor();
  await page.getByRole("textbox", { name: "Name" }).fill("Aino M.");
  await page.getByRole("textbox", { name: "Name" }).press("Enter");
  await page.getByText("Thank you. What you have signed is shown at the desk.").waitFor();
  expect(walk.scene.phone.signing.word).toMatchObject({ kind: "signed", name: "Aino M.", language: "en", drawing: null });
});

test("declining is one button; without scripts a name or declining works as well", async () => {
  const walk = await phoneDesk();
  allowSigning(walk);
  const page = await openPage(browser, walk.phone.link("customer"));
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("button", { name: "I would rather not sign" }).click();
  await page.getByText("That is quite all right. It is noted at the desk.").waitFor();
  expect(walk.scene.phone.signing.word).toMatchObject({ kind: "declined" });
  walk.scene.phone.signing.word = null;
  const bare = await openPage(browser, walk.phone.link("customer"), { javaScriptEnabled: false });
  await bare.getByRole("link", { name: "English" }).click();
  expect(await bare.locator("#sheet").isVisible()).toBe(false);
  await bare.getByRole("button", { name: "I have read this" }).click();
  expect(await bare.locator("#note").innerText()).toBe("Thank you. What you have signed is shown at the desk.");
  expect(walk.scene.phone.signing.word).toMatchObject({ kind: "signed", name: "Aino Mäkelä", drawing: null });
});

test("a record that changes while it is read is shown anew; what was read before cannot be signed", async () => {
  const walk = await phoneDesk();
  allowSigning(walk);
  const page = await openPage(browser, walk.phone.link("customer"), { javaScriptEnabled: false });
  await page.getByRole("link", { name: "English" }).click();
  const following = await openPage(browser, walk.phone.link("customer"));
  await following.getByRole("link", { name: "English" }).click();
  await walk.scene.book.record({ type: "noted", position: 1, note: "Two were wet." });
  walk.phone.announce();
  await following.locator("#record", { hasText: "Two were wet." }).waitFor();
  await page.getByRole("button", { name: "I have read this" }).click();
  expect(await page.locator("#note").innerText()).toBe("The record has changed since it was opened here. Please read it again.");
  expect(walk.scene.phone.signing.word).toBeNull();
  expect(await shown(page)).toContain("Two were wet.");
});

test.each(["fi", "sv", "en"] as const)(
  "in %s, light and dark, wide and narrow: nothing that keeps anybody out, nothing beside the screen",
  async (language) => {
    const walk = await phoneDesk();
    allowSigning(walk);
    for (const [width, height, colorScheme] of [
      [390, 844, "light"],
      [320, 568, "dark"],
    ] as const) {
      const page = await openPage(browser, walk.phone.link("clerk"), { viewport: { width, height }, colorScheme });
      await page.locator('a[href="/record"]').click();
      await page.getByRole("link", { name: { fi: "Suomi", sv: "Svenska", en: "English" }[language] }).click();
      await drawName(page);
      expect(await barriersOf(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      if (process.env.PHONE_SCREENS)
        await page.screenshot({ path: `${process.env.PHONE_SCREENS}/record-${language}-${width}.png`, fullPage: true });
    }
  },
);
