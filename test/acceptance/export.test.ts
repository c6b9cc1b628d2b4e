/** `invoice export` as people use it: each format, once and again, and what a format forbids by the rule's name. */
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bringBack, type Clerk, clerk, sha256Of } from "../support/story-desk.ts";

let desk: Clerk;
const BILLED = "2026-06-15T09:30:00Z";
const LATER = "2026-06-16T08:00:00Z";

interface Exported {
  readonly exported: readonly { readonly number: string; readonly before: boolean; readonly sha256: string; readonly copy: string }[];
  readonly refused: readonly { readonly number: string; readonly reasons: readonly { readonly rule: string }[] }[];
}

beforeAll(async () => {
  desk = await clerk();
  await bringBack(desk, "party");
  await bringBack(desk, "event");
  await desk.done(BILLED, "invoice --all --yes");
}, 120_000);
afterAll(() => desk.close());

const START = { peppol: "<Invoice ", finvoice: "<Finvoice ", facturx: "%PDF-1.7" } as const;

describe.each(["finvoice", "facturx"] as const)("%s", (format) => {
  test("of everything issued: stored, copied, and the same files once more", async () => {
    const out = `out-${format}`;
    await mkdir(join(desk.root, out));
    const first = (await desk.done(LATER, `invoice export --all --format ${format} --out ${out} --json`)).json<Exported>();
    expect(first.refused).toEqual([]);
    expect(first.exported.map(({ number, before }) => [number, before])).toEqual([
      ["L-2026-0001", false],
      ["K-2026-0001", false],
      ["L-2026-0002", false],
      ["K-2026-0002", false],
    ]);
    for (const { copy, sha256 } of first.exported) {
      expect(await sha256Of(copy)).toBe(sha256);
      expect((await readFile(copy)).toString("latin1")).toContain(START[format]);
    }
    const again = (await desk.done(LATER, `invoice export --all --format ${format} --out ${out} --json`)).json<Exported>();
    expect(again.exported).toEqual(first.exported.map((one) => ({ ...one, before: true })));
    expect((await readdir(join(desk.root, out))).length).toBe(4);
  });
});

test("peppol: a firm's documents go out, a consumer's are refused by the rule's name, and said at the end", async () => {
  const ran = await desk.run(LATER, "invoice export --all --format peppol --json");
  expect(ran.exitCode).toBe(1);
  const { exported, refused } = ran.json<Exported>();
  expect(exported.map(({ number }) => number)).toEqual(["L-2026-0002", "K-2026-0002"]);
  expect(refused.map(({ number, reasons }) => [number, reasons.map(({ rule }) => rule)])).toEqual([
    ["L-2026-0001", ["PEPPOL-EN16931-R010"]],
    ["K-2026-0001", ["PEPPOL-EN16931-R010"]],
  ]);
  const one = await desk.run(LATER, "invoice export L-2026-0001 --format peppol");
  expect([one.exitCode, one.stdout]).toEqual([1, ""]);
  expect(one.stderr).toContain("PEPPOL-EN16931-R010");
});

test("a format nobody knows, nothing named, and both named are refused", async () => {
  for (const typed of [
    "invoice export --all --format edifact",
    "invoice export --format peppol",
    "invoice export L-2026-0001 --all --format peppol",
  ])
    expect([typed, (await desk.run(LATER, typed)).exitCode]).toEqual([typed, 2]);
});
