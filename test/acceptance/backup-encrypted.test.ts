/** Encrypted backups: each file an age file of its own, names that say nothing, and a way back for whoever has the identity or the passphrase. */
import { closeSync, openSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, runProgram } from "../support/run-program.ts";
import { bringBack, type Clerk, clerk, handOver, STORIES } from "../support/story-desk.ts";

const FIRST = "2026-07-06T15:00:00Z";
const SECOND = "2026-07-07T15:00:00Z";
const PASSPHRASE = "kuusi vanhaa kahvikuppia";
let desk: Clerk;
let target: string;
let identity: string;
let recipient: string;
let identityFile: string;

beforeAll(async () => {
  desk = await clerk();
  target = join(desk.root, "secret");
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  identityFile = join(desk.root, "identity.txt");
  await writeFile(identityFile, `# created: 2026-07-06\n${identity}\n`);
  await bringBack(desk, "party");
}, 180_000);
afterAll(() => desk.close());

const everyPath = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const open = async (key: string, bytes: Uint8Array): Promise<Uint8Array> => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return decrypter.decrypt(bytes);
};

const restore = (from: string, name: string, ...more: string[]): Promise<Ran> => {
  const place = (part: string): string => join(desk.root, name, part);
  const argv = ["restore", from, "--data", place("data"), "--mirror", place("mirror"), "--json", ...more];
  return runProgram("desk", argv, { home: place("home"), at: SECOND });
};
const codeOf = ({ stderr }: Ran): string => JSON.parse(stderr.trimEnd().split("\n").at(-1) ?? "").error.code;

test("nothing in it can be read or guessed: no byte of a file, no hash of one", async () => {
  await desk.done(FIRST, "desk backup --encrypt-to", [recipient, target]);
  const paths = await everyPath(target);
  const archived = (await everyPath(join(desk.data, "archive"))).map((path) => path.slice(-65).replace("/", ""));
  expect(paths.filter((path) => archived.some((hash) => path.replaceAll("/", "").includes(hash.slice(2))))).toEqual([]);
  const open = paths.filter((path) => !path.endsWith(".sha256") && !path.endsWith("returndesk-backup.json"));
  for (const path of open) expect((await readFile(path, "latin1")).startsWith("age-encryption.org/v1\n")).toBe(true);
  const all = Buffer.concat(await Promise.all(paths.map((path) => readFile(path))));
  // Long ones: four letters turn up among a megabyte of random bytes once in a thousand runs.
  for (const word of ["Aino Mäkelä", "SQLite format 3", "%PDF-1.7", "Juhlavuokra", ...archived])
    expect([word, all.includes(word)]).toEqual([word, false]);
});

test("the next backup needs no key, goes on encrypted, and writes only what is new", async () => {
  await handOver(desk, "clean");
  const made = (await desk.done(SECOND, "desk backup --json", [target])).json<{
    newFiles: number;
    filesThere: number;
    encrypted: boolean;
  }>();
  expect(made).toMatchObject({ encrypted: true, newFiles: 2 });
  expect(made.filesThere).toBeGreaterThan(2);
});

test("age itself opens the key with the identity, and with the key any file", async () => {
  const key = Buffer.from(await open(identity, await readFile(join(target, "key.age")))).toString("utf8");
  const own = /^AGE-SECRET-KEY-1\S+$/mu.exec(key)?.[0] as string;
  const folder = join(target, "snapshots", "2026-07-07T150000Z");
  const contents = JSON.parse(Buffer.from(await open(own, await readFile(join(folder, "contents.json.age")))).toString("utf8"));
  const database = await open(own, await readFile(join(folder, "returndesk.sqlite.age")));
  expect(Buffer.from(database).subarray(0, 15).toString()).toBe("SQLite format 3");
  for (const file of contents.files) {
    const bytes = await open(own, await readFile(join(target, file.path)));
    expect(bytes.length).toBe(file.size);
    expect(Buffer.from(bytes).equals(await readFile(join(desk.data, "archive", file.sha256.slice(0, 2), file.sha256.slice(2))))).toBe(true);
  }
});

test("it is checked from outside without a key, and inside with it", async () => {
  const outside = await desk.done(SECOND, "desk backup --verify", [target]);
  expect(outside.stderr).toContain("It was checked from outside.");
  const inside = await desk.done(SECOND, "desk backup --verify --json", [target, "--identity", identityFile]);
  expect(inside.json()).toMatchObject({ inside: true, sound: true, bad: [] });
});

