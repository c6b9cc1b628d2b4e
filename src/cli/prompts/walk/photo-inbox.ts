/** A folder where a camera or a sync tool drops photos during the walk: each goes to what the clerk is at. */
import { createHash } from "node:crypto";
import { realpath } from "node:fs/promises";
import { resolve } from "node:path";
import { LARGEST_PHOTO } from "../../../adapters/phone/read-body.ts";
import { isFolder } from "../../../adapters/scan-files.ts";
import { filesIn, makeDoneFolder, moveToDone, readWatched, TAKEN, type Watching, watchFolder } from "../../../adapters/watched-folder.ts";
import type { Desk } from "../../../app/ports.ts";
import { UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { errorText } from "../../output/tell.ts";
import { type IncomingPhotos, incomingPhotos, targetAtHand } from "./incoming-photos.ts";
import type { Scene } from "./scene.ts";

interface Inbox {
  readonly scene: Scene;
  readonly desk: Desk;
  readonly folder: string;
  readonly incoming: IncomingPhotos;
}

/** Leaves the file where it is, and says why. */
const leave = ({ scene, incoming }: Inbox, name: string, why: string): void =>
  incoming.tell(scene.t("phone.inbox.left", { name: plain(name), why }));

/** Moved away only once both copies are there: until then the folder holds the second one. */
async function isKeptTwice({ desk }: Inbox, sha256: string): Promise<boolean> {
  return desk.settings.mirror === null || (await (await desk.archive()).locate(sha256)).mirrorPath !== null;
}

async function takeOne(inbox: Inbox, name: string): Promise<void> {
  const { scene, folder, incoming } = inbox;
  const target = targetAtHand(scene);
  if (target === null) return leave(inbox, name, scene.t("phone.inbox.nothingAtHand"));
  const file = await readWatched(folder, name, LARGEST_PHOTO);
  if (file === null) return;
  await incoming.take({ name, bytes: file.bytes }, target);
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  if (await isKeptTwice(inbox, sha256)) await moveToDone(folder, name, file.mark, sha256, TAKEN);
  else leave(inbox, name, scene.t("phone.inbox.oneCopy"));
}

/**
 * Watches from now on: what lay there before is of another walk, and is only counted. A camera's folder is often a share, or filled by a
 * program that syncs: neither tells of what arrives, so it is looked at every other second.
 * @param path seen from `cwd`.
 * @throws UserError `watch-no-folder`, `watch-done-folder`, `no-permission`.
 */
export async function watchInbox(scene: Scene, desk: Desk, cwd: string, path: string): Promise<Watching> {
  if (!(await isFolder(cwd, path))) throw new UserError("watch-no-folder", { path });
  const folder = await realpath(resolve(cwd, path));
  await makeDoneFolder(folder, TAKEN);
  const before = await filesIn(folder);
  const inbox: Inbox = { scene, desk, folder, incoming: incomingPhotos(scene) };
  const failed = (name: string, error: unknown): void =>
    leave(inbox, name, error instanceof UserError ? errorText(scene.t, error) : String(error));
  let work: Promise<unknown> = Promise.resolve();
  const arrived = (name: string): void => {
    work = work.then(() => takeOne(inbox, name)).catch((error) => failed(name, error));
  };
  const watching = await watchFolder(folder, true, arrived, (error) => failed(path, error), { before });
  if (before.length > 0)
    scene.news = [scene.news, scene.t("phone.inbox.before", { count: before.length })].filter((text) => text !== "").join(" ");
  return {
    close: async () => {
      await watching.close();
      await work;
    },
  };
}
