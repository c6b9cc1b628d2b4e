/** Puts a photo that came by itself, from a phone or a camera's folder, with the finding or the line it is of. */
import type { Walk } from "../inspection/fold.ts";
import type { Finding, LineFacts, PhotoRef } from "../inspection/inspection.ts";
import { type Instant, instant } from "../kernel/dates.ts";
import { loadWalk } from "./load-walk.ts";
import type { Desk } from "./ports.ts";
import { appendEvents } from "./record-answer.ts";

/** What a photo is of: a line, or a finding of it. */
export interface PhotoTarget {
  readonly position: number;
  /** Null: the line itself. A withdrawn finding's number may be given again: `enteredAt` tells which one was meant. */
  readonly finding: { readonly id: string; readonly enteredAt: Instant } | null;
}

export interface AttachedPhoto {
  readonly walk: Walk;
  /** Where the photo stands: with a finding that was withdrawn meanwhile it cannot, and is the line's. */
  readonly finding: string | null;
  /** Whether it stood there already: a phone that lost the answer sends a photo once more. */
  readonly already: boolean;
}

/** The finding that is meant, as it stands; null when there is none, or it is gone. */
export function findingMeant(walk: Walk, { position, finding }: PhotoTarget): Finding | null {
  if (finding === null) return null;
  const standing = lineAt(walk, position)?.groups.flatMap((group) => group.findings) ?? [];
  return standing.find(({ id, enteredAt }) => id === finding.id && enteredAt === finding.enteredAt) ?? null;
}

const lineAt = (walk: Walk, position: number): LineFacts | undefined => walk.inspection.lines.find((line) => line.position === position);

/** Everything of a walk that a photo can be of: each line, and after it its findings. */
export const photoTargets = ({ inspection }: Walk): readonly PhotoTarget[] =>
  inspection.lines.flatMap(({ position, groups }) => [
    { position, finding: null },
    ...groups.flatMap(({ findings }) => findings.map(({ id, enteredAt }) => ({ position, finding: { id, enteredAt } }))),
  ]);

/** The photos that stand there now. */
export const photosAt = (walk: Walk, target: PhotoTarget): readonly PhotoRef[] =>
  (target.finding === null ? lineAt(walk, target.position)?.photos : findingMeant(walk, target)?.photos) ?? [];

/** A target as a text that a page can send back: `2/F3/2026-05-20T11:30:00.000Z`, or `2`. */
export const targetText = ({ position, finding }: PhotoTarget): string =>
  finding === null ? String(position) : `${position}/${finding.id}/${finding.enteredAt}`;

/** Null when it is no such text. */
export function readTarget(text: string): PhotoTarget | null {
  const match = /^(\d{1,6})(?:\/(F\d{1,9})\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z))?$/u.exec(text);
  if (!match) return null;
  const [, position, id, enteredAt] = match;
  return { position: Number(position), finding: id === undefined ? null : { id, enteredAt: instant(enteredAt as string) } };
}

/** Whether the finding, or anything of the line, shows the photo already. */
function stands(walk: Walk, position: number, finding: Finding | null, sha256: string): boolean {
  const line = lineAt(walk, position);
  const shown = finding?.photos ?? [
    ...(line?.photos ?? []),
    ...(line?.groups ?? []).flatMap(({ findings }) => findings.flatMap(({ photos }) => photos)),
  ];
  return shown.some((photo) => photo.sha256 === sha256);
}

/**
 * Stores it beside whatever the clerk stores at the same time: neither can overwrite the other.
 * @param photo kept in the archive already.
 * @throws UserError `inspection-unknown`; `answer-refused` once the walk is finished.
 */
export async function attachPhoto(desk: Desk, inspection: string, target: PhotoTarget, photo: PhotoRef): Promise<AttachedPhoto> {
  const store = await desk.store();
  return store.write(async (repositories) => {
    const walk = await loadWalk(repositories, inspection);
    const meant = findingMeant(walk, target);
    const { position } = target;
    const finding = meant?.id ?? null;
    if (stands(walk, position, meant, photo.sha256)) return { walk, finding, already: true };
    const after = await appendEvents(repositories, desk, walk, [{ type: "photographed", position, finding, photo }]);
    const { id: subject, contract, kind } = walk.header;
    await repositories.journal.append({ at: desk.clock.now(), staff: desk.actor, contract, act: `${kind}.photographed`, subject });
    return { walk: after, finding, already: false };
  });
}
