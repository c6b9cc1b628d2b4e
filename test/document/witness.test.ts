/** What ties a document to the books, as text and as a file. */
import { expect, test } from "vitest";
import { NO_PICTURES } from "../../src/document/finding-photos.ts";
import { inFours } from "../../src/document/fingerprint.ts";
import { renderCreditNote } from "../../src/document/render-credit-note.ts";
import { renderLetter } from "../../src/document/render-letter.ts";
import { renderRecord } from "../../src/document/render-record.ts";
import { buildPartyContract, buildStory, buildWitness } from "../support/build-billing.ts";
import { buildCreditNote } from "../support/build-credit-note.ts";
import { buildFirm } from "../support/build-firm.ts";
import { buildInspection } from "../support/build-inspection.ts";
import { buildTerms } from "../support/build-terms.ts";
import { assetsIn, textOf } from "../support/read-document.ts";

const witness = buildWitness();
const contract = buildPartyContract();
const record = {
  contract,
  terms: buildTerms(),
  firm: buildFirm(),
  baseline: null,
  since: null,
  pictures: NO_PICTURES,
  withSums: null,
  acknowledged: null,
  signed: null,
  witness,
};
const story = buildStory("ordinary", "en");

test.each([
  ["a letter", () => renderLetter({ ...story, billing: { ...story.billing, witness } }, assetsIn("en"))],
  ["a credit note", () => renderCreditNote({ ...buildCreditNote(), witness }, assetsIn("en"))],
  ["a record", () => renderRecord({ ...record, inspection: buildInspection() }, assetsIn("en"))],
])("%s says the record's fingerprint and how far the journal had come", async (_, render) => {
  const text = await textOf(await render());
  expect(text).toContain(`Walkthrough R-1, 23 entries ${inFours(witness.record.sha256)}`);
  expect(text).toContain(`Our journal up to row 41 ${inFours(witness.journal.hash)}`);
});

test("what was issued without a witness still renders, and prints the record's fingerprint as it did", async () => {
  expect(await textOf(await renderLetter(story, assetsIn("en")))).toContain("Fingerprint of walkthrough R-1");
  expect(await textOf(await renderCreditNote(buildCreditNote(), assetsIn("en")))).not.toContain("Fingerprint");
});
