import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeNewFolder } from "../../src/adapters/output-files.ts";
import { archiveSignedCopy } from "../../src/app/archive-signed-copy.ts";
import { exportContract, exportFolderName, safeName } from "../../src/app/export-contract.ts";
import { planSignedCopy } from "../../src/app/plan-signed-copy.ts";
import type { Language } from "../../src/kernel/text.ts";
import { syncFolder } from "../../src/storage/durable-file.ts";
import { pdfOf } from "../support/build-scan.ts";
import { deskWithContracts } from "../support/desk-with-contract.ts";
import { assetsIn } from "../support/read-document.ts";

const NUMBER = "../T/117 ä";
const FOLDER = exportFolderName(NUMBER);
const textsFor = async (language: Language) => assetsIn(language).messages;

async function deskWithCopy() {
  const desk = await deskWithContracts([{ number: NUMBER }]);
  const names = ["../../etc/passwd", "sopimus (1).pdf"];
  for (const name of names) {
    const plan = await planSignedCopy(desk, NUMBER, [{ name, bytes: await pdfOf([{ text: name }]) }]);
    await archiveSignedCopy(desk, plan, { signedBy: "Aino Mäkelä", signedOn: null });
  }
  return desk;
}

describe("an export", () => {
  it("holds every version's originals, the metadata, and hashes that sha256sum checks", async () => {
    const desk = await deskWithCopy();
    await mkdir(join(desk.home, "out"));
    const exported = await exportContract(desk, NUMBER, textsFor, (name) => makeNewFolder(desk.home, "out", name, syncFolder));
    expect(exported.folder).toBe(join(desk.home, "out", FOLDER));
    expect(exported.files.map((file) => file.path)).toEqual([
      "README.txt",
      "contract.json",
      "journal.json",
      "signed-copy-1/1-etc-passwd",
      "signed-copy-2/1-sopimus-1-.pdf",
    ]);
    for (const file of exported.files)
      expect(
        createHash("sha256")
          .update(await readFile(join(exported.folder, file.path)))
          .digest("hex"),
      ).toBe(file.sha256);
    const metadata = JSON.parse(await readFile(join(exported.folder, "contract.json"), "utf8"));
    expect(metadata).toMatchObject({ schemaVersion: 1, contract: { number: NUMBER }, signedCopies: [{ version: 1 }, { version: 2 }] });
    expect(metadata.terms.clauses.length).toBeGreaterThan(0);
    const journal = JSON.parse(await readFile(join(exported.folder, "journal.json"), "utf8"));
    expect(journal.rows.map((row: { act: string }) => row.act)).toEqual(["signedCopy.archived", "signedCopy.archived"]);
    if (process.platform === "linux")
      expect(execFileSync("sha256sum", ["-c", "--strict", "SHA256SUMS"], { cwd: exported.folder, encoding: "utf8" })).toBe(
        exported.files.map((file) => `${file.path}: OK\n`).join(""),
      );
  });

  it("overwrites nothing", async () => {
    const desk = await deskWithCopy();
    await mkdir(join(desk.home, "out", FOLDER), { recursive: true });
    await expect(exportContract(desk, NUMBER, textsFor, (name) => makeNewFolder(desk.home, "out", name, syncFolder))).rejects.toMatchObject(
      {
        code: "output-exists",
      },
    );
    expect(await readdir(join(desk.home, "out", FOLDER))).toEqual([]);
  });

  it("is not begun when a copy cannot be read", async () => {
    const desk = await deskWithCopy();
    const archive = await desk.archive();
    const unreadable = { ...desk, archive: async () => ({ ...archive, read: () => Promise.reject(new Error("no copy")) }) };
    await expect(exportContract(unreadable, NUMBER, textsFor, (name) => makeNewFolder(desk.home, "out", name, syncFolder))).rejects.toThrow(
      "no copy",
    );
    expect(existsSync(join(desk.home, "out"))).toBe(false);
  });

  it("writes nowhere but into its folder", async () => {
    const desk = await deskWithCopy();
    await mkdir(join(desk.home, "out"));
    const folder = await makeNewFolder(desk.home, "out", "new", syncFolder);
    for (const path of ["../escape", "a/../../escape", "/escape", "a\\b", "C:x", "", ".", "a//b"])
      await expect(folder.write(path, new Uint8Array())).rejects.toThrow(RangeError);
    expect(await readdir(folder.path)).toEqual([]);
  });
});

it("makes a name of any text that is one part of a path and means the same everywhere", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      const name = safeName(text);
      expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u);
      expect(name.length).toBeLessThanOrEqual(80);
    }),
  );
});
