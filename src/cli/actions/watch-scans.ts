/** What `contracts watch` does: takes in each scan that arrives, says it in a line, and moves the file to `done`. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { isFolder } from "../../adapters/scan-files.ts";
import { filesIn, makeDoneFolder, moveToDone, readWatched, watchFolder } from "../../adapters/watched-folder.ts";
import type { PagesSeen } from "../../app/page-by-page.ts";
import type { IncomingReader } from "../../app/ports/scan-reader.ts";
import type { Desk } from "../../app/ports.ts";
import { type TakenIn, takeInScan } from "../../app/take-in-scan.ts";
import { sayingOf, UserError } from "../../kernel/errors.ts";
import { LARGEST_SCAN } from "../../media/read-scan.ts";
import { takenJson, takenLine } from "../output/imported-scans.ts";
import { openScanPool } from "../scan-pool.ts";
import type { Session } from "../session.ts";

/** One file's fault: it stays where it is. */
const LEFT: ReadonlySet<string> = new Set(["scan-too-large", "file-not-readable", "scan-is-link", "scan-is-folder", "scan-no-file"]);

interface Watched {
  readonly session: Session;
  readonly desk: Desk;
  readonly folder: string;
  readonly read: IncomingReader;
  readonly pagesSeen: PagesSeen;
}

/** @throws UserError `watch-no-folder`, `watch-done-folder`; with `--once`, `import-incomplete` when something was not filed. */
export async function watchScans(
  session: Session,
  path: string,
  options: { readonly once: boolean; readonly poll: boolean },
): Promise<void> {
  const desk = await session.desk();
  if (!(await isFolder(session.io.cwd, path))) throw new UserError("watch-no-folder", { path });
  const folder = await realpath(resolve(session.io.cwd, path));
  if (!session.flags.dryRun) await makeDoneFolder(folder);
  const pool = openScanPool();
  try {
    const watched = { session, desk, folder, read: pool.read, pagesSeen: new Map() };
    if (options.once || session.flags.dryRun) await takeAll(watched);
    else await keepWatching(watched, options.poll);
  } finally {
    await pool.close();
  }
}

async function takeAll(watched: Watched): Promise<void> {
  const { session, folder } = watched;
  const taken: { name: string; taken: TakenIn }[] = [];
  for (const name of await filesIn(folder)) {
    const became = await takeOne(watched, name);
    if (became !== null) taken.push({ name, taken: became });
  }
  if (session.flags.json)
    session.json({ dryRun: session.flags.dryRun, files: taken.map((each) => takenJson(session, each.name, each.taken)) });
  else if (taken.length === 0) session.remark(session.t("contracts.watch.nothing"));
  if (session.flags.dryRun) return session.remark(session.t("common.dryRun"));
  const left = taken.filter(({ taken: { state } }) => state === "tray" || state === "refused").length;
  if (left > 0) throw new UserError("import-incomplete", { count: left }, ["contracts tray"]);
}

/** One after the other, in the order in which they arrive. Ends at Ctrl-C, after the file in hand. */
async function keepWatching(watched: Watched, poll: boolean): Promise<void> {
  const { session, folder } = watched;
  const stop = new AbortController();
  let failure: unknown = null;
  let work: Promise<unknown> = Promise.resolve();
  const fail = (error: unknown): void => {
    failure ??= error;
    stop.abort();
  };
  const arrived = (name: string): void => {
    work = work.then(() => (stop.signal.aborted ? null : takeOne(watched, name))).catch(fail);
  };
  const end = (): void => stop.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  session.remark(session.t("contracts.watch.watching", { folder }));
  const watching = await watchFolder(folder, poll, arrived, fail);
  if (!stop.signal.aborted) await once(stop.signal, "abort");
  await watching.close();
  await work;
  process.off("SIGINT", end).off("SIGTERM", end);
  if (failure !== null) throw failure;
  session.remark(session.t("contracts.watch.ended"));
}

/** Null when another program has it, or it is not whole yet. */
async function takeOne(watched: Watched, name: string): Promise<TakenIn | null> {
  const { session, desk, folder, read, pagesSeen } = watched;
  const { dryRun, json } = session.flags;
  try {
    const file = await readWatched(folder, name, LARGEST_SCAN);
    if (file === null) return null;
    const scan = { name, bytes: file.bytes, contract: null };
    const signing = { signedBy: null, signedOn: null };
    const taken = await takeInScan(desk, scan, { read, source: "watch", signing, pagesSeen, dryRun });
    const sha256 = createHash("sha256").update(file.bytes).digest("hex");
    // What is no scan stays where it is: it may be somebody's, or still to be mended.
    if (!dryRun && taken.state !== "refused" && !(await moveToDone(folder, name, file.mark, sha256))) return null;
    if (!json) session.print(takenLine(session, name, taken));
    return taken;
  } catch (error) {
    if (!(error instanceof UserError) || !LEFT.has(error.code)) throw error;
    const taken: TakenIn = { state: "refused", why: sayingOf(error) };
    if (!json) session.print(takenLine(session, name, taken));
    return taken;
  }
}
