/** The pages of a signed copy that a bill shows: found by their text, or in a scan by the codes of the form; drawn once. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { loadSignedPages } from "../../src/app/load-signed-pages.ts";
import { renderContractForm } from "../../src/app/render-contract-form.ts";
import type { Contract } from "../../src/contract/contract.ts";
import { rasterisePage } from "../../src/media/rasterise.ts";
import { sniffFormat } from "../../src/media/sniff-format.ts";
import { buildBilling, buildCharge, buildCleaning, buildStory } from "../support/build-billing.ts";
import { jpegSheet } from "../support/build-scan.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, textOfPages } from "../support/read-document.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { deskWithContract } from "./desk-with-contract.ts";

/** Clauses so long that the form has them on more than one page. */
const long = (number: string) => ({
  number,
  title: { fi: `Otsikko ${number}` },
  text: { fi: "Näin on sovittu tästä asiasta. ".repeat(60).trim() },
});
const terms = buildTerms({ clauses: [...buildTerms().clauses.map(({ number }) => long(number))] });

async function archive(desk: TemporaryDesk, contract: Contract, files: readonly Uint8Array[]): Promise<void> {
  const stored = [];
  for (const bytes of files) {
    const { sha256 } = await (await desk.archive()).put(bytes);
    const format = sniffFormat(bytes);
    if (format === null) throw new Error("no format");
    stored.push({ sha256, size: bytes.length, name: "signed", format, pages: null });
  }
  const copy = { contract: contract.number, version: 1, files: stored, signedBy: null, signedOn: null };
  const at = { archivedAt: desk.clock.now(), archivedBy: desk.actor };
  await (await desk.store()).write((repositories) => repositories.signedCopies.add({ ...copy, ...at }));
}

const assetsFor = async () => assetsIn("fi");
const billing = buildBilling({ charges: [buildCharge({ clause: "5.2" }), buildCleaning({ clause: "6.1" })] });

async function signedDesk() {
  const { desk, contract } = await deskWithContract({ terms, signed: false });
  const { pdf } = await renderContractForm(desk, contract.number, assetsFor);
  const texts = await textOfPages(pdf);
  const pageOf = (clause: string): number => texts.findIndex((text) => text.includes(`${clause} Otsikko ${clause}`)) + 1;
  return { desk, contract, pdf, pages: texts.length, pageOf, show: () => loadSignedPages(desk, billing, { contract, terms }, assetsFor) };
}

/** Each page as a scanner makes it, in an order. */
async function scansOf(pdf: Uint8Array, order: readonly number[]): Promise<Buffer[]> {
  const scans: Buffer[] = [];
  for (const page of order) {
    const { data, width, height } = await rasterisePage(pdf, page, 150);
    scans.push(
      await sharp(data, { raw: { width, height, channels: 1 } })
        .rotate(0.4, { background: "white" })
        .jpeg()
        .toBuffer(),
    );
  }
  return scans;
}

const without = (pages: Awaited<ReturnType<typeof loadSignedPages>>) => pages.map(({ jpeg: _, ...page }) => page);

test("in a copy with text, the pages with the clauses that were charged, as pictures of one grey", async () => {
  const { desk, contract, pdf, pages, pageOf, show } = await signedDesk();
  await archive(desk, contract, [pdf]);
  const shown = await show();
  expect(pageOf("5.2")).not.toBe(pageOf("6.1"));
  expect(without(shown)).toEqual([
    { clauses: ["5.2"], page: pageOf("5.2"), pages },
    { clauses: ["6.1"], page: pageOf("6.1"), pages },
  ]);
  expect(await sharp(shown[0]?.jpeg).metadata()).toMatchObject({ format: "jpeg", channels: 1, height: 1120 });
});

test("in photographs of the form, also where two lie in the wrong order; the second time without drawing anything", async () => {
  const { desk, contract, pdf, pages, pageOf, show } = await signedDesk();
  const order = Array.from({ length: pages }, (_, index) => index + 1);
  const [a, b] = [pageOf("5.2") - 1, pageOf("6.1") - 1];
  [order[a], order[b]] = [order[b] as number, order[a] as number];
  await archive(desk, contract, await scansOf(pdf, order));
  const shown = await show();
  expect(without(shown)).toEqual(
    [
      { clauses: ["5.2"], page: b + 1, pages },
      { clauses: ["6.1"], page: a + 1, pages },
    ].sort((one, other) => one.page - other.page),
  );
  const made = await readdir(join(desk.settings.data, "made"));
  expect(made.filter((name) => name.endsWith(".json")).length).toBe(1);
  expect(await loadSignedPages(desk, billing, { contract, terms }, () => Promise.reject(new Error("drawn again")))).toEqual(shown);
});

test("without a code or a clause, the last page; of what nobody can read, none; for a thank-you note, none", async () => {
  const { desk, contract, show } = await signedDesk();
  expect(await show()).toEqual([]);
  await archive(desk, contract, [await jpegSheet({ code: null }), await jpegSheet({ code: null, turned: 3 })]);
  expect(without(await show())).toEqual([{ clauses: [], page: 2, pages: 2 }]);
  const thanks = buildStory("nothingToPay").billing;
  expect(await loadSignedPages(desk, thanks, { contract, terms }, assetsFor)).toEqual([]);
  const unreadable = await deskWithContract({ terms });
  expect(await loadSignedPages(unreadable.desk, billing, { contract: unreadable.contract, terms }, assetsFor)).toEqual([]);
});
