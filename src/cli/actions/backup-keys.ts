/** What opens and locks an encrypted backup: a file with an identity of age, or a passphrase; never from argv or the environment. */
import { readFileSync } from "node:fs";
import { readInputFile } from "../../adapters/input-file.ts";
import { UsageError, UserError } from "../../kernel/errors.ts";
import type { Lock, Unlock } from "../../storage/backup/cipher.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";

const LARGEST_IDENTITY_FILE = 1_000_000;
/** A passphrase stands against somebody who has the disk, and all the time in the world. */
const SHORTEST_PASSPHRASE = 12;

/** @returns null when neither was given. @throws UserError `identity-wrong` and those of reading the file. */
export async function givenUnlock(session: Session, { identity, passphraseFd }: Options): Promise<Unlock | null> {
  if (typeof passphraseFd === "string") return { passphrase: passphraseFrom(passphraseFd) };
  if (typeof identity !== "string") return null;
  const { bytes } = await readInputFile(session.io.cwd, identity, LARGEST_IDENTITY_FILE);
  const identities = Buffer.from(bytes)
    .toString("utf8")
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0) throw new UserError("identity-wrong");
  return { identities };
}

/** Asked for at the terminal where nothing was given. @throws UsageError `backup-key-needed`. */
export async function neededUnlock(session: Session, options: Options): Promise<Unlock> {
  const given = await givenUnlock(session, options);
  if (given) return given;
  if (!session.interactive) throw new UsageError("backup-key-needed", {}, ["--identity FILE", "--passphrase-fd 3 3<file"]);
  return { passphrase: await (await session.ask()).secret(session.t("backup.askPassphrase")) };
}

/** What a new backup is encrypted with: recipients as they were given, or a passphrase typed twice. */
export async function newLock(session: Session, recipients: readonly string[], { passphraseFd }: Options): Promise<Lock> {
  if (recipients.length > 0) return { to: recipients };
  if (typeof passphraseFd === "string") return { passphrase: longEnough(passphraseFrom(passphraseFd)) };
  if (!session.interactive) throw new UsageError("backup-key-needed", {}, ["--passphrase-fd 3 3<file"]);
  return { passphrase: await typedTwice(session) };
}

/** Nobody can see what is typed: what differs is asked for anew. */
async function typedTwice(session: Session): Promise<string> {
  const { t } = session;
  const ask = await session.ask();
  const least = { least: SHORTEST_PASSPHRASE };
  for (;;) {
    const check = (typed: string): string | null => (isLong(typed) ? null : t("error.passphrase-short", least));
    const passphrase = await ask.secret(t("backup.askNewPassphrase", least), check);
    if ((await ask.secret(t("backup.askAgain"))) === passphrase) return passphrase;
    session.remark(session.err.warn(t("backup.passphrasesDiffer")));
  }
}

const isLong = (passphrase: string): boolean => [...passphrase].length >= SHORTEST_PASSPHRASE;

function longEnough(passphrase: string): string {
  if (!isLong(passphrase)) throw new UserError("passphrase-short", { least: SHORTEST_PASSPHRASE });
  return passphrase;
}

function passphraseFrom(fd: string): string {
  try {
    return readFileSync(Number(fd), "utf8").split(/\r?\n/u)[0] ?? "";
  } catch (error) {
    throw new UsageError("password-fd-unreadable", { fd, detail: (error as Error).message }, ["--passphrase-fd 3 3<file"]);
  }
}
