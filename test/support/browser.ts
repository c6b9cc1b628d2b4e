/** A real Chromium at the size of a phone. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
export const PHONE = { width: 390, height: 844 } as const;

/** @throws Error where the machine has no Chromium: what a phone does is not tested without one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`no Chromium at ${PLACES.join(", ")}: apt-get install chromium`);
  return chromium.launch({ executablePath, args: FLAGS });
}

export interface PhoneOver {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly locale?: string;
  readonly javaScriptEnabled?: boolean;
  readonly colorScheme?: "light" | "dark";
}

/** A phone of its own: nothing of it is shared with another. Its page's errors fail the test. */
export async function openPage(browser: Browser, url: string, over: PhoneOver = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, ...over });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (/Content Security Policy/u.test(message.text())) errors.push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    if (errors.length > 0) throw new Error(errors.join("\n"));
  });
  await page.goto(url);
  return page;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a checker of accessibility finds on the page as it is shown; each with where. */
export async function barriersOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")}: ${failureSummary}`));
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[];
  }[];
}
