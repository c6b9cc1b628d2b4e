/** A scanner's folder and the tray as clerks use them: the real programs in a real pseudo-terminal. */
import { appendFile, chmod, mkdir, readdir, readFile, rename, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { jpegSheet, pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { runProgram } from "../support/run-program.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { openTerminal } from "../support/terminal.ts";

const twoContracts = () => deskWithContracts([{}, { number: "2026-0118" }]);

/** Three scans that nothing says the contract of. */
async function fillTray(desk: TemporaryDesk): Promise<void> {
  const folder = await temporaryFolder();
  for (const name of ["a", "b", "c"]) await writeFile(join(folder, `${name}.pdf`), await pdfOf([{ text: `Paper ${name}` }]));
  expect((await runProgram("contracts", ["watch", folder, "--once", "--as", "mira"], { home: desk.home })).stdout).toContain("T-3");
}

/** A viewer of the system's that notes what it was asked to show. */
async function fakeViewer(): Promise<{ readonly folder: string; shown(): Promise<string> }> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "xdg-open"), `#!/bin/sh\nhead -c 5 "$1" > "${folder}/shown"\necho " $1" >> "${folder}/shown"\n`);
  await chmod(join(folder, "xdg-open"), 0o700);
  return { folder, shown: () => readFile(join(folder, "shown"), "utf8") };
}

for (const poll of [[], ["--poll"]])
  test(`a file is taken once it is whole, however it comes; Ctrl-C ends after the file in hand ${poll.join("")}`, async () => {
    const desk = await twoContracts();
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const watch = openTerminal("contracts", ["watch", folder, ...poll], { home: desk.home });
    await watch.until("Watching ");
    const scan = await pdfOf([{ picture: await jpegSheet({ turned: 90 }) }, "empty"]);
    await writeFile(join(folder, "slow.pdf"), scan.subarray(0, 9000));
    await writeFile(join(elsewhere, "moved.pdf"), await pdfOf([{ text: "No code" }]));
    await rename(join(elsewhere, "moved.pdf"), join(folder, "moved.pdf"));
    await symlink("/etc/passwd", join(folder, "link.pdf"));
    await mkdir(join(folder, "pages"));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await appendFile(join(folder, "slow.pdf"), scan.subarray(9000));
    await watch.until("slow.pdf: filed under 2026-0117, Aino Mäkelä, version 1; its QR code says so.");
    const screen = await watch.until("moved.pdf: in the tray T-1.");
    expect(screen).toContain("link.pdf is a link");
    expect(screen).toContain("pages is a folder");
    expect(screen).not.toContain("cut off");
    watch.type("\x03");
    await watch.until("Ended; everything that was taken is stored.");
    expect(await watch.ended).toEqual({ code: 0, signal: null });
    expect((await readdir(join(folder, "done"))).sort()).toEqual(["moved.pdf", "slow.pdf"]);
  });

test("each is looked at, filed to the contract that is searched for, left or put aside; a stop keeps what was answered", async () => {
  const desk = await twoContracts();
  await fillTray(desk);
  const viewer = await fakeViewer();
  const env = { DISPLAY: ":0", PATH: `${viewer.folder}:${process.env.PATH}` };
  const tray = openTerminal("contracts", ["tray"], { home: desk.home, env });
  expect(await tray.until("What is it?")).toMatch(/T-1, 1 of 3\n {2}a\.pdf\n {2}PDF, 1 page, text, 1\u00A0kB\n/u);
  await tray.answer("\r", "Opened as T-1.pdf");
  const [head, path = ""] = (await viewer.shown()).trim().split(" ");
  expect([head, path.endsWith("T-1.pdf"), (await stat(path)).mode & 0o777]).toEqual(["%PDF-", true, 0o600]);
  await tray.answer("\x1b[B\r", "Whose is it?");
  await tray.answer("0118", /❯ 2026-0118/u);
  await tray.answer("\r", "Is this the signed contract 2026-0118");
  // Thought better of: the same scan is asked about again.
  await tray.answer("n\r", /What is it\?[^✔]*❯ let me see it first/u);
  await tray.answer("\x1b[B\r", "Whose is it?");
  await tray.answer("0118", /❯ 2026-0118/u);
  await tray.answer("\r", "Is this the signed contract 2026-0118");
  await tray.answer("\r", "Who signed it?");
  await tray.answer("\r", "When was it signed?");
  await tray.answer("2026-05-15\r", "T-2, 2 of 3");
  await tray.answer("\x1b[B\x1b[B\x1b[B\r", "why is it put aside?");
  await tray.answer("A delivery note\r", /T-3, 3 of 3[\s\S]*What is it/u);
  tray.type("\x03");
  await tray.until("2 scans are settled; the rest waits: contracts tray");
  expect(await tray.ended).toEqual({ code: 130, signal: null });
  await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });

  const rest = openTerminal("contracts", ["tray"], { home: desk.home });
  await rest.until("T-3, 1 of 1");
  await rest.answer("\r", "contracts tray T-3 --out T-3.pdf");
  await rest.answer("\x1b[B\x1b[B\r", "Nothing was settled, 1 waits.");
  expect(await rest.ended).toEqual({ code: 0, signal: null });

  const all = openTerminal("contracts", ["tray", "--all"], { home: desk.home });
  const listed = await all.until("contracts tray asks about each");
  expect(listed).toMatch(
    /T-1 {2}a\.pdf\n.*\n {4}filed under contract 2026-0118\nT-2 {2}b\.pdf\n.*\n {4}put aside: A delivery note\nT-3 {2}c\.pdf\n/u,
  );
});
