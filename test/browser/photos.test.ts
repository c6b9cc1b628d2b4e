/** The phone's page in a real browser: photos go to the finding at hand, whole or not at all. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { truncate, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { Language } from "../../src/kernel/text.ts";
import { barriersOf, openBrowser, openPage } from "../support/browser.ts";
import { type PhoneDesk, phoneDesk } from "../support/phone-desk.ts";
import { noise, type PhotoFile, picture } from "../support/photo-files.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const choose = (page: Page, ...files: readonly PhotoFile[]): Promise<void> => page.locator("#choose").setInputFiles([...files]);
const answered = (page: Page, count: number): Promise<void> =>
  page
    .locator("#sent li[data-kept]")
    .nth(count - 1)
    .waitFor({ timeout: 120_000 });
const findingOf = async (walk: PhoneDesk) => (await walk.lines())[0]?.groups[0]?.findings[0];
const namesOf = async (walk: PhoneDesk) => (await findingOf(walk))?.photos.map(({ name }) => name).sort();

async function expectBytes(walk: PhoneDesk, files: readonly PhotoFile[]): Promise<void> {
  const photos = (await findingOf(walk))?.photos ?? [];
  expect(photos.map(({ name }) => name).sort()).toEqual(files.map(({ name }) => name).sort());
  const archive = await walk.desk.archive();
  for (const { name, sha256 } of photos) {
    const sent = files.find((file) => file.name === name)?.buffer ?? Buffer.alloc(0);
    expect(Buffer.compare(await archive.read(sha256), sent)).toBe(0);
    expect(await archive.verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
  }
}

/** Cuts the connection of the first requests that send a photo, in the middle. */
function cutUploads(times: number): { readonly cut: () => number } {
  let cut = 0;
  const listener = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage };
    if (cut >= times || request.method !== "POST") return;
    cut += 1;
    request.once("data", () => request.destroy());
  };
  subscribe("http.server.request.start", listener);
  onTestFinished(() => void unsubscribe("http.server.request.start", listener));
  return { cut: () => cut };
}

test("several photos at once go to the finding at hand, byte for byte, and the clerk is told", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"));
  expect(await page.locator(".at").innerText()).toMatch(/3 cracked \(severe\)\s+Folding chair\s+no photos yet/u);
  const files = await Promise.all([picture("a.jpg", 10), picture("b.jpg", 20), picture("c.jpg", 30)]);
  await choose(page, ...files);
  await answered(page, 3);
  await expectBytes(walk, files);
  await page.locator("#count", { hasText: "3 photos" }).waitFor();
  expect(walk.told.filter((text) => text.startsWith("A photo came: Folding chair, cracked"))).toHaveLength(3);
  await choose(page, files[0] as PhotoFile);
  await answered(page, 4);
  expect(await page.locator("#sent li").first().innerText()).toContain("a.jpg was kept before: Folding chair: 3 cracked (severe).");
  await expectBytes(walk, files);
});

test("the page follows the clerk, and a photo goes to what was chosen instead", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"));
  walk.follow({ position: 2, finding: null });
  await page.locator("#line", { hasText: "Dinner plate" }).waitFor();
  await choose(page, await picture("plate.jpg", 40));
  await answered(page, 1);
  await page.selectOption("#of", { label: "Folding chair: 3 cracked (severe)" });
  await choose(page, await picture("chair.jpg", 50));
  await answered(page, 2);
  expect((await walk.lines()).map(({ photos }) => photos.map(({ name }) => name))).toEqual([[], ["plate.jpg"]]);
  expect(await namesOf(walk)).toEqual(["chair.jpg"]);
});

test("a connection that is lost in the middle leaves nothing, and the page sends again by itself", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"));
  const { cut } = cutUploads(2);
  const before = walk.trace();
  const file = await noise("large.png", 1_500, 1_200);
  await choose(page, file);
  await page.getByText("The connection is away.").waitFor();
  expect(walk.trace()).toEqual(before);
  await answered(page, 1);
  expect(cut()).toBe(2);
  await expectBytes(walk, [file]);
});

