/** The book of a walk on a real desk: every answer is a transaction of its own, on disk before the next question. */
import { readInputFile } from "../../../adapters/input-file.ts";
import { attachPhoto } from "../../../app/attach-photo.ts";
import { contractWithSerial } from "../../../app/contract-with-serial.ts";
import { keepPhoto, type ProvePhoto } from "../../../app/keep-photo.ts";
import { loadWalk } from "../../../app/load-walk.ts";
import type { Desk } from "../../../app/ports.ts";
import type { SeenWalk } from "../../../app/record-answer.ts";
import { recordBeside } from "../../../app/record-beside.ts";
import { takeBackAnswer } from "../../../app/take-back-answer.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { PastFinding } from "../../../inspection/likely-answers.ts";
import { LARGEST_SCAN } from "../../../media/read-scan.ts";
import type { WalkBook } from "./scene.ts";

export interface BookSetting {
  readonly desk: Desk;
  /** Paths of photos are relative to it. */
  readonly cwd: string;
  /** Name of who walks. */
  readonly by: string;
  /** The seat it is walked from. */
  readonly seat: number;
  /** Proves photos while the walk goes on. */
  readonly prove: ProvePhoto;
  readonly sums: (walk: Walk) => Promise<readonly string[]>;
}

export function deskBook(started: Walk, { desk, cwd, by, seat, prove, sums }: BookSetting): WalkBook {
  let walk = started;
  let past: Promise<readonly PastFinding[]> | null = null;
  let seen: SeenWalk | null = null;
  return {
    get walk() {
      return walk;
    },
    by,
    now: () => desk.clock.now(),
    leads: async () => {
      const { staffToCall } = await import("../../../app/staff-to-call.ts");
      return staffToCall(desk);
    },
    clausePages: async () => {
      const { contract, terms } = walk;
      const { knownPages } = await import("../../../app/load-signed-pages.ts");
      return terms && knownPages(desk, { contract, terms });
    },
    sums: () => sums(walk),
    recordFault: async (fault) => {
      const { recordFault } = await import("../../../app/our-faults.ts");
      await recordFault(desk, walk.header.id, { ...fault, days: null, seenBy: null, seenAt: null }, true);
    },
    noteAsk: async (line, text) => {
      const { noteAskInWalk } = await import("../../../app/note-ask.ts");
      await noteAskInWalk(desk, walk.header, { line, text });
    },
    record: async (...events) => {
      seen = await recordBeside(desk, { walk, seat, seen }, events);
      walk = seen.walk;
    },
    takeBack: async () => {
      const taken = await takeBackAnswer(desk, walk.header.id);
      walk = taken.walk;
      return taken.events;
    },
    pastFindings: () => {
      past ??= desk.store().then((store) => store.read(({ pastFindings }) => pastFindings.latest()));
      return past;
    },
    contractWithSerial: (serial) => contractWithSerial(desk, serial, walk.contract.number),
    refresh: async () => {
      walk = await (await desk.store()).read((repositories) => loadWalk(repositories, walk.header.id));
    },
    keepPhoto: async (path) => {
      const { name, bytes } = await readInputFile(cwd, path.replace(/^(["'])(.*)\1$/u, "$2"), LARGEST_SCAN);
      return keepPhoto(desk, { name, bytes }, prove);
    },
    takePhoto: async (file, target) => {
      const attached = await attachPhoto(desk, walk.header.id, target, await keepPhoto(desk, file, prove));
      walk = attached.walk;
      return attached;
    },
  };
}
