import { chmod, readFile, rm, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { archiveSignedCopy } from "../../src/app/archive-signed-copy.ts";
import { planSignedCopy } from "../../src/app/plan-signed-copy.ts";
import type { StoredFile } from "../../src/app/ports.ts";
import { verifySignedCopies } from "../../src/app/verify-signed-copies.ts";
import { pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";

async function deskWithCopies() {
  const desk = await deskWithContracts([{}, { number: "2026-0118" }, { number: "2026-0119" }]);
  const stored: StoredFile[] = [];
  for (const number of ["2026-0117", "2026-0118"]) {
    const plan = await planSignedCopy(desk, number, [{ name: `${number}.pdf`, bytes: await pdfOf([{ text: number }]) }]);
    stored.push(...(await archiveSignedCopy(desk, plan, { signedBy: null, signedOn: null })).stored);
  }
  return { desk, stored: stored as [StoredFile, StoredFile, ...StoredFile[]] };
}

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[100] = (bytes[100] as number) ^ 1;
  await chmod(path, 0o600);
  await writeFile(path, bytes);
}

it("reads every copy of every contract again, and tells how far it is", async () => {
  const { desk, stored } = await deskWithCopies();
  const told: string[] = [];
  const sound = { version: 1, archive: "verified", mirror: "verified", state: "sound" };
  expect(await verifySignedCopies(desk, null, (done, total) => told.push(`${done}/${total}`))).toEqual([
    { ...sound, contract: "2026-0117", name: "2026-0117.pdf", sha256: stored[0].sha256 },
    { ...sound, contract: "2026-0118", name: "2026-0118.pdf", sha256: stored[1].sha256 },
  ]);
  expect(told).toEqual(["1/2", "2/2"]);
});

it("tells one good copy from none", async () => {
  const { desk, stored } = await deskWithCopies();
  await flipByte(stored[0].path);
  await flipByte(stored[1].path);
  await rm(stored[1].mirrorPath as string);
  const found = await verifySignedCopies(desk, null, () => undefined);
  expect(found.map(({ archive, mirror, state }) => [archive, mirror, state])).toEqual([
    ["altered", "verified", "harmed"],
    ["altered", "missing", "lost"],
  ]);
});

it("checks one contract alone", async () => {
  const { desk } = await deskWithCopies();
  expect((await verifySignedCopies(desk, "2026-0118", () => undefined)).map(({ contract }) => contract)).toEqual(["2026-0118"]);
  await expect(verifySignedCopies(desk, "2026-0119", () => undefined)).rejects.toMatchObject({ code: "no-signed-copy" });
  await expect(verifySignedCopies(desk, "9", () => undefined)).rejects.toMatchObject({ code: "contract-unknown" });
});
