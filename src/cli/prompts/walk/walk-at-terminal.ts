/** A walk from the choice of the contract to the finished record, on a terminal. */

import { findContract } from "../../../app/find-contract.ts";
import { finishWalk } from "../../../app/finish-walk.ts";
import { inspectionMeant } from "../../../app/load-walk.ts";
import type { Desk } from "../../../app/ports.ts";
import { type StartedWalk, startWalk } from "../../../app/start-walk.ts";
import { leaveSeat, type Seating } from "../../../app/walk-seats.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import { isBeingAmended, openLines } from "../../../inspection/open-questions.ts";
import type { Instant } from "../../../kernel/dates.ts";
import { Cancelled, UserError } from "../../../kernel/errors.ts";
import { idKind } from "../../../kernel/ids.ts";
import { plain } from "../../../kernel/text.ts";
import { formatDateTime } from "../../../language/format.ts";
import { errorText } from "../../output/tell.ts";
import { photoProver } from "../../photo-prover.ts";
import type { Session } from "../../session.ts";
import { toneCheck } from "../../tone-check.ts";
import { askSeat } from "./ask-seat.ts";
import { chooseContract } from "./choose-contract.ts";
import { deskBook } from "./desk-book.ts";
import type { Key } from "./key.ts";
import { offerSignedCopy } from "./offer-signed-copy.ts";
import { runWalk } from "./run-walk.ts";
import type { Scene, WalkBook } from "./scene.ts";
import { holdSeat, type Seat } from "./seat.ts";
import { onStage, type Stage } from "./stage.ts";
import { sumsText } from "./sums-text.ts";
import { walkPhone } from "./walk-phone.ts";
import { walkedLines } from "./walk-texts.ts";

export interface WalkRequest {
  /** A contract's number or a walk's id; null: choose one. */
  readonly number: string | null;
  readonly kind: InspectionKind;
  /** Null: now. */
  readonly cameBackAt: Instant | null;
  /** Whether units declared missing may open a load of their own. */
  readonly found: boolean;
  /** Whether a phone's code is shown first. */
  readonly phone: boolean;
  /** Whether to walk beside somebody who walks already, or in their place; null: ask. */
  readonly beside: Seating | null;
  /** A folder whose new photos go to what is at hand; null: the desk's own, if it has one. */
  readonly inbox: string | null;
}

/** The contract that is meant, and whether a walk of it waits to be resumed. */
async function locate(desk: Desk, given: string): Promise<{ readonly number: string; readonly waits: boolean }> {
  return (await desk.store()).read(async (repositories) => {
    const known = await repositories.contracts.get(given);
    const header = known === null && idKind(given) === "return" ? await inspectionMeant(repositories, given) : null;
    const { number } = known ?? (await findContract(repositories, header?.contract ?? given));
    const headers = await repositories.inspections.of(number);
    return { number, waits: headers.some((one) => one.finishedAt === null) };
  });
}

/** The first word on the screen: what is assumed, or that the walk goes on. */
function opening(session: Session, { walk, resumed }: StartedWalk): string {
  const { t, language } = session;
  const { header, inspection, contract } = walk;
  if (isBeingAmended(walk)) return t("inspect.walk.amending", { id: header.id });
  if (resumed) return t("inspect.walk.resumed", { id: header.id, began: formatDateTime(header.startedAt, contract.zone, language) });
  const at = formatDateTime(inspection.cameBackAt, contract.zone, language);
  const unsigned = inspection.signedCopy === "verified" || header.kind === "handover" ? "" : ` ${t("inspect.walk.unsigned")}`;
  return t(`inspect.walk.${header.kind === "handover" ? "handsOver" : "cameBack"}`, { at }) + unsigned;
}

/** What is kept after a stop, and how to go on. */
function stopped(session: Session, walk: Walk, takenBy: string | null): Cancelled {
  const { header } = walk;
  if (takenBy !== null) return new Cancelled(session.t("inspect.beside.taken", { id: header.id, name: plain(takenBy) }));
  const lines = walkedLines(walk);
  const number = plain(header.contract);
  const command = header.kind === "handover" ? `inspect handover ${number}` : `inspect ${number}`;
  const done = lines.length - openLines(walk).length;
  return new Cancelled(session.t("inspect.walk.stopped", { id: header.id, done, of: lines.length, command }));
}

/** Null where no folder is watched; one that cannot be is told, and the walk goes on without it. */
async function openInbox(session: Session, scene: Scene, path: string | null): Promise<{ close(): Promise<void> } | null> {
  if (path === null) return null;
  const { watchInbox } = await import("./photo-inbox.ts");
  try {
    return await watchInbox(scene, await session.desk(), session.io.cwd, path);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    scene.news = errorText(session.t, error);
    return null;
  }
}

/** Whoever lost the seat is asked nothing any more. */
function heldStage(stage: Stage, seat: Seat): Stage {
  const check = (): void => {
    if (seat.takenBy !== null) throw new Cancelled();
  };
  const key = async (): Promise<Key> => {
    check();
    const pressed = await stage.key();
    check();
    return pressed;
  };
  return {
    key,
    show: (draw) => stage.show(draw),
    burst: (waits) => stage.burst(waits),
    unread: (keys) => stage.unread(keys),
    wake: () => stage.wake(),
  };
}

async function play(session: Session, book: WalkBook, news: string, request: WalkRequest, seatId: number): Promise<void> {
  const { context } = await session.ask();
  const aloud = await session.customerTexts(book.walk.contract.language);
  const desk = await session.desk();
  const { firm, photoInbox } = desk.settings;
  let wake = (): void => {};
  const seat = holdSeat(desk, seatId, () => wake());
  const phone = walkPhone(desk, (language) => session.customerTexts(language));
  try {
    await onStage({ ...context, plain: session.flags.plain }, async (stage) => {
      const { t, language, err: paint } = session;
      const tone = toneCheck(book.walk.contract, [...book.walk.names.values(), firm.name]);
      wake = () => stage.wake();
      const scene: Scene = { stage: heldStage(stage, seat), paint, t, language, aloud, book, tone, phone, seat, news };
      const inbox = await openInbox(session, scene, request.inbox ?? photoInbox ?? null);
      try {
        if (request.phone) await phone.show(scene);
        await runWalk(scene);
      } finally {
        await inbox?.close();
      }
    });
  } catch (error) {
    throw error instanceof Cancelled ? stopped(session, book.walk, seat.takenBy) : error;
  } finally {
    await phone.close();
    await seat.leave();
  }
}

/**
 * Walks through a load or a hand-over with the clerk; an unfinished one goes on where it stopped.
 * @returns the finished walk.
 * @throws Cancelled when the clerk stops; what was answered is kept.
 */
export async function walkAtTerminal(session: Session, request: WalkRequest): Promise<Walk> {
  const desk = await session.desk();
  const { number, waits } = await locate(desk, request.number ?? (await chooseContract(session)));
  const seat = await askSeat(session, number, request.beside);
  let started: StartedWalk;
  try {
    if (!waits) await offerSignedCopy(session, number, request.kind);
    started = await startWalk(desk, number, request);
  } catch (error) {
    await leaveSeat(desk, seat);
    throw error;
  }
  const by = (await session.actor()).name;
  const photos = photoProver();
  const { prove } = photos;
  const book = deskBook(started.walk, { desk, cwd: session.io.cwd, by, seat, prove, sums: (walk) => sumsText(session, walk) });
  try {
    await play(session, book, opening(session, started), request, seat);
  } finally {
    await photos.close();
  }
  return finishWalk(desk, book.walk.header.id);
}
