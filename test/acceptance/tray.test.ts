/** A scanner's folder and the tray: what is whole is taken once, what has no place waits for a person, and nothing is deleted. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const contracts = (desk: TemporaryDesk, ...words: readonly string[]): Promise<Ran> =>
  runProgram("contracts", [...words, "--as", "mira"], { home: desk.home });
const twoContracts = () => deskWithContracts([{}, { number: "2026-0118" }]);

async function scannerFolder(): Promise<string> {
  const folder = await temporaryFolder();
  const picture = await jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: 2, pages: 2 }), turned: 270 });
  await writeFile(join(folder, "a.pdf"), await pdfOf([{ text: "cover" }, { picture }]));
  await writeFile(join(folder, "b.pdf"), await pdfOf([{ text: "Mäkelän juhlat, vuokrasopimus" }]));
  await writeFile(join(folder, "c.zip"), "PK\u0003\u0004");
  return folder;
}

test("what lies in the folder is taken once, said in a line each and moved; a zip, a link and a folder stay and are named", async () => {
  const desk = await twoContracts();
  const folder = await scannerFolder();
  await symlink("/etc/passwd", join(folder, "2026-0117.pdf"));
  await mkdir(join(folder, "2026-0118.pdf"));
  const first = await contracts(desk, "watch", folder, "--once");
  expect({ exitCode: first.exitCode, lines: first.stdout.split("\n") }).toEqual({
    exitCode: 1,
    lines: [
      "2026-0117.pdf: not taken, and stays where it is. 2026-0117.pdf is a link, or lies behind one; links are not followed.",
      "2026-0118.pdf: not taken, and stays where it is. 2026-0118.pdf is a folder; what lies inside it is not taken. contracts import takes whole folders.",
      "a.pdf: filed under 2026-0117, Aino Mäkelä, version 1; its QR code says so.",
      "b.pdf: in the tray T-1. It carries no QR code of our form, and its name says no contract that is known here.",
      "c.zip: not taken, and stays where it is. c.zip is no PDF, JPEG, PNG, TIFF or HEIC: it is a ZIP or an Office document.",
      "",
    ],
  });
  expect((await readdir(folder)).sort()).toEqual(["2026-0117.pdf", "2026-0118.pdf", "c.zip", "done"]);
  expect((await readdir(join(folder, "done"))).sort()).toEqual(["a.pdf", "b.pdf"]);
  // The same name with other bytes overwrites nothing, the same bytes are one copy.
  await writeFile(join(folder, "a.pdf"), await pdfOf([{ picture: await jpegSheet() }]));
  await writeFile(join(folder, "again.pdf"), await readFile(join(folder, "done", "a.pdf")));
  const second = (await contracts(desk, "watch", folder, "--once", "--json")).json<{ files: { file: string; state: string }[] }>();
  expect(second.files.map(({ file, state }) => [file, state])).toEqual([
    ["2026-0117.pdf", "refused"],
    ["2026-0118.pdf", "refused"],
    ["a.pdf", "filed"],
    ["again.pdf", "existed"],
    ["c.zip", "refused"],
  ]);
  expect((await readdir(join(folder, "done"))).sort()).toEqual([
    expect.stringMatching(/^a [0-9a-f]{12}\.pdf$/u),
    "a.pdf",
    "again.pdf",
    "b.pdf",
  ]);
});

test("pages that come as files of their own join each other, in the order of the form; a whole scan stands alone", async () => {
  const desk = await twoContracts();
  const folder = await temporaryFolder();
  const page = (number: number, dpi = 150) => jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: number, pages: 3 }), dpi });
  const sheets = [await page(3), await page(1), await page(2)];
  for (const [index, sheet] of sheets.entries()) await writeFile(join(folder, `scan-${index + 1}.jpg`), sheet);
  await writeFile(join(folder, "scan-4.jpg"), await page(2, 140));
  const said = (await contracts(desk, "watch", folder, "--once")).stdout.split("\n");
  expect(said).toEqual([
    "scan-1.jpg: filed under 2026-0117, Aino Mäkelä, version 1; its QR code says so. 2 pages of the form are not in it.",
    "scan-2.jpg: filed under 2026-0117, Aino Mäkelä, version 2; its QR code says so. The version holds the 2 pages that came so far. A page of the form is not in it.",
    "scan-3.jpg: filed under 2026-0117, Aino Mäkelä, version 3; its QR code says so. The version holds the 3 pages that came so far.",
    "scan-4.jpg: filed under 2026-0117, Aino Mäkelä, version 4; its QR code says so. 2 pages of the form are not in it.",
    "",
  ]);
  const copies = await (await desk.store()).read(({ signedCopies }) => signedCopies.of("2026-0117"));
  expect(copies.map(({ files }) => files.map(({ name }) => name))).toEqual([
    ["scan-1.jpg"],
    ["scan-2.jpg", "scan-1.jpg"],
    ["scan-2.jpg", "scan-3.jpg", "scan-1.jpg"],
    ["scan-4.jpg"],
  ]);
});

test("what asks for a password waits with that reason, and can be written out to be looked at", async () => {
  const desk = await twoContracts();
  const folder = await temporaryFolder();
  const locked = await pdfOf([{ picture: await jpegSheet() }], { userPassword: "salainen" });
  await writeFile(join(folder, "scan.pdf"), locked);
  const { stdout } = await contracts(desk, "watch", folder, "--once");
  expect(stdout).toBe("scan.pdf: in the tray T-1. It asks for a password, so nobody can see whose it is.\n");
  const out = join(folder, "look.pdf");
  expect(await contracts(desk, "tray", "T-1", "--out", out)).toMatchObject({ exitCode: 0, stdout: `${out}\n` });
  expect(await readFile(out)).toEqual(locked);
});

test("two watchers at once take each file once between them", async () => {
  const desk = await twoContracts();
  const folder = await temporaryFolder();
  for (let index = 0; index < 8; index += 1)
    await writeFile(join(folder, `2026-0117 ${index}.pdf`), await pdfOf([{ text: `Sopimus ${index}` }]));
  const both = await Promise.all([contracts(desk, "watch", folder, "--once"), contracts(desk, "watch", folder, "--once")]);
  expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  const said = both.flatMap(({ stdout }) => stdout.split("\n")).map((line) => line.split(":")[0]);
  expect(said.filter((name) => name !== "").sort()).toEqual([...Array(8).keys()].map((index) => `2026-0117 ${index}.pdf`));
  const copies = await (await desk.store()).read(({ signedCopies }) => signedCopies.of("2026-0117"));
  expect(copies.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await readdir(folder)).toEqual(["done"]);
});

test("a done folder that leads elsewhere is refused before anything is taken", async () => {
  const desk = await twoContracts();
  const [folder, elsewhere] = [await scannerFolder(), await temporaryFolder()];
  await symlink(elsewhere, join(folder, "done"));
  const refused = await contracts(desk, "watch", folder, "--once");
  expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
  expect(refused.stderr).toContain("must be a folder, and is a link or a file");
  expect(await readdir(elsewhere)).toEqual([]);
});

test("the tray lists, files after a confirmation, and puts aside with a reason", async () => {
  const desk = await twoContracts();
  const folder = await scannerFolder();
  await contracts(desk, "watch", folder, "--once");
  const listed = (await contracts(desk, "tray", "--json")).json<{ items: Record<string, unknown>[] }>();
  expect(listed.items).toMatchObject([
    {
      id: "T-1",
      name: "b.pdf",
      format: "pdf",
      pages: 1,
      content: "text",
      why: "scan-unplaced",
      source: "watch",
      by: "mira",
      state: "open",
    },
  ]);
  expect(await contracts(desk, "tray", "T-1", "--to", "2026-0118")).toMatchObject({ exitCode: 2, stdout: "" });
  expect((await contracts(desk, "tray", "T-1", "--to", "2026-0118", "--dry-run")).exitCode).toBe(0);
  const filed = await contracts(
    desk,
    "tray",
    "t-1",
    "--to",
    "2026-0118",
    "--yes",
    "--signed-by",
    "Aino Mäkelä",
    "--signed-on",
    "2026-05-15",
  );
  expect(filed.stdout).toBe("T-1 is filed: version 1 of the signed copy of contract 2026-0118.\n");
  expect((await contracts(desk, "tray")).stderr).toContain("The tray is empty.");
  expect((await contracts(desk, "tray", "T-1", "--to", "2026-0117", "--yes")).stderr).toContain(
    "T-1 is filed already, under contract 2026-0118.",
  );
  await writeFile(join(folder, "note.pdf"), await pdfOf([{ text: "delivery note" }]));
  await contracts(desk, "watch", folder, "--once");
  expect((await contracts(desk, "tray", "T-2", "--aside", " ")).exitCode).toBe(1);
  expect((await contracts(desk, "tray", "T-2", "--aside", "a delivery note")).stdout).toBe(
    "T-2 is put aside; its bytes stay in the archive.\n",
  );
  const all = (await contracts(desk, "tray", "--all", "--json")).json<{ items: { id: string; state: string; sha256: string }[] }>();
  expect(all.items.map(({ id, state }) => [id, state])).toEqual([
    ["T-1", "filed"],
    ["T-2", "aside"],
  ]);
  for (const { sha256 } of all.items)
    expect(await (await desk.archive()).verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
  expect((await contracts(desk, "tray", "T-9")).stderr).toContain("There is no T-9 in the tray.");
});
