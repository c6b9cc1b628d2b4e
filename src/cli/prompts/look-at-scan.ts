/** Shows a scan of the tray with the system's viewer, as a copy that goes when the work is done. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { showFile } from "../../adapters/viewer.ts";
import type { TrayItem } from "../../app/ports/tray.ts";
import type { Desk } from "../../app/ports.ts";
import { trayId } from "../../app/work-tray.ts";
import type { Session } from "../session.ts";

export interface Look {
  at(item: TrayItem): Promise<void>;
  close(): Promise<void>;
}

/** The file's own name may hold anything: the copy is named after its place in the tray. */
export const copyName = (item: TrayItem): string => `${trayId(item)}.${item.format}`;

export function lookAtScans(session: Session, desk: Desk): Look {
  let folder: string | null = null;
  return {
    async at(item) {
      folder ??= await mkdtemp(join(tmpdir(), "returndesk-"));
      const path = join(folder, copyName(item));
      await writeFile(path, await (await desk.archive()).read(item.sha256), { mode: 0o600 });
      const shown = await showFile(path, session.io.env);
      session.remark(session.t(shown ? "tray.shown" : "tray.notShown", { id: trayId(item), file: copyName(item) }));
    },
    async close() {
      // A viewer that holds the file open keeps it on Windows; the system's temporary folder is emptied in its time.
      if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => {});
    },
  };
}
