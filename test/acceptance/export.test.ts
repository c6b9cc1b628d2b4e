/** What leaves the house for good: all that belongs to a contract, checked by the system's own sha256sum and not by us. */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFile, lstat, mkdir, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, FIXTURES, handOver, sha256Of } from "../support/story-desk.ts";

const NOW = "2026-06-20T12:00:00Z";

interface All {
  readonly contracts: number;
  readonly written: number;
  readonly kept: number;
  readonly damaged: readonly { readonly contract: string; readonly paths: readonly string[] }[];
}

let desk: Clerk;
const path = (...names: readonly string[]): string => join(desk.root, ...names);
/** Throws unless every file is what the list says. */
const checked = (...folder: readonly string[]): string =>
  execFileSync("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: path(...folder), encoding: "utf8" });
const all = async (): Promise<All> => (await desk.done(NOW, "contracts export --all --out everything --json")).json<never>();

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party", { signed: "scan" });
  await handOver(desk, "event", { signed: "scan" });
  await desk.done(NOW, "inspect record R-2");
  await desk.done(NOW, "invoice 2026-0117 --yes");
  await desk.done(NOW, "invoice export L-2026-0001 --format facturx");
}, 180_000);
afterAll(() => desk.close());

test("one contract, with all that belongs to it, in words that need no program of ours", async () => {
  await desk.done(NOW, "contracts export 2026-0117 --out one");
  const folder = ["one", "contract-2026-0117"];
  const files = (await readdir(path(...folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path(...folder).length + 1))
    .sort();
  expect(files).toEqual([
    "README.txt",
    "SHA256SUMS",
    "bills/L-2026-0001_K-2026-0001.json",
    "bills/L-2026-0001_K-2026-0001.pdf",
    "contract.json",
    "e-invoices/L-2026-0001.facturx.pdf",
    "journal.json",
    "records/R-1-1.pdf",
    "records/R-1.json",
    "records/R-2-1.pdf",
    "records/R-2.json",
    "signed-copy-1/1-signed.pdf",
  ]);
  expect(
    checked(...folder)
      .trim()
      .split("\n"),
  ).toHaveLength(files.length - 1);
  expect(await sha256Of(path(...folder, "signed-copy-1/1-signed.pdf"))).toBe(await sha256Of(join(FIXTURES, "party/signed.pdf")));
  const readMe = await readFile(path(...folder, "README.txt"), "utf8");
  expect(readMe).toContain("Sopimus 2026-0117, Aino Mäkelä");
  expect(await desk.run(NOW, "desk check", [path(...folder, "bills/L-2026-0001_K-2026-0001.pdf")])).toMatchObject({ exitCode: 0 });
  await appendFile(path(...folder, "contract.json"), " ");
  expect(() => checked(...folder)).toThrow();
});

test("all of them: what is there and right stays, what a stop cut short is written anew", async () => {
  const first = await all();
  expect(first).toMatchObject({ contracts: 2, kept: 0, damaged: [] });
  expect(checked("everything").match(/: OK/gu)).toHaveLength(first.written - 2);
  checked("everything", "contract-2026-0142");
  const scan = path("everything", "contract-2026-0117", "signed-copy-1", "1-signed.pdf");
  const before = (await stat(scan)).mtimeMs;
  expect(await all()).toMatchObject({ written: 0, kept: first.written - 2 });
  expect((await stat(scan)).mtimeMs).toBe(before);
  await truncate(scan, 100);
  await rm(path("everything", "contract-2026-0142", "contract.json"));
  expect(await all()).toMatchObject({ written: 2, cleared: 0 });
  checked("everything");
  const names = await readdir(path("everything"), { recursive: true });
  await writeFile(path("everything", "contract-2026-0117", `.returndesk-${randomUUID()}`), "half of");
  const ran = await desk.done(NOW, "contracts export --all --out everything");
  expect(ran.stderr).toContain("An earlier export was stopped. The file it left unfinished has been removed.");
  expect(await readdir(path("everything"), { recursive: true })).toEqual(names);
});

test("a link that somebody put there is replaced, and nothing is written where it leads", async () => {
  await writeFile(path("elsewhere.txt"), "mine");
  await rm(path("everything", "contract-2026-0117", "journal.json"));
  await symlink(path("elsewhere.txt"), path("everything", "contract-2026-0117", "journal.json"));
  await all();
  expect((await lstat(path("everything", "contract-2026-0117", "journal.json"))).isFile()).toBe(true);
  expect(await readFile(path("elsewhere.txt"), "utf8")).toBe("mine");
});

test("a folder with something else in it is left alone; one contract or all must be said", async () => {
  await mkdir(path("mine"));
  await writeFile(path("mine", "letter.txt"), "mine");
  const ran = await desk.run(NOW, "contracts export --all --out mine");
  expect([ran.exitCode, ran.stderr]).toEqual([1, expect.stringContaining("mine holds something else")]);
  expect(await readdir(path("mine"))).toEqual(["letter.txt"]);
  for (const typed of ["contracts export --out x", "contracts export 2026-0117 --all --out x"])
    expect((await desk.run(NOW, typed)).exitCode).toBe(2);
});

test("a copy that the archive has lost twice is named, and all others go out", async () => {
  const sha256 = await sha256Of(join(FIXTURES, "event/signed.pdf"));
  for (const tree of [desk.data, desk.mirror]) await truncate(join(tree, "archive", sha256.slice(0, 2), sha256.slice(2)), 10);
  await rm(path("everything"), { recursive: true });
  const ran = await desk.run(NOW, "contracts export --all --out everything --json");
  expect(ran.exitCode).toBe(1);
  expect(ran.json<All>()).toMatchObject({
    damaged: [{ contract: "2026-0142", paths: ["contract-2026-0142/signed-copy-1/1-signed.pdf"] }],
  });
  checked("everything");
});
