/** Files that nobody here made, through `contracts archive`: stored byte for byte, or refused with a clear reason. */
import { copyFileSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clerk, clerk, FIXTURES, sha256Of } from "../support/story-desk.ts";
import { traceOf } from "../support/traces.ts";

const SAMPLES = fileURLToPath(new URL("../../../shared/samples", import.meta.url));
const here = existsSync(SAMPLES);
if (!here) process.stderr.write(`skipped: the sample files are not in ${SAMPLES}\n`);
const samples = here
  ? ["scans", "photos"].flatMap((folder) => readdirSync(join(SAMPLES, folder)).map((name) => join(SAMPLES, folder, name)))
  : [];
const named = (name: string): string => samples.find((path) => path.endsWith(name)) ?? "";

const NOW = "2026-07-03T12:05:00Z";
const ARCHIVE = "contracts archive 2026-0163 --yes --json";

interface Archived {
  readonly existed: boolean;
  readonly signedCopy: {
    readonly version: number;
    readonly files: readonly { readonly sha256: string; readonly format: string; readonly pages: number | null }[];
  };
  readonly stored: readonly { readonly sha256: string; readonly path: string; readonly mirrorPath: string }[];
}

describe.skipIf(!here)("contracts archive", () => {
  let desk: Clerk;
  beforeAll(async () => {
    desk = await clerk();
    await desk.done(NOW, "contracts add", [join(FIXTURES, "clean", "contract.yaml")]);
  });
  afterAll(() => desk.close());
  const archive = async (...files: readonly string[]): Promise<Archived> => (await desk.done(NOW, ARCHIVE, files)).json<never>();

  test.each(samples.filter((path) => !path.endsWith("truncated.pdf")).map((path) => [path.slice(SAMPLES.length + 1), path]))(
    "%s, byte for byte in both places",
    async (_, path) => {
      const { existed, stored } = await archive(path);
      const original = await sha256Of(path);
      expect([existed, stored.length, stored[0]?.sha256]).toEqual([false, 1, original]);
      expect(await Promise.all([stored[0]?.path ?? "", stored[0]?.mirrorPath ?? ""].map(sha256Of))).toEqual([original, original]);
    },
  );

  test("each was a version of its own, and every one of them verifies", async () => {
    const count = samples.length - 1;
    const { signedCopies } = (await desk.done(NOW, "contracts show 2026-0163 --json")).json<{ signedCopies: { version: number }[] }>();
    expect(signedCopies.map(({ version }) => version)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    const { sound, files } = (await desk.done(NOW, "contracts verify --json")).json<{ sound: boolean; files: number }>();
    expect([sound, files]).toEqual([true, count]);
  });

  test("a truncated file is refused and nothing is stored, not even the good one beside it", async () => {
    const before = traceOf(desk.data, desk.mirror);
    const ran = await desk.run(NOW, ARCHIVE, [join(FIXTURES, "clean", "signed.pdf"), named("truncated.pdf")]);
    const error = JSON.parse(ran.stderr.trimEnd().split("\n").at(-1) ?? "").error;
    expect([ran.exitCode, error.code, error.message]).toEqual([1, "scan-truncated", expect.stringContaining("truncated.pdf")]);
    expect(traceOf(desk.data, desk.mirror)).toEqual(before);
  });

  test("an encrypted file is kept; that nobody can read it is said, and asked about", async () => {
    const path = named("libreoffice-writer-password.pdf");
    copyFileSync(path, join(desk.root, "locked.pdf"));
    await desk.done(NOW, "contracts add", [join(FIXTURES, "party", "contract.yaml")]);
    const asked = await desk.run(NOW, "contracts archive 2026-0117 locked.pdf");
    expect([asked.exitCode, asked.stdout]).toEqual([2, ""]);
    const done = await desk.done(NOW, "contracts archive 2026-0117 locked.pdf --yes");
    expect(done.stderr).toMatch(/encrypt|password/u);
  });

  test("the same bytes twice are one copy, and it says so", async () => {
    const ran = await desk.done(NOW, "contracts archive 2026-0163 --yes", [named("IMG_5195.HEIC")]);
    expect(ran.stdout).toMatch(/^These bytes are archived already/u);
    const twice = await desk.done(NOW, "contracts archive 2026-0163 --yes", [named("no_exif.jpg"), named("no_exif.jpg")]);
    expect(twice.stdout).toMatch(/^These bytes are archived already/u);
  });

  test("several files are one copy; a different second one is version 2, and the first stays", async () => {
    const other = await clerk();
    try {
      await other.done(NOW, "contracts add", [join(FIXTURES, "clean", "contract.yaml")]);
      const pages = [named("Jobagent.tiff"), named("DSCN0010.jpg"), named("pdflatex-4-pages.pdf")];
      const first = (await other.done(NOW, ARCHIVE, pages)).json<never>() as Archived;
      expect([first.signedCopy.version, first.signedCopy.files.map(({ format, pages: count }) => [format, count])]).toEqual([
        1,
        [
          ["tiff", 1],
          ["jpeg", 1],
          ["pdf", 4],
        ],
      ]);
      const second = (await other.done(NOW, ARCHIVE, [named("grayscale-image.pdf")])).json<never>() as Archived;
      expect([second.signedCopy.version, second.existed]).toEqual([2, false]);
      for (const { sha256, path } of first.stored) expect(await sha256Of(path)).toBe(sha256);
      const { signedCopies } = (await other.done(NOW, "contracts show 2026-0163 --json")).json<{ signedCopies: { files: unknown[] }[] }>();
      expect(signedCopies.map(({ files }) => files.length)).toEqual([3, 1]);
    } finally {
      await other.close();
    }
  });
});
