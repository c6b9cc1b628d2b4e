/** A walk with an open phone page on the loopback address: a real desk, a real server; the clerk's screen is noted, not drawn. */
import { onTestFinished } from "vitest";
import { provePhoto } from "../../src/app/keep-photo.ts";
import { startWalk } from "../../src/app/start-walk.ts";
import { customerTexts } from "../../src/cli/customer-texts.ts";
import { deskBook } from "../../src/cli/prompts/walk/desk-book.ts";
import { entryEvents } from "../../src/cli/prompts/walk/entry-events.ts";
import { type OpenPhone, openPhone } from "../../src/cli/prompts/walk/open-phone.ts";
import type { Scene } from "../../src/cli/prompts/walk/scene.ts";
import { type AtHand, type WalkPhone, walkPhone } from "../../src/cli/prompts/walk/walk-phone.ts";
import type { Contract } from "../../src/contract/contract.ts";
import type { LineFacts } from "../../src/inspection/inspection.ts";
import { createMessages } from "../../src/language/messages.ts";
import { readCatalogue } from "../../src/storage/templates.ts";
import { deskWithContract } from "../app/desk-with-contract.ts";
import { buildLine } from "./build-contract.ts";
import type { TemporaryDesk, TemporaryDeskOver } from "./temporary-desk.ts";
import { traceOf } from "./traces.ts";

export const CHAIRS = buildLine({ product: "chair-folding", name: "Folding chair", quantity: 60 });
export const PLATES = buildLine({ product: "plate", name: "Dinner plate", quantity: 40 });

export interface PhoneDesk {
  readonly desk: TemporaryDesk;
  readonly scene: Scene;
  readonly phone: OpenPhone;
  /** What the clerk's screen was told, in order. */
  readonly told: readonly string[];
  follow(at: AtHand): void;
  /** The lines of the walk as stored now. */
  lines(): Promise<readonly LineFacts[]>;
  /** Everything on the desk's disk. */
  trace(): readonly string[];
}

export interface PhoneDeskOver {
  readonly desk?: TemporaryDeskOver;
  readonly contract?: Partial<Contract>;
}

/** Sixty chairs, of which three are cracked: the finding F1 is at hand. */
export async function phoneDesk(over: PhoneDeskOver = {}): Promise<PhoneDesk> {
  const settings = { phoneAddress: "127.0.0.1", ...over.desk?.settings };
  const { desk, contract } = await deskWithContract({
    contract: { lines: [CHAIRS, PLATES], ...over.contract },
    desk: { ...over.desk, settings },
  });
  const { walk } = await startWalk(desk, contract.number, { kind: "return", cameBackAt: null, found: false });
  const book = deskBook(walk, { desk, cwd: desk.home, by: "Mira Salo", seat: 0, prove: provePhoto, sums: async () => [] });
  const told: string[] = [];
  const line = walkPhone(desk, async (language) => customerTexts(language));
  let phone: OpenPhone | null = null;
  // The walk's own phone opens its server behind the screen with the code, which nobody sees here.
  const shared: WalkPhone = {
    get at() {
      return line.at;
    },
    signing: line.signing,
    desk,
    texts: line.texts,
    follow: line.follow,
    announce: () => phone?.announce(),
    show: async () => {},
    count: () => phone?.count() ?? 0,
    close: async () => phone?.close(),
  };
  const plainPaint = { bold: String, dim: String, accent: String, warn: String };
  const scene: Scene = {
    stage: {
      show: () => {},
      key: () => new Promise(() => {}),
      burst: async () => [],
      unread: () => {},
      wake: () => void (scene.news !== "" && told.push(scene.news)),
    },
    paint: plainPaint,
    t: createMessages(readCatalogue("staff", "en"), "en-IE"),
    language: "en",
    aloud: customerTexts(contract.language),
    book,
    tone: () => null,
    phone: shared,
    seat: { others: [], takenBy: null, hadCompany: false, goTo: async () => null, leave: async () => {} },
    news: "",
  };
  const groups = [{ count: 3, findings: [{ type: "cracked", severity: "severe", sizeMm: null, marks: 1, part: null } as const] }];
  const counts = { ok: 57, damaged: 3, missing: 0, stillOut: 0, found: 0, dirty: 0, cleaningHours: null, missingParts: {} };
  await book.record(...entryEvents(book, 1, { counts, groups }));
  line.follow({ position: 1, finding: "F1" });
  phone = await openPhone(scene, desk, async (language) => customerTexts(language));
  if (phone === null) throw new Error("no address was chosen");
  const opened = phone;
  onTestFinished(() => opened.close());
  return {
    desk,
    scene,
    phone: opened,
    told,
    follow: (at) => {
      line.follow(at);
      opened.announce();
    },
    lines: async () => {
      await book.refresh();
      return book.walk.inspection.lines;
    },
    trace: () => traceOf(desk.settings.data, desk.settings.mirror as string),
  };
}
