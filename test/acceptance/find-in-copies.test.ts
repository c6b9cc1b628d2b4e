/** What only the text of a signed copy says is found after names and numbers, and is forgotten with its contract. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { archiveSignedCopy } from "../../src/app/archive-signed-copy.ts";
import { indexTexts } from "../../src/app/index-texts.ts";
import { planSignedCopy } from "../../src/app/plan-signed-copy.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { runProgram } from "../support/run-program.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const found = async (desk: TemporaryDesk, ...words: readonly string[]): Promise<readonly string[]> => {
  const ran = await runProgram("contracts", ["find", ...words, "--json"], { home: desk.home });
  return ran.json<{ contracts: { number: string }[] }>().contracts.map(({ number }) => number);
};
const NOBODY = { signedBy: null, signedOn: null };

test("words of the text are found, also with a slip and beside a name; the contract's own words come first", async () => {
  const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
  const folder = await temporaryFolder();
  await writeFile(join(folder, "2026-0117.pdf"), await pdfOf([{ text: "Tilaisuus: Näsinneulan kesäjuhla, tuoli 118" }]));
  await writeFile(join(folder, "2026-0118.jpg"), await jpegSheet({ code: null }));
  await runProgram("contracts", ["import", folder, "--as", "mira"], { home: desk.home });
  expect(await found(desk, "nasinneulan")).toEqual(["2026-0117"]);
  expect(await found(desk, "Näsineulan")).toEqual(["2026-0117"]);
  expect(await found(desk, "kesäjuhla", "Mäkelä")).toEqual(["2026-0117"]);
  expect(await found(desk, "taittotuoli")).toEqual(["2026-0118", "2026-0117"]);
  expect(await found(desk, "kesäjuhla", "lumiukko")).toEqual([]);
});

test("copies archived before are indexed once", async () => {
  const desk = await deskWithContracts();
  const scan = { name: "a.pdf", bytes: await pdfOf([{ text: "Pyynikin näkötorni" }]) };
  await archiveSignedCopy(desk, await planSignedCopy(desk, "2026-0117", [scan]), NOBODY);
  expect(await found(desk, "näkötorni")).toEqual([]);
  expect([await indexTexts(desk), await indexTexts(desk)]).toEqual([1, 0]);
  expect(await found(desk, "näkötorni")).toEqual(["2026-0117"]);
});
