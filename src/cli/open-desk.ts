/** Puts the real parts behind the ports: settings, database, archive, calendar. Each opens on first use. */
import type { Archive, Desk, Settings, Store } from "../app/ports.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Io } from "./io.ts";
import type { ScanPool } from "./scan-pool.ts";

export interface OpenDesk extends Desk {
  /** The database, where something has opened it. */
  opened(): Promise<Store> | null;
  close(): Promise<void>;
}

/** What one command makes up for of second copies that wait; `desk doctor` does the rest. */
const CAUGHT_UP_AT_ONCE = 50;

/**
 * @param database `create` only at set-up: a data disk that is not there must not be taken for a new desk, whose numbers begin at 1.
 */
export function openDesk(io: Io, settings: Settings, actor: string, database: "create" | "existing" = "existing"): OpenDesk {
  let store: Promise<Store> | null = null;
  let archive: Promise<Archive> | null = null;
  let calendar: Promise<Calendar> | null = null;
  let pool: Promise<ScanPool> | null = null;
  let wrote = false;
  const watched = (opened: Store): Store => ({
    ...opened,
    write: (work) => {
      wrote = true;
      return opened.write(work);
    },
  });
  const openTheArchive = () => import("../storage/archive.ts").then(({ openArchive }) => openArchive(settings.data, settings.mirror));
  const made = () => import("../storage/made-files.ts").then(({ madeFiles }) => madeFiles(settings.data));
  const scans = () => {
    pool ??= import("./scan-pool.ts").then(({ openScanPool }) => openScanPool(undefined, 1));
    return pool;
  };
  /** A mirror that was away is caught up by the next command that writes; whatever keeps it away keeps nothing else. */
  const catchUp = async (): Promise<void> => {
    if (!wrote || settings.mirror === null) return;
    archive ??= openTheArchive();
    const opened = await archive.catch(() => null);
    if (opened && (await opened.waiting().catch(() => 0)) > 0) await opened.catchUp(CAUGHT_UP_AT_ONCE).catch(() => undefined);
  };
  return {
    settings,
    clock: io.clock,
    actor,
    store: () => {
      store ??= import("../storage/open-store.ts").then(({ openStore }) => openStore(settings.data, database, settings.zone).then(watched));
      return store;
    },
    opened: () => store,
    archive: () => {
      archive ??= openTheArchive();
      return archive;
    },
    made: () => ({
      read: async (name) => (await made()).read(name),
      keep: async (name, bytes) => (await made()).keep(name, bytes),
      empty: async () => (await made()).empty(),
    }),
    scans: {
      read: async (bytes, name) => (await scans()).read(bytes, name),
      texts: async (scan) => (await scans()).texts(scan),
      draw: async (scan, page) => (await scans()).draw(scan, page),
    },
    calendar: () => {
      calendar ??= import("../adapters/holidays.ts").then(({ finnishCalendar }) => finnishCalendar);
      return calendar;
    },
    texts: (language) => import("./customer-texts.ts").then(({ customerTexts }) => customerTexts(language)),
    close: async () => {
      await catchUp();
      await (await pool)?.close();
      if (store) await (await store.catch(() => null))?.close();
    },
  };
}
