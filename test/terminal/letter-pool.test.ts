/** Letters set by the built program's threads are those that are set without threads, whatever order they come in. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openLetterPool } from "../../src/cli/letter-pool.ts";
import { writeEInvoice } from "../../src/document/e-invoice/write-e-invoice.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import { E_INVOICE_FORMATS } from "../../src/invoice/e-invoice-format.ts";
import { LANGUAGES } from "../../src/kernel/text.ts";
import { buildStory } from "../support/build-billing.ts";
import { eInvoicesOf } from "../support/build-e-invoice.ts";
import { assetsIn } from "../support/read-document.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/letter-worker.cjs", import.meta.url));
const values = LANGUAGES.flatMap((language) =>
  (["ordinary", "refund", "nothingToPay"] as const).map((name) => ({ ...buildStory(name, language), baseline: null })),
);

test("the same bytes", async () => {
  const pool = openLetterPool(null, BUNDLE);
  try {
    const set = await Promise.all(values.map((each) => pool.set(each)));
    for (const [index, each] of values.entries()) {
      const own = await renderLetter(each, assetsIn(each.billing.language));
      expect(Buffer.from(set[index] as Uint8Array).equals(Buffer.from(own))).toBe(true);
    }
  } finally {
    await pool.close();
  }
});

test("e-invoices of every format: the same bytes", async () => {
  const pool = openLetterPool(null, BUNDLE);
  try {
    const { baseline: _, ...story } = values[0] as (typeof values)[number];
    const [invoice] = eInvoicesOf(story.billing);
    const [document] = story.billing.documents;
    if (!invoice || !document) throw new Error("no document");
    const page = { kind: "document", values: story, document } as const;
    for (const format of E_INVOICE_FORMATS) {
      const wish = { format, invoice, page: format === "facturx" ? page : null, language: story.billing.language };
      const own = await writeEInvoice(wish, assetsIn(story.billing.language));
      expect(Buffer.from(await pool.write(wish)).equals(Buffer.from(own))).toBe(true);
    }
  } finally {
    await pool.close();
  }
});

test("a letter that cannot be set says why, and the others are set", async () => {
  const pool = openLetterPool(null, BUNDLE);
  try {
    const [good, bad] = [values[0] as (typeof values)[number], { ...values[0], contract: null } as never];
    await expect(pool.set(bad)).rejects.toThrow(TypeError);
    expect((await pool.set(good)).length).toBeGreaterThan(10_000);
  } finally {
    await pool.close();
  }
});
