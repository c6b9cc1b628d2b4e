/** What `desk restore` does: a desk from a backup, into empty folders, and what came of it. */
import { resolve } from "node:path";
import { restoreDesk } from "../../app/restore-desk.ts";
import { readMark } from "../../storage/backup/backup-folder.ts";
import { openSource } from "../../storage/backup/backup-source.ts";
import { newPlace } from "../../storage/backup/new-place.ts";
import { homeFolder } from "../../storage/settings-file.ts";
import { progressLine } from "../output/progress-line.ts";
import { printRestored, restoredJson } from "../output/restored-text.ts";
import type { Options } from "../program.ts";
import type { Session } from "../session.ts";
import { neededUnlock } from "./backup-keys.ts";

const text = (value: Options[string]): string | null => (typeof value === "string" ? value : null);

export async function restore(session: Session, from: string, options: Options): Promise<void> {
  const { cwd, env, clock } = session.io;
  const folder = resolve(cwd, from);
  const home = homeFolder(env);
  const mirror = text(options.mirror);
  const folders = { home, data: resolve(cwd, text(options.data) ?? home), mirror: mirror === null ? null : resolve(cwd, mirror) };
  const encrypted = ((await readMark(folder))?.encryptedTo ?? null) !== null;
  const source = await openSource(folder, encrypted ? await neededUnlock(session, options) : null);
  const restored = await restoreDesk({
    source,
    snapshot: text(options.snapshot),
    place: newPlace(folders, folder),
    whatIsGood: options.whatIsGood === true,
    dryRun: session.flags.dryRun,
    clock,
    progress: (step) => progressLine(session, `backup.progress.${step}`),
  });
  if (session.flags.json) restoredJson(session, folders, restored);
  else printRestored(session, folders, restored);
}
