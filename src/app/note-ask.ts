/** A customer asked for something off: noted, granted or not, so that whoever decides later sees how often. */
import { UserError } from "../kernel/errors.ts";
import { LONGEST_TEXT, plain } from "../kernel/text.ts";
import { findReturn } from "./find-return.ts";
import type { Desk, InspectionHeader, Repositories } from "./ports.ts";

const LONGEST_LABEL = 40;

export interface AskedFor {
  /** A charge or a line, as it was called on the screen. */
  readonly line: string | null;
  readonly text: string | null;
}

/** @throws UserError `concession-note-too-long`. */
function noteOf(text: string | null): string | null {
  const note = text === null ? null : plain(text).trim() || null;
  if (note !== null && note.length > LONGEST_TEXT)
    throw new UserError("concession-note-too-long", { length: note.length, most: LONGEST_TEXT });
  return note;
}

async function store(
  desk: Desk,
  { concessions, journal }: Repositories,
  { id: inspection, contract }: Pick<InspectionHeader, "id" | "contract">,
  { line, text }: AskedFor,
): Promise<void> {
  const who = { at: desk.clock.now(), by: desk.actor };
  const label = line === null ? null : plain(line).slice(0, LONGEST_LABEL);
  await concessions.asked({ contract, inspection, label, note: noteOf(text), ...who });
  await journal.append({ at: who.at, staff: who.by, contract, act: "discount.asked", subject: inspection });
}

/** @throws UserError as {@link findReturn}; `concession-note-too-long`. */
export async function noteAsk(desk: Desk, id: string, asked: AskedFor): Promise<{ readonly inspection: string }> {
  return (await desk.store()).write(async (repositories) => {
    const header = await findReturn(repositories, id);
    await store(desk, repositories, header, asked);
    return { inspection: header.id };
  });
}

/** During a walk, be it of a return or a hand-over. @throws UserError `concession-note-too-long`. */
export async function noteAskInWalk(desk: Desk, header: Pick<InspectionHeader, "id" | "contract">, asked: AskedFor): Promise<void> {
  await (await desk.store()).write((repositories) => store(desk, repositories, header, asked));
}
