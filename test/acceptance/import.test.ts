/** An old archive is brought in: what can be placed is filed, the rest waits in the tray or stays where it is, with the reason. */
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { jpegSheet, pdfOf, tiffSheets } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { type Ran, runProgram } from "../support/run-program.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

interface Row {
  readonly file: string;
  readonly state: string;
  readonly contract: string | null;
  readonly version: number | null;
  readonly namedBy: string | null;
  readonly tray: string | null;
  readonly why: { readonly code: string; readonly message: string } | null;
}
interface Imported {
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly Row[];
}

const contracts = (desk: TemporaryDesk, ...words: readonly string[]): Promise<Ran> =>
  runProgram("contracts", [...words, "--as", "mira"], { home: desk.home });
const imported = async (desk: TemporaryDesk, ...words: readonly string[]): Promise<Imported> =>
  (await contracts(desk, "import", ...words, "--json")).json<Imported>();
const row = ({ file, state, contract, version, namedBy, tray, why }: Row) => [
  file,
  state,
  contract,
  version,
  namedBy,
  tray,
  why?.code ?? null,
];
/** Of two files with the same bytes whichever comes first is filed. */
const anyNaming = (namedBy: unknown): boolean => namedBy === "name" || namedBy === null;
const coded = (contract: string, page: number, pages: number) => encodeFormCode({ contract, page, pages });
const twoContracts = () => deskWithContracts([{}, { number: "2026-0118" }]);

/** Each scan under its name below a new folder. */
async function folderOf(scans: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, bytes] of Object.entries(scans)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  return folder;
}

