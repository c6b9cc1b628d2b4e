/** A whole desk on a temporary folder: real database, archive and mirror, a clock that advances a second each time it is asked. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { finnishCalendar } from "../../src/adapters/holidays.ts";
import type { Archive, Clock, Desk, Settings, Store } from "../../src/app/ports.ts";
import { readScansHere } from "../../src/app/read-scans-here.ts";
import { customerTexts } from "../../src/cli/customer-texts.ts";
import { type Instant, instant } from "../../src/kernel/dates.ts";
import { hashPin } from "../../src/people/pin.ts";
import type { StaffMember } from "../../src/people/staff.ts";
import { openArchive } from "../../src/storage/archive.ts";
import { madeFiles } from "../../src/storage/made-files.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { writeSettings } from "../../src/storage/settings-file.ts";
import { buildFirm } from "./build-firm.ts";
import { putEmptyDatabase } from "./empty-database.ts";

/** Wed 2026-05-20 14:30 in Helsinki. */
export const DESK_TIME = instant("2026-05-20T11:30:00Z");

/** What is there when a test begins was written that morning. */
export const OPENED_AT = instant("2026-05-20T05:00:00Z");

export const MIRA: Omit<StaffMember, "hasPin"> = { id: "mira", name: "Mira Salo", role: "lead", phone: "+358 40 765 4321", endsOn: null };
export const ONNI: Omit<StaffMember, "hasPin"> = { id: "onni", name: "Onni Laine", role: "temp", phone: null, endsOn: null };
export const MIRAS_PIN = "2468";

/** A clock whose every reading is a second after the one before. */
export function advancingClock(from: Instant = DESK_TIME): Clock {
  let next = Date.parse(from);
  return {
    now: () => {
      const moment = instant(new Date(next));
      next += 1_000;
      return moment;
    },
  };
}

export interface TemporaryDesk extends Desk {
  /** What `RETURNDESK_HOME` names: `desk.json` is there. */
  readonly home: string;
  /** Closes the database and removes the folder; done by itself when a test ends. */
  close(): Promise<void>;
}

export interface TemporaryDeskOver {
  readonly settings?: Partial<Settings>;
  readonly actor?: string;
  readonly clock?: Clock;
  /** Mira, a lead with {@link MIRAS_PIN}, and Onni, a temp, unless given. */
  readonly staff?: readonly Omit<StaffMember, "hasPin">[];
}

let mirasHash: Promise<string> | null = null;

async function fill(store: Store, staff: readonly Omit<StaffMember, "hasPin">[]): Promise<void> {
  // Once in a process: it is slow on purpose.
  mirasHash ??= hashPin(MIRAS_PIN);
  const pin = await mirasHash;
  await store.write(async (repositories) => {
    for (const member of staff) await repositories.staff.add(member);
    if (staff.some((member) => member.id === MIRA.id)) await repositories.staff.setPin(MIRA.id, pin);
    await repositories.journal.append({ at: OPENED_AT, staff: MIRA.id, contract: null, act: "staff.added", subject: "test" });
  });
}

/** In `beforeAll` there is no test to finish: whoever asks for a desk there closes it. */
function closeAfterTest(desk: TemporaryDesk): void {
  try {
    onTestFinished(() => desk.close());
  } catch {
    return;
  }
}

/** Mira acts, unless `over` says otherwise. */
export async function temporaryDesk(over: TemporaryDeskOver = {}): Promise<TemporaryDesk> {
  const root = await mkdtemp(join(tmpdir(), "returndesk-"));
  const [home, data, mirror] = [join(root, "home"), join(root, "data"), join(root, "mirror")];
  const settings: Settings = {
    schemaVersion: 1,
    firm: buildFirm(),
    desk: "Tampere",
    zone: "Europe/Helsinki",
    language: "en",
    data,
    mirror,
    ...over.settings,
  };
  await mkdir(mirror);
  await writeSettings(home, settings);
  await putEmptyDatabase(settings.data);
  const store = await openStore(settings.data, "create", settings.zone);
  await fill(store, over.staff ?? [MIRA, ONNI]);
  let archive: Promise<Archive> | null = null;
  const desk: TemporaryDesk = {
    settings,
    home,
    clock: over.clock ?? advancingClock(),
    actor: over.actor ?? MIRA.id,
    store: async () => store,
    archive: () => {
      archive ??= openArchive(settings.data, settings.mirror);
      return archive;
    },
    made: () => madeFiles(settings.data),
    scans: readScansHere,
    calendar: async () => finnishCalendar,
    texts: async (language) => customerTexts(language),
    close: async () => {
      await store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
  closeAfterTest(desk);
  return desk;
}
