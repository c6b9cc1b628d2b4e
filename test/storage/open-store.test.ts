import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { expect, test } from "vitest";
import { MIGRATIONS } from "../../src/storage/migrations.ts";
import { databasePath, openStore } from "../../src/storage/open-store.ts";
import { buildContract, buildCustomer } from "../support/build-contract.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addContracts, NOON, temporaryStore } from "../support/temporary-store.ts";

const mode = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("a new database is there for its owner alone, and every write is synced", async () => {
  const folder = join(await temporaryFolder(), "new");
  const store = await openStore(folder);
  await store.write(({ journal }) => journal.append({ at: NOON, staff: "mira", contract: null, act: "tried", subject: "x" }));
  expect(await mode(folder)).toBe(0o700);
  for (const name of await readdir(folder)) expect([name, await mode(join(folder, name))]).toEqual([name, 0o600]);
  const raw = new BetterSqlite3(databasePath(folder), { readonly: true });
  expect(raw.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(raw.pragma("user_version", { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
  raw.close();
  await store.close();
});

test("a database that others could read is closed to them", async () => {
  const folder = await temporaryFolder();
  await (await openStore(folder)).close();
  await chmod(databasePath(folder), 0o644);
  await (await openStore(folder)).close();
  expect(await mode(databasePath(folder))).toBe(0o600);
});

test("where a database is expected, an absent one is an error and none is made", async () => {
  const folder = await temporaryFolder();
  await expect(openStore(folder, "existing")).rejects.toMatchObject({ code: "database-missing" });
  expect(await readdir(folder)).toEqual([]);
  await (await openStore(folder)).close();
  await (await openStore(folder, "existing")).close();
});

test("a database of a newer version is refused and left as it is", async () => {
  const folder = await temporaryFolder();
  await (await openStore(folder)).close();
  const raw = new BetterSqlite3(databasePath(folder));
  raw.pragma(`user_version = ${(MIGRATIONS.at(-1)?.version ?? 0) + 1}`);
  raw.close();
  await expect(openStore(folder)).rejects.toMatchObject({ code: "database-newer", message: expect.stringContaining(databasePath(folder)) });
});

test("another program's database is refused", async () => {
  const folder = await temporaryFolder();
  const raw = new BetterSqlite3(databasePath(folder));
  raw.exec("create table songs (title text)");
  raw.close();
  await expect(openStore(folder)).rejects.toMatchObject({ code: "database-foreign" });
});

test.each([
  ["no database", Buffer.from("this is a letter, not a database".repeat(400))],
  ["a database's beginning and then rubbish", Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(8_000, 0xa5)])],
])("%s is called damaged", async (_, bytes) => {
  const folder = await temporaryFolder();
  await writeFile(databasePath(folder), bytes);
  await expect(openStore(folder)).rejects.toMatchObject({ code: "database-damaged" });
});

test("pages that were overwritten show as damage when they are read", async () => {
  const { store, folder } = await temporaryStore();
  await addContracts(store, ...Array.from({ length: 600 }, (_, index) => buildContract({ number: `T-${index}` })));
  await store.close();
  const bytes = await readFile(databasePath(folder));
  // What stands before is the schema, without which nothing opens.
  bytes.fill(0x5a, bytes.length / 2);
  await writeFile(databasePath(folder), bytes);
  const again = await openStore(folder);
  const readAll = again.read(async ({ contracts }) => {
    for (let index = 0; index < 600; index += 1) await contracts.get(`T-${index}`);
  });
  await expect(readAll).rejects.toMatchObject({ code: "database-damaged" });
  await again.close();
});

test("a folder in the place of the database, or a file in the place of the folder, says so", async () => {
  const folder = await temporaryFolder();
  await mkdir(databasePath(folder));
  await expect(openStore(folder)).rejects.toMatchObject({ code: "database-unreadable" });
  await writeFile(join(folder, "file"), "");
  await expect(openStore(join(folder, "file"))).rejects.toMatchObject({ code: "not-a-folder" });
});

test("what fails half-way leaves nothing", async () => {
  const { store } = await temporaryStore();
  const half = store.write(async ({ staff, billings }) => {
    await staff.add({ id: "mira", name: "Mira Salo", role: "lead", phone: null, endsOn: null });
    await billings.takeNumber("invoice", 2026);
    throw new Error("the clerk stumbled");
  });
  await expect(half).rejects.toThrow("the clerk stumbled");
  expect(await store.read(({ staff }) => staff.list())).toEqual([]);
  expect(await store.write(({ billings }) => billings.takeNumber("invoice", 2026))).toBe("L-2026-0001");
});

test("a transaction inside another one is our mistake, and says so instead of waiting for ever", async () => {
  const { store } = await temporaryStore();
  const nested = store.write(() => store.read(({ staff }) => staff.list()));
  await expect(nested).rejects.toThrow(/inside another one/u);
});

test("writes that are asked for at once wait for each other, and each sees the one before", async () => {
  const { store } = await temporaryStore();
  const taken = await Promise.all(
    Array.from({ length: 100 }, () =>
      store.write(async ({ journal, staff, billings }) => {
        const number = await billings.takeNumber("damagesStatement", 2026);
        await staff.list();
        await journal.append({ at: NOON, staff: "mira", contract: null, act: "took", subject: number });
        return number;
      }),
    ),
  );
  expect(taken).toEqual(Array.from({ length: 100 }, (_, index) => `K-2026-${String(index + 1).padStart(4, "0")}`));
  expect(await store.read(({ journal }) => journal.firstBroken())).toBeNull();
});

test("two connections that read and then write do not lose each other's writes", async () => {
  const { store, folder } = await temporaryStore();
  const other = await openStore(folder);
  const append = (through: typeof store) =>
    through.write(({ journal }) => journal.append({ at: NOON, staff: "mira", contract: "T-1", act: "tried", subject: "x" }));
  await Promise.all(Array.from({ length: 40 }, (_, index) => append(index % 2 === 0 ? store : other)));
  expect((await store.read(({ journal }) => journal.of("T-1"))).map((row) => row.seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  expect(await other.read(({ journal }) => journal.firstBroken())).toBeNull();
  await other.close();
});

test("what was written is there when the file is opened again", async () => {
  const { store, folder } = await temporaryStore();
  const contract = buildContract({ customer: buildCustomer({ name: "Ånstrand Öberg" }) });
  await addContracts(store, contract);
  await store.close();
  const again = await openStore(folder);
  expect(await again.read(({ contracts }) => contracts.get(contract.number))).toEqual(contract);
  await again.close();
});