test("the code decides, then the name; what neither says waits in the tray, and what is no scan stays", async () => {
  const desk = await twoContracts();
  const same = await pdfOf([{ text: "Sopimus 118" }]);
  const folder = await folderOf({
    "2019/2026-0118 named otherwise.jpg": await jpegSheet({ turned: 90 }),
    "2019/2026_0118 Mäkelä.pdf": same,
    "2019/kopio 2026-0118.pdf": same,
    "20/last-page.pdf": await pdfOf([{ text: "kansi" }, { picture: await jpegSheet({ code: coded("2026-0117", 2, 2), turned: 180 }) }]),
    "tiff.tif": await tiffSheets(2),
    "2026-0117 and 2026-0118.pdf": await pdfOf([{ text: "two numbers" }]),
    "both.pdf": await pdfOf([{ picture: await jpegSheet() }, { picture: await jpegSheet({ code: coded("2026-0118", 1, 1) }) }]),
    "unknown.jpg": await jpegSheet({ code: coded("2019-0001", 1, 1) }),
    "scan0001.pdf": await pdfOf([{ text: "who knows" }]),
    "locked 2026-0117.pdf": await pdfOf([{ text: "Sopimus" }], { userPassword: "salaisuus" }),
    "archive.zip": Buffer.from("PK\u0003\u0004 2026-0117"),
    "broken 2026-0117.pdf": same.subarray(0, 400),
    "Thumbs.db": "junk",
    ".hidden.pdf": "junk",
  });
  await symlink("/etc/passwd", join(folder, "link 2026-0117.pdf"));
  const first = await imported(desk, folder);
  const rows = first.files.map(row).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
  expect(rows.map(([file, state, contract, , namedBy, , why]) => [file, state, contract, namedBy, why])).toEqual([
    ["20/last-page.pdf", "filed", "2026-0117", "code", null],
    ["2019/2026-0118 named otherwise.jpg", "filed", "2026-0117", "code", null],
    ["2019/2026_0118 Mäkelä.pdf", expect.stringMatching(/filed|existed/u), "2026-0118", expect.toSatisfy(anyNaming), null],
    ["2019/kopio 2026-0118.pdf", expect.stringMatching(/filed|existed/u), "2026-0118", expect.toSatisfy(anyNaming), null],
    ["2026-0117 and 2026-0118.pdf", "tray", null, null, "scan-name-several"],
    ["archive.zip", "refused", null, null, "scan-unknown-format"],
    ["both.pdf", "tray", null, null, "scan-codes-differ"],
    ["broken 2026-0117.pdf", "refused", null, null, "scan-truncated"],
    ["link 2026-0117.pdf", "refused", null, null, "scan-is-link"],
    ["locked 2026-0117.pdf", "tray", null, null, "scan-encrypted"],
    ["scan0001.pdf", "tray", null, null, "scan-unplaced"],
    ["tiff.tif", "filed", "2026-0117", "code", null],
    ["unknown.jpg", "tray", null, null, "contract-unknown"],
  ]);
  expect(first.counts).toEqual({ filed: 4, existed: 1, tray: 5, refused: 3 });
  const store = await desk.store();
  const { copies, tray, journal } = await store.read(async (repositories) => ({
    copies: await repositories.signedCopies.of("2026-0117"),
    tray: await repositories.tray.list(false),
    journal: await repositories.journal.checkBooks(null),
  }));
  expect(copies.map(({ version }) => version)).toEqual([1, 2, 3]);
  expect(tray.map(({ source, by }) => [source, by])).toEqual(Array(5).fill(["import", "mira"]));
  expect(journal.faults.filter(({ kind }) => kind !== "added")).toEqual([]);
  const archive = await desk.archive();
  for (const { sha256 } of [...copies.flatMap(({ files }) => files), ...tray])
    expect(await archive.verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
  // A second run adds nothing.
  expect((await imported(desk, folder)).counts).toEqual({ filed: 0, existed: 5, tray: 5, refused: 3 });
  expect(await store.read(({ tray }) => tray.list(true))).toHaveLength(5);
});

test("a contract that is added later gets what waited for it", async () => {
  const desk = await deskWithContracts();
  const folder = await folderOf({ "K-77 signed.pdf": await pdfOf([{ text: "Sopimus" }]) });
  expect((await imported(desk, folder)).files.map(row)).toEqual([["K-77 signed.pdf", "tray", null, null, null, "T-1", "scan-unplaced"]]);
  const store = await desk.store();
  await store.write(async ({ contracts: all }) => all.add({ ...(await all.get("2026-0117")), number: "K-77" } as never));
  expect((await imported(desk, folder)).files.map(row)).toEqual([["K-77 signed.pdf", "filed", "K-77", 1, "name", null, null]]);
  expect(await store.read(({ tray }) => tray.list(true))).toMatchObject([{ id: 1, state: "filed", contract: "K-77" }]);
});

test("a list says whose scan it is, who signed and when, and leads nowhere else", async () => {
  const desk = await twoContracts();
  const outside = await folderOf({ "secret.pdf": await pdfOf([{ text: "not ours" }]) });
  const folder = await folderOf({
    "scans/a.pdf": await pdfOf([{ text: "a" }]),
    "b.pdf": await pdfOf([{ text: "b" }]),
    "c.pdf": await pdfOf([{ text: "c" }]),
    "d.jpg": await jpegSheet(),
    "list.csv": `\uFEFFTiedosto;Sopimus;Allekirjoittaja;Allekirjoitettu\r\nscans\\a.pdf;2026-0117;Aino Mäkelä;15.5.2026\r\nb.pdf;2026-0118;;\r\nc.pdf;2026-0118;;31.2.2026\r\nd.jpg;2026-0118;;\r\n../x/secret.pdf;2026-0117;;\r\n${outside}/secret.pdf;2026-0117;;\r\nlinked/secret.pdf;2026-0117;;\r\nnone.pdf;2026-0117;;\r\n`,
  });
  await symlink(outside, join(folder, "linked"));
  const { files } = await imported(desk, join(folder, "list.csv"));
  expect(files.map(row).map((cells) => [cells[0], cells[1], cells[2], cells[6]])).toEqual([
    ["scans/a.pdf", "filed", "2026-0117", null],
    ["b.pdf", "filed", "2026-0118", null],
    ["c.pdf", "refused", null, "scan-list-day"],
    ["d.jpg", "tray", null, "scan-listed-otherwise"],
    ["../x/secret.pdf", "refused", null, "scan-outside"],
    [`${outside}/secret.pdf`, "refused", null, "scan-outside"],
    ["linked/secret.pdf", "refused", null, "scan-is-link"],
    ["none.pdf", "refused", null, "file-missing"],
  ]);
  const copies = await (await desk.store()).read(({ signedCopies }) => signedCopies.of("2026-0117"));
  expect(copies.map(({ signedBy, signedOn }) => [signedBy, signedOn])).toEqual([["Aino Mäkelä", "2026-05-15"]]);
});

test("a dry run says it all and stores nothing; the report is a table of every scan", async () => {
  const desk = await twoContracts();
  const folder = await folderOf({ "2026-0117.pdf": await pdfOf([{ text: "a" }]), "x.pdf": await pdfOf([{ text: "=b" }]) });
  const cwd = await temporaryFolder();
  const dry = await runProgram("contracts", ["import", folder, "--dry-run", "--report", "r.csv", "--as", "mira"], { home: desk.home, cwd });
  expect({ exitCode: dry.exitCode, stdout: dry.stdout }).toEqual({
    exitCode: 0,
    stdout:
      "1 scan would be filed.\n1 has no place yet and would wait in the tray.\n\nFile\tTray\tReason\nx.pdf\t–\tIt carries no QR code of our form, and its name says no contract that is known here.\n",
  });
  expect(await readFile(join(cwd, "r.csv"), "utf8")).toBe(
    "\uFEFFFile;State;Contract;Version;Tray;Reason\r\n2026-0117.pdf;filed;2026-0117;;;\r\nx.pdf;in the tray;;;;It carries no QR code of our form, and its name says no contract that is known here.\r\n",
  );
  const store = await desk.store();
  expect(await store.read(async ({ tray, signedCopies }) => [await tray.list(true), await signedCopies.all()])).toEqual([[], []]);
  const done = await contracts(desk, "import", folder);
  expect(done.exitCode).toBe(1);
  expect(done.stderr).toContain("1 scan was not filed to a contract.");
  expect(done.stderr).toContain("contracts tray");
});

test("what is no list, or not there, is refused before anything is read", async () => {
  const desk = await twoContracts();
  const folder = await folderOf({ "list.csv": "name;number of pages\na;2\n" });
  expect((await contracts(desk, "import", join(folder, "list.csv"))).stderr).toContain("is no table of scans");
  expect(await contracts(desk, "import", join(folder, "nowhere"))).toMatchObject({ exitCode: 1 });
});
