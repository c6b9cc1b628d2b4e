import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { archiveSignedCopy } from "../../src/app/archive-signed-copy.ts";
import { planSignedCopy, type ScanFile } from "../../src/app/plan-signed-copy.ts";
import type { Desk } from "../../src/app/ports.ts";
import { day } from "../../src/kernel/dates.ts";
import { UserError } from "../../src/kernel/errors.ts";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { temporaryDesk } from "../support/temporary-desk.ts";

const NOBODY = { signedBy: null, signedOn: null };
const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const page = async (number: number, pages = 2, contract = "2026-0117"): Promise<ScanFile> => ({
  name: `page-${number}.jpg`,
  bytes: await jpegSheet({ code: encodeFormCode({ contract, page: number, pages }) }),
});
const letter = async (text = "Sopimus"): Promise<ScanFile> => ({ name: "sopimus.pdf", bytes: await pdfOf([{ text }]) });
const copiesOf = async (desk: Desk, number: string) => (await desk.store()).read(({ signedCopies }) => signedCopies.of(number));
const actsOf = async (desk: Desk, number: string) =>
  (await (await desk.store()).read(({ journal }) => journal.of(number))).map(({ act, subject, staff }) => ({ act, subject, staff }));

describe("archiving a signed copy", () => {
  it("keeps several files as one copy, byte for byte in two places, and journals it", async () => {
    const desk = await deskWithContracts();
    const scans = [await page(1), await page(2)];
    const plan = await planSignedCopy(desk, "2026-0117", scans);
    const archived = await archiveSignedCopy(desk, plan, { signedBy: " Aino\u001b Mäkelä ", signedOn: day("2026-05-15") });
    const expected = {
      contract: "2026-0117",
      version: 1,
      files: scans.map(({ name, bytes }) => ({ sha256: sha256(bytes), size: bytes.length, name, format: "jpeg", pages: 1 })),
      signedBy: "Aino Mäkelä",
      signedOn: "2026-05-15",
      archivedAt: archived.copy.archivedAt,
      archivedBy: "mira",
    };
    expect({ existed: archived.existed, copy: archived.copy }).toEqual({ existed: false, copy: expected });
    expect(await copiesOf(desk, "2026-0117")).toEqual([expected]);
    expect(await actsOf(desk, "2026-0117")).toEqual([{ act: "signedCopy.archived", subject: "1", staff: "mira" }]);
    for (const [index, { path, mirrorPath }] of archived.stored.entries())
      for (const place of [path, mirrorPath as string])
        expect(sha256(await readFile(place))).toBe(sha256(scans[index]?.bytes as Uint8Array));
  });

  it("takes the number from the form's code", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, null, [await page(1, 1)]);
    expect({ number: plan.contract.number, namedBy: plan.namedBy, doubts: plan.doubts }).toEqual({
      number: "2026-0117",
      namedBy: "code",
      doubts: [],
    });
  });

  it("knows the same bytes again, as a whole or in part", async () => {
    const desk = await deskWithContracts();
    const [first, second] = [await page(1), await page(2)];
    await archiveSignedCopy(desk, await planSignedCopy(desk, "2026-0117", [first, second]), NOBODY);
    for (const scans of [[first, second], [second]]) {
      const plan = await planSignedCopy(desk, "2026-0117", scans);
      expect(plan.already?.version).toBe(1);
      expect((await archiveSignedCopy(desk, plan, NOBODY)).existed).toBe(true);
    }
    expect((await copiesOf(desk, "2026-0117")).length).toBe(1);
    expect((await actsOf(desk, "2026-0117")).length).toBe(1);
  });

  it("keeps a file that is given twice once", async () => {
    const desk = await deskWithContracts();
    const scan = await letter();
    const plan = await planSignedCopy(desk, "2026-0117", [scan, { ...scan, name: "kopio.pdf" }]);
    expect({ scans: plan.scans.map(({ name }) => name), repeated: plan.repeated }).toEqual({
      scans: ["sopimus.pdf"],
      repeated: ["kopio.pdf"],
    });
  });

  it("makes a different copy a new version; the first stays", async () => {
    const desk = await deskWithContracts();
    for (const text of ["Sopimus", "Sopimus, uusi"])
      await archiveSignedCopy(desk, await planSignedCopy(desk, "2026-0117", [await letter(text)]), NOBODY);
    expect((await copiesOf(desk, "2026-0117")).map(({ version, files }) => [version, files.length])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  it("makes one version of what two people archive at the same time", async () => {
    const desk = await deskWithContracts();
    const scan = await letter();
    const plans = [await planSignedCopy(desk, "2026-0117", [scan]), await planSignedCopy(desk, "2026-0117", [scan])];
    const archived = await Promise.all(plans.map((plan) => archiveSignedCopy(desk, plan, NOBODY)));
    expect(archived.map(({ existed, copy }) => [existed, copy.version]).sort()).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });
});

describe("what must be confirmed", () => {
  it("is a code that names another contract", async () => {
    const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
    const plan = await planSignedCopy(desk, "2026-0118", [await page(1, 1)]);
    expect(plan.doubts).toEqual([{ kind: "codeDiffers", file: "page-1.jpg", contracts: ["2026-0117"] }]);
  });

  it("is bytes that another contract holds", async () => {
    const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
    const scan = await letter();
    await archiveSignedCopy(desk, await planSignedCopy(desk, "2026-0117", [scan]), NOBODY);
    const plan = await planSignedCopy(desk, "2026-0118", [scan]);
    expect({ doubts: plan.doubts, already: plan.already }).toEqual({
      doubts: [{ kind: "otherContract", file: "sopimus.pdf", contracts: ["2026-0117"] }],
      already: null,
    });
  });

  it("is an encrypted file", async () => {
    const desk = await deskWithContracts();
    const bytes = await pdfOf([{ text: "Sopimus" }], { userPassword: "salaisuus" });
    const plan = await planSignedCopy(desk, "2026-0117", [{ name: "a.pdf", bytes }]);
    expect(plan.doubts).toEqual([{ kind: "encrypted", file: "a.pdf" }]);
  });

  it("is a form of which a page was not scanned", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, "2026-0117", [await page(1, 3), await page(3, 3)]);
    expect(plan.doubts).toEqual([{ kind: "pagesMissing", scanned: 2, expected: 3 }]);
  });
});