test("it is restored with the identity, and with no other", async () => {
  const stranger = join(desk.root, "stranger.txt");
  await writeFile(stranger, `${await generateX25519Identity()}\n`);
  expect(codeOf(await restore(target, "stranger", "--identity", stranger))).toBe("backup-key-wrong");
  expect(codeOf(await restore(target, "nobody"))).toBe("backup-key-needed");
  const ran = await restore(target, "anew", "--identity", identityFile);
  expect(ran.json()).toMatchObject({ contracts: 2, signedCopies: 2, leftOut: [], journalFaults: 0, rowFaults: 0, pending: 0 });
  const verified = await runProgram("contracts", ["verify"], { home: join(desk.root, "anew", "home"), at: SECOND });
  expect([verified.exitCode, verified.stderr]).toEqual([0, "Waiting: returns not billed 1 (`desk today`)\n"]);
});

test("how it was begun it goes on: other recipients, or none where there were some, are refused", async () => {
  const other = await identityToRecipient(await generateX25519Identity());
  expect(codeOf(await desk.run(SECOND, "desk backup --json --encrypt-to", [other, target]))).toBe("backup-encrypted-otherwise");
  const plain = join(desk.root, "plain");
  await desk.done(SECOND, "desk backup", [plain]);
  expect(codeOf(await desk.run(SECOND, "desk backup --json --encrypt-to", [recipient, plain]))).toBe("backup-not-encrypted");
  const wrong = await desk.run(SECOND, "desk backup --json --encrypt-to nobody", [join(desk.root, "none")]);
  expect([wrong.exitCode, codeOf(wrong)]).toEqual([2, "recipient-wrong"]);
});

test("a desk that does not remember the key asks for it, and goes on with the files that are there", async () => {
  await rm(join(desk.data, "backup-targets.json"));
  expect(codeOf(await desk.run(SECOND, "desk backup --json", [target]))).toBe("backup-key-needed");
  const made = await desk.done(SECOND, "desk backup --json", [target, "--identity", identityFile]);
  expect(made.json()).toMatchObject({ newFiles: 0 });
});

test("a file that was damaged is encrypted anew; older snapshots stay restorable", async () => {
  const [path] = [...(await everyPath(join(target, "files")))].sort() as [string];
  const bytes = await readFile(path);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1;
  await writeFile(path, bytes);
  expect((await desk.run(SECOND, "desk backup --verify", [target])).stderr).toContain(
    `${path.slice(target.length + 1)}: not what was backed up`,
  );
  expect((await desk.done("2026-07-08T15:00:00Z", "desk backup --json", [target])).json()).toMatchObject({ newFiles: 1 });
  const first = ["--snapshot", "2026-07-06T150000Z", "--identity", identityFile];
  await desk.done(SECOND, "desk backup --verify", [target, ...first]);
});

test("a passphrase from a file descriptor locks and opens one, and stands nowhere", async () => {
  const locked = join(desk.root, "locked");
  const file = join(desk.root, "passphrase");
  const withPassphrase = async (passphrase: string, run: (fd: string) => Promise<Ran>): Promise<Ran> => {
    await writeFile(file, `${passphrase}\n`);
    const fd = openSync(file, "r");
    try {
      return await run(String(fd));
    } finally {
      closeSync(fd);
    }
  };
  const backup = (fd: string) => desk.run(SECOND, "desk backup --json --encrypt-with-passphrase --passphrase-fd", [fd, locked]);
  expect(codeOf(await withPassphrase("kuppi", backup))).toBe("passphrase-short");
  expect((await withPassphrase(PASSPHRASE, backup)).exitCode).toBe(0);
  expect(
    (await Promise.all((await everyPath(desk.root)).filter((path) => path !== file).map((path) => readFile(path)))).some((bytes) =>
      bytes.includes(PASSPHRASE),
    ),
  ).toBe(false);
  const ran = await withPassphrase(PASSPHRASE, (fd) => restore(locked, "unlocked", "--passphrase-fd", fd));
  expect(ran.json()).toMatchObject({ contracts: 2, leftOut: [] });
}, 180_000);

test("the story's contract is in it", async () => {
  const listed = await runProgram("contracts", ["list"], { home: join(desk.root, "anew", "home"), at: SECOND });
  expect(listed.stdout).toContain(STORIES.party.number);
});
