/** After a whole return nothing that the desk keeps can be read by anybody else on the machine, and no contents are written to logs. */
import { closeSync, openSync } from "node:fs";
import { lstat, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { jpegSheet } from "../support/build-scan.ts";
import { bringBack, type Clerk, clerk, STORIES } from "../support/story-desk.ts";

const { number } = STORIES.party;
const AT = "2026-05-18T12:00:00Z";
const WAL = "data/returndesk.sqlite-wal";
const FOUND = join("out", "found");

async function passwordOf(desk: Clerk): Promise<void> {
  await writeFile(join(desk.root, "password"), "very secret\n", { mode: 0o600 });
  const fd = openSync(join(desk.root, "password"), "r");
  await desk.done(AT, `desk mail --host mail.example --user tiski --from tiski@juhlakalusto.example --password-fd ${fd}`);
  closeSync(fd);
}

/** Everything that the programs write, inside the desk's folders and where they were told to. */
async function useEverything(desk: Clerk): Promise<void> {
  await bringBack(desk, "party");
  await mkdir(join(desk.root, "out"), { mode: 0o700 });
  await mkdir(join(desk.root, FOUND), { mode: 0o700 });
  await writeFile(join(desk.root, FOUND, "nobodys.jpg"), await jpegSheet({ code: null, dpi: 60 }), { mode: 0o600 });
  await desk.run(AT, `contracts import ${FOUND} --report out/report.csv`);
  for (const typed of [
    `invoice ${number} --yes --out out/bill.pdf`,
    `invoice export ${number} --format finvoice --out out`,
    `inspect record R-2 --out out/record.pdf`,
    `contracts form ${number} --out out/form.pdf`,
    `contracts copy ${number} --clause 5.3 --out out/copy.pdf`,
    `contracts export ${number} --out out`,
    "contracts export --all --out out/all",
    "desk books 2026-05 --out out",
    "desk backup out/backup",
    "contracts verify --json",
  ])
    await desk.done(AT, typed);
  await desk.run(AT, "desk doctor");
  await passwordOf(desk);
  const restored = await desk.run(AT, "desk restore out/backup --json --data out/restored/data --mirror out/restored/mirror", [], {
    home: join(desk.root, "out", "restored", "home"),
  });
  expect(restored).toMatchObject({ exitCode: 0 });
}

test("folders are 0700 and files 0600, everywhere that the desk writes, whatever the system's usual modes", async () => {
  const umask = process.umask(0);
  onTestFinished(() => void process.umask(umask));
  const desk = await clerk();
  onTestFinished(() => desk.close());
  await useEverything(desk);
  // While somebody works with the database its log lies beside it.
  const open = new BetterSqlite3(join(desk.data, "returndesk.sqlite"));
  open.prepare("select count(*) from journal").get();
  onTestFinished(() => void open.close());
  const wrong: string[] = [];
  const seen: string[] = [];
  for (const root of [desk.home, desk.data, desk.mirror, join(desk.root, "out")]) {
    for (const entry of [".", ...(await readdir(root, { recursive: true }))]) {
      const path = join(root, entry);
      const found = await lstat(path);
      const mode = (found.mode & 0o777).toString(8);
      seen.push(relative(desk.root, path));
      if (mode !== (found.isDirectory() ? "700" : "600")) wrong.push(`${relative(desk.root, path)} ${mode}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen.filter((name) => name.endsWith(".log"))).toEqual([]);
  for (const written of [
    "out/bill.pdf",
    "out/report.csv",
    "out/all/SHA256SUMS",
    "out/backup/returndesk-backup.json",
    "home/mail-password",
    WAL,
  ])
    expect(seen).toContain(written);
});
