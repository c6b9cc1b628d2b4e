import { resolve } from "node:path";
import { makeNewFolder } from "../../adapters/output-files.ts";
import type { NewFolder } from "../../app/new-folder.ts";
import { makeFolder, syncFolder } from "../../storage/durable-file.ts";
import type { Session } from "../session.ts";

/**
 * A new folder of this name below `--out FOLDER`, which is made too where it is not there.
 * @throws UserError `output-exists`, `folder-refused`, `not-a-folder` and what else the disk refuses.
 */
export async function newFolder(session: Session, out: string, name: string): Promise<NewFolder> {
  const parent = resolve(session.io.cwd, out);
  await makeFolder(parent);
  return makeNewFolder(session.io.cwd, parent, name, syncFolder);
}
