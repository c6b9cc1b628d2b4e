/** What `inspect [NUMBER]` and `inspect handover NUMBER` do: the walk at the terminal, or its answers from a file. */

import { isCorrectionDue } from "../../../app/changed-since-billed.ts";
import type { Seating } from "../../../app/walk-seats.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import { type Instant, parseLocalTime } from "../../../kernel/dates.ts";
import { UsageError, UserError } from "../../../kernel/errors.ts";
import { plain } from "../../../kernel/text.ts";
import { finishedText, inspectionJson } from "../../output/inspection-text.ts";
import { errorText } from "../../output/tell.ts";
import { remarkTone } from "../../output/tone-text.ts";
import type { Options } from "../../program.ts";
import type { Session } from "../../session.ts";
import { noteRemarks, type ToneRemark, toneCheck } from "../../tone-check.ts";
import { type DeliveredRecord, keepRecord } from "./keep-record.ts";

/** `--came-back "2026-05-20 14:00"`, on the desk's wall clock. */
async function cameBack(session: Session, options: Options): Promise<Instant | null> {
  const given = options.cameBack;
  if (typeof given !== "string") return null;
  const at = parseLocalTime(given, (await session.desk()).settings.zone);
  if (at !== null) return at;
  const typed = plain(given).slice(0, 40);
  throw new UsageError("not-a-time", { flag: "--came-back", typed: typed.slice(0, 40) }, ['--came-back "2026-05-20 14:00"']);
}

/** What to do where somebody walks already; null: nothing was said. @throws UsageError `join-or-take-over` for both at once. */
function besideFrom({ join, takeOver }: Options): Seating | null {
  if (join === true && takeOver === true) throw new UsageError("join-or-take-over", {}, ["--join", "--take-over"]);
  return join === true ? "join" : takeOver === true ? "takeOver" : null;
}

async function walk(session: Session, kind: InspectionKind, number: string | null, options: Options): Promise<Walk | null> {
  const file = typeof options.answers === "string" ? options.answers : null;
  const cameBackAt = await cameBack(session, options);
  const beside = besideFrom(options);
  if (file !== null && number !== null) {
    const { walkFromFile } = await import("./answers.ts");
    return walkFromFile(session, { number, kind, file, cameBackAt, beside });
  }
  if (file === null && session.interactive && !session.flags.dryRun) {
    const inbox = typeof options.inbox === "string" ? options.inbox : null;
    const { walkAtTerminal } = await import("../../prompts/walk/walk-at-terminal.ts");
    return walkAtTerminal(session, {
      number,
      kind,
      cameBackAt,
      found: options.found === true,
      phone: options.phone === true,
      inbox,
      beside,
    });
  }
  const command = `inspect ${kind === "handover" ? "handover " : ""}${number === null ? "NUMBER" : plain(number)} --answers FILE`;
  throw new UsageError("answers-needed", {}, [command]);
}

/** A finished walk stays finished where its record cannot be rendered: that is told, and can be made up for. */
async function recordOf(session: Session, id: string, withSums: boolean): Promise<DeliveredRecord | null> {
  try {
    return await keepRecord(session, { id, withSums, version: null });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    session.remark(session.err.warn(session.t("inspect.record.failed", { reason: errorText(session.t, error), id })));
    return null;
  }
}

export interface FinishedHow {
  readonly withSums: boolean;
  readonly tone: readonly ToneRemark[];
  /** Somebody is there to be asked what becomes of the record. */
  readonly atTerminal: boolean;
}

/** Makes the record of a walk that has just been finished, says what comes next, and offers to hand the record over. */
export async function tellFinished(session: Session, finished: Walk, { withSums, tone, atTerminal }: FinishedHow): Promise<void> {
  const { id, contract } = finished.header;
  const record = await recordOf(session, id, withSums);
  if (session.flags.json) return session.json({ ...inspectionJson({ walk: finished, releases: [] }), record, tone });
  session.print(...finishedText(session, finished, record !== null, await isCorrectionDue(await session.desk(), contract)));
  if (record === null || !atTerminal) return;
  const { offerRecord } = await import("../../actions/offer-record.ts");
  await offerRecord(session, finished, withSums);
}

/** Notes that came from a file, which nobody was asked about while they wrote them. */
export function tellTone(session: Session, { contract, inspection, names }: Walk): readonly ToneRemark[] {
  const tone = noteRemarks(inspection.lines, toneCheck(contract, [...names.values()]));
  remarkTone(session, tone);
  return tone;
}

export async function inspect(session: Session, kind: InspectionKind, number: string | null, options: Options): Promise<void> {
  const finished = await walk(session, kind, number, options);
  if (finished === null) return;
  const fromFile = typeof options.answers === "string";
  const tone = fromFile ? tellTone(session, finished) : [];
  await tellFinished(session, finished, { withSums: options.withSums === true, tone, atTerminal: !fromFile });
}
