/** A walk answered from a file or from stdin, without a terminal. */

import { dirname, resolve } from "node:path";
import { readInputFile } from "../../../adapters/input-file.ts";
import { type AnswersSource, answerFromFile, readAnswers } from "../../../app/answer-from-file.ts";
import { findContract } from "../../../app/find-contract.ts";
import type { Desk } from "../../../app/ports.ts";
import { leaveSeat, refuseBeside, type Seating, takeSeat, walkersOf } from "../../../app/walk-seats.ts";
import type { Contract } from "../../../contract/contract.ts";
import type { Walk } from "../../../inspection/fold.ts";
import type { InspectionKind } from "../../../inspection/inspection.ts";
import { type Instant, timeOf } from "../../../kernel/dates.ts";
import { LARGEST_SCAN } from "../../../media/read-scan.ts";
import { readFileText, shownName } from "../../actions/read-file-text.ts";
import { remarkTone } from "../../output/tone-text.ts";
import type { Session } from "../../session.ts";
import { thisProcess } from "../../this-process.ts";
import { noteRemarks, toneCheck } from "../../tone-check.ts";

/** Photos are named relative to the file of answers; from stdin, to the folder one stands in. */
export async function sourceFrom(session: Session, file: string): Promise<AnswersSource> {
  const text = await readFileText(session, file);
  const folder = file === "-" ? "." : dirname(file);
  return { name: shownName(file), text, readPhoto: (name) => readInputFile(resolve(session.io.cwd, folder), name, LARGEST_SCAN) };
}

export interface AnsweredWalk {
  readonly number: string;
  readonly kind: InspectionKind;
  readonly file: string;
  readonly cameBackAt: Instant | null;
  /** What to do where somebody walks already; null: refuse. */
  readonly beside: Seating | null;
}

const contractMeant = async (desk: Desk, number: string): Promise<Contract> =>
  (await desk.store()).read((repositories) => findContract(repositories, number));

/** @returns the finished walk, or null after a dry run. @throws UserError `walked-elsewhere` while somebody walks, unless told what to do. */
export async function walkFromFile(session: Session, { number, kind, file, cameBackAt, beside }: AnsweredWalk): Promise<Walk | null> {
  const desk = await session.desk();
  const fileWalk = { contract: number, kind, source: await sourceFrom(session, file), cameBackAt };
  const since = (at: Instant): string => timeOf(at, desk.settings.zone, "HH:mm");
  if (!session.flags.dryRun) return seated(desk, number, beside, since, () => answerFromFile(desk, fileWalk));
  if (beside === null) refuseBeside(number, await walkersOf(desk, number, thisProcess), since);
  const { answers } = await readAnswers(desk, fileWalk);
  remarkTone(session, noteRemarks(answers.lines, toneCheck(await contractMeant(desk, number))));
  session.remark(session.t("common.dryRun"));
  return null;
}

/** A contract that is not known has no seats: what is answered says so. */
async function seated<T>(
  desk: Desk,
  number: string,
  beside: Seating | null,
  since: (at: Instant) => string,
  act: () => Promise<T>,
): Promise<T> {
  const contract = await (await desk.store()).read(({ contracts }) => contracts.get(number));
  if (contract === null) return act();
  const seat = await takeSeat(desk, contract.number, thisProcess, beside ?? "alone", since);
  try {
    return await act();
  } finally {
    await leaveSeat(desk, seat);
  }
}
