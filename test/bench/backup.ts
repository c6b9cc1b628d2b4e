/** `desk backup`, first and again, beside `cp -r` and `sync` of the same files. `FILES` sets how many, of 300 kB each. */
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { backUp } from "../../src/app/back-up.ts";
import { openTarget } from "../../src/storage/backup/backup-target.ts";
import { databaseCopier } from "../../src/storage/backup/database-copy.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { MIRA, type TemporaryDesk } from "../support/temporary-desk.ts";

const FILES = Number(process.env.FILES ?? 2_000);
const SIZE = 300_000;

/** Signed copies of one contract, a version each. */
async function fill(desk: TemporaryDesk, contract: string): Promise<void> {
  const archive = await desk.archive();
  for (let version = 1; version <= FILES; version += 1) {
    const { sha256 } = await archive.put(randomBytes(SIZE));
    const file = { sha256, size: SIZE, name: `${version}.pdf`, format: "pdf", pages: 1 } as const;
    const archived = { archivedAt: desk.clock.now(), archivedBy: MIRA.id, signedBy: null, signedOn: null };
    await (await desk.store()).write(({ signedCopies }) => signedCopies.add({ contract, version, files: [file], ...archived }));
  }
}

async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  const from = performance.now();
  await work();
  process.stdout.write(`${what}, ${FILES} files of 300 kB\t${((performance.now() - from) / 1_000).toFixed(2)} s\n`);
}

export async function benchBackup(): Promise<void> {
  const { desk, contract } = await deskWithContract({ signed: false, desk: { settings: { mirror: null } } });
  try {
    await fill(desk, contract.number);
    const { data } = desk.settings;
    const folder = join(desk.home, "..", "backup");
    const make = async () => {
      const unneeded = () => Promise.reject(new Error("nothing is encrypted"));
      const target = await openTarget({ folder, data, desk: null, encryptTo: null, unlock: unneeded, lock: unneeded });
      await backUp(desk, { target, copyDatabase: databaseCopier(data, null), dryRun: false, progress: () => undefined });
    };
    await measured("cp -r and sync", async () => {
      execFileSync("cp", ["-r", join(data, "archive"), join(desk.home, "..", "copy")]);
      execFileSync("sync", ["-f", join(desk.home, "..", "copy")]);
    });
    await measured("desk backup, the first", make);
    await measured("desk backup, the next", make);
  } finally {
    await desk.close();
  }
}
