/** What the doctor can try on this machine. */
import { access, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { FolderState, Premises } from "../app/ports.ts";
import { explainDatabaseError, lookForDamage } from "./database-errors.ts";
import { writeDurably } from "./durable-file.ts";
import { databasePath } from "./open-store.ts";

async function folder(path: string): Promise<FolderState> {
  const found = await stat(path).catch(() => null);
  if (found === null) return "missing";
  if (!found.isDirectory()) return "notAFolder";
  const probe = join(path, `.doctor-${process.pid}`);
  try {
    await writeDurably(probe, Buffer.from("can this folder be written?\n"));
    await unlink(probe);
    return "writable";
  } catch {
    return "notWritable";
  }
}

async function sameDisk(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(a), stat(b)]);
  return first.dev === second.dev;
}

async function databaseProblems(dataFolder: string): Promise<readonly string[]> {
  const file = databasePath(dataFolder);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) return [];
  const { openSqlite } = await import("./open-sqlite.ts");
  try {
    const database = openSqlite(file, { fileMustExist: true });
    try {
      return await lookForDamage(() => {
        const report = database.prepare("pragma integrity_check(5)").pluck().all() as string[];
        const orphans = database.prepare('select distinct "table" from pragma_foreign_key_check').pluck().all() as string[];
        return [...report.filter((line) => line !== "ok"), ...orphans.map((table) => `${table} names what is not there`)];
      });
    } finally {
      database.close();
    }
  } catch (error) {
    throw explainDatabaseError(error, file);
  }
}

export const premises: Premises = { nodeVersion: process.versions.node, folder, sameDisk, databaseProblems };
