import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { encodeFormCode } from "../../src/media/form-code.ts";
import { readScan } from "../../src/media/read-scan.ts";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { runProgram } from "../support/run-program.ts";

/** The files of a clerk's folder, and the program run in it. Mira is at the desk on 2026-05-20. */
async function clerk(files: Readonly<Record<string, Uint8Array>>) {
  const desk = await deskWithContracts([{}, { number: "2026-0118" }]);
  const cwd = await mkdtemp(join(tmpdir(), "returndesk-cwd-"));
  onTestFinished(() => rm(cwd, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(cwd, name), bytes);
  const contracts = (...argv: string[]) => runProgram("contracts", argv, { home: desk.home, cwd, env: { RETURNDESK_STAFF: "mira" } });
  return { desk, cwd, contracts };
}
const page = (number: number) => jpegSheet({ code: encodeFormCode({ contract: "2026-0117", page: number, pages: 2 }) });
const said = <T extends { readonly exitCode: number; readonly stdout: string; readonly stderr: string }>({
  exitCode,
  stdout,
  stderr,
}: T) => ({
  exitCode,
  stdout,
  stderr,
});

it("archives by the form's code, says what each file is, and where both copies are", async () => {
  const { contracts } = await clerk({ "a.jpg": await page(1), "b.jpg": await page(2) });
  const ran = await contracts("archive", "a.jpg", "b.jpg", "--yes", "--signed-by", "Aino Mäkelä", "--signed-on", "2026-05-15");
  const shown = (await contracts("show", "2026-0117", "--json")).json<{
    signedCopies: { files: { copies: { path: string }[] }[] }[];
  }>();
  const places = shown.signedCopies.flatMap((copy) => copy.files.flatMap((file) => file.copies.map(({ path }) => path)));
  expect(said(ran)).toEqual({
    exitCode: 0,
    stdout: `The signed copy of contract 2026-0117 is archived, re-read and compared:\n${places.map((place) => `  ${place}\n`).join("")}`,
    stderr: expect.stringMatching(
      /^a\.jpg: JPEG, 1 page, a picture, \d+\u00A0kB\n {2}our QR code: contract 2026-0117, page 1\nb\.jpg: .*\n {2}our QR code: .* page 2\nThe QR code names contract 2026-0117, Aino Mäkelä\.\n$/u,
    ),
  });
  expect(await readFile(places[0] as string)).toEqual(await page(1));
});

it("asks nothing off a terminal: it names what is missing and stores nothing", async () => {
  const { contracts } = await clerk({ "a.pdf": await pdfOf([{ text: "Sopimus" }]) });
  const ran = await contracts("archive", "2026-0117", "a.pdf");
  expect({ exitCode: ran.exitCode, stdout: ran.stdout, last: ran.stderr.split("\n").slice(-3) }).toEqual({
    exitCode: 2,
    stdout: "",
    last: [
      "error: Somebody has to confirm that this is the contract, and nobody can be asked here.",
      "try: --yes --signed-by NAME --signed-on DAY",
      "",
    ],
  });
  expect((await contracts("verify", "--json")).json()).toMatchObject({ sound: true, files: 0, bytes: 0 });
});

it("stores nothing in a dry run, and says what it would have doubted", async () => {
  const { contracts } = await clerk({ "a.jpg": await page(1) });
  const ran = await contracts("archive", "2026-0118", "a.jpg", "--dry-run", "--json");
  expect(ran.json()).toMatchObject({
    contract: "2026-0118",
    already: null,
    doubts: [
      { kind: "codeDiffers", file: "a.jpg", contracts: ["2026-0117"] },
      { kind: "pagesMissing", scanned: 1, expected: 2 },
    ],
  });
  expect(ran.stderr).toContain("a.jpg carries the QR code of contract 2026-0117, not of 2026-0118.\n");
  expect(ran.stderr).toContain("The form has 2 pages, but only 1 was scanned.\n");
  expect((await contracts("show", "2026-0118", "--json")).json()).toMatchObject({ signedCopies: [] });
});

it("says that the same bytes are one copy, without asking again", async () => {
  const { contracts } = await clerk({ "a.pdf": await pdfOf([{ text: "Sopimus" }]) });
  await contracts("archive", "2026-0117", "a.pdf", "--yes");
  const again = await contracts("archive", "2026-0117", "a.pdf");
  expect(again.exitCode).toBe(0);
  expect(again.stdout).toMatch(/^These bytes are archived already, as version 1 of contract 2026-0117; they are one copy:\n/u);
});

it.each([
  [["archive", "2026-0171", "a.pdf"], 1, "error: There is no contract 2026-0171.\ntry: did you mean 2026-0117?\n"],
  [["archive", "2026-0117"], 2, "error: Contract 2026-0117 is known, but no scan was named.\ntry: contracts archive 2026-0117 SCAN…\n"],
  [["archive", "none.pdf"], 1, "error: Cannot read none.pdf: there is no such file.\ntry: check the path and name the file again\n"],
  [["archive", "2026-0117", "."], 1, "error: Cannot read .: it is a folder.\ntry: check the path and name the file again\n"],
  [
    ["archive", "2026-0117", "a.pdf", "--signed-on", "2026-02-30"],
    2,
    "error: --signed-on takes a day that exists, as 2026-05-20, not 2026-02-30.\n",
  ],
  [
    ["list", "--due", "tomorrow"],
    2,
    "error: --due takes today or a day that exists, as 2026-05-20, not tomorrow.\ntry: contracts list --due today\n",
  ],
  [["verify", "2026-0117"], 1, "error: Contract 2026-0117 has no signed copy in the archive.\ntry: contracts archive 2026-0117 SCAN…\n"],
  [["find", "qqqqqq"], 0, "No such contract was found.\n"],
])("answers %j in the user's words", async (argv, exitCode, stderr) => {
  const { contracts } = await clerk({ "a.pdf": await pdfOf([{ text: "Sopimus" }]) });
  expect(said(await contracts(...argv))).toEqual({ exitCode, stdout: "", stderr });
});

it("shows a contract, and one clause's words in its language", async () => {
  const { contracts } = await clerk({});
  const shown = await contracts("show", "2026-0117");
  expect(shown.exitCode).toBe(0);
  expect(shown.stdout).toMatch(/^Contract 2026-0117: Aino Mäkelä\n/u);
  expect(shown.stdout).toContain("  60 × Taittotuoli, musta  (chair-folding)\n");
  expect(shown.stdout).toContain("none yet: contracts archive 2026-0117 SCAN…\n");
  const clause = await contracts("show", "2026-0117", "--clause", "5.3", "--json");
  expect(clause.json()).toMatchObject({ contract: "2026-0117", clause: { number: "5.3" } });
  expect((await contracts("show", "2026-0117", "--clause", "5.3")).stdout).toMatch(/^5\.3 /u);
});

it("lists with tabs and ISO times off a terminal", async () => {
  const { contracts } = await clerk({});
  expect((await contracts("find", "0118")).stdout.split("\n").slice(0, 2)).toEqual([
    "contract\tcustomer\tphone\tdue back\tlines\tsigned copy\tstate",
    "2026-0118\tAino Mäkelä\t+358 40 123 4567\t2026-05-18T09:00:00.000Z\t1\tno\tout",
  ]);
});

it("fails a check of damaged copies with exit code 1, after saying which", async () => {
  const { contracts } = await clerk({ "a.pdf": await pdfOf([{ text: "Sopimus" }]) });
  const stored = (await contracts("archive", "2026-0117", "a.pdf", "--yes", "--json")).json<{
    stored: { path: string; mirrorPath: string }[];
  }>();
  await rm(stored.stored[0]?.mirrorPath as string);
  expect(said(await contracts("verify"))).toEqual({
    exitCode: 1,
    stdout: expect.stringMatching(
      /^! contract 2026-0117: signed copy a\.pdf: first copy as archived, second copy missing\nRead again: 1 file /u,
    ),
    stderr: "error: 1 thing is not as stored.\ntry: contracts verify --heal\n",
  });
});

it("exports into a new folder, and writes nothing in a dry run", async () => {
  const { contracts, cwd } = await clerk({ "a.pdf": await pdfOf([{ text: "Sopimus" }]) });
  await contracts("archive", "2026-0117", "a.pdf", "--yes");
  expect((await contracts("export", "2026-0117", "--out", "out", "--dry-run")).stdout).toBe("contract-2026-0117\n");
  const exported = await contracts("export", "2026-0117", "--out", "out");
  expect(exported.stdout).toBe(`4 files and SHA256SUMS are in ${join(cwd, "out", "contract-2026-0117")}\n`);
  expect((await contracts("export", "2026-0117", "--out", "out")).exitCode).toBe(1);
});

it("writes the form to sign, whose code leads back to its contract", async () => {
  const { contracts, cwd } = await clerk({});
  expect(said(await contracts("form", "2026-0117", "--out", "form.pdf"))).toEqual({
    exitCode: 0,
    stdout: `The form to sign: ${join(cwd, "form.pdf")}\n`,
    stderr: "",
  });
  const facts = await readScan(await readFile(join(cwd, "form.pdf")), "form.pdf");
  const pages = facts.pages as number;
  expect(facts).toEqual({
    format: "pdf",
    pages,
    content: "text",
    encrypted: false,
    codes: Array.from({ length: pages }, (_, i) => ({ contract: "2026-0117", page: i + 1, pages })),
    notes: [],
  });
  expect((await contracts("form", "2026-0117", "--out", "form.pdf")).exitCode).toBe(1);
});
