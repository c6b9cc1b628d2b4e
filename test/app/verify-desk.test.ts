import { mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { archiveSignedCopy } from "../../src/app/archive-signed-copy.ts";
import { planSignedCopy } from "../../src/app/plan-signed-copy.ts";
import type { StoredFile } from "../../src/app/ports.ts";
import { countFaults, type Verified, type VerifyRequest, verificationOverdue, verifyDesk } from "../../src/app/verify-desk.ts";
import { instant } from "../../src/kernel/dates.ts";
import { premises } from "../../src/storage/premises.ts";
import { pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { flipBit } from "../support/flip-bit.ts";
import type { TemporaryDesk } from "../support/temporary-desk.ts";
import { temporaryStore } from "../support/temporary-store.ts";

const ALL: VerifyRequest = {
  number: null,
  heal: false,
  resume: false,
  bytesPerSecond: null,
  dryRun: false,
  stop: () => false,
  progress: () => undefined,
};

async function deskWithCopies() {
  const desk = await deskWithContracts([{}, { number: "2026-0118" }, { number: "2026-0119" }]);
  const stored: StoredFile[] = [];
  for (const number of ["2026-0117", "2026-0118"]) {
    const plan = await planSignedCopy(desk, number, [{ name: `${number}.pdf`, bytes: await pdfOf([{ text: number }]) }]);
    stored.push(...(await archiveSignedCopy(desk, plan, { signedBy: null, signedOn: null })).stored);
  }
  return { desk, stored: stored as [StoredFile, StoredFile] };
}
const verify = (desk: TemporaryDesk, over: Partial<VerifyRequest> = {}) => verifyDesk(desk, premises, { ...ALL, ...over });
const copies = ({ copies: faults }: Verified) =>
  faults.map(({ things, archive, mirror, state, healed }) => [
    things.map(({ name }) => name).join(),
    archive,
    mirror,
    state,
    healed.join(),
  ]);
const acts = async (desk: TemporaryDesk) => (await (await desk.store()).read(({ journal }) => journal.list({}))).rows.map(({ act }) => act);

test("a sound desk is said to be, tells how far it is, and keeps on record that it was verified", async () => {
  const { desk } = await deskWithCopies();
  const told: string[] = [];
  const verified = await verify(desk, { progress: (done, total) => told.push(`${done}/${total}`) });
  expect(countFaults(verified)).toEqual({ faults: 0, healed: 0 });
  expect([verified.files, verified.total, verified.mirror, verified.complete, told.at(-1)]).toEqual([2, 2, "present", true, "2/2"]);
  expect(await (await desk.store()).read(({ verifications }) => verifications.last())).toMatchObject({ by: "mira", files: 2, faults: 0 });
  expect((await acts(desk)).at(-1)).toBe("archive.verified");
});

test("one good copy is told from none; the good one makes the other anew, and the bad one is kept", async () => {
  const { desk, stored } = await deskWithCopies();
  const [one, two] = stored;
  await flipBit(one.path, 100);
  const bad = await readFile(one.path);
  await flipBit(two.path, 100);
  await rm(two.mirrorPath as string);
  expect(copies(await verify(desk)).sort()).toEqual([
    ["2026-0117.pdf", "altered", "verified", "harmed", ""],
    ["2026-0118.pdf", "altered", "missing", "lost", ""],
  ]);
  const healed = await verify(desk, { heal: true });
  expect(copies(healed).sort()).toEqual([
    ["2026-0117.pdf", "altered", "verified", "harmed", "archive"],
    ["2026-0118.pdf", "altered", "missing", "lost", ""],
  ]);
  const [aside] = healed.copies.flatMap((fault) => fault.aside);
  expect(await readFile(aside as string)).toEqual(bad);
  expect([(await stat(aside as string)).mode & 0o777, (await stat(dirname(aside as string))).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await readFile(one.path)).toEqual(await readFile(one.mirrorPath as string));
  expect(countFaults(healed)).toEqual({ faults: 2, healed: 1 });
  expect((await acts(desk)).slice(-3)).toEqual(["archive.verified", "copy.healed", "archive.verified"]);
  expect(copies(await verify(desk))).toEqual([["2026-0118.pdf", "altered", "missing", "lost", ""]]);
});

test("what no row names is named, a renamed file by what it holds; healing moves it aside and deletes nothing", async () => {
  const { desk, stored } = await deskWithCopies();
  const tree = join(desk.settings.data, "archive");
  await rename(stored[0].path, join(dirname(stored[0].path), "scan.pdf"));
  await writeFile(join(tree, "notes.txt"), "what is this?");
  await symlink("/etc/passwd", join(tree, "link"));
  const { sha256 } = await (await desk.archive()).put(Buffer.from("being stored"));
  const named = ({ strays }: Verified) =>
    strays.map(({ file, of, aside }) => [file.path, of.map(({ name }) => name).join(), aside !== null]).sort();
  const path = join(stored[0].sha256.slice(0, 2), "scan.pdf");
  const found = await verify(desk);
  expect(named(found)).toEqual(
    [
      [path, "2026-0117.pdf", false],
      ["link", "", false],
      ["notes.txt", "", false],
    ].sort(),
  );
  expect(copies(found)).toEqual([["2026-0117.pdf", "missing", "verified", "harmed", ""]]);
  const healed = await verify(desk, { heal: true });
  expect(countFaults(healed)).toEqual({ faults: 4, healed: 4 });
  expect(await readdir(join(tree, "set-aside"))).toHaveLength(3);
  expect(countFaults(await verify(desk))).toEqual({ faults: 0, healed: 0 });
  // A file that was put a moment ago is about to be named; it stays.
  expect(await (await desk.archive()).verify(sha256)).toEqual({ archive: "verified", mirror: "verified" });
});

test("edited rows and a cut journal are found among everything else, and for the one contract they belong to", async () => {
  const { desk } = await deskWithCopies();
  const { default: BetterSqlite3 } = await import("better-sqlite3");
  const raw = new BetterSqlite3(join(desk.settings.data, "returndesk.sqlite"));
  raw.exec("drop trigger signed_copies_no_update; update signed_copies set signed_by = 'Eve' where contract = '2026-0118'");
  raw.close();
  const faults = async (number: string | null) =>
    (await verify(desk, { number })).books.faults.filter(({ table }) => table === "signed_copies");
  const fault = { kind: "altered", table: "signed_copies", key: '{"contract":"2026-0118","version":1}', contract: "2026-0118" };
  expect(await faults(null)).toMatchObject([fault]);
  expect(await faults("2026-0118")).toMatchObject([fault]);
  expect(await faults("2026-0117")).toEqual([]);
});

test("one contract alone: its copies, and nothing on record", async () => {
  const { desk, stored } = await deskWithCopies();
  await flipBit(stored[0].path, 100);
  expect(copies(await verify(desk, { number: "2026-0118" }))).toEqual([]);
  expect((await acts(desk)).at(-1)).toBe("signedCopy.archived");
  await expect(verify(desk, { number: "2026-0119" })).rejects.toMatchObject({ code: "no-signed-copy" });
  await expect(verify(desk, { number: "9" })).rejects.toMatchObject({ code: "contract-unknown" });
});

test("a mirror that is away is one fault, and what it holds is not called damaged", async () => {
  const { desk } = await deskWithCopies();
  const mirror = desk.settings.mirror as string;
  await rename(mirror, `${mirror}.away`);
  const found = await verify(desk);
  expect([found.mirror, copies(found), countFaults(found).faults]).toEqual(["away", [], 1]);
});

test("a stopped verification is resumed where it was, with what it had found", async () => {
  const desk = await deskWithContracts([{}]);
  const archive = await desk.archive();
  const scans = await Promise.all(Array.from({ length: 60 }, (_, index) => archive.put(Buffer.from(`scan ${index}`))));
  const files = scans.map(({ sha256, size }, index) => ({ sha256, size, name: `${index}.pdf`, format: "pdf" as const, pages: 1 }));
  const copy = {
    contract: "2026-0117",
    version: 1,
    files,
    signedBy: null,
    signedOn: null,
    archivedAt: desk.clock.now(),
    archivedBy: "mira",
  };
  await (await desk.store()).write(({ signedCopies }) => signedCopies.add(copy));
  const [first, ...others] = scans.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  await flipBit((first as StoredFile).path, 2);
  let asked = 0;
  const stop = (): boolean => {
    asked += 1;
    return asked > 2;
  };
  const stopped = await verify(desk, { stop });
  expect([stopped.complete, stopped.files, stopped.total, stopped.copies.length]).toEqual([false, 32, 60, 1]);
  expect(await (await desk.store()).read(({ verifications }) => verifications.last())).toBeNull();
  await flipBit((others.at(-1) as StoredFile).path, 2);
  const resumed = await verify(desk, { resume: true });
  expect([resumed.complete, resumed.resumedAfter, resumed.files, resumed.copies.length]).toEqual([true, 32, 60, 2]);
  expect(await archive.interrupted()).toBeNull();
  expect((await verify(desk, { resume: true })).resumedAfter).toBe(0);
});

test("with a limit it takes the time that the limit says", async () => {
  const { desk, stored } = await deskWithCopies();
  const bytes = 2 * (stored[0].size + stored[1].size);
  const began = performance.now();
  await verify(desk, { bytesPerSecond: bytes * 2 });
  expect(performance.now() - began).toBeGreaterThan(490);
});

test("the next verification is due thirty days after the last, or as the settings say", async () => {
  let now = "2026-05-20T09:00:00Z";
  const desk = await deskWithContracts([{}], { clock: { now: () => instant(now) } });
  expect(await verificationOverdue(desk)).toBeNull();
  now = "2026-06-20T09:00:00Z";
  expect(await verificationOverdue(desk)).toEqual({ days: 31, last: null });
  await verify(desk);
  expect(await verificationOverdue(desk)).toBeNull();
  now = "2026-06-28T09:00:00Z";
  expect(await verificationOverdue({ ...desk, settings: { ...desk.settings, verifyEveryDays: 7 } })).toEqual({
    days: 8,
    last: "2026-06-20T09:00:00.000Z",
  });
});

/** Columns for a hash that stands for something else than a file of the archive. */
const NO_FILES = [
  "billings.sha256",
  "contracts.terms_sha256",
  "credit_notes.sha256",
  "journal.detail_hash",
  "journal.hash",
  "journal.previous",
  "journal.previous_of_contract",
  "journal.seals",
  "journal_days.hash",
  "journal_heads.hash",
  "journal_seals.hash",
  // On its way out: the same transaction that names it takes away what named it before.
  "leaving_files.sha256",
  "reminders.sha256",
  "staff.pin_hash",
  "terms.sha256",
];
/** Columns that `archived-files.ts` reads. */
const FILES = [
  "billing_pdfs.sha256",
  "case_files.sha256",
  "credit_note_pdfs.sha256",
  "deliveries.pdf",
  "e_invoices.sha256",
  "feedback_invitations.sha256",
  "notices.sha256",
  "reminder_pdfs.sha256",
  "signed_copy_files.sha256",
  "standing_letters.sha256",
  "tray.sha256",
];

test("every column that can hold a hash is read when the archive is verified, or said to be none of a file", async () => {
  const { raw } = await temporaryStore();
  const database = raw();
  const columns = database
    .prepare(
      `select list.name || '.' || info.name as name, list.name as tbl, info.name as column from pragma_table_list list, pragma_table_info(list.name) info
       where list.schema = 'main' and list.type = 'table' and info.type = 'TEXT' order by 1`,
    )
    .all() as { name: string; tbl: string; column: string }[];
  const sqlOf = database.prepare("select sql from sqlite_master where name = ?").pluck();
  const hashes = columns.filter(
    ({ tbl, column }) => /hash|sha|previous|seals/u.test(column) || String(sqlOf.get(tbl)).includes(`length(${column}) = 64`),
  );
  expect(hashes.map(({ name }) => name).sort()).toEqual([...NO_FILES, ...FILES].sort());
});

test("folders and files of the trees that are links are not followed", async () => {
  const { desk, stored } = await deskWithCopies();
  const shard = dirname(stored[0].path);
  const elsewhere = join(desk.home, "elsewhere");
  await rename(shard, elsewhere);
  await symlink(elsewhere, shard);
  await mkdir(join(desk.settings.data, "archive", "set-aside"), { mode: 0o700 });
  expect(copies(await verify(desk))).toContainEqual(["2026-0117.pdf", "unreadable", "verified", "harmed", ""]);
  const healed = await verify(desk, { heal: true });
  // The link is moved aside as a link, after which the next heals.
  expect(await readdir(elsewhere)).toEqual([stored[0].sha256.slice(2)]);
  expect(healed.copies[0]?.state).toBe("harmed");
  expect(copies(await verify(desk, { heal: true })).map(([name, , , , trees]) => [name, trees])).toContainEqual([
    "2026-0117.pdf",
    "archive",
  ]);
  expect(countFaults(await verify(desk)).faults).toBe(0);
});