describe("what is refused leaves nothing behind", () => {
  it("an unknown contract, before the scans are read, with the nearest number", async () => {
    const desk = await deskWithContracts();
    await expect(planSignedCopy(desk, "2026-0171", [{ name: "a.pdf", bytes: new Uint8Array() }])).rejects.toMatchObject({
      code: "contract-unknown",
      values: { near: "2026-0117" },
    });
  });

  it("a code of a contract that is not known here", async () => {
    await expect(planSignedCopy(await temporaryDesk(), null, [await page(1)])).rejects.toMatchObject({ code: "contract-unknown" });
  });

  it("scans without a number and without a code, or with two contracts' codes", async () => {
    const desk = await deskWithContracts();
    await expect(planSignedCopy(desk, null, [await letter()])).rejects.toMatchObject({ code: "scan-without-code" });
    const both = [await page(1), await page(1, 2, "2026-0118")];
    await expect(planSignedCopy(desk, null, both)).rejects.toMatchObject({ code: "scan-codes-differ" });
    await expect(planSignedCopy(desk, null, [])).rejects.toMatchObject({ code: "no-scan" });
  });

  it("one bad file among good ones", async () => {
    const desk = await deskWithContracts();
    const scans = [await letter(), { name: "b.pdf", bytes: new Uint8Array() }];
    await expect(planSignedCopy(desk, "2026-0117", scans)).rejects.toMatchObject({ code: "scan-empty" });
    expect(await copiesOf(desk, "2026-0117")).toEqual([]);
  });

  it("a signing that has not happened yet, or a name that is no name", async () => {
    const desk = await deskWithContracts();
    const plan = await planSignedCopy(desk, "2026-0117", [await letter()]);
    await expect(archiveSignedCopy(desk, plan, { signedBy: null, signedOn: day("2026-05-21") })).rejects.toMatchObject({
      code: "signed-in-future",
    });
    await expect(archiveSignedCopy(desk, plan, { signedBy: "ä".repeat(10_000), signedOn: null })).rejects.toMatchObject({
      code: "signed-by-too-long",
    });
    expect(await copiesOf(desk, "2026-0117")).toEqual([]);
    expect(await actsOf(desk, "2026-0117")).toEqual([]);
  });
});

it("refuses a scan whose reading was stopped", async () => {
  const desk = await temporaryDesk();
  const slow = () => Promise.reject(new UserError("scan-too-slow", { name: "a.pdf" }));
  await expect(planSignedCopy({ ...desk, scans: { ...desk.scans, read: slow } }, null, [await letter()])).rejects.toMatchObject({
    code: "scan-too-slow",
  });
});