test("two phones work at once; a third on a used link, one with a guessed link and one that comes late are told so", async () => {
  const walk = await phoneDesk();
  const first = walk.phone.link("clerk");
  const one = await openPage(browser, first);
  const used = await openPage(browser, first);
  expect(await used.locator("h1").innerText()).toBe("This code has been used");
  expect(await barriersOf(used)).toEqual([]);
  const guessed = await openPage(browser, first.replace(/.{22}$/u, "A".repeat(22)));
  expect(await guessed.locator("h1").innerText()).toBe("Nothing is open here");
  const second = walk.phone.link("clerk");
  const withdrawn = second;
  const two = await openPage(browser, walk.phone.link("clerk"));
  const late = await openPage(browser, withdrawn, { locale: "sv-FI" });
  expect(await late.locator("h1").innerText()).toBe("Koden gäller inte längre");
  expect(walk.phone.count()).toBe(2);
  const [a, b] = await Promise.all([picture("one.jpg", 60), picture("two.jpg", 70)]);
  await Promise.all([choose(one, a), choose(two, b)]);
  await Promise.all([answered(one, 1), answered(two, 1)]);
  await expectBytes(walk, [a, b]);
  walk.phone.endAll();
  await choose(one, await picture("after.jpg", 80));
  await answered(one, 1 + 1);
  expect(await one.locator("#sent li").first().innerText()).toContain("Not kept: the page is no longer open.");
  expect(await namesOf(walk)).toEqual(["one.jpg", "two.jpg"]);
});

test("a photo of 40 MB is kept; a larger one and a file that is none are refused in words, and nothing of them is stored", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"));
  const before = walk.trace();
  await choose(page, { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("Not a photo at all.") });
  await answered(page, 1);
  expect(await page.locator("#note").innerText()).toBe("notes.jpg is damaged, or it is not a photo. It was not kept.");
  const folder = await temporaryFolder();
  const huge = join(folder, "huge.png");
  await writeFile(huge, "");
  await truncate(huge, 61_000_000);
  await page.locator("#choose").setInputFiles(huge);
  await answered(page, 2);
  expect(await page.locator("#note").innerText()).toBe("huge.png has 61 MB. Photos of up to 60 MB are kept.");
  expect(walk.trace()).toEqual(before);
  const file = await noise("camera.png", 4_000, 3_400);
  expect(file.buffer.length).toBeGreaterThan(40_000_000);
  await writeFile(join(folder, file.name), file.buffer);
  await page.locator("#choose").setInputFiles(join(folder, file.name));
  await answered(page, 3);
  await expectBytes(walk, [file]);
});

test("a slow network shows how far it is, and ends with the photo kept", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"));
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 300,
    downloadThroughput: 30_000,
    uploadThroughput: 60_000,
  });
  const file = await noise("slow.png", 300, 250);
  await choose(page, file);
  await page.getByText(/^[1-9]\d? % sent$/u).waitFor();
  await answered(page, 1);
  await expectBytes(walk, [file]);
});

test("without scripts a plain form sends photos, and says what became of each", async () => {
  const walk = await phoneDesk();
  const page = await openPage(browser, walk.phone.link("clerk"), { javaScriptEnabled: false });
  const [good, bad] = [await picture("form.jpg", 90), { name: "no.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no") }];
  await choose(page, good, bad);
  await page.getByRole("button", { name: "Send" }).click();
  const note = await page.locator("#note").innerText();
  expect(note).toContain("form.jpg is kept: Folding chair: 3 cracked (severe).");
  expect(note).toContain("no.jpg is damaged");
  await expectBytes(walk, [good]);
});

const TITLES: Readonly<Record<Language, string>> = { fi: "Kuvat", sv: "Bilder", en: "Photos" };

test.each(["fi", "sv", "en"] as const)(
  "in %s, light and dark, wide and narrow: nothing that keeps anybody out, nothing beside the screen",
  async (language) => {
    const walk = await phoneDesk();
    for (const [width, height, colorScheme] of [
      [390, 844, "light"],
      [320, 568, "dark"],
    ] as const) {
      const page = await openPage(browser, walk.phone.link("clerk"), { viewport: { width, height }, colorScheme });
      await page.getByRole("link", { name: { fi: "Suomi", sv: "Svenska", en: "English" }[language] }).click();
      expect(await page.locator("h1").innerText()).toBe(TITLES[language]);
      await choose(page, await picture("a.jpg", 10));
      await answered(page, 1);
      expect(await barriersOf(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      if (process.env.PHONE_SCREENS) await page.screenshot({ path: `${process.env.PHONE_SCREENS}/photos-${language}-${width}.png` });
    }
  },
);
