/** Puts the real parts behind the ports: settings, database, archive, calendar. Each opens on first use. */
import type { Archive, Desk, Settings, Store } from "../app/ports.ts";
import type { Calendar } from "../kernel/calendar.ts";
import type { Io } from "./io.ts";

export interface OpenDesk extends Desk {
  close(): Promise<void>;
}

/**
 * @param database `create` only at set-up: a data disk that is not there must not be taken for a new desk, whose numbers begin at 1.
 */
export function openDesk(io: Io, settings: Settings, actor: string, database: "create" | "existing" = "existing"): OpenDesk {
  let store: Promise<Store> | null = null;
  let archive: Promise<Archive> | null = null;
  let calendar: Promise<Calendar> | null = null;
  const made = () => import("../storage/made-files.ts").then(({ madeFiles }) => madeFiles(settings.data));
  return {
    settings,
    clock: io.clock,
    actor,
    store: () => {
      store ??= import("../storage/open-store.ts").then(({ openStore }) => openStore(settings.data, database, settings.zone));
      return store;
    },
    archive: () => {
      archive ??= import("../storage/archive.ts").then(({ openArchive }) => openArchive(settings.data, settings.mirror));
      return archive;
    },
    made: () => ({
      read: async (name) => (await made()).read(name),
      keep: async (name, bytes) => (await made()).keep(name, bytes),
      empty: async () => (await made()).empty(),
    }),
    calendar: () => {
      calendar ??= import("../adapters/holidays.ts").then(({ finnishCalendar }) => finnishCalendar);
      return calendar;
    },
    texts: (language) => import("./customer-texts.ts").then(({ customerTexts }) => customerTexts(language)),
    close: async () => {
      if (store) await (await store.catch(() => null))?.close();
    },
  };
}
