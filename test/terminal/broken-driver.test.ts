/** A database driver that was not built for this machine, in a copy of the built program: what the desk says, and that nothing is touched. */
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { temporaryDesk } from "../support/temporary-desk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGES = join(ROOT, "node_modules");
const NATIVE = "better-sqlite3/build/Release/better_sqlite3.node";

/** The program as it is installed, with a driver of its own: links lead to every other package. */
async function copiedProgram(): Promise<string> {
  const place = await temporaryFolder();
  for (const part of ["bin", "dist", "templates"]) await cp(join(ROOT, part), join(place, part), { recursive: true });
  await mkdir(join(place, "node_modules"));
  for (const name of await readdir(PACKAGES))
    if (name !== "better-sqlite3") await symlink(join(PACKAGES, name), join(place, "node_modules", name));
  for (const part of ["package.json", "lib"])
    await cp(join(PACKAGES, "better-sqlite3", part), join(place, "node_modules/better-sqlite3", part), { recursive: true });
  await mkdir(join(place, "node_modules", NATIVE, ".."), { recursive: true });
  return place;
}

const listed = (place: string, home: string) =>
  new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const env = { PATH: process.env.PATH, RETURNDESK_HOME: home, RETURNDESK_LANGUAGE: "en" };
    execFile(process.execPath, [join(place, "bin/contracts.cjs"), "list"], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

test("a driver that is missing, for another machine or no driver at all is the user's to mend, and the message says how", async () => {
  const [{ home }, place] = [await temporaryDesk(), await copiedProgram()];
  const native = join(place, "node_modules", NATIVE);
  const sound = await readFile(join(PACKAGES, NATIVE));
  await writeFile(native, sound);
  expect(await listed(place, home)).toMatchObject({ code: 0 });

  const hints =
    "try: npm rebuild better-sqlite3\ntry: run it in the folder in which returndesk is installed; it needs Python, make and a C++ compiler";
  const said = async (): Promise<readonly unknown[]> => {
    const { code, stdout, stderr } = await listed(place, home);
    return [code, stdout, /^error: (.*)$/mu.exec(stderr)?.[1]?.replace(/\(.*\)/u, "(…)"), stderr.includes(hints)];
  };
  const broken = "The database cannot be opened on this machine: the part of better-sqlite3 that is built for it";
  await rm(native);
  expect(await said()).toEqual([1, "", `${broken} is missing. Nothing is wrong with your data.`, true]);
  // Where an ELF file says which machine it is for; elsewhere this is simply a damaged file.
  const foreign = Buffer.from(sound);
  foreign.writeUInt16LE(foreign.readUInt16LE(18) === 0xb7 ? 0x3e : 0xb7, 18);
  for (const bytes of [foreign, Buffer.from("not a library")]) {
    await writeFile(native, bytes);
    expect(await said()).toEqual([1, "", `${broken} does not load (…). Nothing is wrong with your data.`, true]);
  }
});
