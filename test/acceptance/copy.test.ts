/** The copy for the counter, with the programs alone: marked on every page, pictures only, and the clause in question first. */
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { jpegSheet, pdfOf, pngSheet, tiffSheets } from "../support/build-scan.ts";
import { insideOf, textOfPages } from "../support/read-document.ts";
import { type Clerk, clerk, FIXTURES, handOver, STORIES } from "../support/story-desk.ts";

const { number } = STORIES.party;
const NOW = "2026-06-02T12:00:00Z";

interface Copied {
  readonly path: string;
  readonly page: number | null;
  readonly pages: number;
}

let desk: Clerk;
const path = (name: string): string => join(desk.root, name);
const textsOf = async (file: string): Promise<string[]> => textOfPages(await readFile(file));

/** Which page a reader opens, from 1, and how many there are. */
function openedPage(pdf: Uint8Array): { readonly opened: number; readonly pages: number } {
  const inside = insideOf(pdf);
  const pages = [...(/\/Kids \[([^\]]*)\]/u.exec(inside)?.[1] ?? "").matchAll(/(\d+) 0 R/gu)].map(([, id]) => id);
  return { opened: pages.indexOf(/\/OpenAction \[(\d+) 0 R \/Fit\]/u.exec(inside)?.[1]) + 1, pages: pages.length };
}

const archive = (name: string, files: readonly string[]): Promise<unknown> =>
  desk.done(NOW, `contracts archive ${name}`, [...files.map(path), "--yes"]);

beforeAll(async () => {
  desk = await clerk();
  await handOver(desk, "party", { signed: "scan" });
}, 120_000);
afterAll(() => desk.close());

test("opens at the clause's page, after its words; every page says that it is a copy, whose and when", async () => {
  const copied = (await desk.done(NOW, `contracts copy ${number} --clause 5.3 --json --out .`)).json<Copied>();
  expect(copied.path).toBe(path("copy-2026-0117-5.3-20260602T120000Z.pdf"));
  expect(copied).toMatchObject({ page: 2, pages: 5, marked: true });
  const [first = "", ...pages] = await textsOf(copied.path);
  expect(first).toContain("5.3 Korjattavissa oleva vahinko Allekirjoitetun kappaleen sivulla 2 / 5.");
  expect(first).toContain("korvataan korjauksen hinta");
  expect(pages.map((text) => /sivu (\d) \/ 5/u.exec(text)?.[1])).toEqual(["1", "2", "3", "4", "5"]);
  expect(pages[1]).toContain("kohta 5.3: viiva reunassa");
  for (const text of [first, ...pages]) {
    // Across the page in colour and, beneath it, in white; and at the foot.
    expect(text.match(/Kopio \/ Kopia \/ Copy/gu)).toHaveLength(3);
    expect(text.match(/Tampere · 2\.6\.2026 klo 15\.00 · Mira Lahti/gu)).toHaveLength(3);
  }
  expect(openedPage(await readFile(copied.path))).toEqual({ opened: 3, pages: 6 });
});

test("holds pictures of what was signed and nothing of the file itself", async () => {
  const { path: made } = (await desk.done(NOW, `contracts copy ${number} --json --out whole.pdf`)).json<Copied>();
  const [pdf, original] = [await readFile(made), await readFile(join(FIXTURES, "party/signed.pdf"))];
  expect(pdf.includes(original.subarray(0, 64))).toBe(false);
  expect(insideOf(pdf).match(/\/Subtype \/Image/gu)).toHaveLength(5);
  expect((await textsOf(made)).join(" ")).not.toContain("Korjattavissa");
});

test("one page alone, and a page or clause that is not there", async () => {
  await desk.done(NOW, `contracts copy ${number} --page 3 --out three.pdf`);
  expect((await textsOf(path("three.pdf"))).map((text) => /sivu (\d) \/ 5/u.exec(text)?.[1])).toEqual(["3"]);
  const failed = async (typed: string): Promise<string> => (await desk.run(NOW, typed)).stderr;
  expect(await failed(`contracts copy ${number} --page 6`)).toContain("has 5 pages; there is no page 6");
  expect(await failed(`contracts copy ${number} --page two`)).toContain("--page takes the number of a page");
  expect(await failed(`contracts copy ${number} --clause 99`)).toContain("99");
  expect(await failed("contracts copy 2026-0999")).toContain("2026-0999");
});

test("a dry run makes nothing, and the journal keeps who made what", async () => {
  const before = await readdir(desk.root);
  expect((await desk.done(NOW, `contracts copy ${number} --dry-run`)).stdout).toBe("Would make copy-2026-0117-20260602T120000Z.pdf.\n");
  expect(await readdir(desk.root)).toEqual(before);
  expect((await desk.done(NOW, `desk journal --contract ${number}`)).stdout).toContain("working copy of the signed copy made");
});

describe("of what comes from scanners and phones", () => {
  test("several files and a TIFF of several pages, in their order", async () => {
    await writeFile(path("a.jpg"), await jpegSheet());
    await writeFile(path("b.png"), await pngSheet());
    await writeFile(path("c.tiff"), await tiffSheets(2));
    await archive(number, ["a.jpg", "b.png", "c.tiff"]);
    await desk.done(NOW, `contracts copy ${number} --out scans.pdf`);
    expect((await textsOf(path("scans.pdf"))).map((text) => /sivu (\d) \/ 4/u.exec(text)?.[1])).toEqual(["1", "2", "3", "4"]);
    const noted = await desk.done(NOW, `contracts copy ${number} --clause 5.3 --out where.pdf`);
    // The code on a scanned page says which page of the form it is.
    expect(noted.stdout).toContain("Clause 5.3 stands on page 4 of 4 of the signed copy.");
    expect(openedPage(await readFile(path("where.pdf")))).toEqual({ opened: 5, pages: 5 });
  });

  test("an encrypted PDF is kept, and cannot be copied", async () => {
    await writeFile(path("locked.pdf"), await pdfOf([{ text: "Sopimus" }], { userPassword: "salasana" }));
    await archive(number, ["locked.pdf"]);
    const ran = await desk.run(NOW, `contracts copy ${number} --out locked-copy.pdf`);
    expect(ran).toMatchObject({ exitCode: 1, stdout: "" });
    expect(ran.stderr).toContain("locked.pdf is kept byte for byte, but no picture can be made of it: it asks for a password.");
    await writeFile(path("d.png"), await pngSheet({ codeSize: 30 }));
    await archive(number, ["d.png"]);
    const noted = await desk.done(NOW, `contracts copy ${number} --clause 7.1 --out last.pdf`);
    expect(noted.stdout).toContain("on which of the 1 signed pages it stands could not be told");
  });
});

test("goes to the printer as it would to a file, and to no file then", async () => {
  await mkdir(path("bin"));
  await writeFile(path("bin/lp"), `#!/bin/sh\ncat > "$PRINTED"\necho "request id is desk-7"\n`);
  await chmod(path("bin/lp"), 0o755);
  const env = { PATH: `${path("bin")}:${process.env.PATH}`, PRINTED: path("printed.pdf") };
  const ran = await desk.run(NOW, `contracts copy ${number} --print --json`, [], { env });
  expect(ran.json()).toMatchObject({ contract: number, path: null, printed: "request id is desk-7" });
  expect((await textsOf(path("printed.pdf"))).join(" ")).toContain("Kopio / Kopia / Copy");
});

test("the clause's words at hand say where they stand in the signed copy", async () => {
  const ran = await desk.done(NOW, `contracts show ${number} --clause 5.3 --json`);
  expect(ran.json()).toMatchObject({ clause: { number: "5.3" }, pages: 1 });
});
