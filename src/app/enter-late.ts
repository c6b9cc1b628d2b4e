/** Findings that were made after the return was walked: entered with both times, when seen and when entered, beside what stands. */
import type { Walk } from "../inspection/fold.ts";
import type { PhotoRef } from "../inspection/inspection.ts";
import { type LateLine, lateEvents, parseLateFindings } from "../inspection/late-file.ts";
import { type Instant, timeOf } from "../kernel/dates.ts";
import { UserError } from "../kernel/errors.ts";
import { previewReopened, reopenWithin } from "./amend-walk.ts";
import { type AnswersSource, refuse, storePhotos } from "./answer-from-file.ts";
import { finishWithin } from "./finish-walk.ts";
import type { Desk } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

export interface LateEntry {
  /** Whatever leads to the inspection; see {@link reopenWithin}. */
  readonly id: string;
  readonly reason: string;
  readonly seenAt: Instant;
  readonly readPhoto: AnswersSource["readPhoto"];
  /** What was found, read against the walk as it stands. @throws UserError */
  lines(walk: Walk): readonly LateLine[];
}

/** What a file says was found. @throws UserError `answers-wrong` with the problems and their places. */
export const linesFrom =
  (desk: Desk, source: AnswersSource): LateEntry["lines"] =>
  (walk) => {
    const read = parseLateFindings(source.text, walk, desk.settings.language);
    return read.ok ? read.value : refuse(source, read.problems);
  };

function checkSeen(desk: Desk, walk: Walk, seenAt: Instant): void {
  const { header, inspection, contract } = walk;
  if (header.kind === "handover")
    throw new UserError("not-a-return", { id: header.id, contract: header.contract }, [`inspect show ${header.contract}`]);
  const at = (moment: Instant): string => timeOf(moment, contract.zone, "yyyy-MM-dd HH:mm");
  if (seenAt > desk.clock.now()) throw new UserError("seen-in-future", { at: at(seenAt) });
  if (seenAt < inspection.cameBackAt)
    throw new UserError("seen-before-return", { id: header.id, at: at(seenAt), back: at(inspection.cameBackAt) });
}

/** Checks everything and stores nothing. @throws UserError as {@link enterLate}. */
export async function readLate(
  desk: Desk,
  { id, reason, seenAt, lines }: LateEntry,
): Promise<{ readonly walk: Walk; readonly lines: readonly LateLine[] }> {
  const store = await desk.store();
  const walk = await store.read((repositories) => previewReopened(repositories, desk, id, reason));
  checkSeen(desk, walk, seenAt);
  return { walk, lines: lines(walk) };
}

const photosOf = (lines: readonly LateLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ groups }) => groups.flatMap(({ findings }) => findings.flatMap(({ photos }) => photos)))),
];

/**
 * Enters late findings in one transaction: the walk is taken up again, they are added, and it is finished anew. Photos are archived first.
 * @returns the walk, finished anew, and the findings' ids.
 * @throws UserError `not-a-return`, `seen-in-future`, `seen-before-return`, `answers-wrong`, and what {@link reopenWithin} throws.
 */
export async function enterLate(desk: Desk, entry: LateEntry): Promise<{ readonly walk: Walk; readonly findings: readonly string[] }> {
  const { id, reason, seenAt, lines } = entry;
  const photos = await storePhotos(desk, entry, photosOf((await readLate(desk, entry)).lines));
  const store = await desk.store();
  return store.write(async (repositories) => {
    const walk = await reopenWithin(repositories, desk, id, reason);
    const enteredAt = desk.clock.now();
    const photo = (name: string): PhotoRef => photos.get(name) as PhotoRef;
    const events = lateEvents(lines(walk), walk, { name: walk.names.get(desk.actor) ?? desk.actor, seenAt, enteredAt, photo });
    await appendEvents(repositories, desk, walk, events);
    const findings = events.flatMap((event) => (event.type === "foundLate" ? event.findings.map((finding) => finding.id) : []));
    const { id: subject, contract } = walk.header;
    await repositories.notices.foundLate(subject, findings, enteredAt);
    await repositories.journal.append({
      at: enteredAt,
      staff: desk.actor,
      contract,
      act: "return.foundLate",
      subject,
      detail: { findings, seenAt },
    });
    return { walk: await finishWithin(repositories, desk, subject), findings };
  });
}
