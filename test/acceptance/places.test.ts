/** Places that nothing can be written to or read from: a clear error with a way out, at once, and nothing stored. */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { smallDisk } from "../support/small-disk.ts";
import { bringBack, type Clerk, clerk, FIXTURES } from "../support/story-desk.ts";
import { traceOf } from "../support/traces.ts";

const NOW = "2026-05-18T12:00:00Z";
const LONG = "x".repeat(10_000);

let desk: Clerk;
beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await writeFile(join(desk.root, "file"), "");
});
afterAll(() => desk.close());

interface Told {
  readonly exitCode: number;
  readonly code: string;
  readonly tries: number;
}

async function refused(typed: string, more: readonly string[] = [], home = desk.home): Promise<Told> {
  const before = traceOf(desk.data, desk.mirror, desk.home);
  const ran = await desk.run(NOW, typed, [...more, "--json"], { home });
  // As one truth: the difference would be longer than anybody reads.
  expect(JSON.stringify(traceOf(desk.data, desk.mirror, desk.home)) === JSON.stringify(before)).toBe(true);
  const { code, message, hints } = JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error;
  expect([ran.stdout, message.length < 600]).toEqual(["", true]);
  return { exitCode: ran.exitCode, code, tries: hints.length };
}

/** The bill and the record are stored before they are copied, and so ask first whether the folder takes a file. */
const COMMANDS: readonly (readonly [typed: string, file: string, code: string])[] = [
  ["contracts form 2026-0117 --out", "form.pdf", "output-no-folder"],
  ["contracts prices 2026-0117 --out", "prices.pdf", "output-no-folder"],
  ["contracts terms new furniture-and-tableware --out", "terms.yaml", "output-no-folder"],
  ["inspect record R-2 --out", "record.pdf", "no-permission"],
  ["invoice R-2 --yes --out", "bill.pdf", "no-permission"],
];

/** The system's own tree takes no files; Node's recursive `mkdir` never came back from it. */
describe("below /proc", () => {
  test.each(COMMANDS)("%s", async (typed, file, code) => {
    expect(await refused(typed, [`/proc/returndesk/${file}`])).toEqual({ exitCode: 1, code: "output-no-folder", tries: 1 });
    expect(await refused(typed, [`/proc/${file}`])).toEqual({ exitCode: 1, code, tries: 1 });
  });

  test.each(["contracts export 2026-0117 --out", "desk demo --out"])("%s", async (typed) => {
    expect(await refused(typed, ["/proc/returndesk/below"])).toEqual({ exitCode: 1, code: "folder-refused", tries: 1 });
  });

  test("a new desk", async () => {
    const firm = ["--from", join(FIXTURES, "firm.yaml"), "--data"];
    const home = join(desk.root, "new-home");
    expect(await refused("desk init", [...firm, "/proc/returndesk"], home)).toEqual({ exitCode: 1, code: "folder-refused", tries: 1 });
    expect(await refused("desk init", [...firm, "/proc/returndesk"], "/proc/returndesk")).toMatchObject({ code: "folder-refused" });
    // A mirror that cannot be made is one that is away: work goes on, and the doctor tells.
    const ran = await desk.run(NOW, "desk init --mirror /proc/returndesk", [...firm, home], { home });
    expect([ran.exitCode, (await desk.run(NOW, "desk doctor", [], { home })).stdout]).toEqual([
      0,
      expect.stringContaining("/proc/returndesk"),
    ]);
  });
});

describe("where a file stands, or a name is too long", () => {
  test.each(COMMANDS)("%s", async (typed, file) => {
    expect(await refused(typed, [join("file", file)])).toMatchObject({ exitCode: 1, tries: 1 });
    expect(await refused(typed, [LONG])).toMatchObject({ exitCode: 1, code: "path-too-long", tries: 1 });
  });

  test("contracts export", async () => {
    expect(await refused("contracts export 2026-0117 --out file")).toEqual({ exitCode: 1, code: "not-a-folder", tries: 1 });
    expect(await refused("contracts export 2026-0117 --out", [LONG])).toEqual({ exitCode: 1, code: "path-too-long", tries: 1 });
    await mkdir(join(desk.root, "exported", "contract-2026-0117"), { recursive: true });
    expect(await refused("contracts export 2026-0117 --out exported")).toEqual({ exitCode: 1, code: "output-exists", tries: 1 });
  });

  test.each([
    "contracts add",
    "contracts archive 2026-0117 --yes",
    "inspect 2026-0117 --answers",
    "contracts terms check",
    "invoice pay --from",
  ])("%s", async (typed) => {
    expect(await refused(typed, [LONG])).toEqual({ exitCode: 1, code: "file-missing", tries: 1 });
  });
});

describe("a disk", () => {
  test("that is full or can only be read: the bill is refused, costs no number, and is issued when there is room", async () => {
    const disk = await smallDisk(6_000);
    const other = await clerk();
    try {
      const data = join(disk.path, "data");
      await other.done("2026-05-01T06:00:00Z", "desk init --replace --owner Mira", ["--data", data, "--mirror", other.mirror]);
      await bringBack(other, "party");
      const before = traceOf(data, other.mirror);
      const bill = async (): Promise<unknown[]> => {
        const ran = await other.run("2026-05-30T09:00:00Z", "invoice R-2 --yes --json");
        const { code, hints } = JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error;
        return [ran.exitCode, ran.stdout, code, hints.length, traceOf(data, other.mirror)];
      };
      disk.remount("ro");
      expect(await bill()).toEqual([1, "", "disk-read-only", 1, before]);
      disk.remount("rw");
      const left = 6_000 * 1_024;
      await writeFile(join(disk.path, "filler"), Buffer.alloc(left)).catch(() => undefined);
      expect(await bill()).toEqual([1, "", "disk-full", 1, expect.any(Array)]);
      await writeFile(join(disk.path, "filler"), "");
      const issued = await other.done("2026-05-30T09:00:00Z", "invoice R-2 --yes");
      expect(issued.stdout).toContain("Invoice L-2026-0001,");
    } finally {
      await other.close();
    }
  });
});

test("a whole export has what its list of hashes names", async () => {
  await desk.done(NOW, "contracts export 2026-0117 --out deep/down");
  const folder = join(desk.root, "deep", "down", "contract-2026-0117");
  expect((await readdir(folder)).sort()).toEqual(["README.txt", "SHA256SUMS", "contract.json", "journal.json", "records", "signed-copy-1"]);
  expect(await readFile(join(folder, "SHA256SUMS"), "utf8")).toMatch(
    /^(?:[0-9a-f]{64} {2}(?:README\.txt|contract\.json|journal\.json|records\/R-[12](?:-1\.pdf|\.json)|signed-copy-1\/1-signed\.pdf)\n){8}$/u,
  );
});
